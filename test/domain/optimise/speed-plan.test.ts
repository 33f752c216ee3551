import { describe, expect, it } from 'vitest'
import { leastFuel, type PlannedSpeeds } from '#src/domain/optimise/speeds/speed-plan.ts'
import { type TrackCurrent, sail, type SpeedRules, type SpeedStretch } from '#src/domain/optimise/speeds/speed-sail.ts'
import { bridgeSteps } from '#src/domain/optimise/speeds/speed-steps.ts'
import { seededRandom } from '#test/support/seeded-random.ts'

const still: TrackCurrent = { alongKn: 0, acrossKn: 0 }
const stretch = (
  distanceNm: number,
  resistance = 1,
  current: TrackCurrent | ((hours: number) => TrackCurrent) = still,
): SpeedStretch => ({
  distanceNm,
  stayHours: 0,
  resistance,
  currentAt: typeof current === 'function' ? current : () => current,
  fromWaypoint: -1,
})
const rules: SpeedRules = { exponent: 3, minKn: 1, maxKn: 30 }

function planned(stretches: readonly SpeedStretch[], hours: number, by: Partial<SpeedRules> = {}): PlannedSpeeds {
  const plan = leastFuel(stretches, { ...rules, ...by }, { earliest: hours, latest: hours })
  if (plan.kind !== 'planned') throw new Error(plan.kind)
  return plan
}

const along = (alongKn: number): TrackCurrent => ({ alongKn, acrossKn: 0 })
const s1 = [stretch(120), stretch(120, 2)]
/** Short enough for the current's change along each to do nothing. */
const tide = Array.from({ length: 960 }, () =>
  stretch(0.25, 1, (hours) => along(2 * Math.sin((2 * Math.PI * hours) / 12.42))),
)

describe('speed plan', () => {
  it('S1: weather on one half', () => {
    const { best, constantWater } = planned(s1, 20)
    expect(best.waterKn[0]).toBeCloseTo(13.5595, 4)
    expect(best.waterKn[1]).toBeCloseTo(10.7622, 4)
    expect(best.fuel).toBeCloseTo(49_861.29, 2)
    expect(constantWater.fuel).toBeCloseTo(51_840, 2)
    expect(best.arrivalHours).toBeCloseTo(20, 6)
  })

  it('S2: four legs', () => {
    const { best, constantWater } = planned([stretch(100), stretch(80, 1.5), stretch(60, 2.5), stretch(120)], 30)
    const expected = [13.1003, 11.4442, 9.6524, 13.1003]
    expected.forEach((knots, index) => expect(best.waterKn[index]).toBeCloseTo(knots, 4))
    expect(best.fuel).toBeCloseTo(67_447.71, 2)
    expect(constantWater.fuel).toBeCloseTo(70_560, 2)
  })

  it('S3: with and against a current', () => {
    const { best, constantWater, constantGround, multiplier } = planned(
      [stretch(120, 1, along(2)), stretch(120, 1, along(-2))],
      20,
    )
    expect(best.waterKn[0]).toBeCloseTo(11.0774, 4)
    expect(best.waterKn[1]).toBeCloseTo(13.0866, 4)
    expect(multiplier).toBeCloseTo(3454.85, 2)
    expect(best.fuel).toBeCloseTo(36_731.58, 2)
    expect(constantGround.fuel).toBeCloseTo(37_440, 2)
    expect(constantWater.waterKn[0]).toBeCloseTo(12.32455, 4)
    expect(constantWater.fuel).toBeCloseTo(37_440.68, 1)
  })

  it('S4: a tide along the track wants one speed through the water', () => {
    const { best, constantGround } = planned(tide, 20)
    expect(Math.min(...best.waterKn)).toBeCloseTo(11.65026, 4)
    expect(Math.max(...best.waterKn)).toBeCloseTo(11.65026, 4)
    expect(best.fuel / 31_625.5).toBeCloseTo(1, 4)
    expect(constantGround.fuel / 32_888.02).toBeCloseTo(1, 4)
  })

  it('S5: a current on the beam', () => {
    const { best } = planned([stretch(240, 1, { alongKn: 0, acrossKn: 2 })], 20)
    expect(best.waterKn[0]).toBeCloseTo(12.16553, 4)
    expect(best.fuel).toBeCloseTo(36_009.95, 2)
  })

  it('S6: slower over the same miles', () => {
    const [fast, slow] = [planned([stretch(240)], 240 / 14), planned([stretch(240)], 20)]
    expect(slow.best.fuel / fast.best.fuel).toBeCloseTo(0.734694, 6)
  })

  it('S7: other exponents', () => {
    for (const [exponent, ratio] of [
      [2, 0.971405],
      [4, 0.957053],
    ] as const) {
      const { best, constantWater } = planned(s1, 20, { exponent })
      expect(best.fuel / constantWater.fuel).toBeCloseTo(ratio, 6)
    }
  })

  it('says when she can be there at the soonest and at the latest', () => {
    const slow = { ...rules, minKn: 10, maxKn: 15 }
    expect(leastFuel(s1, slow, { earliest: 12, latest: 12 })).toEqual({ kind: 'too soon', earliestHours: 16 })
    expect(leastFuel(s1, slow, { earliest: 30, latest: 40 })).toEqual({ kind: 'too late', latestHours: 24 })
    expect(leastFuel([stretch(60), stretch(60, 1, along(-16))], slow, { earliest: 0, latest: 99 })).toEqual({
      kind: 'held',
      stretch: 1,
    })
  })

  it('keeps her speeds within bounds and makes up for it elsewhere', () => {
    const { best, constantWater } = planned(s1, 20, { maxKn: 13, minKn: 11 })
    expect(best.waterKn[0]).toBe(13)
    expect(best.waterKn[1]).toBeCloseTo(120 / (20 - 120 / 13), 4)
    expect(best.fuel).toBeLessThan(constantWater.fuel)
  })

  it('arrives as late as a window allows, and not so late that it costs fuel', () => {
    const still = leastFuel(s1, rules, { earliest: 15, latest: 22 })
    expect(still.kind === 'planned' && still.best.arrivalHours).toBeCloseTo(22, 5)
    // Against 4 kn the least a mile is at 6 kn: 3/2 of the current.
    const against = leastFuel([stretch(100, 1, along(-4))], rules, { earliest: 15, latest: 90 })
    expect(against.kind === 'planned' && against.best.waterKn[0]).toBeCloseTo(6, 4)
  })

  it('takes what is not known for no calm, and counts it', () => {
    const unknown = { alongKn: NaN, acrossKn: NaN }
    const { best, notKnown } = planned([stretch(100, 2), stretch(50, NaN), stretch(30, 2, unknown)], 15)
    expect(notKnown).toEqual({ currentNm: 30, resistanceNm: 50 })
    // As in the weather around it: no reason to make up time there.
    expect(best.waterKn[1]).toBeCloseTo(best.waterKn[0] ?? NaN, 6)
    expect(planned([stretch(100, NaN)], 10).notKnown.resistanceNm).toBe(100)
  })

  it('leaves the hours at stays out of the speeds', () => {
    const { best } = planned([stretch(120), { ...stretch(120), stayHours: 4 }], 24)
    expect(best.waterKn[0]).toBeCloseTo(12, 6)
    expect(best.startHours[1]).toBeCloseTo(14, 6)
  })

  it('burns never more than one speed through the water that arrives at the same time', () => {
    const random = seededRandom(18)
    const between = (least: number, most: number) => least + (most - least) * random()
    for (let run = 0; run < 300; run++) {
      const stretches = Array.from({ length: 1 + Math.floor(between(0, 30)) }, () => {
        const [mean, swing, period, phase, across] = [
          between(-3, 3),
          between(0, 2),
          between(5, 30),
          between(0, 6),
          between(-2, 2),
        ]
        const current = (hours: number) => ({
          alongKn: mean + swing * Math.sin((2 * Math.PI * hours) / period + phase),
          acrossKn: across,
        })
        return { ...stretch(between(1, 40), between(1, 3), current), stayHours: random() < 0.1 ? between(0, 9) : 0 }
      })
      const by = { exponent: between(2, 4), minKn: between(6, 9), maxKn: between(14, 18) }
      const [fast, slow] = [by.maxKn, by.minKn].map((knots) => sail(stretches, by, () => knots).arrivalHours)
      const hours = between(fast ?? NaN, slow ?? NaN)
      const { best, constantWater } = planned(stretches, hours, by)
      expect(best.fuel).toBeLessThanOrEqual(constantWater.fuel)
      expect(best.arrivalHours).toBeCloseTo(hours, 4)
      expect(Math.min(...best.waterKn)).toBeGreaterThanOrEqual(by.minKn)
      expect(Math.max(...best.waterKn)).toBeLessThanOrEqual(by.maxKn)
    }
  })
})

/** Mild enough for one best plan, and for any change of it to cost fuel. */
it('cannot be bettered by moving speed from one stretch to another', () => {
  const random = seededRandom(5)
  for (let run = 0; run < 20; run++) {
    const phase = random() * 6
    const stretches = Array.from({ length: 24 }, (_, place) =>
      stretch(10, 1 + random(), (hours) => ({
        alongKn: 1.5 * Math.sin(hours / 3 + phase + place / 5),
        acrossKn: Math.cos(hours / 4),
      })),
    )
    const { best } = planned(stretches, 20)
    const moves = stretches.map(() => (random() - 0.5) / 10)
    const moved = (by: number) =>
      sail(stretches, rules, (_stretch, index) => (best.waterKn[index] ?? NaN) + (moves[index] ?? NaN) + by)
    let [low, high] = [-1, 1]
    while (high - low > 1e-9) {
      const middle = (low + high) / 2
      if (moved(middle).arrivalHours > 20) low = middle
      else high = middle
    }
    expect(moved(high).fuel / best.fuel).toBeGreaterThan(1)
  }
})

describe('steps a bridge keeps', () => {
  const hourly = (count: number, of: (place: number) => number, current = still) =>
    Array.from({ length: count }, (_, place) => stretch(12, of(place), current))

  it('changes once a watch at most, in tenths, and keeps the ETA', () => {
    const random = seededRandom(4)
    for (let run = 0; run < 40; run++) {
      const stretches = hourly(48, (place) => 1.5 + Math.sin(place / 7) / 2 + random() / 5)
      const plan = planned(stretches, 44 + 12 * random())
      const { steps, sailing, lateHours, cost } = bridgeSteps(plan, rules)
      const starts = steps.map(({ first }) => sailing.startHours[first] ?? NaN)
      const sameWatch = starts.filter((start, place) => place > 0 && start - (starts[place - 1] ?? NaN) < 2.9)
      expect(sameWatch).toEqual([])
      for (const { waterKn } of steps) expect(waterKn * 10).toBeCloseTo(Math.round(waterKn * 10), 9)
      expect(Math.abs(lateHours) * 60).toBeLessThan(1)
      expect(cost).toBeGreaterThanOrEqual(-1e-4)
      expect(sailing.fuel).toBeLessThan(plan.constantWater.fuel)
    }
  })

  it('is one speed, or the two about it, where nothing is gained by more', () => {
    const { steps, lateHours } = bridgeSteps(
      planned(
        hourly(40, () => 1),
        40,
      ),
      rules,
    )
    expect(steps).toEqual([{ first: 0, last: 39, waterKn: 12 }])
    expect(lateHours).toBeCloseTo(0, 6)
    const two = bridgeSteps(
      planned(
        hourly(40, () => 1),
        39.85,
      ),
      rules,
    )
    expect(two.steps.map(({ waterKn }) => waterKn)).toEqual([12, 12.1])
  })

  it('changes at a waypoint where the watch has one', () => {
    const stretches = hourly(16, (place) => (place < 10 ? 1 : 3)).map((one, place) => ({
      ...one,
      fromWaypoint: place === 0 ? 0 : place === 10 ? 1 : -1,
    }))
    expect(bridgeSteps(planned(stretches, 16), rules).steps.some(({ first }) => first === 10)).toBe(true)
  })
})
