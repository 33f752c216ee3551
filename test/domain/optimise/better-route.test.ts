import { expect, it } from 'vitest'
import { hullOf, noParticulars } from '#src/domain/voyage/ship/hull.ts'
import { kwonLoss } from '#src/domain/voyage/ship/speed-loss.ts'
import type { LossShip } from '#src/domain/voyage/ship/weather-loss.ts'
import { noLimits } from '#src/domain/limits/limits.ts'
import type { ResultColumns } from '#src/domain/metocean/result.ts'
import type { CorridorSurvey } from '#src/domain/metocean/survey.ts'
import { meridianArcBetween, METRES_PER_NM, radians } from '#src/domain/geodesy/wgs84.ts'
import { routeDistanceNm } from '#src/domain/route/legs.ts'
import { type LandIndex, landIndexOf } from '#src/domain/route/land-index.ts'
import { schedule } from '#src/domain/route/schedule.ts'
import { steeredLegs, steeredRoute } from '#src/domain/optimise/track/steered-route.ts'
import { betterRoute, type BetterRouteChoices, type CorridorProblem } from '#src/domain/optimise/track/better-route.ts'
import { keptAtFirst } from '#src/domain/optimise/track/corridor-plan.ts'
import { routeFromPositions } from '#src/domain/route/edit.ts'
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

const choices: BetterRouteChoices = {
  objective: 'max-speed',
  limitMode: 'avoid',
  marginNm: 5,
  leastDepthM: null,
  minKn: 8,
  maxKn: 16,
  exponent: 3,
  arrivalMs: null,
  dayCost: 0,
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
    choices,
    loss: null,
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
  expect(found.split.geometry + found.split.current).toBeCloseTo(found.saved, 6)
  expect(found.saved).toBeCloseTo(found.base.hours - found.best.hours, 6)
  expect(found.split.geometry).toBeLessThan(0)
  // No track is faster than the closed form, so the bound lies below it.
  expect(found.gap).toBeGreaterThan(found.best.hours / 48.19446 - 1)
  expect(found.gap).toBeGreaterThan(0.001)
  expect(found.gap).toBeLessThan(0.02)
  for (const [port, starboard] of found.band) expect(port.lat).toBeGreaterThanOrEqual(starboard.lat)
})

it('has nothing to gain in still water, and says so with a saving of exactly 0', () => {
  const asked = small()
  expect(betterRoute(problem(asked, answerOf(asked, still)))).toMatchObject({
    outcome: 'nothing',
    saved: 0,
    split: { geometry: 0, current: 0, weather: 0, speed: 0 },
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
    const { best } = betterRoute(problem(asked, columns, { ...change }))
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
    const { base, best, outcome, saved } = betterRoute(
      problem(asked, rough, { limits, choices: { ...choices, limitMode } }),
    )
    expect(outcome).toBe('better')
    expect(last(base.overHours)).toBeGreaterThan(5)
    expect(last(best.overHours)).toBe(0)
    expect(saved).toBeLessThan(0)
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

it.each(['max-speed', 'time-table', 'min-cost'] as const)(
  'does not flee from a limit to where it cannot be judged: %s',
  (objective) => {
    const asked = small()
    const columns = answerOf(asked, still)
    // Too high on the route and to the north of it, not known to the south; nor is it known when she is late.
    const wave = Float32Array.from(columns.lat, (lat) => (lat < -0.01 ? NaN : 6))
    const rough = { ...columns, fields: { ...columns.fields, Waves_Significant_Height: wave } }
    const limits = { ...noLimits, wave: { caution: 3, limit: 4 } }
    const wanted = { ...choices, objective, limitMode: 'warn', dayCost: 2 } as const
    const found = betterRoute(problem(asked, rough, { limits, choices: wanted }))
    expect(found.best.unknownHours).toBe(0)
    expect(found.best.hours).toBeLessThanOrEqual(found.base.hours + 1e-3)
  },
)

it('goes to where the waves are known to be lower, not to the nearer place where they are not known', () => {
  const asked = small()
  const columns = answerOf(asked, still)
  const wave = Float32Array.from(columns.lat, (lat) => (lat < -0.1 ? NaN : lat > 0.5 ? 2 : 6))
  const rough = { ...columns, fields: { ...columns.fields, Waves_Significant_Height: wave } }
  const limits = { ...noLimits, wave: { caution: 3, limit: 4 } }
  const found = betterRoute(problem(asked, rough, { limits, choices: { ...choices, limitMode: 'warn' } }))
  expect(found.outcome).toBe('better')
  expect(found.best.unknownHours).toBe(0)
  expect(Math.max(...found.best.lat)).toBeGreaterThan(0.4)
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

it('gives a speed as the reason of a leg only where others are sailed at another', () => {
  const asked = survey()
  const { best, base } = betterRoute(problem(asked, answerOf(asked, shear)))
  const { indices } = steeredRoute(best, asked, [])
  const first = indices[1]!
  const reasonsAt = (setKn: (index: number) => number) =>
    steeredLegs({ ...best, setKn: best.setKn.map((_, index) => setKn(index)) }, base, indices, 12).map(({ why }) => why)
  expect(reasonsAt(() => 10).filter((why) => why.includes('at 10.0 kn'))).toEqual([])
  const [slow, ...others] = reasonsAt((index) => (index <= first ? 10 : 12))
  expect(slow).toContain('at 10.0 kn')
  expect(others.filter((why) => why.includes(' kn') && /(^|; )at /.test(why))).toEqual([])
})

const hull: LossShip = {
  kind: 'laden',
  particulars: { ...noParticulars, lengthM: 180, beamM: 32, draughtM: 11, blockCoefficient: 0.8 },
  bowM: null,
}

/** The answer with a wind from the north of so many knots, by the miles north of the equator. */
function withWind(columns: ResultColumns, knots: (northNm: number) => number): ResultColumns {
  const speeds = Float32Array.from(columns.lat, (φ) => knots(meridianArcBetween(0, radians(φ)) / METRES_PER_NM) * KN)
  const from = new Float32Array(columns.count).fill(90)
  return { ...columns, fields: { ...columns.fields, Winds_10m_Intensity: speeds, Winds_10m_Direction: from } }
}

it('loses speed to a head wind by the one method of the ship, and goes where less of it is lost', () => {
  const asked = small()
  const columns = answerOf(asked, still)
  // Force 5 is from 17 to under 22 kn.
  const same = betterRoute(
    problem(
      asked,
      withWind(columns, () => 19.5),
      { loss: hull },
    ),
  )
  const known = hullOf(hull.particulars)
  const loss = known.known ? kwonLoss(known.value, 'laden', 12, 0, 5) : known
  expect(loss.known && loss.value).toBeGreaterThan(3)
  expect(same.base.hours).toBeCloseTo(600 / (12 * (1 - (loss.known ? loss.value : NaN) / 100)), 1)
  expect(same).toMatchObject({ outcome: 'nothing', noWeather: null })
  // Half as much wind each 40 NM to the south.
  const less = betterRoute(
    problem(
      asked,
      withWind(columns, (north) => 24 * 0.5 ** (-north / 40)),
      { loss: hull },
    ),
  )
  expect(less.outcome).toBe('better')
  expect(Math.min(...less.best.lat) * 60).toBeLessThan(-20)
  expect(less.split.weather).toBeGreaterThan(0.5)
  expect(less.split.current).toBeCloseTo(0, 9)
  expect(less.split.geometry + less.split.weather).toBeCloseTo(less.base.hours - less.best.hours, 6)
  expect(less.gap).toBeGreaterThan(0)
  // Without her hull, or with the switch off, the wind takes nothing, and that is said.
  const off = betterRoute(
    problem(
      asked,
      withWind(columns, () => 19.5),
    ),
  )
  expect(off.base.hours).toBeCloseTo(50, 2)
  expect(off.noWeather).toMatch(/switched off/)
  expect(betterRoute(problem(asked, columns, { loss: hull })).noWeather).toMatch(/wind was not asked/)
})

it('keeps an ETA with less fuel, by the way, the current and the speed, and never burns more than the route as drawn', () => {
  const asked = small({ stages: 31 })
  const wanted = { ...choices, objective: 'time-table' } as const
  const found = betterRoute(problem(asked, answerOf(asked, shear), { choices: wanted }))
  expect(found.outcome).toBe('better')
  expect(found.best.hours).toBeCloseTo(50, 2)
  expect(found.base.hours).toBeCloseTo(50, 2)
  // The least-time track at the one speed that takes 50 h is a track she may choose, and not the cheapest: about 6 %.
  expect(found.saved).toBeGreaterThan(0.05)
  expect(found.saved).toBeLessThan(0.2)
  expect(last(found.best.fuelHours)).toBeCloseTo((1 - found.saved) * last(found.base.fuelHours), 6)
  const { geometry, current, weather, speed } = found.split
  expect(geometry).toBeLessThan(0)
  expect(current).toBeGreaterThan(0.05)
  expect(weather).toBe(0)
  expect(geometry + current + weather + speed).toBeCloseTo(found.saved, 9)
  // Later is cheaper: by about the square of the time.
  const later = { ...wanted, arrivalMs: DEPARTURE + 60 * 3_600_000 }
  const slow = betterRoute(problem(asked, answerOf(asked, still), { choices: later }))
  expect(slow).toMatchObject({ outcome: 'nothing', saved: 0 })
  expect(slow.best.hours).toBeCloseTo(60, 2)
  expect(last(slow.best.fuelHours)).toBeCloseTo(60 * (10 / 12) ** 3, 2)
})

it('changes speed on the way where the current along a fixed track does, as the convex plan has it', () => {
  // S3 of the speed plan: 120 NM with 2 kn, 120 NM against, in 20 h; a corridor too narrow to do anything else.
  const end = END * 0.4
  const asked = survey({
    line: [0, end].map((lon) => ({ lat: 0, lon, type: 'RL', isKept: false })),
    halfWidthNm: 0.001,
    stages: 122,
    places: 3,
    times: 4,
    driftKn: 3.6,
  })
  const columns = answerOf(asked, (_, lon) => [lon < end / 2 ? 2 : -2, 0])
  const wanted = { ...choices, objective: 'time-table', arrivalMs: DEPARTURE + 20 * 3_600_000 } as const
  const found = betterRoute(problem(asked, columns, { choices: wanted }))
  expect(found.outcome).toBe('better')
  expect((last(found.best.fuelHours) * 12 ** 3) / 36_731.58).toBeCloseTo(1, 3)
  expect((last(found.base.fuelHours) * 12 ** 3) / 37_440.68).toBeCloseTo(1, 3)
  expect(found.best.setKn[2]).toBeCloseTo(11.08, 1)
  expect(last(found.best.setKn)).toBeCloseTo(13.09, 1)
  expect(found.split.speed).toBeCloseTo(found.saved, 6)
})

it('slows down until an hour costs what it saves', () => {
  const asked = small()
  // Fuel and time of a mile at V: V²/12³ + c/V with c what an hour costs: least at V³ = c·12³/2.
  const wanted = { ...choices, objective: 'min-cost', dayCost: 1 } as const
  const found = betterRoute(problem(asked, answerOf(asked, still), { choices: wanted }))
  const knots = 12 * 0.5 ** (1 / 3)
  expect(found.outcome).toBe('better')
  expect(found.best.hours / (600 / knots)).toBeCloseTo(1, 2)
  expect(found.split).toMatchObject({ geometry: 0, current: 0, weather: 0 })
  expect(found.saved).toBeCloseTo(1 - ((knots / 12) ** 2 + 12 / knots) / 2, 3)
  // Where time costs twice as much, her own speed is the best there is.
  expect(betterRoute(problem(asked, answerOf(asked, still), { choices: { ...wanted, dayCost: 2 } })).outcome).toBe(
    'nothing',
  )
})

it('keeps off water that is too shallow or of no known depth, but for the route as it is drawn', () => {
  const asked = small()
  const columns = answerOf(asked, shear)
  const depthM = (northNm: number) => (northNm > 40 ? 8 : northNm < -40 ? NaN : 60)
  const depths = Float32Array.from(columns.lat, (φ) => depthM(meridianArcBetween(0, radians(φ)) / METRES_PER_NM))
  const sounded = { ...columns, fields: { ...columns.fields, Bathymetry: depths } }
  const northOf = (leastDepthM: number | null, from = sounded) => {
    const { best } = betterRoute(problem(asked, from, { choices: { ...choices, leastDepthM } }))
    return meridianArcBetween(0, radians(Math.max(...best.lat))) / METRES_PER_NM
  }
  expect(northOf(null)).toBeGreaterThan(55)
  expect(northOf(5)).toBeGreaterThan(55)
  expect(northOf(15)).toBeLessThan(45)
  expect(northOf(15)).toBeGreaterThan(20)
  expect(northOf(15, { ...sounded, fields: { ...sounded.fields, Bathymetry: depths.map(() => 8) } })).toBeLessThan(1)
})

it('offers the other side of an island too', () => {
  const asked = small()
  const middle = END / 2
  const square = [-1, 1, 1, -1].map((east, index) => [middle + 0.3 * east, 0.1 + 0.3 * (index < 2 ? -1 : 1)] as const)
  const land = landIndexOf([[...square, square[0]!].map(([lon, lat]) => [lon, lat])])
  const { best, others } = betterRoute(problem(asked, answerOf(asked, still), { land }))
  const latAt = (track: { lat: Float64Array; lon: Float64Array }) =>
    track.lat[Array.from(track.lon).findIndex((lon) => lon >= middle)]!
  expect(latAt(best)).toBeLessThan(-0.2)
  expect(others).toHaveLength(1)
  expect(latAt(others[0]!.track)).toBeGreaterThan(0.4)
  expect(others[0]!.more).toBeCloseTo(others[0]!.track.hours - best.hours, 9)
  expect(others[0]!.more).toBeGreaterThan(0)
  const wanted = { ...choices, objective: 'time-table' } as const
  const cheap = betterRoute(problem(asked, answerOf(asked, still), { land, choices: wanted }))
  // As long on the way, and so by the cube of the speeds.
  const [other, own] = [cheap.others[0]!.track, cheap.best].map(({ distanceNm }) => last(distanceNm))
  expect(cheap.others[0]!.more).toBeCloseTo((other! / own!) ** 3 - 1, 2)
  expect(others[0]!.past.lat).toBeCloseTo(0.1, 0)
})

/** Land between two longitudes with one gap, and that by latitude. */
const wallWithGap = (lon: number, from: number, to: number): LandIndex =>
  landIndexOf(
    [
      [-3, from],
      [to, 3],
    ].map(([south, north]) => [
      [lon - 0.01, south!],
      [lon + 0.01, south!],
      [lon + 0.01, north!],
      [lon - 0.01, north!],
      [lon - 0.01, south!],
    ]),
  )

/** Walls a few miles apart around the middle of the way, with gaps to either side in turn, and the route through them. */
function winding(lons: readonly number[], gapLat: number, gapHalf: number) {
  const side = (index: number) => (index % 2 === 0 ? gapLat : -gapLat)
  const walls = lons.map((lon, index) => wallWithGap(lon, side(index) - gapHalf, side(index) + gapHalf))
  const asked = small({
    line: [[0, 0], ...lons.map((lon, index) => [side(index), lon]), [0, END]].map(([lat, lon]) => ({
      lat: lat!,
      lon: lon!,
      type: 'RL',
      isKept: false,
    })),
  })
  return {
    asked,
    land: { ...walls[0]!, isLand: (lat: number, lon: number) => walls.some((one) => one.isLand(lat, lon)) },
  }
}

/** The longest stretch of the straight legs of a track that lies on land, nautical miles. */
function milesOnLand({ lat, lon }: { lat: Float64Array; lon: Float64Array }, land: LandIndex): number {
  let most = 0
  for (let to = 1; to < lat.length; to++) {
    const [north, east] = [lat[to]! - lat[to - 1]!, lon[to]! - lon[to - 1]!]
    const looks = Math.ceil((60 * Math.hypot(north, east)) / 0.01)
    let run = 0
    for (let look = 0; look <= looks; look++) {
      const share = look / looks
      run = land.isLand(lat[to - 1]! + share * north, lon[to - 1]! + share * east) ? run + 0.01 : 0
      most = Math.max(most, run)
    }
  }
  return most
}

it('follows a route that winds between land, where nothing else leads through', () => {
  // Two walls with a gap each, 12 NM apart along and 20 NM across: a stage every 25 NM would cut the corner.
  const { asked, land } = winding([END / 2 - 0.1, END / 2 + 0.1], 0.16, 0.04)
  const { outcome, isBaseClosed, best } = betterRoute(problem(asked, answerOf(asked, still), { land }))
  expect(isBaseClosed).toBe(false)
  expect(outcome).not.toBe('no-way')
  expect(milesOnLand(best, land)).toBeLessThan(0.1)
})

it('keeps every straight leg off land where the route turns every 6 NM, and sees what is smaller than its cells', () => {
  const { asked, land } = winding(
    [-0.2, -0.1, 0, 0.1, 0.2].map((east) => END / 2 + east),
    0.08,
    0.03,
  )
  const { outcome, best } = betterRoute(problem(asked, answerOf(asked, still), { land }))
  expect(outcome).not.toBe('no-way')
  expect(milesOnLand(best, land)).toBeLessThan(0.1)
  // An islet of 0.3 NM on the best track of a shear.
  const open = small()
  const free = betterRoute(problem(open, answerOf(open, shear)))
  const to = Array.from(free.best.lon).findIndex((lon) => lon > END / 2)
  const [lat, lon] = [free.best.lat, free.best.lon].map((values) => (values[to - 1]! + values[to]!) / 2)
  const corners = [
    [-1, -1],
    [1, -1],
    [1, 1],
    [-1, 1],
    [-1, -1],
  ]
  const islet = landIndexOf([corners.map(([east, north]) => [lon! + 0.0025 * east!, lat! + 0.0025 * north!])])
  expect(milesOnLand(free.best, islet)).toBeGreaterThan(0.2)
  const round = betterRoute(problem(open, answerOf(open, shear), { land: islet, choices: { ...choices, marginNm: 0 } }))
  expect(round.outcome).toBe('better')
  expect(milesOnLand(round.best, islet)).toBeLessThan(0.1)
  expect(round.saved).toBeGreaterThan(0.99 * free.saved)
})

it('judges land on the route as drawn as the check of every route does: not near its ends, nor a brush of less than 2 NM', () => {
  const box = (west: number, east: number) => [
    [west, -0.03],
    [east, -0.03],
    [east, 0.03],
    [west, 0.03],
    [west, -0.03],
  ]
  const asked = small()
  const closedBy = (...boxes: number[][][]) => {
    const { isBaseClosed, outcome } = betterRoute(
      problem(asked, answerOf(asked, shear), { land: landIndexOf(boxes), choices: { ...choices, marginNm: 0 } }),
    )
    return { isBaseClosed, outcome }
  }
  const inland = box(-0.1, 0.2)
  expect(closedBy(inland, box(3, 3 + 1.5 / 60))).toEqual({ isBaseClosed: false, outcome: 'better' })
  expect(closedBy(inland, box(3, 3 + 3 / 60))).toEqual({ isBaseClosed: true, outcome: 'better' })
})

it('cuts a sharp corner in one straight line, although the stages cross each other there', () => {
  const asked = small({
    line: [
      { lat: 0, lon: 0, type: 'RL', isKept: false },
      { lat: 1, lon: 1, type: 'RL', isKept: false },
      { lat: 0, lon: 2, type: 'RL', isKept: false },
    ],
  })
  const { outcome, best } = betterRoute(problem(asked, answerOf(asked, still)))
  expect(outcome).toBe('better')
  const straight = (2 * 6378.137 * Math.PI) / 180 / 1.852
  expect(last(best.distanceNm)).toBeLessThan(1.01 * straight)
  expect(Array.from(best.lon)).toEqual(Array.from(best.lon).sort((one, other) => one - other))
})

it('keeps to the route in and out of port, and where a name says so, unless it is told otherwise', () => {
  const route = routeFromPositions(
    '',
    [0, 10, 100, 200, 400, 590, 600].map((miles) => ({ lat: 0, lon: (END * miles) / 600 })),
  )
  const named = {
    ...route,
    waypoints: route.waypoints.map((one, index) => (index === 3 ? { ...one, name: 'TSS out' } : one)),
  }
  expect(keptAtFirst(named)).toEqual([1, 3, 5].map((index) => route.waypoints[index]!.id))
})
