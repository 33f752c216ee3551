import { describe, expect, it } from 'vitest'
import { tracksOfParts } from '#src/domain/formats/track-parts.ts'
import type { DraftPoint, ImportNote } from '#src/domain/formats/reading.ts'
import { MINUTE_MS } from '#src/domain/time.ts'
import { readText } from '#test/support/route-files.ts'

/** A part with fixes at these minutes. */
const part = (...minutes: readonly (number | null)[]) =>
  minutes.map((minute): DraftPoint => ({ lat: 50, lon: 1, timeMs: minute === null ? null : minute * MINUTE_MS }))

function tracks(...parts: (readonly DraftPoint[])[]) {
  const notes: ImportNote[] = []
  const drafts = tracksOfParts('Pilot', parts, notes)
  return {
    minutes: drafts.map(({ points }) => points.map(({ timeMs }) => (timeMs == null ? null : timeMs / MINUTE_MS))),
    names: drafts.map(({ name }) => name),
    notes: notes.map(({ text }) => text),
  }
}

describe('the parts of a track', () => {
  it.each([
    ['one after the other', [part(0, 10), part(20, 30)], [0, 10, 20, 30]],
    ['that touch', [part(0, 10), part(10, 30)], [0, 10, 10, 30]],
    ['that tell the last minute twice', [part(0, 10), part(9, 30)], [0, 10, 9, 30]],
    ['of one point each', [part(0), part(10), part(20)], [0, 10, 20]],
    ['without times', [part(null, null), part(null)], [null, null, null]],
    ['some without times', [part(0, 10), part(null), part(20)], [0, 10, null, 20]],
    ['some without points', [part(), part(0, 10), part()], [0, 10]],
  ])('are one track: %s', (_, parts, minutes) => {
    expect(tracks(...parts)).toEqual({ minutes: [minutes], names: ['Pilot'], notes: [] })
  })

  it('are put in the order of their times', () => {
    expect(tracks(part(20, 30), part(0, 10))).toEqual({
      minutes: [[0, 10, 20, 30]],
      names: ['Pilot'],
      notes: ['“Pilot” has 2 parts, which were put in the order of their times.'],
    })
  })

  it.each([
    ['over the same time', [part(0, 10), part(0, 10)]],
    ['that overlap', [part(0, 10), part(5, 15)]],
    ['one within the other', [part(0, 30), part(10, 12)]],
    ['the last over the first', [part(0, 30), part(40, 50), part(20, 25)]],
  ])('are several tracks: %s', (_, parts) => {
    const { minutes, names, notes } = tracks(...parts)
    expect(minutes).toEqual(parts.map((points) => points.map(({ timeMs }) => (timeMs ?? 0) / MINUTE_MS)))
    expect(names).toEqual(parts.map((__, index) => `Pilot ${index + 1}`))
    expect(notes).toEqual([`“Pilot” has ${parts.length} parts over the same time; each is offered by itself.`])
  })
})

describe('several ships in one file', () => {
  const when = (hour: number) => `2026-01-01T0${hour}:00:00Z`

  it('are never one track of a KML MultiTrack', () => {
    const track = (lat: number) =>
      `<gx:Track>${[0, 1].map((hour) => `<when>${when(hour)}</when><gx:coord>${1 + hour / 10} ${lat} 0</gx:coord>`).join('')}</gx:Track>`
    const { candidates, notes } = readText(
      `<kml xmlns:gx="http://www.google.com/kml/ext/2.2"><Placemark><name>Fleet</name><gx:MultiTrack>${track(50)}${track(52)}</gx:MultiTrack></Placemark></kml>`,
    )
    expect(candidates.map(({ name, kind, count, first }) => [name, kind, count, first.lat])).toEqual([
      ['Fleet 1', 'track', 2, 50],
      ['Fleet 2', 'track', 2, 52],
    ])
    expect(notes.map(({ text }) => text)).toEqual([
      '“Fleet” has 2 parts over the same time; each is offered by itself.',
    ])
  })

  it('are never one track of GPX segments', () => {
    const segment = (lat: number) =>
      `<trkseg>${[0, 1].map((hour) => `<trkpt lat="${lat}" lon="${1 + hour / 10}"><time>${when(hour)}</time></trkpt>`).join('')}</trkseg>`
    const { candidates } = readText(`<gpx version="1.1"><trk>${segment(50)}${segment(52)}</trk></gpx>`, 'fleet.gpx')
    expect(candidates.map(({ name, count }) => [name, count])).toEqual([
      ['fleet 1', 2],
      ['fleet 2', 2],
    ])
  })
})
