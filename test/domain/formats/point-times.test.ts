import { describe, expect, it } from 'vitest'
import { schedule } from '#src/domain/route/schedule.ts'
import { readText } from '#test/support/route-files.ts'

const places = [
  [46.1, -3],
  [45.6, -4.2],
  [45, -5.3],
  [44.3, -6.5],
] as const
const point = (index: number, inside: string) =>
  `\n<rtept lat="${places[index]![0]}" lon="${places[index]![1]}">${inside}</rtept>`
const time = (text: string | null) => (text === null ? '' : `<time>${text}</time>`)
const route = (times: readonly (string | null)[], more = '') =>
  `<gpx version="1.1"><rte><name>Routing</name>${more}${times.map((text, index) => point(index, time(text))).join('')}</rte></gpx>`

/** The hours of 3 July at which the ship is at each point by the file, and what it says of them. */
function read(text: string) {
  const { candidates, notes } = readText(text)
  const { route: read, departureMs, speedKn } = candidates[0]!
  const { rows } = schedule(read!, { departureMs: departureMs ?? Number.NaN, speedKn: speedKn ?? Number.NaN })
  return {
    hours: rows.map(({ etaMs }) =>
      etaMs === null || Number.isNaN(etaMs) ? null : Math.round((etaMs - Date.UTC(2026, 6, 3)) / 360_000) / 10,
    ),
    notes: notes.map(({ text: words }) => words),
  }
}

const none = [null, null, null, null]
const plan = (to: string) =>
  `The times of its points rise at sailing speeds and are taken as its plan, 03 Jul 2026 06:00Z to ${to}.`

describe('the times of GPX route points', () => {
  it.each([
    ['at every point', ['06:00', '12:00', '18:00', '23:00'], [6, 12, 18, 23], [plan('03 Jul 23:00Z'), '3 ETAs kept as the speeds of 3 legs.']], // prettier-ignore
    ['at some points', ['06:00', null, '18:00', '23:00'], [6, 12, 18, 23], [plan('03 Jul 23:00Z'), '2 ETAs kept as the speeds of 3 legs.']], // prettier-ignore
    ['at the ends', ['06:00', null, null, '23:00'], [6, 11.4, 16.9, 23], [plan('03 Jul 23:00Z'), '1 ETA kept as the speeds of 3 legs.']], // prettier-ignore
    ['but the last', ['06:00', '12:00', '18:00', null], [6, 12, 18, null], [plan('03 Jul 18:00Z'), '2 ETAs kept as the speeds of 2 legs.', '1 leg after the last ETA takes the speed of the voyage.']], // prettier-ignore
    ['all alike', ['06:00', '06:00', '06:00', '06:00'], none, ['The times of its 4 points are when they were made, not when the ship is there, and were left out.']], // prettier-ignore
    ['out of order', ['06:00', '18:00', '12:00', '23:00'], none, ['The times of its 4 points do not rise at sailing speeds (1 to 60 kn) and were left out.']], // prettier-ignore
    ['too fast', ['06:00', '06:30', '07:00', '07:30'], none, ['The times of its 4 points do not rise at sailing speeds (1 to 60 kn) and were left out.']], // prettier-ignore
    ['but the first', [null, '12:00', '18:00', '23:00'], none, ['3 points have times, but not the first: without a departure they were left out.']], // prettier-ignore
    ['at one alone', ['06:00', null, null, null], none, ['Only one of its points has a time, which was left out.']],
  ])('%s', (_, times, hours, notes) => {
    const full = times.map((clock) => clock && `2026-07-03T${clock}:00Z`)
    expect(read(route(full))).toEqual({ hours, notes })
  })

  it('seconds apart are when the points were made', () => {
    const times = ['00', '02', '05', '09'].map((second) => `2021-07-03T06:00:${second}Z`)
    expect(read(route(times))).toEqual({
      hours: none,
      notes: ['The times of its 4 points are when they were made, not when the ship is there, and were left out.'],
    })
  })

  it('that cannot be read are told, with the first of them', () => {
    const { notes } = readText(route(['2026-07-03T06:00:00Z', 'noon', 'tomorrow', '2026-07-03T23:00:00Z']))
    expect(notes).toContainEqual({
      line: 3,
      text: '2 times cannot be read and were left out, the first of them "noon".',
    })
  })

  it('stay at a point twice in a row', () => {
    const times = ['06:00', '12:00', '15:00'].map((clock) => `<time>2026-07-03T${clock}:00Z</time>`)
    const twice = [point(0, times[0]!), point(1, times[1]!), point(1, times[2]!), point(2, '<time>2026-07-03T21:00:00Z</time>')] // prettier-ignore
    expect(read(`<gpx version="1.1"><rte>${twice.join('')}</rte></gpx>`).hours).toEqual([6, 12, null, null])
    const { route: stayed } = readText(`<gpx version="1.1"><rte>${twice.join('')}</rte></gpx>`).candidates[0]!
    expect(stayed!.waypoints.map(({ stayMin }) => stayMin ?? 0)).toEqual([0, 180, 0, 0])
  })

  it('are checked against the speed of the plan, which is used', () => {
    const planned = (departure: string) =>
      `<extensions><planned_speed>10</planned_speed><planned_departure>2026-07-${departure}</planned_departure></extensions>`
    const times = ['06:00', '12:00', '18:00', '23:00'].map((clock) => `2026-07-03T${clock}:00Z`)
    expect(read(route(times, planned('03T06:00:00Z'))).notes).toEqual([
      plan('03 Jul 23:00Z'),
      'The ETAs and the speeds disagree: by the speeds the ship reaches waypoint 4 at 04 Jul 2026 00:23Z, by the ETA at 03 Jul 23:00Z; the speeds are used.',
    ])
    expect(read(route(times, planned('09T06:00:00Z'))).notes).toEqual([
      'The times of its points begin at 03 Jul 2026 06:00Z, not at the planned departure, and were left out.',
    ])
  })

  it('of single waypoints mean the same', () => {
    const waypoints = places.map(
      ([lat, lon], index) => `<wpt lat="${lat}" lon="${lon}"><time>2026-07-03T${6 + index * 6 - (index === 3 ? 1 : 0)}:00:00Z</time></wpt>`.replace('T6:', 'T06:'), // prettier-ignore
    )
    expect(read(`<gpx version="1.1">${waypoints.join('')}</gpx>`).hours).toEqual([6, 12, 18, 23])
  })
})

describe('times in GPX tracks', () => {
  it('that cannot be read are told', () => {
    const { notes } = readText(
      '<gpx version="1.1"><trk><trkseg><trkpt lat="1" lon="1"><time>2026-07-03</time></trkpt>\n<trkpt lat="1" lon="2"><time/></trkpt></trkseg></trk></gpx>',
    )
    expect(notes).toEqual([{ line: 1, text: 'The time "2026-07-03" cannot be read and was left out.' }])
  })
})

describe('KML points with times', () => {
  const stamped = (index: number, when: string) =>
    `\n<Placemark><name>R${index}</name><TimeStamp><when>${when}</when></TimeStamp><Point><coordinates>${places[index]![1]},${places[index]![0]}</coordinates></Point></Placemark>`
  const line = `<Placemark><name>Routing</name><LineString><coordinates>${places.map(([lat, lon]) => `${lon},${lat}`).join(' ')}</coordinates></LineString></Placemark>`
  const clocks = ['06', '12', '18', '23']
  const points = clocks.map((hour, index) => stamped(index, `2026-07-03T${hour}:00:00Z`)).join('')

  it('on a line are its plan', () => {
    const { hours, notes } = read(`<Document>${line}${points}</Document>`)
    expect(hours).toEqual([6, 12, 18, 23])
    expect(notes).toEqual([plan('03 Jul 23:00Z'), '3 ETAs kept as the speeds of 3 legs.'])
  })

  it('alone are the times at which the ship is there', () => {
    const { candidates } = readText(`<Document>${points}</Document>`)
    expect(candidates[0]).toMatchObject({ kind: 'track', departureMs: Date.UTC(2026, 6, 3, 6), doubts: null })
    expect(read(`<Document>${points}</Document>`).hours).toEqual([6, 12, 18, 23])
  })

  it('made within seconds are no times of a ship', () => {
    const made = clocks.map((_, index) => stamped(index, `2026-07-03T06:00:0${index}Z`)).join('')
    const { candidates, notes } = readText(`<Document>${made}</Document>`)
    expect(candidates[0]).toMatchObject({ kind: 'route', departureMs: null })
    expect(notes.map(({ text }) => text)).toContain(
      'The times of its 4 points are when they were made, not when the ship is there, and were left out.',
    )
  })

  it('that cannot be read are told', () => {
    expect(readText(`<Document>${stamped(0, 'soon')}${stamped(1, '2026-07')}</Document>`).notes).toContainEqual({
      line: 2,
      text: '2 times cannot be read and were left out, the first of them "soon".',
    })
  })

  it('of a whole line are no field of a route', () => {
    const timed = line.replace('<LineString>', '<TimeStamp><when>2026-07-03T06:00:00Z</when></TimeStamp><LineString>')
    expect(readText(`<Document>${timed}</Document>`).notes).toEqual([{ text: 'Field not used: "TimeStamp".' }])
  })
})
