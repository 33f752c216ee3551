import { describe, expect, it } from 'vitest'
import { readRouteFile } from '#src/domain/formats/import-file.ts'
import { stayMinutes } from '#src/domain/formats/read/rtz-schedule.ts'

const names = ['Rotterdam', 'Dover', 'Ushant', 'Finisterre']
const places = [
  [52, 4],
  [51, 1.5],
  [48.6, -5.8],
  [43, -9.8],
]

/** An RTZ of four waypoints, with the given parts of one schedule. */
function read(schedule: string, version = '1.1') {
  const waypoints = names
    .map(
      (name, index) =>
        `<waypoint id="${index + 1}" name="${name}"><position lat="${places[index]![0]}" lon="${places[index]![1]}"/></waypoint>`,
    )
    .join('')
  const text = `<route version="${version}" xmlns="http://www.cirm.org/RTZ/1/1"><routeInfo routeName="South"/><waypoints>${waypoints}</waypoints><schedules><schedule id="1">${schedule}</schedule></schedules></route>`
  const {
    candidates: [candidate],
    notes,
  } = readRouteFile(new TextEncoder().encode(text), 'south.rtz')
  return { ...candidate!, waypoints: candidate!.route!.waypoints, notes: notes.map(({ text: words }) => words) }
}

const at = (day: number, hour: number) => Date.UTC(2026, 10, day, hour)

describe('the schedule of an RTZ', () => {
  it('a stay that contradicts its ETA and ETD gives way to the ETD, with a word', () => {
    const { waypoints, notes } = read(`<manual>
      <scheduleElement waypointId="1" etd="2026-11-22T06:00:00Z"/>
      <scheduleElement waypointId="2" eta="2026-11-22T18:00:00Z" etd="2026-11-22T20:00:00Z" stay="PT5H" speed="10"/>
      <scheduleElement waypointId="3" eta="2026-11-24T12:00:00Z" etd="2026-11-24T14:00:00Z" stay="PT2H" speed="10"/></manual>`)
    expect(waypoints.map(({ stayMin }) => stayMin ?? null)).toEqual([null, 120, 120, null])
    expect(notes.filter((text) => text.includes('Stay'))).toEqual([
      'Stay "PT5H" is not the time from its ETA to its ETD; the ETD is used.',
    ])
  })

  it('names the fixed ETA where the speeds on the way to it disagree with the ETAs', () => {
    const { notes } = read(`<manual><scheduleElement waypointId="1" etd="2026-11-22T06:00:00Z"/>
      <scheduleElement waypointId="2" speed="3"/>
      <scheduleElement waypointId="4" eta="2026-11-26T06:00:00Z"/></manual>
      <calculated><scheduleElement waypointId="1" etd="2026-11-22T06:00:00Z"/>
      <scheduleElement waypointId="2" eta="2026-11-22T12:00:00Z"/></calculated>`)
    expect(notes.at(-1)).toMatch(
      /^The ETAs do not lead to the ETA that is fixed at “Finisterre”: .*; the fixed ETA is used\.$/,
    )
  })

  it('of before 1980 is none', () => {
    const { departureMs, waypoints, notes } = read(`<manual><scheduleElement waypointId="1" etd="1970-01-01T00:00:00Z"/>
      <scheduleElement waypointId="2" eta="1970-01-02T00:00:00Z"/></manual>`)
    expect([departureMs, waypoints[1]!.fixedEtaMs ?? null]).toEqual([null, null])
    expect(notes).toContain('The times of the plan lie before 1980 and were left out.')
  })

  it('tells how many times leave their zone open', () => {
    const { departureMs, notes } = read(`<manual><scheduleElement waypointId="1" etd="2026-11-22T06:00:00"/>
      <scheduleElement waypointId="2" eta="2026-11-22T18:00:00Z"/></manual>`)
    expect(departureMs).toBe(at(22, 6))
    expect(notes).toContain('1 time without a zone is read as UTC.')
  })

  it("an ETA in place of a speed is a fixed one; the speeds after it are the voyage's", () => {
    const { waypoints, speedKn, departureMs, notes } = read(`<manual>
      <scheduleElement waypointId="1" etd="2026-11-22T06:00:00Z"/><scheduleElement waypointId="2"/>
      <scheduleElement waypointId="3" eta="2026-11-24T12:00:00Z" stay="PT2H"/><scheduleElement waypointId="4" speed="13.5"/></manual>`)
    expect([departureMs, speedKn]).toEqual([at(22, 6), 13.5])
    expect(waypoints.map(({ leg, stayMin, fixedEtaMs }) => [leg.speedKn, stayMin ?? null, fixedEtaMs ?? null])).toEqual(
      [
        [null, null, null],
        [null, null, null],
        [null, 120, at(24, 12)],
        [null, null, null],
      ],
    )
    expect(notes).toEqual(['1 ETA without a speed kept as fixed.'])
  })

  it('an ETA beside its speed follows from it and is computed anew; one that does not is told', () => {
    const { waypoints, speedKn, notes } = read(`<manual><scheduleElement waypointId="1" etd="2026-11-22T06:00:00Z"/>
      ${[2, 3, 4].map((id) => `<scheduleElement waypointId="${id}" speed="12" eta="2026-11-2${id + 1}T12:00:00Z"/>`).join('')}</manual>`)
    expect([speedKn, notes]).toEqual([
      12,
      [
        'The ETAs and the speeds disagree: by the speeds the ship reaches “Dover” at 22 Nov 2026 15:16Z, by the ETA at 23 Nov 12:00Z; the speeds are used.',
      ],
    ])
    expect(waypoints.some(({ fixedEtaMs }) => fixedEtaMs != null)).toBe(false)
  })

  it('calculated ETAs are never fixed; the time between ETA and ETD is a stay', () => {
    const { waypoints } = read(`<calculated><scheduleElement waypointId="1" etd="2026-11-22T06:00:00Z"/>
      <scheduleElement waypointId="2" eta="2026-11-23T06:00:00Z" etd="2026-11-23T07:30:00Z"/><scheduleElement waypointId="3" eta="2026-11-24T06:00:00Z" etd="2026-11-24T06:00:00Z"/></calculated>`)
    expect(waypoints.map(({ stayMin, fixedEtaMs }) => [stayMin ?? null, fixedEtaMs ?? null])).toEqual([
      [null, null],
      [90, null],
      [null, null],
      [null, null],
    ])
  })

  it('a manual schedule out of order, or without a departure, fixes nothing', () => {
    expect(
      read(
        '<manual><scheduleElement waypointId="1" etd="2026-11-22T06:00:00Z"/><scheduleElement waypointId="2" eta="2026-11-21T06:00:00Z"/></manual>',
      ).waypoints[1]!.fixedEtaMs,
    ).toBeUndefined()
    expect(
      read('<manual><scheduleElement waypointId="2" eta="2026-11-21T06:00:00Z"/></manual>').waypoints[1]!.fixedEtaMs,
    ).toBeUndefined()
  })

  it("of version 1.0 is read with the schema's spelling and its times of day", () => {
    const { waypoints, departureMs } = read(
      '<manual><sheduleElement waypointId="1" etd="2026-11-22T06:00:00Z"/><sheduleElement waypointId="2" stay="02:30:00" speed="9"/></manual>',
      '1.0',
    )
    expect(departureMs).toBe(at(22, 6))
    expect(waypoints[1]).toMatchObject({ stayMin: 150, leg: { speedKn: 9 } })
  })

  it('a stay that cannot be read is told', () => {
    expect(read('<manual><scheduleElement waypointId="2" stay="2 hours"/></manual>').notes).toEqual([
      'Stay "2 hours" cannot be read and was left out.',
    ])
  })
})

describe('a stay', () => {
  it.each([
    ['PT2H', 120],
    ['P1DT30M', 1470],
    ['PT555M59S', 555 + 59 / 60],
    ['PT0S', 0],
    ['P2D', 2880],
    ['PT1.5S', 0.025],
    ['02:30:00', 150],
    ['00:00:30', 0.5],
    ['P', null],
    ['PT', null],
    ['P1Y', null],
    ['-PT2H', null],
    ['2', null],
    ['', null],
  ])('%j is %s minutes', (text, minutes) => {
    expect(stayMinutes(text)).toBe(minutes)
  })
})
