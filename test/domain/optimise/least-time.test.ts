import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { leewayOf } from '#src/domain/optimise/track/certificate.ts'
import { searchLeastTime, type SearchOptions } from '#src/domain/optimise/track/least-time.ts'
import { polished } from '#src/domain/optimise/track/polish.ts'
import { atSpeed, type Flow, flowIn, planeFrame, still } from './plane.ts'

const east = (miles: number) => [
  { x: 0, y: 0 },
  { x: miles, y: 0 },
]

function optionsFor(line: readonly { x: number; y: number }[], halfWidthNm: number, speedKn: number, flow: Flow) {
  const frame = planeFrame(line, halfWidthNm)
  return { frame, waters: flowIn(frame, flow), sailing: atSpeed(speedKn), mostKn: Infinity }
}

function least(options: SearchOptions, stages = 40, places = 161) {
  const found = searchLeastTime({ stages, places }, options)
  if (!found) throw new Error('nothing found')
  const widest = Math.max(...found.stages.map(({ halfWidthNm }) => halfWidthNm))
  const best = polished(found, (2 * widest) / (places - 1), options)
  return { hours: best.hours.at(-1)!, found: found.hours.at(-1)!, offsets: best.offsetsNm }
}

describe('least time, as computed twice', () => {
  it.each([
    [180, 20.2837],
    [45, 18.00371],
    [90, 17.14286],
    [270, 24],
  ])('T1: 240 NM on 090 in 2 kn to %d°', (set, hours) => {
    const [u, v] = [2 * Math.sin((set * Math.PI) / 180), 2 * Math.cos((set * Math.PI) / 180)]
    const answer = least(
      optionsFor(east(240), 60, 12, () => [u, v]),
      12,
      41,
    )
    expect(answer.hours).toBeCloseTo(hours, 4)
    expect(Math.max(...answer.offsets.map(Math.abs))).toBeLessThan(0.05)
  })

  it.each([
    [600, 0.02, 48.19446, 66.0461, 150],
    [600, 0.01, 49.4992, 36.2064, 150],
    [1200, 0.02, 89.26678, 204.2811, 300],
  ])('T2: %d NM in a shear of %d per mile', (miles, shear, hours, offset, width) => {
    const answer = least(optionsFor(east(miles), width, 12, (_, y) => [shear * y, 0]))
    expect(Math.abs(answer.hours / hours - 1)).toBeLessThan(0.0001)
    expect(-Math.min(...answer.offsets)).toBeCloseTo(offset, 0)
  })

  it('T3: Bryson and Ho, from upstream of a current faster than the ship', () => {
    const h = 100
    const [x, y] = [3.658658 * h, -1.863703 * h]
    const line = [
      { x, y },
      { x: 4.9 * h, y: -1 * h },
      { x: 5 * h, y: 0 },
      { x: 4 * h, y: 1 * h },
      { x: 2 * h, y: 1 * h },
      { x: 0, y: 0 },
    ]
    const answer = least(
      optionsFor(line, 0.9 * h, 10, (_, north) => [(-10 * north) / h, 0]),
      80,
      161,
    )
    // To a tenth of a percent after the polish.
    expect(Math.abs(answer.hours / ((5.464102 * h) / 10) - 1)).toBeLessThan(0.001)
  })

  it.each([
    [0.9, 0.547432],
    [-0.9, 1.974938],
    [0, 1],
  ])('T4: a rotation of %d', (ω, hours) => {
    // Against the flow the way is near the middle, where it hardly turns.
    const through = ω < 0 ? [{ x: 10, y: 15 }] : []
    const ends = [{ x: 100 * Math.cos(Math.PI / 6), y: 50 }, ...through, { x: 0, y: 100 }]
    const answer = least(optionsFor(ends, 40, 100, (x, y) => [-ω * y, ω * x]))
    expect(answer.hours / hours).toBeCloseTo(1, 3)
  })

  it('T5: a sink with a vortex that changes with time', () => {
    const ends = [
      { x: 100 * Math.cos(Math.PI / 6), y: 50 },
      { x: 0, y: 100 },
    ]
    const answer = least(optionsFor(ends, 40, 100, (x, y, t) => [-0.3 * x - (t - 0.5) * y, (t - 0.5) * x - 0.3 * y]))
    expect(answer.hours / 1.030084).toBeCloseTo(1, 3)
  })

  it.each([
    [2, 12, 240, 20.00847],
    [4, 8, 120, 15.01813],
  ])('T6: a tide of %d kn across the track at %d kn, %d NM', (speed, ship, miles, hours) => {
    const answer = least(
      optionsFor(east(miles), 60, ship, (_x, _y, t) => [0, speed * Math.sin((2 * Math.PI * t) / 12.42)]),
    )
    expect(answer.hours / hours).toBeCloseTo(1, 3)
  })

  it('T7: around a block', () => {
    const options = optionsFor(east(240), 60, 12, still)
    const { frame } = options
    const isWalled = (s: number, q: number) => {
      const { x, y } = frame.at(s, q)
      return x > 100 && x < 140 && y > -30 && y < 20
    }
    const answer = least({ ...options, waters: { ...options.waters, isWalled } })
    expect(answer.hours / 20.33007).toBeCloseTo(1, 3)
  })

  it('T8: around a disc', () => {
    const options = optionsFor(east(300), 75, 12, still)
    const isWalled = (s: number, q: number) => Math.hypot(s - 150, q) < 50
    const answer = least({ ...options, waters: { ...options.waters, isWalled } })
    expect((answer.hours * 12) / 316.8264).toBeCloseTo(1, 3)
  })
})

it('T9: saves nothing where there is nothing to save', () => {
  const options = optionsFor(east(300), 75, 12, still)
  const found = searchLeastTime({ stages: 20, places: 41 }, options)!
  expect(found.offsetsNm.every((offset) => offset === 0)).toBe(true)
  expect(found.hours.at(-1)).toBeCloseTo(25, 9)
})

/** A sea of eddies, seeded: up to about 3 kn, changing with time. */
function eddies(seed: number): Flow {
  const random = fc.sample(fc.double({ min: -1, max: 1, noNaN: true }), { seed, numRuns: 24 })
  const terms = Array.from(
    { length: 6 },
    (_, index) => random.slice(4 * index, 4 * index + 4) as [number, number, number, number],
  )
  return (x, y, t) =>
    terms.reduce(
      ([u, v], [a, b, c, d]) => {
        const phase = (a * x + b * y) / 30 + 6 * c + (t * d) / 5
        return [u + 0.5 * b * Math.sin(phase) + 0.3 * c, v - 0.5 * a * Math.sin(phase) + 0.3 * d] as const
      },
      [0, 0] as readonly [number, number],
    )
}
const coarse = { stages: 12, places: 21 }
const hoursOf = (grid: { stages: number; places: number }, options: SearchOptions) =>
  searchLeastTime(grid, options)!.hours.at(-1)!

describe('T10: random seas', () => {
  const seeds = fc.integer({ min: 1, max: 1e6 })

  it('is never worse than the base route, nor on a finer grid with the same places in it, nor after its polish', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const options = optionsFor(east(240), 60, 12, eddies(seed))
        const base = hoursOf({ ...coarse, places: 1 }, { ...options, frame: planeFrame(east(240), 0) })
        const found = searchLeastTime(coarse, options)!
        const finer = hoursOf({ ...coarse, places: 41 }, options)
        const best = polished(found, 6, options).hours.at(-1)!
        expect(found.hours.at(-1)!).toBeLessThanOrEqual(base + 1e-9)
        expect(finer).toBeLessThanOrEqual(found.hours.at(-1)! + 1e-9)
        expect(best).toBeLessThanOrEqual(found.hours.at(-1)! + 1e-9)
      }),
      { numRuns: 15 },
    )
  })

  it('gives the mirrored track in the mirrored sea', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const flow = eddies(seed)
        const mirrored: Flow = (x, y, t) => {
          const [u, v] = flow(x, -y, t)
          return [u, -v]
        }
        const [one, other] = [flow, mirrored].map((sea) => searchLeastTime(coarse, optionsFor(east(240), 60, 12, sea))!)
        expect(other!.hours.at(-1)!).toBeCloseTo(one!.hours.at(-1)!, 9)
        expect(other!.offsetsNm.map((offset) => -offset + 0)).toEqual(one!.offsetsNm.map((offset) => offset + 0))
      }),
      { numRuns: 15 },
    )
  })

  it('takes as long back through the same sea run backwards', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const flow = eddies(seed)
        const there = polished(
          searchLeastTime({ stages: 24, places: 41 }, optionsFor(east(240), 60, 12, flow))!,
          3,
          optionsFor(east(240), 60, 12, flow),
        )
        const hours = there.hours.at(-1)!
        const back: Flow = (x, y, t) => {
          const [u, v] = flow(x, y, hours - t)
          return [-u, -v]
        }
        const west = [
          { x: 240, y: 0 },
          { x: 0, y: 0 },
        ]
        const options = optionsFor(west, 60, 12, back)
        const again = polished(searchLeastTime({ stages: 24, places: 41 }, options)!, 3, options)
        expect(again.hours.at(-1)! / hours).toBeCloseTo(1, 3)
      }),
      { numRuns: 6 },
    )
  })
})

describe('how free the master is', () => {
  const options = optionsFor(east(300), 75, 12, still)

  it('holds the best track, and grows with the time that may be lost', () => {
    const found = searchLeastTime({ stages: 20, places: 41 }, options)!
    const [little, more] = [0.25, 1].map((hours) => leewayOf(found, hours, options))
    const middle = [little![10]!, more![10]!]
    // By the sides of a triangle: 150² + q² = (150 + 12 h / 2)².
    expect(middle[0]![1]).toBeGreaterThanOrEqual(15)
    expect(middle[0]![1]).toBeLessThanOrEqual(Math.sqrt(151.5 ** 2 - 150 ** 2))
    expect(middle[1]![1]).toBeGreaterThan(middle[0]![1])
    expect(middle[0]![0]).toBeCloseTo(-middle[0]![1], 6)
    found.offsetsNm.forEach((offset, index) => {
      const [port, starboard] = little![index]!
      expect(offset).toBeGreaterThanOrEqual(port)
      expect(offset).toBeLessThanOrEqual(starboard)
    })
  })
})
