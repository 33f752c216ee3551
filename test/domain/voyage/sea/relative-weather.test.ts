import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { apparentWind, relativeAngle, relativeText, sectorOf } from '#src/domain/voyage/sea/relative-weather.ts'

const KN = 1852 / 3600

describe('relativeAngle', () => {
  it('row 1: goes the short way round, dead astern to port', () =>
    expect([relativeAngle(350, 10), relativeAngle(10, 350), relativeAngle(180, 0)]).toEqual([-20, 20, -180]))
  it.each([
    [0, 180, -180],
    [90, 90, 0],
    [-90, 630, 0],
    [179.5, 0, 179.5],
  ])('of %d on heading %d is %d', (fromDeg, headingDeg, expected) =>
    expect(relativeAngle(fromDeg, headingDeg)).toBe(expected),
  )
  it('is in [−180, 180), the same for whole turns, and changes sign with its parts', () => {
    const angle = fc.integer({ min: -1080, max: 1080 })
    fc.assert(
      fc.property(angle, angle, fc.integer({ min: -3, max: 3 }), (from, heading, turns) => {
        const relative = relativeAngle(from, heading)
        expect(relative >= -180 && relative < 180).toBe(true)
        expect(relativeAngle(from + 360 * turns, heading)).toBe(relative)
        if (relative > -180) expect(relativeAngle(heading, from) + relative).toBe(0)
      }),
    )
  })
  it('is not known if either is not', () => expect([relativeAngle(NaN, 1), relativeAngle(1, NaN)]).toEqual([NaN, NaN]))
})

describe('sectorOf', () => {
  it.each([
    [0, 'head'],
    [22.49, 'head'],
    [22.5, 'bow'],
    [67.49, 'bow'],
    [67.5, 'beam'],
    [112.49, 'beam'],
    [112.5, 'quartering'],
    [157.49, 'quartering'],
    [157.5, 'following'],
    [-180, 'following'],
    [-22.49, 'head'],
    [-22.5, 'bow'],
    [-90, 'beam'],
    [-157.5, 'following'],
  ] as const)('of %d is %s', (angle, sector) => expect(sectorOf(angle)).toBe(sector))
  it('is none for an unknown angle', () => expect(sectorOf(NaN)).toBeNull())
})

describe('apparentWind', () => {
  it('row 2: on the bow', () => {
    const first = apparentWind({ speedMs: 10, fromDeg: 45 }, { speedMs: 15 * KN, courseDeg: 0 })!
    expect(first.speedMs).toBeCloseTo(16.3914, 3)
    expect(first.angleDeg).toBeCloseTo(25.556, 3)
  })
  it('row 3: from the quarter', () => {
    const second = apparentWind({ speedMs: 12, fromDeg: 300 }, { speedMs: 7, courseDeg: 90 })!
    expect(second.speedMs).toBeCloseTo(6.8926, 3)
    expect(second.angleDeg).toBeCloseTo(-119.483, 3)
  })

  it('is relative to the heading if that is not the course', () => {
    expect(
      apparentWind({ speedMs: 10, fromDeg: 45 }, { speedMs: 15 * KN, courseDeg: 0, headingDeg: 5 })!.angleDeg,
    ).toBeCloseTo(20.556, 3)
  })

  it('is calm on deck with a following wind of her own speed', () => {
    expect(apparentWind({ speedMs: 7, fromDeg: 180 }, { speedMs: 7.01, courseDeg: 0 })).toMatchObject({
      fromDeg: null,
      angleDeg: null,
    })
  })

  it('is her own wind in a calm, and the true wind when she lies still', () => {
    const ownWind = apparentWind({ speedMs: 0, fromDeg: NaN }, { speedMs: 7, courseDeg: 90 })!
    expect([ownWind.speedMs, ownWind.fromDeg]).toEqual([7, expect.closeTo(90, 9)])
    const still = apparentWind({ speedMs: 10, fromDeg: 45 }, { speedMs: 0, courseDeg: NaN })!
    expect([still.speedMs, still.fromDeg, still.angleDeg]).toEqual([expect.closeTo(10, 9), expect.closeTo(45, 9), null])
  })

  it('is not known without wind or speed', () => {
    expect(apparentWind({ speedMs: NaN, fromDeg: 45 }, { speedMs: 7, courseDeg: 0 })).toBeNull()
    expect(apparentWind({ speedMs: 10, fromDeg: 45 }, { speedMs: NaN, courseDeg: 0 })).toBeNull()
  })
})

it.each([
  [0.2, '000°, head'],
  [22.4, '022° starboard, head'],
  [-35, '035° port, bow'],
  [90, '090° starboard, beam'],
  [-119.5, '120° port, quartering'],
  [-180, '180°, following'],
])('says %s off the bow as %s', (degrees, words) => expect(relativeText(degrees)).toBe(words))
