import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { at } from '#src/domain/at.ts'
import { arrivalOf, hasTimesOnTheWay, takeCandidate } from '#src/domain/formats/candidates.ts'
import { disagreement } from '#src/domain/formats/planned-times.ts'
import { routeFromPositions } from '#src/domain/route/edit.ts'
import type { Route } from '#src/domain/route/route.ts'
import { schedule } from '#src/domain/route/schedule.ts'
import { writeRtz } from '#src/domain/formats/write/rtz.ts'
import { wrapLongitude } from '#src/domain/position.ts'
import { HOUR_MS, MINUTE_MS } from '#src/domain/time.ts'
import { emptyShip } from '#src/domain/voyage/ship.ts'
import { readText } from '#test/support/route-files.ts'

const info = { ship: emptyShip, voyageNumber: '', kept: {} }
const departureMs = Date.UTC(2026, 6, 3, 6)

const places = [
  [52.5, 4.25],
  [51.8, 3],
  [51, 1.5],
] as const
const rtz = (schedules: string) =>
  readText(
    `<route version="1.1" xmlns="http://www.cirm.org/RTZ/1/1"><routeInfo routeName="S"/><waypoints>${places
      .map(([lat, lon], index) => `<waypoint id="${index + 1}"><position lat="${lat}" lon="${lon}"/></waypoint>`)
      .join('')}</waypoints><schedules>${schedules}</schedules></route>`,
  )
const element = (id: number, words: string) => `<scheduleElement waypointId="${id}" ${words}/>`
const etd = (hour: number, minute = 0) => `etd="${iso(hour, minute)}"`
const eta = (hour: number, minute = 0) => `eta="${iso(hour, minute)}"`
const iso = (hour: number, minute = 0) => new Date(Date.UTC(2026, 6, 3, hour, minute)).toISOString()

/** When the ship is at each waypoint by the file alone, hours of the day of departure. */
function hours({ candidates, notes }: ReturnType<typeof rtz>) {
  const { route, departureMs: departs, speedKn } = candidates[0]!
  const { rows } = schedule(route!, { departureMs: departs ?? Number.NaN, speedKn: speedKn ?? Number.NaN })
  return {
    times: rows.map(({ etaMs }) =>
      etaMs === null || Number.isNaN(etaMs) ? null : Math.round((etaMs - Date.UTC(2026, 6, 3)) / 36_000) / 100,
    ),
    fixed: route!.waypoints.filter(({ fixedEtaMs }) => fixedEtaMs != null).length,
    notes: notes.map(({ item, text }) => (item ? `${item}: ${text}` : text)),
  }
}

const kept = '2 ETAs kept as the speeds of 2 legs.'

describe('the ETAs of an RTZ', () => {
  it.each([
    ['of a calculated schedule', `<schedule><calculated>${element(1, etd(6))}${element(2, eta(12))}${element(3, eta(20))}</calculated></schedule>`, [6, 12, 20], [kept]], // prettier-ignore
    ['with the departure in the manual one', `<schedule><manual>${element(1, etd(6))}</manual><calculated>${element(1, etd(6))}${element(2, eta(12))}${element(3, eta(20))}</calculated></schedule>`, [6, 12, 20], [kept]], // prettier-ignore
    ['with a departure in the manual one alone', `<schedule><manual>${element(1, etd(6))}</manual><calculated>${element(2, eta(12))}${element(3, eta(20))}</calculated></schedule>`, [6, 12, 20], [kept]], // prettier-ignore
    ['with the elements in any order', `<schedule><calculated>${element(3, eta(20))}${element(1, etd(6))}${element(2, eta(12))}</calculated></schedule>`, [6, 12, 20], [kept]], // prettier-ignore
    ['as times of leaving', `<schedule><calculated>${element(1, etd(6))}${element(2, etd(12))}${element(3, etd(20))}</calculated></schedule>`, [6, 12, 20], [kept]], // prettier-ignore
    ['with a stay', `<schedule><calculated>${element(1, etd(6))}${element(2, `${eta(12)} ${etd(14)}`)}${element(3, eta(20))}</calculated></schedule>`, [6, 12, 20], [kept]], // prettier-ignore
    ['for a departure of another time', `<schedule><manual>${element(1, etd(7))}</manual><calculated>${element(1, etd(6))}${element(2, eta(12))}${element(3, eta(20))}</calculated></schedule>`, [7, 13, 21], ['The calculated schedule departs at 03 Jul 2026 06:00Z, the manual one at 03 Jul 07:00Z; the calculated ETAs are moved to the manual departure.', kept]], // prettier-ignore
    ['beside one speed', `<schedule><calculated>${element(1, etd(6))}${element(2, `${eta(12)} speed="10.4053"`)}${element(3, eta(20))}</calculated></schedule>`, [6, 12, 20], ['1 ETA kept as the speed of 1 leg.']], // prettier-ignore
    ['that no speed leads to', `<schedule><calculated>${element(1, etd(6))}${element(2, eta(6, 30))}${element(3, eta(20))}</calculated></schedule>`, [6, 12.41, 20], ['Waypoint 2: Its ETA 03 Jul 2026 06:30Z needs 124.9 kn and was left out.', '1 ETA kept as the speeds of 2 legs.']], // prettier-ignore
    ['without a departure', `<schedule><calculated>${element(2, eta(12))}${element(3, eta(20))}</calculated></schedule>`, [null, null, null], ['2 ETAs left out: the plan has no departure.']], // prettier-ignore
    ['of the first of two schedules', `<schedule id="1" name="A"><calculated>${element(1, etd(6))}${element(3, eta(20))}</calculated></schedule><schedule id="2"><calculated>${element(1, etd(1))}${element(3, eta(22))}</calculated></schedule>`, [6, 12.41, 20], ['The file has 2 schedules; number 1, “A”, was taken.', '1 ETA kept as the speeds of 2 legs.']], // prettier-ignore
    ['of the one that leads somewhere', `<schedule><manual>${element(1, etd(1))}</manual></schedule><schedule><calculated>${element(1, etd(6))}${element(3, eta(20))}</calculated></schedule>`, [6, 12.41, 20], ['The file has 2 schedules; number 2 was taken.', '1 ETA kept as the speeds of 2 legs.']], // prettier-ignore
  ])('are kept: %s', (_, schedules, times, notes) => {
    expect(hours(rtz(schedules))).toEqual({ times, fixed: 0, notes })
  })

  it('are fixed where somebody asked for them, whatever was calculated', () => {
    const manual = `<manual>${element(1, etd(6))}${element(2, '')}${element(3, eta(20))}</manual>`
    const calculated = `<calculated>${element(1, etd(6))}${element(2, `${eta(12, 25)} speed="9.75"`)}${element(3, `${eta(20)} speed="9.75"`)}</calculated>`
    expect(hours(rtz(`<schedule>${manual}${calculated}</schedule>`))).toEqual({
      times: [6, 12.42, 20],
      fixed: 1,
      notes: ['1 ETA without a speed kept as fixed.', '1 ETA kept as the speed of 1 leg.'],
    })
  })

  it.each([
    ['kept before it', eta(10), [6, 10, 20], ['1 ETA kept as the speed of 1 leg.']],
    [
      'left out where it is later',
      eta(21),
      [6, 12.41, 20],
      ['The schedule arrives before it departs; its ETAs are recalculated.'],
    ],
  ])('that nobody asked for, before a fixed one, are %s', (_, second, times, notes) => {
    const manual = `<manual>${element(1, etd(6))}${element(3, eta(20))}</manual>`
    const calculated = `<calculated>${element(1, etd(6))}${element(2, second)}${element(3, eta(20))}</calculated>`
    const read = hours(rtz(`<schedule>${manual}${calculated}</schedule>`))
    expect(read).toMatchObject({ times, fixed: 1 })
    expect(read.notes).toEqual(expect.arrayContaining(notes))
  })

  it('that nobody asked for, later than the one that is fixed after it, is left out', () => {
    const manual = `<manual>${element(1, etd(6))}${element(3, eta(20))}</manual>`
    const calculated = `<calculated>${element(1, etd(6))}${element(2, eta(21))}</calculated>`
    const { times, notes } = hours(rtz(`<schedule>${manual}${calculated}</schedule>`))
    expect(times).toEqual([6, 12.41, 20])
    expect(notes).toContain(
      'Waypoint 2: Its ETA 03 Jul 2026 21:00Z is not before the ETA that is fixed after it and was left out.',
    )
  })

  it('are told where they are up to an hour from the speeds, and not where they are minutes', () => {
    const read = (speedKn: string) =>
      hours(rtz(`<schedule><calculated>${element(1, etd(6))}${element(2, `${eta(12)} speed="10.4"`)}${element(3, `${eta(20)} speed="${speedKn}"`)}</calculated></schedule>`)).notes // prettier-ignore
    expect(read('9.27')).toEqual([])
    expect(read('20')).toEqual([
      'The ETAs and the speeds disagree: by the speeds the ship reaches waypoint 3 at 03 Jul 2026 15:42Z, by the ETA at 03 Jul 20:00Z; the speeds are used.',
    ])
  })

  it('can be left out with the other times', () => {
    const { candidates } = rtz(
      `<schedule><calculated>${element(1, etd(6))}${element(2, eta(12))}${element(3, eta(20))}</calculated></schedule>`,
    )
    const candidate = at(candidates, 0)
    expect(hasTimesOnTheWay(candidate)).toBe(true)
    expect(arrivalOf(candidate)).toBeCloseTo(Date.UTC(2026, 6, 3, 20), -3)
    const untimed = takeCandidate(candidate, { as: 'route', times: false, speed: true })
    expect(untimed.departureMs).toBeNull()
    expect(untimed.route!.waypoints.map(({ leg }) => leg.speedKn)).toEqual([null, null, null])
    expect(hasTimesOnTheWay(untimed)).toBe(false)
  })
})

describe('ETAs and speeds', () => {
  const point = (lon: number, etaHours: number | null, speedKn: number | null = null) => ({
    lat: 0,
    lon,
    leg: { type: 'RL', speedKn } as const,
    etaMs: etaHours === null ? null : departureMs + etaHours * HOUR_MS,
  })
  it.each([
    ['agree', [point(0, null), point(1, 5)], 12, null],
    ['differ by four minutes', [point(0, null), point(1, 5 + 5 / 60)], 12, null],
    ['cannot be compared', [point(0, null), point(1, 5)], null, null],
    ['have no ETA', [point(0, null), point(1, null)], 12, null],
    ['differ', [point(0, null), point(1, 5), point(2, 12, 12)], 12, 'waypoint 3 at 03 Jul 2026 16:01Z, by the ETA at 03 Jul 18:00Z'], // prettier-ignore
  ])('%s', (_, points, speedKn, words) => {
    const note = disagreement(points, departureMs, speedKn)
    if (words === null) expect(note).toBeNull()
    else expect(note?.text).toContain(words)
  })
})

/** A plan of legs with speeds and stays. */
const plans = fc
  .array(
    fc.record({
      lat: fc.double({ min: -70, max: 70, noNaN: true }),
      lon: fc.double({ min: -180, max: 180, noNaN: true }),
      speedKn: fc.double({ min: 3, max: 30, noNaN: true }),
      stayMin: fc.constantFrom(0, 0, 0, 90, 600),
      type: fc.constantFrom('RL' as const, 'GC' as const),
    }),
    { minLength: 2, maxLength: 15 },
  )
  .map((legs): Route => {
    const { waypoints } = routeFromPositions('Plan', legs)
    return {
      name: 'Plan',
      waypoints: waypoints.map((waypoint, index) => ({
        ...waypoint,
        leg: { type: at(legs, index).type, speedKn: index === 0 ? null : at(legs, index).speedKn },
        stayMin: index === 0 || index === legs.length - 1 ? null : at(legs, index).stayMin,
      })),
    }
  })

describe('a plan that leaves as a file of times', () => {
  const minutes = (ms: number | null) => (ms === null ? null : Math.round(ms / MINUTE_MS))

  it('comes back from the calculated schedule of an RTZ with the same times', () => {
    fc.assert(
      fc.property(plans, fc.boolean(), (route, withStays) => {
        const plan = schedule(route, { departureMs, speedKn: 12 })
        const file = writeRtz({ name: 'Plan', route, timing: { departureMs, speedKn: 12 }, info }, '1.2')
          .replace(/<manual>[\s\S]*<\/manual>/, '')
          .replace(/ speed="[^"]*"/g, '')
          .replace(withStays ? /^$/ : / stay="[^"]*"/g, '')
        const [candidate] = readText(file).candidates
        const { rows } = schedule(candidate!.route!, { departureMs: candidate!.departureMs!, speedKn: 12 })
        for (const [index, row] of rows.entries()) {
          const planned = at(plan.rows, index)
          expect(Math.abs((minutes(row.etaMs) ?? 0) - (minutes(planned.etaMs) ?? 0))).toBeLessThanOrEqual(1)
        }
      }),
    )
  })

  it('comes back from the points of a GPX route with the same departure and arrival', () => {
    fc.assert(
      fc.property(plans, (route) => {
        const sailed = { ...route, waypoints: route.waypoints.map((waypoint) => ({ ...waypoint, stayMin: null, leg: { ...waypoint.leg, type: 'RL' as const } })) } // prettier-ignore
        const plan = schedule(sailed, { departureMs, speedKn: 12 })
        fc.pre(plan.distanceNm > 10)
        const points = plan.rows.map(
          ({ position, etaMs }) =>
            `<rtept lat="${position.lat}" lon="${wrapLongitude(position.lon)}"><time>${new Date(etaMs ?? 0).toISOString()}</time></rtept>`,
        )
        const [candidate] = readText(`<gpx version="1.1"><rte>${points.join('')}</rte></gpx>`).candidates
        expect(candidate!.departureMs).toBe(departureMs)
        const { arrivalMs } = schedule(candidate!.route!, { departureMs, speedKn: 12 })
        expect(Math.abs((arrivalMs ?? 0) - (plan.arrivalMs ?? 0))).toBeLessThan(MINUTE_MS)
      }),
    )
  })
})

describe('a plan too long to be edited', () => {
  it.each([
    [2001, true],
    [2000, false],
  ])('of %d waypoints says whether its speeds are lost', (count, isLost) => {
    const rows = Array.from({ length: count }, (_, index) => `${(index / 100).toFixed(2)},4.5,${index % 2 ? 12 : 13}`)
    const { notes } = readText(['lat,lon,speed', ...rows].join('\n'))
    expect(notes.some(({ text }) => text.startsWith('The speeds of its legs were left out'))).toBe(isLost)
  })
})

describe('zeros among far points', () => {
  const zeros = (places: readonly (readonly [number, number])[]) =>
    readText(JSON.stringify({ type: 'LineString', coordinates: places })).notes.map(
      ({ item, text }) => `${item}: ${text}`,
    )

  it.each([
    ['at 0° 0°', [0, 0]],
    ['on the equator', [3.8, 0]],
    ['on the meridian of Greenwich', [0, 51.7]],
  ] as const)('are questioned %s', (words, zero) => {
    const scale = zero[1] === 51.7 ? 40 : 4
    expect(zeros([[scale, 51.9], zero, [scale - 0.5, 51.5], [scale - 1, 51.2]])).toEqual([
      `Point 2: It lies ${words}, far off the way between its neighbours: a zero may stand for no position.`,
    ])
  })

  it('are places where the way leads there', () => {
    expect(
      zeros([
        [4, 1],
        [3.8, 0],
        [3.6, -1],
      ]),
    ).toEqual([])
    expect(
      zeros([
        [-1, 51],
        [0, 51.5],
        [1, 52],
      ]),
    ).toEqual([])
  })
})
