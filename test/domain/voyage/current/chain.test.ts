import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { AGREEMENT, chainOfEtas, shouldAskAgain, type WaterPlan } from '#src/domain/voyage/current/chain.ts'
import { type CurrentFan, currentFan, fanOffsets, fanPoints, withoutFan } from '#src/domain/voyage/current/fan.ts'
import { HOUR_MS } from '#src/domain/time.ts'
import { columnsOf } from '#test/support/voyage-answer.ts'

/** Northbound in legs of one length, departing at 0. */
const plan = (speedKn: number, distanceNm: number, legs: number): WaterPlan => {
  const part = (whole: number) => Float64Array.from({ length: legs + 1 }, (_, index) => (whole * index) / legs)
  return {
    timeMs: part((distanceNm / speedKn) * HOUR_MS),
    distanceNm: part(distanceNm),
    cogDeg: new Float64Array(legs + 1).fill(0),
  }
}
/** The same current everywhere. @param along knots northward after some hours */
const sea = (along: (hours: number, sample: number) => number, east = 0): CurrentFan => ({
  at: (sample, timeMs) => ({ eastKn: east, northKn: along(timeMs / HOUR_MS, sample) }),
  hasLeft: () => false,
})
const arrival = (chain: ReturnType<typeof chainOfEtas>) => chain.timeMs.at(-1)! / HOUR_MS

describe('the chain of ETAs', () => {
  const tide = sea((hours) => 2 * Math.sin((2 * Math.PI * hours) / 12.42))
  const passage = plan(12, 240, 48)

  it('row 9: comes to an end pass by pass', () => {
    const after = (passes: number) => arrival(chainOfEtas(passage, tide, { passes, withinMs: 0 }))
    expect(after(1)).toBeCloseTo(19.6773, 4)
    expect(after(2)).toBeCloseTo(19.3944, 4)
    expect(after(3)).toBeCloseTo(19.3701, 4)
    expect(after(4)).toBeCloseTo(19.3674, 4)
    expect(Math.abs(after(30) - 19.36727)).toBeLessThan(1e-5)
  })
  it('row 10: is near the closed form, and nearer with shorter legs', () => {
    // The distance made good in t hours, by integration
    const made = (hours: number) =>
      12 * hours + ((2 * 12.42) / (2 * Math.PI)) * (1 - Math.cos((2 * Math.PI * hours) / 12.42))
    let [low, high] = [15, 25]
    for (let round = 0; round < 60; round++) {
      const middle = (low + high) / 2
      if (made(middle) < 240) low = middle
      else high = middle
    }
    expect(low).toBeCloseTo(19.36352, 5)
    const off = (legs: number) =>
      Math.abs(arrival(chainOfEtas(plan(12, 240, legs), tide, { passes: 40, withinMs: 0 })) - low)
    expect(off(48)).toBeLessThan(0.004)
    expect(off(480)).toBeLessThan(off(48) / 50)
  })
  it('stops when the times agree to a minute', () => {
    const chain = chainOfEtas(passage, tide)
    expect(chain).toMatchObject({ passes: 4, heldUpTo: null, unknownNm: 0, bandHours: null, hasLeft: false })
    expect(chain.movedMs).toBeLessThanOrEqual(AGREEMENT.withinMs)
  })
  it('errs less with each pass than its bound, for any tide', () => {
    const cases = fc.record({
      speedKn: fc.double({ min: 8, max: 20, noNaN: true }),
      most: fc.double({ min: 0.1, max: 3, noNaN: true }),
      period: fc.double({ min: 6, max: 24, noNaN: true }),
    })
    fc.assert(
      fc.property(cases, ({ speedKn, most, period }) => {
        const current = sea((hours) => most * Math.sin((2 * Math.PI * hours) / period))
        const of = (passes: number) => arrival(chainOfEtas(plan(speedKn, 120, 24), current, { passes, withinMs: 0 }))
        const limit = of(60)
        const kappa = (((2 * Math.PI) / period) * most) / (speedKn - most)
        const hours = 120 / (speedKn - most)
        let bound = hours // of the first guess
        for (let pass = 1; pass <= 5; pass++) {
          bound *= (kappa * hours) / pass
          expect(Math.abs(of(pass) - limit)).toBeLessThanOrEqual(bound * 1.05 + 1e-9)
        }
      }),
      { numRuns: 30 },
    )
  })
  it('is exact at once in a current that stays the same, and keeps the plan without one', () => {
    expect(
      arrival(
        chainOfEtas(
          plan(12, 240, 10),
          sea(() => -2),
        ),
      ),
    ).toBeCloseTo(24, 9)
    expect(
      arrival(
        chainOfEtas(
          plan(12, 240, 10),
          sea(() => 0),
        ),
      ),
    ).toBeCloseTo(20, 9)
    expect(
      arrival(
        chainOfEtas(
          plan(5, 100, 10),
          sea(() => 0, 3),
        ),
      ),
    ).toBeCloseTo(25, 9)
  })
  it('arrives earlier the stronger the current with her', () => {
    fc.assert(
      fc.property(fc.double({ min: -4, max: 3.9, noNaN: true }), (along) => {
        expect(
          arrival(
            chainOfEtas(
              passage,
              sea(() => along + 0.1),
            ),
          ),
        ).toBeLessThan(
          arrival(
            chainOfEtas(
              passage,
              sea(() => along),
            ),
          ),
        )
      }),
    )
  })
  it('has no times beyond where she cannot hold the track', () => {
    const chain = chainOfEtas(
      plan(10, 100, 10),
      sea((_, sample) => (sample === 6 ? -11 : 0)),
    )
    expect(chain.heldUpTo).toBe(5)
    expect([...chain.timeMs.subarray(0, 6)].map((time) => time / HOUR_MS)).toEqual([0, 1, 2, 3, 4, 5])
    expect([...chain.timeMs.subarray(6)].every(Number.isNaN)).toBe(true)
    const held = chainOfEtas(
      plan(10, 100, 10),
      sea((_, sample) => (sample === 0 ? -11 : 0)),
    )
    expect(held.heldUpTo).toBe(0)
    expect(
      chainOfEtas(
        plan(10, 100, 10),
        sea(() => 0, 11),
      ).heldUpTo,
    ).toBe(0)
  })
  it('waits where the plan waits', () => {
    const stay: WaterPlan = {
      timeMs: Float64Array.of(0, 1, 4, 5).map((hour) => hour * HOUR_MS),
      distanceNm: Float64Array.of(0, 10, 10, 20),
      cogDeg: Float64Array.of(0, 0, 0, 0),
    }
    expect(
      [
        ...chainOfEtas(
          stay,
          sea(() => 10),
        ).timeMs,
      ].map((time) => time / HOUR_MS),
    ).toEqual([0, 0.5, 3.5, 4])
  })
  it('waits in slack water too', () => {
    const stay: WaterPlan = {
      timeMs: Float64Array.of(0, 1, 4).map((hour) => hour * HOUR_MS),
      distanceNm: Float64Array.of(0, 10, 10),
      cogDeg: Float64Array.of(0, 0, 0),
    }
    expect(
      chainOfEtas(
        stay,
        sea(() => 0),
      ),
    ).toMatchObject({ timeMs: stay.timeMs, heldUpTo: null })
  })
  it('sails as in still water where the current is not known, and says how much that may be off', () => {
    const chain = chainOfEtas(
      plan(10, 100, 10),
      sea((_, sample) => (sample >= 6 ? NaN : 1)),
    )
    expect(arrival(chain)).toBeCloseTo(50 / 11 + 5 + (5 / 11 - 5 / 10), 9)
    expect(chain.unknownNm).toBeCloseTo(45, 9)
    expect(chain.bandHours).toBeCloseTo(0.45, 9)
  })
  it('has no band where no current is known at all', () =>
    expect(
      chainOfEtas(
        plan(10, 100, 10),
        sea(() => NaN),
      ),
    ).toMatchObject({ unknownNm: 100, bandHours: null }))
  it('judges by the current of 95 in 100 known places', () => {
    // One place of eleven has 5 kn: two of its ends in twenty.
    const of = (strong: readonly number[]) =>
      chainOfEtas(
        plan(10, 1000, 100),
        sea((_, sample) => (sample > 50 ? NaN : strong.includes(sample) ? 5 : 1)),
      ).bandHours!
    expect(of([10])).toBeCloseTo(
      chainOfEtas(
        plan(10, 1000, 100),
        sea((_, sample) => (sample > 50 ? NaN : 1)),
      ).bandHours!,
      9,
    )
    expect(of([10, 20, 30])).toBeCloseTo(5 * of([10]), 9)
  })
})

describe('the fan', () => {
  const start = Date.UTC(2026, 10, 22)
  const two = [start, start + HOUR_MS]
  const answer = (set: readonly number[], knots: readonly number[], offsets: readonly number[]) =>
    columnsOf(
      {
        Currents_Intensity: knots.map((kn) => (kn * 1852) / 3600),
        Currents_Direction: [...set],
      },
      {
        timeMs: offsets.flatMap((offset) => two.map((time) => time + offset)),
        lat: set.map(() => 0),
        lon: set.map((_, index) => index % 2),
      },
    )
  it('is asked for three times each sample while that is few points', () => {
    expect(fanOffsets(1666)).toEqual([0, -3 * HOUR_MS, 3 * HOUR_MS])
    expect(fanOffsets(1667)).toEqual([0])
  })
  const asked = answer([0, 0, 90, 0, 180, 0], [1, 5, 2, NaN, 1, 5], fanOffsets(2))
  const fan = currentFan(withoutFan(asked))!
  const at = (sample: number, hours: number) => {
    const { eastKn, northKn } = fan.at(sample, two[sample]! + hours * HOUR_MS)
    return [eastKn, northKn].map((part) => Math.round(part * 1e5) / 1e5 + 0)
  }
  it('turns as a vector between its times, and ends at its edges', () => {
    expect(at(0, 0)).toEqual([0, 1])
    expect(at(0, -3)).toEqual([2, 0])
    expect(at(0, -1.5)).toEqual([1, 0.5])
    expect(at(0, 1)).toEqual([0, 0.33333])
    expect(at(0, 3)).toEqual([0, -1])
    expect(at(0, 9)).toEqual([0, -1])
    expect(at(0, -9)).toEqual([2, 0])
  })
  it('does not reach into what is not known', () => {
    expect(at(1, -1)).toEqual([NaN, NaN])
    expect(at(1, 0)).toEqual([0, 5])
    expect(at(1, 1)).toEqual([0, 5])
  })
  it('tells when a sample has left it', () => {
    const moved = [-3.01, -3, 0, 3, 3.01].map((hours) => fan.hasLeft(1, two[1]! + hours * HOUR_MS))
    expect(moved).toEqual([true, false, false, false, true])
    const single = currentFan(withoutFan(answer([0, 0], [1, 0], [0])))!
    expect([-31, -30, 30, 31].map((min) => single.hasLeft(0, start + min * 60_000))).toEqual([true, false, false, true])
    expect(single.at(1, start + 9 * HOUR_MS)).toEqual({ eastKn: 0, northKn: 0 })
  })
  it('is none without a current', () => expect(currentFan(columnsOf({ Gust_10m: [1, 2] }))).toBeNull())
  it('leaves the samples of the plan, and is told from an answer that only looks like one', () => {
    expect(withoutFan(asked)).toMatchObject({
      count: 2,
      timeMs: Float64Array.from(two),
      gaps: [],
      currentBeside: [{ offsetMs: -3 * HOUR_MS }, { offsetMs: 3 * HOUR_MS }],
    })
    expect(
      withoutFan(asked).currentBeside!.map(({ speed, set }) => [
        [...speed].map((ms) => Math.round(ms / 0.51444)),
        [...set],
      ]),
    ).toEqual([
      [
        [2, NaN],
        [90, 0],
      ],
      [
        [1, 5],
        [180, 0],
      ],
    ])
    const others = [
      answer([0, 0, 90, 0, 180, 0], [1, 5, 2, 2, 1, 5], [0, -3 * HOUR_MS, 2 * HOUR_MS]),
      { ...asked, lat: Float64Array.of(0, 0, 0, 0, 0, 1) },
      { ...asked, lon: Float64Array.of(0, 1, 0, 1, 0, 2) },
      columnsOf({ Gust_10m: [1, 2, 3] }),
    ]
    for (const other of others) expect(withoutFan(other)).toBe(other)
    const turned = { ...asked, lon: Float64Array.of(0, 1, 360, 361, 360, 361) }
    expect(withoutFan(turned).count).toBe(2)
  })
  it('is what a request of the plan asks for', () => {
    const points = fanPoints(
      { lat: Float64Array.of(1, 2), lon: Float64Array.of(3, 4), timeMs: Float64Array.from(two) },
      fanOffsets(2),
    )
    expect([...points.lat]).toEqual([1, 2, 1, 2, 1, 2])
    expect([...points.lon]).toEqual([3, 4, 3, 4, 3, 4])
    expect([...points.timeMs]).toEqual([...asked.timeMs])
  })
  it('gives the ETA of the tide it was cut from, and asks again at most twice', () => {
    const chain = chainOfEtas(
      { timeMs: Float64Array.from(two), distanceNm: Float64Array.of(0, 1), cogDeg: Float64Array.of(0, 0) },
      fan,
    )
    expect(chain.hasLeft).toBe(false)
    expect([0, 1, 2, 3].map((requests) => shouldAskAgain({ hasLeft: true }, requests))).toEqual([
      true,
      true,
      true,
      false,
    ])
    expect(shouldAskAgain(chain, 1)).toBe(false)
  })
})
