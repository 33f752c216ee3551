import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { at } from '#src/domain/at.ts'
import { takeCandidate, toCandidate } from '#src/domain/formats/candidates.ts'
import type { DraftPoint } from '#src/domain/formats/reading.ts'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '#src/domain/time.ts'

const start = Date.UTC(2026, 3, 22)
const candidateOf = (points: readonly DraftPoint[]) =>
  toCandidate({ kind: 'track', name: 'Log', points }, 'line-1', 'log')
const pointsOf = (candidate: ReturnType<typeof candidateOf>) =>
  Array.from(candidate.track!.lat, (lat, index) => [lat, candidate.track!.lon[index], candidate.track!.timeMs[index]])
const all = { as: 'track', times: true, speed: true } as const

/** A ship on its way: north-east or south-east, hour by hour, at up to 30 knots. */
const sailed = fc
  .tuple(
    fc.double({ min: -50, max: 50, noNaN: true }),
    fc.double({ min: -179, max: 179, noNaN: true }),
    fc.array(
      fc.tuple(fc.double({ min: -0.3, max: 0.3, noNaN: true }), fc.double({ min: 0.1, max: 0.3, noNaN: true })),
      {
        minLength: 12,
        maxLength: 120,
      },
    ),
  )
  .map(([lat, lon, steps]) => {
    const points: DraftPoint[] = [{ lat, lon, name: 'P0', timeMs: start }]
    for (const [index, [north, east]] of steps.entries()) {
      const before = at(points, index)
      points.push({
        lat: Math.max(-60, Math.min(60, before.lat + north)),
        lon: before.lon + east,
        name: `P${index + 1}`,
        timeMs: start + (index + 1) * HOUR_MS,
      })
    }
    return points
  })

/** What happens to a fix: a wrong year, a receiver without one, a place far off, an hour from yesterday. */
const faults = [
  (point: DraftPoint) => ({ ...point, timeMs: (point.timeMs ?? 0) - 7168 * DAY_MS }),
  (point: DraftPoint) => ({ ...point, timeMs: 0 }),
  (point: DraftPoint) => ({ ...point, timeMs: (point.timeMs ?? 0) + 366 * DAY_MS }),
  (point: DraftPoint) => ({ ...point, lat: point.lat > 0 ? point.lat - 40 : point.lat + 40 }),
]

const close = (points: readonly DraftPoint[]) =>
  points.map(({ lat, lon, timeMs }) => [lat, expect.closeTo(lon, 9) as number, timeMs])

describe('a track with times no ship sails', () => {
  it('is found sound where it is', () => {
    fc.assert(fc.property(sailed, (points) => void expect(candidateOf(points).doubts).toBeNull()))
  })

  it('is the clean one again with its order reversed', () => {
    fc.assert(
      fc.property(sailed, (points) => {
        const candidate = candidateOf(points.toReversed())
        expect(candidate.doubts?.found.map(({ kind }) => kind)).toEqual(['reversed'])
        expect(candidate.doubts?.ways.map(({ way }) => way)).toEqual(['reverse', 'no-times'])
        const taken = takeCandidate(candidate, all)
        expect(pointsOf(taken).map(([lat, , time]) => [lat, time])).toEqual(
          points.map(({ lat, timeMs }) => [lat, timeMs]),
        )
        expect(taken.departureMs).toBe(start)
      }),
    )
  })

  it('is the clean one again without a few points, in order or reversed', () => {
    fc.assert(
      fc.property(
        sailed,
        fc.array(fc.tuple(fc.nat(), fc.constantFrom(...faults)), { minLength: 1, maxLength: 3 }),
        fc.boolean(),
        (points, hits, isReversed) => {
          // Next to an end nobody can tell which of two points is the wrong one.
          const places = new Map(hits.map(([hit, fault]) => [3 + (hit % (points.length - 6)), fault]))
          const bad = points.map((point, index) => places.get(index)?.(point) ?? point)
          const candidate = candidateOf(isReversed ? bad.toReversed() : bad)
          const way = isReversed ? 'reverse' : 'leave-out'
          expect(candidate.doubts?.ways[0]).toMatchObject({ way, leftOut: places.size })
          const taken = takeCandidate(candidate, { ...all, way })
          const clean = points.filter((_, index) => !places.has(index))
          const turn = Math.round((clean[0]!.lon - taken.track!.lon[0]!) / 360) * 360
          expect(pointsOf(taken).map(([lat, lon, time]) => [lat, lon! + turn, time])).toEqual(close(clean))
        },
      ),
    )
  })

  const along = (times: readonly (number | null)[], step = 0.1) =>
    times.map((hours, index): DraftPoint => ({
      lat: 50,
      lon: index * step,
      timeMs: hours === null ? null : start + hours * HOUR_MS,
    }))
  const found = (points: readonly DraftPoint[]) => {
    const { doubts } = candidateOf(points)
    return [doubts?.found.map(({ kind, count, first }) => [kind, count, first]), doubts?.ways.map(({ way }) => way)]
  }

  it.each([
    ['all times alike', along([1, 1, 1, 1]), [[['equal', 3, 1]], ['no-times']]],
    ['two times alike', along([1, null, 1]), [[['equal', 1, 2]], ['no-times']]],
    [
      'two halves a decade apart',
      along([0, 1, 2, 3, 90_000, 90_001, 90_002, 90_003]),
      [[['gap', 1, 4]], ['no-times', 'as-is']],
    ],
    ['an aircraft', along([0, 1, 2, 3, 4, 5], 5), [[['fast', 5, 1]], ['no-times', 'as-is']]],
    [
      'a step back in the middle',
      along([0, 1, 2, 3, 4, 2, 3, 4, 5, 6, 7, 8]),
      [[['backwards', 1, 5]], ['leave-out', 'no-times']],
    ],
    ['times without order', along([5, 2, 8, 1, 9, 3, 7, 0, 6, 4]), [[['backwards', 5, 1]], ['no-times']]],
    ['backwards with points between', along([3, null, 2, null, 1]), [[['reversed', 2, 2]], ['reverse', 'no-times']]],
    ['two points in the wrong order', along([1, 0]), [[['reversed', 1, 1]], ['reverse', 'no-times']]],
  ])('%s', (_, points, expected) => {
    expect(found(points)).toEqual(expected)
  })

  it.each([
    ['a stay', along([0, 5, 9], 0)],
    ['one time alone', along([null, 3, null])],
    ['no times', along([null, null])],
    ['fixes of one second that scatter', along([0, 0, 1, 1, 2], 0.002)],
    ['times to the minute', along([0, 0, 1 / 60, 1 / 60, 2 / 60], 0.012)],
    ['a winter in port', along([0, 1, 4000, 4001])],
    ['a ferry at 40 knots', along([0, 1, 2], 1)],
  ])('no doubt: %s', (_, points) => {
    expect(candidateOf(points).doubts).toBeNull()
  })

  it('leaves its times behind by default where no few points are the cause', () => {
    const candidate = candidateOf(along([5, 2, 8, 1, 9, 3, 7, 0, 6, 4]))
    const taken = takeCandidate(candidate, all)
    expect([...taken.track!.timeMs].every(Number.isNaN)).toBe(true)
    expect([taken.departureMs, taken.doubts]).toEqual([null, null])
  })

  it('keeps them as in the file on demand', () => {
    const candidate = candidateOf(along([0, 1, 2, 3, 4, 5], 5))
    expect(takeCandidate(candidate, { ...all, way: 'as-is' }).track).toEqual(candidate.track)
  })

  it('keeps the names of its points in the route', () => {
    const named = along([3, 2, 1]).map((point, index) => ({ ...point, name: `P${index}` }))
    const { route } = takeCandidate(candidateOf(named), { ...all, as: 'route' })
    expect(route!.waypoints.map(({ name }) => name)).toEqual(['P2', 'P1', 'P0'])
  })

  it('is found in a long log without a long wait', () => {
    const count = 200_000
    const points = Array.from({ length: count }, (_, index): DraftPoint => ({
      lat: 10 + Math.sin(index / 500) / 10,
      lon: index * 2e-4,
      timeMs: start + index * MINUTE_MS + (index % 1000 === 500 ? -30 * DAY_MS : 0),
    }))
    const { doubts } = candidateOf(points)
    expect(doubts?.ways[0]).toMatchObject({ way: 'leave-out', leftOut: count / 1000 })
  }, 60_000)
})
