import { describe, expect, it } from 'vitest'
import type { ResultColumns } from '#src/domain/metocean/result.ts'
import {
  asPlanned,
  changesWithinLegs,
  fuelOf,
  type Passage,
  passageOf,
  planAtSteps,
} from '#src/domain/optimise/speeds/speed-passage.ts'
import { leastFuel } from '#src/domain/optimise/speeds/speed-plan.ts'
import { speedReport } from '#src/domain/optimise/speeds/speed-report.ts'
import type { SpeedRules } from '#src/domain/optimise/speeds/speed-sail.ts'
import { bridgeSteps } from '#src/domain/optimise/speeds/speed-steps.ts'
import { routeFromPositions } from '#src/domain/route/edit.ts'
import { schedule } from '#src/domain/route/schedule.ts'
import { HOUR_MS } from '#src/domain/time.ts'
import { withoutFan } from '#src/domain/voyage/current/fan.ts'
import { requestParts, withFans } from '#src/domain/voyage/request-plan.ts'
import { lossShip } from '#src/domain/voyage/ship/weather-loss.ts'
import { emptyShip, noLoading } from '#src/domain/voyage/ship.ts'
import { activePlan, emptyVoyage, type PlannedSpeed } from '#src/domain/voyage/voyage.ts'
import { planned } from '#test/support/planned.ts'
import { answerOf } from '#test/support/voyage-answer.ts'

const startMs = Date.UTC(2026, 10, 22)
/** 240 NM due north in two legs, with a stay of two hours between them. */
const straight = routeFromPositions('', [
  { lat: 40, lon: -30 },
  { lat: 42, lon: -30 },
  { lat: 44, lon: -30 },
])
const route = {
  ...straight,
  waypoints: straight.waypoints.map((waypoint, index) => (index === 1 ? { ...waypoint, stayMin: 120 } : waypoint)),
}
const rules: SpeedRules = { exponent: 3, minKn: 6, maxKn: 16 }
const bulker = {
  ...emptyShip,
  lppM: 217,
  beamM: 32.25,
  draughtM: 14,
  blockCoefficient: 0.84,
  speedLoss: 'as loaded' as const,
}
const names = ['', '', '']

/** @param north current by hours after departure and latitude, knots @param windMs from ahead */
function passage({
  north = () => 0,
  windMs = () => NaN,
  speeds = 'through water',
  weather = false,
}: {
  north?: (hours: number, lat: number) => number
  windMs?: (lat: number) => number
  speeds?: PlannedSpeed
  weather?: boolean
} = {}): Passage {
  const voyage = planned({ ...emptyVoyage('v', startMs), plannedSpeed: 'through water' }, { route, speedKn: 12 })
  const { lat, lon, timeMs } = withFans(voyage, requestParts(voyage)).points
  const along = Array.from(timeMs, (time, index) => north((time - startMs) / HOUR_MS, lat[index] ?? NaN))
  const columns: ResultColumns = {
    count: lat.length,
    lat,
    lon,
    timeMs,
    fields: {
      Currents_Intensity: Float64Array.from(along, (kn) => (Math.abs(kn) * 1852) / 3600),
      Currents_Direction: Float64Array.from(along, (kn) => (kn < 0 ? 180 : 0)),
      Winds_10m_Intensity: Float64Array.from(lat, windMs),
      Winds_10m_Direction: new Float64Array(lat.length),
    },
    gaps: [],
  }
  const found = passageOf(
    answerOf(withoutFan(columns)),
    { ...activePlan(voyage), stepMin: 60 },
    {
      planned: speeds,
      loss: weather ? lossShip(bulker, noLoading) : null,
      exponent: 3,
    },
  )
  if (!found) throw new Error('no passage')
  return found
}

const arriving = (hours: number) => ({ rules, fromMs: startMs + hours * HOUR_MS, toMs: startMs + hours * HOUR_MS })
const of = (one: Passage, hours: number) => {
  const plan = leastFuel(one.stretches, rules, { earliest: hours, latest: hours })
  if (plan.kind !== 'planned') throw new Error(plan.kind)
  return plan
}

describe('a passage of an answer', () => {
  it('has the current at the times she is there, and the stay', () => {
    const one = passage({ north: (hours) => hours / 10 })
    expect(one.stretches.reduce((sum, { distanceNm }) => sum + distanceNm, 0)).toBeCloseTo(one.distanceNm, 6)
    expect(one.stretches.map(({ stayHours }) => stayHours).filter((hours) => hours > 0)).toEqual([2])
    // Two hours from the planned time it is known, beyond three it is as at three.
    const [first] = one.stretches
    expect(first?.currentAt(2.5).alongKn).toBeCloseTo(0.25, 3)
    expect(first?.currentAt(9).alongKn).toBeCloseTo(0.35, 3)
    expect(one.leftNm(of(one, 26).best)).toBeGreaterThan(50)
  })

  it('counts the miles without a current or without weather, and no calm for them', () => {
    const one = passage({
      north: (_hours, lat) => (lat > 43 ? NaN : 1),
      windMs: (lat) => (lat < 41 ? NaN : 10),
      weather: true,
    })
    const { notKnown, stretches } = of(one, 24)
    // A step is known only where both of its ends are.
    expect(notKnown.currentNm).toBeGreaterThan(60)
    expect(notKnown.currentNm).toBeLessThan(85)
    expect(notKnown.resistanceNm).toBeCloseTo(60, 0)
    expect(stretches[0]?.resistance).toBeGreaterThan(1.1)
  })

  it('takes the resistance that leaves her the speed of Kwon’s method at the same power', () => {
    // 8.68 % is lost in Beaufort 5 from ahead at 13.5 kn; 12 kn lose a little more.
    const [first] = passage({ windMs: () => 10, weather: true }).stretches
    expect(first?.resistance).toBeGreaterThan((1 - 0.0868) ** -3)
    expect(first?.resistance).toBeLessThan(1.45)
  })

  it('is sailed as planned, over ground or through the water', () => {
    const current = { north: () => 2 }
    const [water, ground] = [passage(current), passage({ ...current, speeds: 'over ground' })]
    expect(asPlanned(water, 'through water', 3)?.arrivalHours).toBeCloseTo(240 / 14 + 2, 1)
    expect(asPlanned(ground, 'over ground', 3)?.arrivalHours).toBeCloseTo(22, 1)
    expect(asPlanned(passage({ north: () => -13 }), 'through water', 3)).toBeNull()
  })
})

describe('the speeds written into a plan', () => {
  const currents = passage({ north: (_hours, lat) => (lat < 41 ? 2 : lat < 43 ? -2 : 1) })
  const voyage = planned(emptyVoyage('v', startMs), { route, speedKn: 12 })
  const steps = bridgeSteps(of(currents, 24), rules)

  it('keep the ETA over ground, with a waypoint at each change', () => {
    const options = { planned: 'over ground', rules, withWaypoints: true } as const
    const plan = planAtSteps(activePlan(voyage), currents, steps, options)
    const changes = changesWithinLegs(currents, steps)
    expect(changes).toBeGreaterThan(0)
    expect(plan.route.waypoints).toHaveLength(3 + changes)
    const { arrivalMs, distanceNm } = schedule(plan.route, plan)
    expect(distanceNm).toBeCloseTo(currents.distanceNm, 2)
    expect(Math.abs((arrivalMs ?? NaN) - startMs - 24 * HOUR_MS)).toBeLessThan(1000)
  })

  it('keep it with one speed a leg', () => {
    const options = { planned: 'over ground', rules, withWaypoints: false } as const
    const plan = planAtSteps(activePlan(voyage), currents, steps, options)
    expect(plan.route.waypoints).toHaveLength(3)
    expect(Math.abs((schedule(plan.route, plan).arrivalMs ?? NaN) - startMs - 24 * HOUR_MS)).toBeLessThan(1000)
  })

  it('are those of the steps through the water', () => {
    const options = { planned: 'through water', rules, withWaypoints: true } as const
    const { route: changed } = planAtSteps(activePlan(voyage), currents, steps, options)
    expect(new Set(changed.waypoints.slice(1).map(({ leg }) => leg.speedKn))).toEqual(
      new Set(steps.steps.map(({ waterKn }) => waterKn)),
    )
  })
})

describe('what is said of a speed plan', () => {
  const about = (one: Passage, hours: number, table: Parameters<typeof speedReport>[2]['table'] = null) => {
    const report = speedReport(one, arriving(hours), { planned: 'through water', table, names })
    if (typeof report === 'string') throw new Error(report)
    return report
  }

  it('says plainly that nothing is gained', () => {
    const { gain, isWorthwhile, justInTime, notes } = about(passage(), 26)
    expect(gain).toBe(
      'Nothing to gain by changing speed: a constant 10.0 kn through the water burns as little for the same ETA.',
    )
    expect(isWorthwhile).toBe(false)
    expect(justInTime).toMatch(
      /^At the planned 12\.0 kn she is there at 22 Nov 2\d:\d\dZ and waits \d h( \d+ min)? at anchor: just in time burns 3\d % less\. What she burns at anchor is left out\.$/,
    )
    expect(notes).toContain('The weather is left out: the speed loss is off for this ship.')
  })

  it('splits what is gained, with tonnes only by the ship’s own table', () => {
    const one = passage({
      north: (_hours, lat) => (lat < 42 ? 2 : -2),
      windMs: (lat) => (lat < 41 ? 10 : 3),
      weather: true,
    })
    expect(about(one, 24).gain).toMatch(
      /^\d\.\d % less fuel than at a constant \d+\.\d kn through the water for the same ETA: \d\.\d % by the weather, \d\.\d % by the current\./,
    )
    const table = {
      fuel: 'hfo',
      condition: 'laden',
      curve: [
        { speedKn: 8, tonnes: 9 },
        { speedKn: 16, tonnes: 55 },
      ],
    } as const
    expect(about(one, 24, table).gain).toMatch(/by the ship’s table \d+\.\d t HFO against \d+\.\d t HFO/)
    const { stretches, best } = of(one, 24)
    expect(fuelOf(table, stretches, best).hours).toBeCloseTo(22, 1)
  })

  it('says when she can be there instead', () => {
    const say = (hours: number) =>
      speedReport(passage(), arriving(hours), { planned: 'through water', table: null, names })
    expect(say(12)).toMatch(/^At 16\.0 kn she is there at 22 Nov 1\d:\d\dZ at the soonest\.$/)
    expect(say(60)).toMatch(
      /^Even at 6\.0 kn she is there at 23 Nov 1\d:\d\dZ: allow a lower speed, or plan to wait\.$/,
    )
    expect(
      speedReport(passage({ north: () => -18 }), arriving(24), { planned: 'through water', table: null, names }),
    ).toBe('The current is too strong for 16.0 kn on the way to waypoint 2.')
  })
})
