import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { rollPeriod } from '#src/domain/voyage/ship/hull.ts'
import { circularPeriod, speedAhead } from '#src/domain/voyage/sea/encounter.ts'
import {
  type Danger,
  dangerLevel,
  dangerLevels,
  dangers,
  type MetSea,
  type RollingShip,
  surfRidingKn,
} from '#src/domain/voyage/sea/dangers.ts'
import { dangerStrips, polarPoint, type PolarPoint, stripOutline } from '#src/domain/voyage/sea/polar.ts'
import { bulker, container } from '../ships.ts'

const rolling = (ship: typeof bulker): RollingShip => {
  const period = rollPeriod(ship)
  return { lengthM: ship.lengthM!, rollPeriodS: period.known ? period.value : NaN }
}
const a = rolling(bulker)
const b = rolling(container)
const level = (danger: Danger, sea: MetSea, speedKn: number, ship = a) =>
  dangerLevels[dangerLevel(danger, sea, speedKn, ship)] ?? 'not known'

describe('surf-riding', () => {
  const surf = (angleDeg: number, speedKn: number, lengthM = 100) =>
    level('surf-riding', { heightM: 4, periodS: 8, angleDeg }, speedKn, { lengthM, rollPeriodS: NaN })
  it('row 22: begins at a speed that grows away from dead astern, and within 45° of it only', () => {
    expect(surfRidingKn(100)).toBeCloseTo(18, 9)
    expect([17.999, 18.001].map((kn) => surf(180, kn))).toEqual(['outside', 'limit'])
    expect([20.784, 20.786].map((kn) => surf(150, kn))).toEqual(['outside', 'limit'])
    expect(surf(130, 60)).toBe('outside')
  })
  it('is alike on both sides, for angles however written', () => {
    expect([-150, 210, 570].map((angle) => surf(angle, 20.786))).toEqual(['limit', 'limit', 'limit'])
    expect([135, 225, -135].map((angle) => surf(angle, 60))).toEqual(['outside', 'outside', 'outside'])
    expect([135.1, 224.9].map((angle) => surf(angle, 60))).toEqual(['limit', 'limit'])
  })
  it('never meets a ship too long for her speed', () => {
    expect(surfRidingKn(217)).toBeCloseTo(26.5, 1)
    expect(surf(180, 20, 217)).toBe('outside')
  })
})

describe('successive high waves', () => {
  const high = (speedKn: number, change: Partial<MetSea> = {}, ship = a) =>
    level('high-waves', { heightM: 9, periodS: 12, angleDeg: 180, ...change }, speedKn, ship)
  it('row 23: by the ratio of encounter to wave period', () => {
    expect(circularPeriod(12, speedAhead(16.5, 180)) / 12).toBeCloseTo(1.8462, 4)
    expect(high(16.5)).toBe('limit')
    expect(circularPeriod(12, speedAhead(13.5, 180)) / 12).toBeCloseTo(1.6, 4)
    expect(high(13.5)).toBe('outside')
  })
  it('holds from 1.8 to 3.0 times the period', () =>
    expect([15.99, 16.01, 23.99, 24.01].map((kn) => high(kn))).toEqual(['outside', 'limit', 'limit', 'outside']))
  it('asks for waves high and long beside the ship', () => {
    expect([8.68, 8.69].map((heightM) => high(16.5, { heightM }))).toEqual(['outside', 'limit'])
    // 0.8 of 281 m and 280 m, beside 224.8 m
    expect([281.1, 280.9].map((lengthM) => high(16.5, { heightM: 12 }, { ...a, lengthM }))).toEqual([
      'outside',
      'limit',
    ])
  })
})

describe('rolling', () => {
  const roll = (danger: Danger, periodS: number, heightM = 3, rollPeriodS = 12) =>
    level(danger, { heightM, periodS, angleDeg: 90 }, 10, { lengthM: 200, rollPeriodS })
  it.each([
    [9.59, 'outside'],
    [9.61, 'caution'],
    [10.79, 'caution'],
    [10.81, 'limit'],
    [13.19, 'limit'],
    [13.21, 'caution'],
    [14.39, 'caution'],
    [14.41, 'outside'],
  ])('is synchronous in beam seas of %d s at a roll of 12 s: %s', (periodS, expected) => {
    expect(roll('synchronous', periodS)).toBe(expected)
    expect(roll('parametric', periodS)).toBe(expected)
  })
  it.each([
    [4.79, 'outside'],
    [4.81, 'caution'],
    [5.41, 'limit'],
    [6.59, 'limit'],
    [6.61, 'caution'],
    [7.21, 'outside'],
  ])('is parametric in beam seas of %d s at half a roll: %s', (periodS, expected) => {
    expect(roll('parametric', periodS)).toBe(expected)
    expect(roll('synchronous', periodS)).toBe('outside')
  })
  it('is hollow in low waves', () => {
    expect([1.49, 1.5].map((heightM) => roll('synchronous', 12, heightM))).toEqual(['low sea', 'limit'])
    expect([1.49, 1.5].map((heightM) => roll('parametric', 7, heightM))).toEqual(['low sea', 'caution'])
  })
  it('has the case that is known: 240 m, a roll of 32 s, following waves of 11 s', () =>
    expect(
      level('parametric', { heightM: 5, periodS: 11, angleDeg: 180 }, 10.3, { lengthM: 240, rollPeriodS: 32 }),
    ).toBe('limit'))
})

describe('what is not known', () => {
  const sea = { heightM: 9, periodS: 12, angleDeg: 180 }
  it.each([
    ['height', { ...sea, heightM: NaN }],
    ['period', { ...sea, periodS: NaN }],
    ['angle', { ...sea, angleDeg: NaN }],
  ])('%s of the sea: every danger', (_, unknown) =>
    expect(dangers.map((danger) => level(danger, unknown, 16.5))).toEqual(dangers.map(() => 'not known')),
  )
  it('speed: every danger', () =>
    expect(dangers.map((danger) => level(danger, sea, NaN))).toEqual(dangers.map(() => 'not known')))
  it('roll period: the two of rolling', () =>
    expect(dangers.map((danger) => level(danger, sea, 16.5, { ...a, rollPeriodS: NaN }))).toEqual([
      'outside',
      'limit',
      'not known',
      'not known',
    ]))
  it('length: the other two', () =>
    expect(dangers.map((danger) => level(danger, sea, 10, { ...a, lengthM: NaN }))).toEqual([
      'not known',
      'not known',
      'outside',
      'outside',
    ]))
  it('is nothing in a flat sea, which has neither period nor direction', () =>
    expect(dangers.map((danger) => level(danger, { heightM: 0.04, periodS: NaN, angleDeg: NaN }, 10))).toEqual(
      dangers.map(() => 'outside'),
    ))
})

describe('the strips of the polar', () => {
  const strip = (ship: RollingShip, periodS: number, danger: Danger, near: number) =>
    dangerStrips(periodS, 5, ship).find(
      ({ danger: which, level, fromKn, toKn }) =>
        which === danger && level === 'limit' && fromKn - 1 <= near && near <= toKn + 1,
    )!
  it('row 24: half a roll within 10 %, in waves of 9 s', () => {
    const { fromKn, toKn } = strip(a, 9, 'parametric', 12)
    expect(fromKn).toBeCloseTo(8.664, 3)
    expect(toKn).toBeCloseTo(16.589, 3)
  })
  it('lie across a container ship in waves of 12 s', () => {
    expect(strip(b, 12, 'parametric', 0)).toMatchObject({
      fromKn: expect.closeTo(-2.47, 2) as number,
      toKn: expect.closeTo(4.98, 2) as number,
    })
    expect(strip(b, 12, 'synchronous', -17)).toMatchObject({
      fromKn: expect.closeTo(-19.24, 2) as number,
      toKn: expect.closeTo(-15.51, 2) as number,
    })
  })
  it.each([
    [NaN, 5, a],
    [1, 5, a],
    [9, NaN, a],
    [9, 0.04, a],
    [9, 5, { lengthM: NaN, rollPeriodS: NaN }],
  ])('are none for %d s, %d m, %j', (periodS, heightM, ship) =>
    expect(dangerStrips(periodS, heightM, ship)).toEqual([]),
  )

  const cases = fc.record({
    periodS: fc.double({ min: 2, max: 30, noNaN: true }),
    heightM: fc.double({ min: 0.05, max: 15, noNaN: true }),
    lengthM: fc.double({ min: 20, max: 400, noNaN: true }),
    rollPeriodS: fc.double({ min: 4, max: 40, noNaN: true }),
    speedKn: fc.double({ min: 0.1, max: 30, noNaN: true }),
    angleDeg: fc.double({ min: -180, max: 179.9, noNaN: true }),
  })
  const worstOf = (found: readonly { level: string }[]) =>
    Math.max(0, ...found.map(({ level }) => dangerLevels.indexOf(level as (typeof dangerLevels)[number])))

  it('agree with the test point by point', () => {
    fc.assert(
      fc.property(cases, ({ periodS, heightM, lengthM, rollPeriodS, speedKn, angleDeg }) => {
        const ship = { lengthM, rollPeriodS }
        const x = speedAhead(speedKn, angleDeg)
        const strips = dangerStrips(periodS, heightM, ship)
        const edges = strips.flatMap(({ fromKn, toKn }) => [fromKn, toKn])
        fc.pre(edges.every((edge) => Math.abs(edge - x) > 1e-9))
        for (const danger of dangers) {
          const within = strips.filter(
            ({ danger: which, fromKn, toKn, wedge }) =>
              which === danger && fromKn <= x && x <= toKn && !(wedge && Math.abs(angleDeg) <= 135),
          )
          expect(dangerLevel(danger, { heightM, periodS, angleDeg }, speedKn, ship)).toBe(worstOf(within))
        }
      }),
      { numRuns: 3000 },
    )
  })
  it('have outlines that hold the same points', () => {
    fc.assert(
      fc.property(cases, ({ periodS, heightM, lengthM, rollPeriodS, speedKn, angleDeg }) => {
        const ship = { lengthM, rollPeriodS }
        const [across, ahead] = polarPoint(speedKn, 0, angleDeg)
        const strips = dangerStrips(periodS, heightM, ship)
        const edges = strips.flatMap(({ fromKn, toKn }) => [fromKn, toKn])
        fc.pre(edges.every((edge) => Math.abs(edge - ahead) > 0.05) && Math.abs(Math.abs(angleDeg) - 135) > 0.2)
        for (const danger of dangers) {
          const around = strips.filter(
            (one) => one.danger === danger && holds(stripOutline(one, 30.1), [across, ahead]),
          )
          expect(dangerLevel(danger, { heightM, periodS, angleDeg }, speedKn, ship)).toBe(worstOf(around))
        }
      }),
      { numRuns: 1000 },
    )
  })
  it('are clipped to the disc of speeds', () => {
    const all = dangerStrips(12, 5, b).flatMap((one) => stripOutline(one, 20))
    expect(all.length).toBeGreaterThan(0)
    for (const [across, ahead] of all) expect(Math.hypot(across, ahead)).toBeLessThanOrEqual(20 + 1e-9)
    const beyond = { danger: 'synchronous', level: 'limit', wedge: false, fromKn: 21, toKn: 25 } as const
    expect(stripOutline(beyond, 20)).toEqual([])
  })
  it('put the waves above and starboard to the right', () => {
    expect(polarPoint(10, 90, 90)).toEqual([0, 10])
    expect(polarPoint(10, 180, 90)[0]).toBeCloseTo(10, 9)
  })
})

/** By the number of edges crossed to the right. */
function holds(ring: readonly PolarPoint[], [x, y]: PolarPoint): boolean {
  return ring.reduce((inside, [x1, y1], index) => {
    const [x0, y0] = ring.at(index - 1)!
    return y0 > y !== y1 > y && x < x0 + ((y - y0) / (y1 - y0)) * (x1 - x0) ? !inside : inside
  }, false)
}
