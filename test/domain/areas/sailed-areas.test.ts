import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Area, chartY, cornersFault, cornersOf } from '#src/domain/areas/area.ts'
import { areaIndex } from '#src/domain/areas/area-index.ts'
import { type AreaVisit, areaVisits, sailedLeg } from '#src/domain/areas/sailed-areas.ts'
import { legLine } from '#src/domain/geodesy/leg-line.ts'
import type { Position } from '#src/domain/position.ts'
import type { LegType } from '#src/domain/route/route.ts'
import { HOUR_MS } from '#src/domain/time.ts'
import { boxArea } from '#test/support/box-area.ts'

/** One degree of the equator. */
const degreeNm = (6_378_137 * Math.PI) / 180 / 1852
const place = (lat: number, lon: number): Position => ({ lat, lon })
const untimed: Parameters<typeof sailedLeg>[1] = { departMs: null, arriveMs: null, stayMs: 0 }
const visit = (area: Area, from: Position, to: Position, type: LegType = 'RL', times = untimed): AreaVisit | null =>
  areaVisits(sailedLeg(legLine(from, to, type), times), [area])[0] ?? null
const box = boxArea('Box', [2, -1, 5, 1])
/** Open to the north, like a U. */
const concave: Area = {
  ...box,
  corners: [place(0, 0), place(0, 9), place(9, 9), place(9, 6), place(3, 6), place(3, 3), place(9, 3), place(9, 0)],
}

describe('a leg and an area', () => {
  it('gives the miles inside, and where it is entered and left', () => {
    const found = visit(box, place(0, 0), place(0, 10))
    expect(found?.insideNm).toBeCloseTo(3 * degreeNm, 6)
    expect([found?.fromNm, found?.toNm]).toEqual([expect.closeTo(2 * degreeNm, 6), expect.closeTo(5 * degreeNm, 6)])
    expect([found?.enters.lat, found?.enters.lon]).toEqual([expect.closeTo(0, 9), expect.closeTo(2, 9)])
    expect([found?.startMs, found?.endMs]).toEqual([null, null])
  })

  it('is found across 180°, whichever turn either is counted in', () => {
    const across = boxArea('Across', [178, -1, 183, 1])
    for (const turn of [-720, -360, 0, 360])
      for (const [from, to] of [
        [175, 185],
        [185, 175],
      ] as const)
        expect(visit(across, place(0, from + turn), place(0, to + turn))?.insideNm).toBeCloseTo(5 * degreeNm, 6)
    expect(visit(across, place(0, 175), place(0, 170))).toBeNull()
  })

  it('may lie inside with all its length', () => {
    const found = visit(box, place(0, 3), place(0.5, 4))
    expect(found?.fromNm).toBe(0)
    expect(found?.insideNm).toBeCloseTo(legLine(place(0, 3), place(0.5, 4), 'RL').distanceNm, 9)
  })

  it('may go through a concave area twice, and past its bay not at all', () => {
    const found = visit(concave, place(6, -1), place(6, 10))
    const one = legLine(place(6, 0), place(6, 1), 'RL').distanceNm
    expect(found?.insideNm).toBeCloseTo(6 * one, 6)
    expect([found?.fromNm, found?.toNm]).toEqual([expect.closeTo(one, 6), expect.closeTo(10 * one, 6)])
    expect(visit(concave, place(8, 4), place(4, 5))).toBeNull()
  })

  it('may touch a corner or sail along a side without being inside', () => {
    expect(visit(box, place(1, 0), place(1, 10))).toBeNull()
    expect(visit(box, place(-1, 10), place(-1, 0))).toBeNull()
    expect(visit(box, place(-3, 2), place(3, 2))).toBeNull()
    expect(visit(box, place(0, 0), place(0, 2))).toBeNull()
    expect(visit(box, place(0, 2), place(-1, 1))).toBeNull()
    // From side to side through the corner, and in.
    expect(visit(box, place(-2, 1), place(0, 3))?.insideNm).toBeGreaterThan(50)
  })

  it('is found where only the great circle goes there', () => {
    const north = boxArea('North', [-40, 52, -20, 56])
    const [from, to] = [place(50, -60), place(50, 0)]
    expect(visit(north, from, to, 'RL')).toBeNull()
    const found = visit(north, from, to, 'GC')
    const line = legLine(from, to, 'GC')
    const shares = Array.from({ length: 20_000 }, (_, n) => line.at((n + 0.5) / 20_000))
    const inside = shares.filter(({ lat, lon }) => lat > 52 && lat < 56 && lon > -40 && lon < -20)
    expect(found?.insideNm).toBeCloseTo((inside.length / 20_000) * line.distanceNm, 0)
  })
})

describe('the times of an area', () => {
  const hours = (from: number | null, to: number | null) => ({
    ...box,
    validFromMs: from === null ? null : from * HOUR_MS,
    validToMs: to === null ? null : to * HOUR_MS,
  })
  /** Inside from hour 2 to hour 5. */
  const times = { departMs: 0, arriveMs: 10 * HOUR_MS, stayMs: 0 }
  const inside = (area: Area, of = times) => {
    const found = visit(area, place(0, 0), place(0, 10), 'RL', of)
    return found && [found.insideNm / degreeNm, (found.startMs ?? NaN) / HOUR_MS, (found.endMs ?? NaN) / HOUR_MS]
  }
  const close = (...values: number[]) => values.map((value) => expect.closeTo(value, 6) as number)

  it('decide whether it counts, and for how long', () => {
    expect(inside(hours(null, null))).toEqual(close(3, 2, 5))
    expect(inside(hours(3, null))).toEqual(close(2, 3, 5))
    expect(inside(hours(null, 3.5))).toEqual(close(1.5, 2, 3.5))
    expect(inside(hours(3, 4))).toEqual(close(1, 3, 4))
    expect(inside(hours(5.5, null))).toBeNull()
    expect(inside(hours(null, 1.5))).toBeNull()
  })

  it('count where the ship’s are not known', () => {
    expect(visit(hours(100, 101), place(0, 0), place(0, 10))?.insideNm).toBeCloseTo(3 * degreeNm, 6)
  })

  it('count while she stays at the end of a leg', () => {
    const stay = { departMs: 0, arriveMs: 4 * HOUR_MS, stayMs: 6 * HOUR_MS }
    const found = visit(hours(7, 8), place(0, 0), place(0, 4), 'RL', stay)
    expect([found?.insideNm, found?.startMs, found?.endMs]).toEqual([0, 7 * HOUR_MS, 8 * HOUR_MS])
  })
})

/** A star of any shape around a place, which never crosses itself; coarse enough for sampling to see every arm. */
const anyArea: fc.Arbitrary<Area> = fc
  .record({
    lat: fc.integer({ min: -50, max: 50 }),
    lon: fc.integer({ min: -180, max: 180 }),
    reach: fc.array(fc.integer({ min: 2, max: 12 }), { minLength: 3, maxLength: 40 }),
    effect: fc.constantFrom('avoid' as const, 'warn' as const),
  })
  .map(({ lat, lon, reach, effect }) => ({
    ...box,
    effect,
    corners: cornersOf(
      reach.map((radius, index) => {
        const angle = (2 * Math.PI * index) / reach.length
        return place(lat + radius * Math.sin(angle), lon + radius * Math.cos(angle))
      }),
    ),
  }))
  .filter(({ corners }) => cornersFault(corners) === null)

const anyLeg = fc.record({
  from: fc.record({ lat: fc.integer({ min: -60, max: 60 }), lon: fc.integer({ min: -190, max: 190 }) }),
  north: fc.integer({ min: -25, max: 25 }),
  east: fc.integer({ min: -25, max: 25 }),
  type: fc.constantFrom('RL' as const, 'GC' as const),
})
const endOf = ({ from, north, east }: { from: Position; north: number; east: number }) =>
  place(Math.max(-80, Math.min(80, from.lat + north)), from.lon + east)

/** Even-odd on the chart, side by side, in every turn: slow and plain. */
function insideOf({ corners }: Area): (at: Position) => boolean {
  const ring = corners.map(({ lat, lon }) => ({ x: lon, y: chartY(lat) }))
  const sides = ring.map((from, index) => ({ from, to: ring[(index + 1) % ring.length] ?? from }))
  return ({ lat, lon }) => {
    const y = chartY(lat)
    return [-720, -360, 0, 360, 720].some((turn) => {
      const isWest = ({ from, to }: (typeof sides)[number]) =>
        from.y > y !== to.y > y && lon + turn < from.x + ((y - from.y) / (to.y - from.y)) * (to.x - from.x)
      return sides.filter(isWest).length % 2 === 1
    })
  }
}

describe('any leg and any area', () => {
  it('have the miles that close samples along the leg count', () => {
    fc.assert(
      fc.property(anyArea, anyLeg, (area, leg) => {
        const line = legLine(leg.from, endOf(leg), leg.type)
        const count = 1000
        const samples = Array.from({ length: count }, (_, n) => line.at((n + 0.5) / count))
        const inside = samples.filter(insideOf(area)).length
        // A sample may be missed at each end of each stretch; 20 arms at most are crossed.
        const slackNm = (line.distanceNm / count) * 40 + 0.1
        const found = visit(area, leg.from, endOf(leg), leg.type)?.insideNm ?? 0
        expect(Math.abs(found - (inside / count) * line.distanceNm)).toBeLessThan(slackNm)
      }),
      { numRuns: 80 },
    )
  })

  it('are the same the other way round, mirrored, and moved by whole turns', () => {
    const mirrored = (at: Position) => place(-at.lat, -at.lon)
    fc.assert(
      fc.property(anyArea, anyLeg, fc.constantFrom(-720, -360, 360), (area, leg, turn) => {
        const [from, to] = [leg.from, endOf(leg)]
        const nm = (of: Area, start: Position, end: Position) => visit(of, start, end, leg.type)?.insideNm ?? 0
        const known = nm(area, from, to)
        const moved = ({ lat, lon }: Position) => place(lat, lon + turn)
        expect(nm(area, to, from)).toBeCloseTo(known, 1)
        expect(nm({ ...area, corners: area.corners.map(mirrored) }, mirrored(from), mirrored(to))).toBeCloseTo(known, 1)
        expect(nm({ ...area, corners: area.corners.map(moved) }, from, to)).toBeCloseTo(known, 6)
        expect(nm(area, moved(from), moved(to))).toBeCloseTo(known, 6)
      }),
      { numRuns: 80 },
    )
  })

  it('are found by the index where a short line goes in, and only there', () => {
    const anyShort = anyLeg.map(({ from, north, east }) => ({
      from,
      to: place(from.lat + north / 10, from.lon + east / 10),
    }))
    fc.assert(
      fc.property(fc.array(anyArea, { maxLength: 4 }), anyShort, (areas, { from, to }) => {
        const count = 200
        const samples = Array.from({ length: count }, (_, n) => {
          const share = (n + 0.5) / count
          return place(from.lat + share * (to.lat - from.lat), from.lon + share * (to.lon - from.lon))
        })
        const entered = areas.filter((area) => visit(area, from, to) !== null)
        for (const area of areas) if (samples.some(insideOf(area))) expect(entered).toContain(area)
        const worst = entered.some(({ effect }) => effect === 'avoid') ? 'avoid' : entered.length > 0 ? 'warn' : null
        expect(areaIndex(areas).crossing(from.lat, from.lon, to.lat, to.lon, NaN)).toBe(worst)
      }),
      { numRuns: 100 },
    )
  })
})

describe('the index of areas', () => {
  const warn = boxArea('Reserve', [0, 0, 10, 10], { effect: 'warn' })
  const avoid = boxArea('Firing', [8, 0, 20, 10], { validFromMs: 100, validToMs: 200 })
  const index = areaIndex([warn, avoid])

  it('gives the strictest, and only while it is valid', () => {
    expect(index.crossing(5, 8.5, 5, 9, 150)).toBe('avoid')
    expect(index.crossing(5, 8.5, 5, 9, 99)).toBe('warn')
    expect(index.crossing(5, 8.5, 5, 9, NaN)).toBe('avoid')
    expect(index.crossing(5, 15, 5, 16, 201)).toBeNull()
    expect(index.crossing(5, 8.5 - 360, 5, 9 - 360, 150)).toBe('avoid')
  })

  it('counts a ship that stands in it, and none that touches its side', () => {
    expect(index.crossing(5, 5, 5, 5, 0)).toBe('warn')
    expect(index.crossing(0, 1, 0, 4, 0)).toBeNull()
    expect(index.crossing(-1, 0, 0, 0, 0)).toBeNull()
  })

  it('answers for an area of many corners as for one of few', () => {
    const round: Area = {
      ...warn,
      corners: cornersOf(
        Array.from({ length: 500 }, (_, n) =>
          place(5 * Math.sin((n * Math.PI) / 250), 5 * Math.cos((n * Math.PI) / 250)),
        ),
      ),
    }
    const many = areaIndex([round])
    expect(many.crossing(0, 0, 0.1, 0.1, 0)).toBe('warn')
    expect(many.crossing(0, -6, 0, 6, 0)).toBe('warn')
    expect(many.crossing(4, 4, 4.1, 4.1, 0)).toBeNull()
    expect(many.crossing(4.9, -0.1, 5.1, 0.1, 0)).toBe('warn')
  })
})
