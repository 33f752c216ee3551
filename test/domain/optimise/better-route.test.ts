import { expect, it } from 'vitest'
import { noLimits } from '#src/domain/limits/limits.ts'
import type { ResultColumns } from '#src/domain/metocean/result.ts'
import type { CorridorSurvey } from '#src/domain/metocean/survey.ts'
import { meridianArcBetween, METRES_PER_NM, radians } from '#src/domain/geodesy/wgs84.ts'
import { routeDistanceNm } from '#src/domain/route/legs.ts'
import { landIndexOf } from '#src/domain/route/land-index.ts'
import { schedule } from '#src/domain/route/schedule.ts'
import { steeredLegs, steeredRoute } from '#src/domain/optimise/track/steered-route.ts'
import { betterRoute, type CorridorProblem } from '#src/domain/optimise/track/better-route.ts'
import { corridorRequest } from '#src/domain/optimise/track/corridor.ts'

const DEPARTURE = Date.UTC(2026, 10, 30)
const KN = 1852 / 3600
/** 600 NM along the equator. */
const END = 600 / ((6378.137 * Math.PI) / 180 / 1.852)

function survey(change: Partial<CorridorSurvey> = {}): CorridorSurvey {
  return {
    kind: 'corridor',
    line: [
      { lat: 0, lon: 0, type: 'RL', isKept: false },
      { lat: 0, lon: END, type: 'RL', isKept: false },
    ],
    departureMs: DEPARTURE,
    speedKn: 12,
    halfWidthNm: 150,
    driftKn: 3,
    stages: 61,
    places: 41,
    times: 12,
    ...change,
  }
}

/** The answer of a sea in which the current is known everywhere: knots east and north, by miles north of the equator. */
function answerOf(asked: CorridorSurvey, flow: (northNm: number, lon: number) => [number, number]): ResultColumns {
  const { lat, lon, timeMs } = corridorRequest(asked)
  const speeds = new Float32Array(lat.length)
  const sets = new Float32Array(lat.length)
  lat.forEach((φ, index) => {
    const [east, north] = flow(meridianArcBetween(0, radians(φ)) / METRES_PER_NM, lon[index]!)
    speeds[index] = Math.hypot(east, north) * KN
    sets[index] = ((Math.atan2(east, north) * 180) / Math.PI + 360) % 360
  })
  return {
    count: lat.length,
    lat,
    lon,
    timeMs,
    fields: { Currents_Intensity: speeds, Currents_Direction: sets },
    gaps: [],
  }
}

function problem(
  asked: CorridorSurvey,
  columns: ResultColumns,
  change: Partial<CorridorProblem> = {},
): CorridorProblem {
  return {
    survey: asked,
    columns,
    limits: noLimits,
    choices: { limitMode: 'avoid', marginNm: 5 },
    land: null,
    areas: [],
    ...change,
  }
}

const shear = (northNm: number): [number, number] => [0.02 * northNm, 0]
const still = (): [number, number] => [0, 0]
/** A small grid, where the figure itself is not what counts. */
const small = (change: Partial<CorridorSurvey> = {}) => survey({ stages: 21, places: 21, times: 6, ...change })
const last = (column: Float64Array) => column.at(-1)!

it('finds the known best track of a shear from 30,012 samples, and says how near it is', () => {
  const asked = survey()
  const found = betterRoute(problem(asked, answerOf(asked, shear)))
  expect(found.outcome).toBe('better')
  expect(found.base.hours).toBeCloseTo(50, 2)
  expect(found.best.hours / 48.19446).toBeCloseTo(1, 3)
  expect((meridianArcBetween(0, radians(Math.max(...found.best.lat))) / METRES_PER_NM).toFixed(0)).toBe('66')
  expect(found.split.geometryHours + found.split.currentHours).toBeCloseTo(found.savedHours, 6)
  expect(found.split.geometryHours).toBeLessThan(0)
  // No track is faster than the closed form, so the bound lies below it.
  expect(found.gap).toBeGreaterThan(found.best.hours / 48.19446 - 1)
  expect(found.gap).toBeGreaterThan(0.001)
  expect(found.gap).toBeLessThan(0.02)
  // Slower by as much as keeps the ETA.
  expect(found.sameEtaKn).toBeGreaterThan(11)
  expect(found.sameEtaKn).toBeLessThan(12)
  for (const [port, starboard] of found.band) expect(port.lat).toBeGreaterThanOrEqual(starboard.lat)
})

it('has nothing to gain in still water, and says so with a saving of exactly 0', () => {
  const asked = small()
  expect(betterRoute(problem(asked, answerOf(asked, still)))).toMatchObject({
    outcome: 'nothing',
    savedHours: 0,
    split: { geometryHours: 0, currentHours: 0 },
  })
})

it('keeps the waypoints that are to be kept, and the leg between two of them', () => {
  const asked = small({
    line: [0, 0.3, 0.5, 1].map((share) => ({
      lat: 0,
      lon: share * END,
      type: 'RL',
      isKept: share === 0.3 || share === 0.5,
    })),
  })
  const { best } = betterRoute(problem(asked, answerOf(asked, shear)))
  const between = Array.from(best.lat).filter(
    (_, index) => best.lon[index]! >= 0.3 * END - 1e-9 && best.lon[index]! <= 0.5 * END + 1e-9,
  )
  expect(between.length).toBeGreaterThan(2)
  expect(between.every((lat) => Math.abs(lat) < 1e-9)).toBe(true)
  const { route } = steeredRoute(best, asked, [{ name: 'Buoy', position: { lat: 0, lon: 0.3 * END } }])
  expect(route.waypoints.find(({ name }) => name === 'Buoy')?.position).toEqual({ lat: 0, lon: 0.3 * END })
})

it('goes round an island with its margin, and round an area to avoid while it is in force', () => {
  const asked = small()
  const columns = answerOf(asked, still)
  const middle = END / 2
  // A square of land, 20 NM each way.
  const land = landIndexOf([
    [
      [middle - 0.17, -0.17],
      [middle + 0.17, -0.17],
      [middle + 0.17, 0.17],
      [middle - 0.17, 0.17],
      [middle - 0.17, -0.17],
    ],
  ])
  const corners = [
    { lat: -0.5, lon: middle - 0.2 },
    { lat: -0.5, lon: middle + 0.2 },
    { lat: 0.5, lon: middle + 0.2 },
    { lat: 0.5, lon: middle - 0.2 },
  ]
  const area = { name: 'A', effect: 'avoid', source: '', validFromMs: null, validToMs: null, corners } as const
  const past = { ...area, validToMs: DEPARTURE - 1 }
  const offAt = (change: Partial<CorridorProblem>) => {
    const { best } = betterRoute(problem(asked, columns, { choices: { limitMode: 'avoid', marginNm: 5 }, ...change }))
    const near = Array.from(best.lat.keys()).filter((index) => Math.abs(best.lon[index]! - middle) < 0.2)
    return Math.min(...near.map((index) => Math.abs(best.lat[index]!))) * 60
  }
  expect(offAt({ land })).toBeGreaterThan(10 + 3)
  expect(offAt({ areas: [area] })).toBeGreaterThan(29)
  expect(offAt({ areas: [past] })).toBe(0)
  expect(offAt({ areas: [{ ...area, effect: 'warn' }] })).toBe(0)
})

it('finds no way where land closes the whole corridor, and none is better where the route alone is drawn over it', () => {
  const asked = small({ halfWidthNm: 20 })
  const middle = END / 2
  const wall = landIndexOf([
    [
      [middle - 0.5, -2],
      [middle + 0.5, -2],
      [middle + 0.5, 2],
      [middle - 0.5, 2],
      [middle - 0.5, -2],
    ],
  ])
  expect(betterRoute(problem(asked, answerOf(asked, still), { land: wall })).outcome).toBe('no-way')
})

it('goes where the waves are inside the limit, for longer if that must be', () => {
  const asked = small()
  const columns = answerOf(asked, still)
  const wave = Float32Array.from(columns.lat, (lat, index) =>
    Math.abs(lat) < 0.5 && Math.abs(columns.lon[index]! - END / 2) < 1 ? 6 : 2,
  )
  const rough = { ...columns, fields: { ...columns.fields, Waves_Significant_Height: wave } }
  const limits = { ...noLimits, wave: { caution: 3, limit: 4 } }
  for (const limitMode of ['avoid', 'warn'] as const) {
    const { base, best, outcome, savedHours } = betterRoute(
      problem(asked, rough, { limits, choices: { limitMode, marginNm: 5 } }),
    )
    expect(outcome).toBe('better')
    expect(last(base.overHours)).toBeGreaterThan(5)
    expect(last(best.overHours)).toBe(0)
    expect(savedHours).toBeLessThan(0)
  }
})

it('never takes what is not known for calm', () => {
  const asked = small()
  const columns = answerOf(asked, () => [-0.5, 0])
  // South of the route nothing is known. Whoever took that for calm would go there.
  const speed = Float32Array.from(columns.lat, (lat, index) =>
    lat < -0.01 ? NaN : columns.fields['Currents_Intensity']![index]!,
  )
  const half = { ...columns, fields: { ...columns.fields, Currents_Intensity: speed } }
  const { best, unknownShare } = betterRoute(problem(asked, half))
  expect(unknownShare).toBeGreaterThan(0.3)
  expect(Math.min(...best.lat)).toBeGreaterThan(-0.05)
  expect(best.unknownNm).toBe(0)
  expect(() => betterRoute(problem({ ...asked, times: 7 }, half))).toThrow('answer-mismatch')
})

it('makes a route that a bridge can steer: within half a mile, no more than a thousandth longer, its times kept', () => {
  const asked = survey()
  const { best, base } = betterRoute(problem(asked, answerOf(asked, shear)))
  const { route, indices } = steeredRoute(best, asked, [])
  expect(route.waypoints.length).toBeLessThan(best.lat.length)
  expect(Math.abs(routeDistanceNm(route) / last(best.distanceNm) - 1)).toBeLessThanOrEqual(0.001)
  const plan = schedule(route, { departureMs: DEPARTURE, speedKn: 12 })
  expect(Math.abs(plan.arrivalMs! - last(best.timeMs))).toBeLessThan(10 * 60_000)
  const legs = steeredLegs(best, base, indices, 12)
  expect(legs).toHaveLength(route.waypoints.length - 1)
  expect(legs.some(({ why }) => /^\+1\.\d kn current along, 0\.0 kn on the route/.test(why))).toBe(true)
})
