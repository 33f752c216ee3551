import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { at } from '#src/domain/at.ts'
import { joinedLine } from '#src/domain/formats/line-chain.ts'
import type { Draft, DraftPoint } from '#src/domain/formats/reading.ts'
import { readText } from '#test/support/route-files.ts'

type Place = readonly [lat: number, lon: number]
const line = (places: readonly Place[], more: Partial<Draft> = {}): Draft => ({
  kind: 'line',
  name: '',
  points: places.map(([lat, lon]) => ({ lat, lon })),
  ...more,
})
const placesOf = (points: readonly DraftPoint[]) => points.map(({ lat, lon }) => [lat, lon])
const [a, b, c, d]: readonly [Place, Place, Place, Place] = [
  [52, 4],
  [51.8, 3],
  [51.2, 1.8],
  [50.9, 1.4],
]

/** Places at least a mile apart, so that no two are one by chance. */
const waypoints = fc
  .uniqueArray(fc.tuple(fc.integer({ min: -80, max: 80 }), fc.integer({ min: -180, max: 179 })), {
    minLength: 3,
    maxLength: 40,
    selector: ([lat, lon]) => `${lat} ${lon}`,
  })
  .map((places) => places.map(([lat, lon], index): DraftPoint => ({ lat, lon, name: `WP ${index + 1}` })))

/** A line cut at some of its waypoints, in any order. */
const cut = waypoints.chain((points) =>
  fc
    .tuple(
      fc.uniqueArray(fc.integer({ min: 1, max: points.length - 2 }), { minLength: 1, maxLength: points.length - 2 }),
      fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })),
    )
    .map(([cuts, weights]) => {
      const ends = [0, ...cuts.toSorted((x, y) => x - y), points.length - 1]
      const pieces = ends.slice(1).map((end, index): Draft => ({
        kind: 'line',
        name: '',
        points: points.slice(at(ends, index), end + 1),
      }))
      const order = pieces.map((piece) => ({ piece, weight: Number(weights.next().value) }))
      return { points, pieces: order.toSorted((x, y) => x.weight - y.weight).map(({ piece }) => piece) }
    }),
)

describe('lines that meet end to end', () => {
  it('are one line again, however they are ordered', () => {
    fc.assert(
      fc.property(cut, ({ points, pieces }) => {
        expect(joinedLine(pieces)?.draft.points).toEqual(points)
      }),
    )
  })

  it('are one line again with a minority of them turned round', () => {
    fc.assert(
      fc.property(cut, fc.nat(), ({ points, pieces }, which) => {
        fc.pre(pieces.length > 2)
        const turned = pieces.map((piece, index) =>
          index === which % pieces.length ? { ...piece, points: piece.points.toReversed() } : piece,
        )
        const joined = joinedLine(turned)
        expect(joined?.draft.points).toEqual(points)
        expect(joined?.note.text).toContain('1 of them turned round')
      }),
    )
  })

  it('are nothing to offer with a gap between them', () => {
    fc.assert(
      fc.property(cut, fc.nat(), ({ pieces }, which) => {
        fc.pre(pieces.length > 2)
        const middle = pieces.filter((piece) => piece.points[0]?.name !== 'WP 1' && !isLast(piece, pieces))
        fc.pre(middle.length > 0)
        const gone = at(middle, which % middle.length)
        expect(joinedLine(pieces.filter((piece) => piece !== gone))).toBeNull()
      }),
    )
  })
  const isLast = (piece: Draft, pieces: readonly Draft[]) =>
    pieces.every(({ points }) => points[0]?.name !== piece.points.at(-1)?.name)

  it('may be 0.1 NM apart, and keep a name that either has', () => {
    const near: Place = [b[0] + 0.0005, b[1] + 0.0005]
    const second = line([near, c])
    const named = { ...second, points: [{ ...at(second.points, 0), name: 'Buoy' }, ...second.points.slice(1)] }
    expect(joinedLine([line([a, b]), named])?.draft.points).toEqual([
      { lat: 52, lon: 4 },
      { lat: 51.8, lon: 3, name: 'Buoy' },
      { lat: 51.2, lon: 1.8 },
    ])
    expect(joinedLine([line([a, b]), line([[b[0] + 0.01, b[1]], c])])).toBeNull()
  })

  it('meet across 180°', () => {
    const joined = joinedLine([line([[10, 170], [10, 180]]), line([[10, -180], [10, -170]])]) // prettier-ignore
    expect(joined?.draft.points.map(({ lon }) => lon)).toEqual([170, 180, -170])
  })

  it.each([
    ['a star', [line([a, b]), line([a, c]), line([a, d])]],
    ['a fork', [line([a, b]), line([b, c]), line([b, d])]],
    ['two lines head to head', [line([a, b]), line([c, b])]],
    ['two that do not meet', [line([a, b]), line([c, d])]],
    ['one alone', [line([a, b])]],
    ['the same line twice', [line([a, b]), line([a, b])]],
    ['a ring out of order', [line([a, b]), line([c, a]), line([b, c])]],
    ['a plan out and a plan home', [line([a, b], { kind: 'route' }), line([b, a], { kind: 'route' })]],
    ['two plans with departures', [line([a, b]), line([b, c], { kind: 'route', departureMs: 0 })]],
    ['two ships at one berth', [line([a, b], { name: '211000001' }), line([b, c], { name: '211000002' })]],
  ])('are not offered joined: %s', (_, drafts) => {
    expect(joinedLine(drafts)).toBeNull()
  })

  it('are a round trip in the order of the file', () => {
    expect(placesOf(joinedLine([line([a, b]), line([b, c]), line([c, a])])?.draft.points ?? [])).toEqual([a, b, c, a])
  })

  it('keep different speeds with their legs', () => {
    const joined = joinedLine([line([a, b, c], { kind: 'route', speedKn: 12 }), line([c, d], { speedKn: 9 })])
    expect(joined?.draft.speedKn).toBeNull()
    expect(joined?.draft.points.slice(1).map(({ leg }) => leg?.speedKn)).toEqual([12, 12, 9])
  })
})

describe('tracks that follow each other', () => {
  const day = (date: number, from: Place, to: Place, hours: readonly [number, number] = [0, 12]) =>
    `<trk><name>Day ${date}</name><trkseg>${[from, to]
      .map(
        ([lat, lon], index) =>
          `<trkpt lat="${lat}" lon="${lon}"><time>${new Date(Date.UTC(2026, 3, date, hours[index])).toISOString()}</time></trkpt>`,
      )
      .join('')}</trkseg></trk>`
  const read = (...tracks: string[]) => readText(`<gpx version="1.1">${tracks.join('')}</gpx>`, 'log.gpx')

  it('are offered joined, with the nights in between as stays', () => {
    const { candidates, notes } = read(day(23, b, c), day(22, a, b), day(24, c, d))
    expect(candidates.map(({ name, count }) => [name, count])).toEqual([
      ['log joined (3 parts)', 6],
      ['Day 23', 2],
      ['Day 22', 2],
      ['Day 24', 2],
    ])
    expect(notes.map(({ text }) => text)).toEqual([
      'The file has 3 lines that meet end to end: they are offered as one, and each by itself.',
    ])
    const { route, track, departureMs } = candidates[0]!
    expect(departureMs).toBe(Date.UTC(2026, 3, 22))
    expect([...track!.timeMs].map((ms) => new Date(ms).toISOString().slice(8, 13))).toEqual(
      ['22T00', '22T12', '23T00', '23T12', '24T00', '24T12'], // prettier-ignore
    )
    expect(route!.waypoints.map(({ stayMin }) => stayMin ?? 0)).toEqual([0, 720, 720, 0])
  })

  it('are not, where the next begins before the last has ended, or elsewhere', () => {
    expect(read(day(22, a, b, [0, 30]), day(23, b, c)).candidates).toHaveLength(2)
    expect(read(day(22, a, b), day(23, c, d)).candidates).toHaveLength(2)
  })
})
