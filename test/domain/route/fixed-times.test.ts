import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { reverseRoute, routeFromPositions, setFixedEta, setLegSpeed, setStay } from '#src/domain/route/edit.ts'
import { countSamples, samplePoints, sampleTimes } from '#src/domain/route/sampling.ts'
import { schedule } from '#src/domain/route/schedule.ts'
import { HOUR_MS } from '#src/domain/time.ts'

// One degree of the equator is 60.107716 NM: at that speed it takes an hour.
const degreeNm = (6_378_137 * Math.PI) / 180 / 1852
const departureMs = Date.UTC(2026, 10, 22, 12)
const at = (hours: number) => departureMs + hours * HOUR_MS
const knots = (speed: number) => expect.closeTo(speed, 9) as number
/** Four waypoints one degree apart, across 180°; two hours to the leg at half a degree an hour. */
const equator = routeFromPositions(
  'Equator',
  [178.5, 179.5, -179.5, -178.5].map((lon) => ({ lat: 0, lon })),
)
const timing = { departureMs, speedKn: degreeNm / 2 }
const hours = (route: typeof equator) =>
  schedule(route, timing).rows.map(({ etaMs }) => Math.round(((etaMs! - departureMs) / HOUR_MS) * 1e6) / 1e6)

describe('a stay', () => {
  it('delays what follows, and nothing before', () => {
    const plan = schedule(setStay(equator, 'w2', 90), timing)
    expect(plan.rows.map(({ etaMs, etdMs }) => [etaMs, etdMs])).toEqual([
      [at(0), at(0)],
      [knots(at(2)), knots(at(3.5))],
      [knots(at(5.5)), knots(at(5.5))],
      [knots(at(7.5)), null],
    ])
    expect(plan.durationMs).toBeCloseTo(7.5 * HOUR_MS, 3)
  })

  it('is meaningless on the first, and only an ETD on the last', () => {
    const plan = schedule(setStay(setStay(equator, 'w1', 60), 'w4', 60), timing)
    expect(plan.rows.map(({ stayMin }) => stayMin)).toEqual([0, 0, 0, 60])
    expect(plan.arrivalMs).toBeCloseTo(at(6), 3)
    expect(plan.rows[3]!.etdMs).toBeCloseTo(at(7), 3)
  })

  it('is sampled at every step, and once more on leaving', () => {
    const route = setStay(equator, 'w2', 90)
    const plan = { ...timing, stepMin: 60 }
    const { timeMs, waypointIndex, lon } = samplePoints(route, plan)
    expect([...timeMs].map((time) => (time - departureMs) / HOUR_MS)).toEqual([0, 1, 2, 3, 3.5, 4.5, 5.5, 6.5, 7.5])
    expect([...waypointIndex]).toEqual([0, -1, 1, 1, 1, -1, 2, -1, 3])
    expect([...lon].slice(2, 5)).toEqual([179.5, 179.5, 179.5])
    expect(countSamples(route, plan)).toBe(9)
    expect(sampleTimes(route, plan)).toEqual(timeMs)
  })
})

describe('a fixed ETA', () => {
  it('gives the speed of the legs before it; what follows goes on from there', () => {
    const { rows } = schedule(setFixedEta(equator, 'w3', at(8)), timing)
    expect(rows.map(({ speedKn, speedRequired }) => [speedKn, speedRequired])).toEqual([
      [null, false],
      [knots(degreeNm / 4), true],
      [knots(degreeNm / 4), true],
      [degreeNm / 2, false],
    ])
    expect(rows[2]).toMatchObject({ etaMs: at(8), fixedEtaMs: at(8), fault: null })
    expect(rows[3]!.etaMs).toBeCloseTo(at(10), 3)
  })

  it('leaves alone what comes before the last fixed time', () => {
    const first = setFixedEta(equator, 'w2', at(1.25))
    const both = setFixedEta(first, 'w4', at(9))
    expect(hours(first).slice(0, 2)).toEqual(hours(both).slice(0, 2))
    expect(hours(both)).toEqual([0, 1.25, 5.125, 9])
  })

  it('takes stays and the speeds of the operator into account', () => {
    const route = setFixedEta(setLegSpeed(setStay(equator, 'w2', 60), 'w3', degreeNm), 'w4', at(6))
    const { rows } = schedule(route, timing)
    expect(rows.map(({ speedKn }) => speedKn)).toEqual([null, knots(degreeNm / 2), degreeNm, knots(degreeNm / 2)])
    expect(hours(route)).toEqual([0, 2, 4, 6])
  })

  it.each([
    ['before departure', setFixedEta(equator, 'w2', at(-1)), 1, 'no time is left for 60.1 NM'],
    [
      'faster than any ship',
      setFixedEta(equator, 'w3', at(1)),
      2,
      'it needs 120.2 kn, over the 60 kn that are possible',
    ],
    ['too far off', setFixedEta(equator, 'w2', at(10_000)), 1, 'it needs less than 0.1 kn'],
    [
      'every speed given',
      setFixedEta(setLegSpeed(equator, 'w2', 10), 'w2', at(9)),
      1,
      'every leg since the last fixed time has a speed of its own',
    ],
    ['a stay that takes all the time', setFixedEta(setStay(equator, 'w2', 600), 'w3', at(9)), 2, 'no time is left'],
  ])('that is impossible says why and changes nothing: %s', (_, route, index, words) => {
    const { rows } = schedule(route, timing)
    expect(rows[index]!.fault).toContain(words)
    expect(rows[index]!.fault).toMatch(/^ETA \d\d \w{3} \d{4} \d\d:\d\dZ cannot be kept: /)
    expect(rows[index]!.speedRequired).toBe(false)
    const without = { ...route, waypoints: route.waypoints.map((waypoint) => ({ ...waypoint, fixedEtaMs: null })) }
    expect(rows.map(({ etaMs }) => etaMs)).toEqual(schedule(without, timing).rows.map(({ etaMs }) => etaMs))
  })

  it('is meaningless on the first, and without a departure', () => {
    expect(hours(setFixedEta(equator, 'w1', at(5)))).toEqual([0, 2, 4, 6])
    expect(schedule(setFixedEta(equator, 'w2', at(5)), { ...timing, departureMs: NaN }).rows[1]!.fault).toBeNull()
  })

  it('is dropped when the route is reversed; a stay remains', () => {
    const { waypoints } = reverseRoute(setStay(setFixedEta(equator, 'w2', at(5)), 'w2', 30))
    expect(waypoints[2]).toMatchObject({ id: 'w2', stayMin: 30 })
    expect(waypoints[2]!.fixedEtaMs).toBeUndefined()
  })

  it('is sampled at its time, whatever is fixed', () => {
    const hour = fc.option(fc.integer({ min: -5, max: 60 }), { nil: null })
    fc.assert(
      fc.property(
        fc.array(hour, { minLength: 3, maxLength: 3 }),
        fc.array(fc.integer({ min: 0, max: 200 }), { minLength: 3, maxLength: 3 }),
        (fixed, stays) => {
          const route = fixed.reduce((built, eta, index) => {
            const id = `w${index + 2}`
            return setStay(eta === null ? built : setFixedEta(built, id, at(eta)), id, stays[index]!)
          }, equator)
          const { rows } = schedule(route, timing)
          for (const [index, eta] of fixed.entries())
            if (eta !== null && rows[index + 1]!.fault === null) expect(rows[index + 1]!.etaMs).toBe(at(eta))
          for (const [index, row] of rows.entries())
            if (index > 0) expect(row.etaMs!).toBeGreaterThanOrEqual(rows[index - 1]!.etdMs!)
          const { timeMs, waypointIndex } = samplePoints(route, { ...timing, stepMin: 60 })
          for (const [index, row] of rows.entries())
            expect(Math.abs(timeMs[waypointIndex.indexOf(index)]! - row.etaMs!)).toBeLessThanOrEqual(500)
          expect([...timeMs]).toEqual([...timeMs].toSorted((a, b) => a - b))
        },
      ),
    )
  })
})
