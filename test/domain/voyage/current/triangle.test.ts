import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  acrossCourse,
  groundSpeed,
  hoursGained,
  madeGood,
  steer,
  steerOverGround,
} from '#src/domain/voyage/current/triangle.ts'

const steered = (...args: Parameters<typeof steer>) => {
  const found = steer(...args)
  if (!found.known) throw new Error(found.reason)
  return found.value
}

describe('the current triangle', () => {
  it('row 4: 12 kn on 090, 2 kn across', () => {
    const { headingDeg, groundKn, waterKn } = steered(12, 90, { speedKn: 2, setDeg: 180 })
    expect(headingDeg).toBeCloseTo(80.4059, 3)
    expect(groundKn).toBeCloseTo(11.8322, 3)
    expect(waterKn).toBe(12)
  })
  it('row 5: 12 kn on 090, 2 kn from the quarter', () => {
    const { headingDeg, groundKn } = steered(12, 90, { speedKn: 2, setDeg: 45 })
    expect(headingDeg).toBeCloseTo(96.7681, 3)
    expect(groundKn).toBeCloseTo(13.3306, 3)
  })
  it('row 6: 11 kn on 300, 2.1 kn to 350', () => {
    const { headingDeg, groundKn } = steered(11, 300, { speedKn: 2.1, setDeg: 350 })
    expect(headingDeg).toBeCloseTo(291.591, 3)
    expect(groundKn).toBeCloseTo(12.2316, 3)
  })
  it('row 7: 5 kn against 6 kn across, or straight ahead', () => {
    expect(steer(5, 90, { speedKn: 6, setDeg: 180 })).toEqual({ known: false, reason: 'cannot hold this track' })
    expect(steer(5, 90, { speedKn: 6, setDeg: 270 })).toEqual({ known: false, reason: 'cannot hold this track' })
    expect(steer(6, 90, { speedKn: 6, setDeg: 270 })).toEqual({ known: false, reason: 'cannot hold this track' })
    expect(steer(6, 90, { speedKn: 6, setDeg: 260 }).known).toBe(false)
  })
  it('row 8: where a heading takes her', () => {
    const { cogDeg, groundKn } = madeGood(172, 18.5, { speedKn: 2.8, setDeg: 78 })
    expect(cogDeg).toBeCloseTo(163.324, 3)
    expect(groundKn).toBeCloseTo(18.5166, 3)
  })
  it('is the course itself without a current', () => {
    expect(steered(12, 350, { speedKn: 0, setDeg: NaN })).toEqual({ headingDeg: 350, waterKn: 12, groundKn: 12 })
    expect(steerOverGround(12, 350, { speedKn: 0, setDeg: NaN })).toEqual({
      headingDeg: 350,
      waterKn: 12,
      groundKn: 12,
    })
  })
  it('has a speed through the water for one over the ground', () => {
    const { headingDeg, waterKn } = steerOverGround(12, 90, { speedKn: 2, setDeg: 180 })
    expect(waterKn).toBeCloseTo(12.166, 3)
    expect(headingDeg).toBeCloseTo(80.54, 2)
  })
  it.each([
    [NaN, 90, 1, 0],
    [12, NaN, 1, 0],
    [12, NaN, 0, 0],
    [12, 90, NaN, 0],
    [12, 90, 1, NaN],
  ])('of %d kn on %d with %d kn to %d is not known', (waterKn, cogDeg, speedKn, setDeg) => {
    expect(steer(waterKn, cogDeg, { speedKn, setDeg })).toEqual({
      known: false,
      reason: 'speed, course or current not known',
    })
    expect(steerOverGround(waterKn, cogDeg, { speedKn, setDeg }).headingDeg).toBeNaN()
  })
  it('closes: what is steered makes good the course, either way round', () => {
    const cases = fc.record({
      waterKn: fc.double({ min: 6, max: 30, noNaN: true }),
      cogDeg: fc.double({ min: 0, max: 359.9, noNaN: true }),
      speedKn: fc.double({ min: 0, max: 5, noNaN: true }),
      setDeg: fc.double({ min: 0, max: 359.9, noNaN: true }),
    })
    fc.assert(
      fc.property(cases, ({ waterKn, cogDeg, speedKn, setDeg }) => {
        const current = { speedKn, setDeg }
        const { headingDeg, groundKn } = steered(waterKn, cogDeg, current)
        const made = madeGood(headingDeg, waterKn, current)
        expect(made.groundKn).toBeCloseTo(groundKn, 9)
        expect(Math.cos(((made.cogDeg - cogDeg) * Math.PI) / 180)).toBeCloseTo(1, 9)
        expect(steerOverGround(groundKn, cogDeg, current).waterKn).toBeCloseTo(waterKn, 9)
        expect(groundKn).toBeLessThanOrEqual(waterKn + speedKn + 1e-9)
      }),
    )
  })
})

it('has a speed over ground that is 0 where the track cannot be held, and NaN where it is not known', () => {
  expect([groundSpeed(5, 0, 6), groundSpeed(5, -6, 0), groundSpeed(5, -5, 0), groundSpeed(5, -4, 3)]).toEqual([
    0, 0, 0, 0,
  ])
  expect(groundSpeed(5, 1, 3)).toBeCloseTo(5, 9)
  expect(groundSpeed(5, 0, 5)).toBe(0)
  expect([groundSpeed(NaN, 0, 0), groundSpeed(5, NaN, 0), groundSpeed(5, 0, NaN)]).toEqual([NaN, NaN, NaN])
})

it('takes a current apart, + with her and + to starboard', () => {
  expect(acrossCourse({ speedKn: 2, setDeg: 180 }, 90)).toEqual({
    alongKn: expect.closeTo(0, 9) as number,
    acrossKn: expect.closeTo(2, 9) as number,
  })
  expect(acrossCourse({ speedKn: 0, setDeg: NaN }, NaN)).toEqual({ alongKn: 0, acrossKn: 0 })
})

it('gains or loses hours against the same speed through still water', () => {
  expect(hoursGained(240, 12, 12.6)).toBeCloseTo(0.952, 3)
  expect(hoursGained(240, 12, 11)).toBeCloseTo(-1.818, 3)
})
