import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Area } from '#src/domain/areas/area.ts'
import { degrees, METRES_PER_NM, radians, WGS84 } from '#src/domain/geodesy/wgs84.ts'
import { noLimits } from '#src/domain/limits/limits.ts'
import type { Variable } from '#src/domain/metocean/layers/variables.ts'
import type { ResultColumns } from '#src/domain/metocean/result.ts'
import type { CorridorSurvey } from '#src/domain/metocean/survey.ts'
import { readResult } from '#src/domain/metocean/wire/read-result.ts'
import { requestBody } from '#src/domain/metocean/wire/request-body.ts'
import { departureFigures } from '#src/domain/optimise/departures/departure-figures.ts'
import { byDeparture, departuresPoints } from '#src/domain/optimise/departures/departures.ts'
import { passageOf } from '#src/domain/optimise/speeds/speed-passage.ts'
import { leastFuel } from '#src/domain/optimise/speeds/speed-plan.ts'
import { betterRoute, type CorridorProblem } from '#src/domain/optimise/track/better-route.ts'
import { corridorRequest, corridorSizes, driftFor } from '#src/domain/optimise/track/corridor.ts'
import { lastOf } from '#src/domain/optimise/track/sailed-track.ts'
import { routeFromPositions } from '#src/domain/route/edit.ts'
import type { RequestPoints } from '#src/domain/tasks/submission.ts'
import { DAY_MS, HOUR_MS } from '#src/domain/time.ts'
import { withoutFan } from '#src/domain/voyage/current/fan.ts'
import { requestParts, withFans } from '#src/domain/voyage/request-plan.ts'
import { noParticulars } from '#src/domain/voyage/ship/hull.ts'
import { activePlan, emptyVoyage } from '#src/domain/voyage/voyage.ts'
import { createSampler, type Sampler } from '#src/server/fields/sampler.ts'
import type { TestField } from '#src/server/fields/test-field.ts'
import { planned } from '#test/support/planned.ts'
import { answerOf } from '#test/support/voyage-answer.ts'
import { type EmbeddedServer, openEmbedded } from '../support/embedded.ts'

// The rows of docs/optimisation.md that a service can answer, asked of the embedded one: request, sampling, answer and
// reading are those of the product.

let samples: Sampler
let server: EmbeddedServer
let sea: TestField = 'still'

beforeAll(async () => {
  samples = await createSampler({ threads: 1 })
  server = await openEmbedded({
    samplesWith: {
      ...samples,
      sample: (request, signal) => samples.sample({ ...request, testField: sea }, signal),
    },
  })
})
afterAll(async () => {
  await server.close()
  await samples.close()
})

/** The embedded service's answer. */
async function answered(of: TestField, points: RequestPoints, variables: readonly Variable[]): Promise<ResultColumns> {
  sea = of
  const asked = { points, variables, windHeightM: 10 }
  const body = requestBody({ ...asked, taskName: 'known-sea', receiveMail: false, email: '' })
  const response = await server.post('/MetOcean', JSON.parse(body) as object)
  expect(response.statusCode).toBe(200)
  return readResult(response.json(), asked)
}

/** A midnight of an even day of the epoch, when tides and waves of the test seas begin. */
const DEPARTURE = Date.UTC(2026, 10, 23) + ((Date.UTC(2026, 10, 23) / DAY_MS) % 2) * DAY_MS
const NM_PER_DEGREE = WGS84.a / METRES_PER_NM / degrees(1)
/** Miles east and north of where the equator meets 26° W. */
const at = (x: number, y: number) => {
  const lat = degrees((y * METRES_PER_NM) / (WGS84.a * (1 - 0.00669438)))
  return { lat, lon: -26 + x / NM_PER_DEGREE / Math.cos(radians(lat)) }
}

interface Leg {
  readonly from?: readonly [x: number, y: number]
  readonly by?: readonly [x: number, y: number]
  readonly to: readonly [x: number, y: number]
  readonly halfWidthNm: number
  readonly speedKn?: number
  readonly driftKn?: number
}

async function found(of: TestField, leg: Leg, change: Partial<CorridorProblem> = {}) {
  const { from = [0, 0], by, to, halfWidthNm, speedKn = 12, driftKn = driftFor(speedKn) } = leg
  const survey: CorridorSurvey = {
    kind: 'corridor',
    line: [from, ...(by ? [by] : []), to].map((place) => ({ ...at(...place), type: 'GC', isKept: false })),
    departureMs: DEPARTURE,
    speedKn,
    halfWidthNm,
    driftKn,
    ...corridorSizes.quick,
  }
  const columns = await answered(of, corridorRequest(survey), ['current'])
  return betterRoute({
    survey,
    columns,
    limits: noLimits,
    choices: {
      objective: 'max-speed',
      limitMode: 'avoid',
      marginNm: 0,
      leastDepthM: null,
      minKn: 8,
      maxKn: 16,
      exponent: 3,
      arrivalMs: null,
      dayCost: 0,
    },
    loss: null,
    land: null,
    areas: [],
    ...change,
  })
}

describe('the best track', () => {
  it.each([
    ['set-180', 20.2837],
    ['set-045', 18.00371],
    ['set-090', 17.14286],
    ['set-270', 24],
  ] as const)('T1: 240 NM on 090, %s', async (of, hours) => {
    const { best } = await found(of, { to: [240, 0], halfWidthNm: 40 })
    expect(best.hours / hours).toBeCloseTo(1, 4)
  })

  it.each([
    ['shear', 600, 48.19446, 66.0461],
    ['slow-shear', 600, 49.4992, 36.2064],
    ['shear', 1200, 89.26678, 204.2811],
  ] as const)('T2: a %s over %d NM', async (of, miles, hours, offsetNm) => {
    const { best } = await found(of, { to: [miles, 0], halfWidthNm: 1.25 * offsetNm })
    // To a thousandth: the known values are a plane's.
    expect(Math.abs(best.hours / hours - 1)).toBeLessThan(0.001)
    expect(Math.max(...best.qNm.map(Math.abs)) / offsetNm).toBeCloseTo(1, 1)
  })

  it.each([
    ['rotation', 0.547432],
    ['counter-rotation', 1.974938],
    ['still', 1],
  ] as const)('T4: in a %s', async (of, hours) => {
    const [from, to] = [
      [120 * Math.cos(Math.PI / 6), 60],
      [0, 120],
    ] as const
    // Against the flow the way is near the middle, where it hardly turns.
    const by = of === 'counter-rotation' ? ([12, 18] as const) : undefined
    const { best } = await found(of, { from, ...(by && { by }), to, halfWidthNm: 50, driftKn: 11 })
    expect(best.hours / (10 * hours)).toBeCloseTo(1, 2)
  })

  it('T5: a sink with a vortex that changes with time', async () => {
    const [from, to] = [
      [120 * Math.cos(Math.PI / 6), 60],
      [0, 120],
    ] as const
    const { best } = await found('sink', { from, to, halfWidthNm: 50, driftKn: 8 })
    expect(best.hours / (10 * 1.030084)).toBeCloseTo(1, 2)
  })

  it.each([
    ['tide-across', 12, 240, 20.00847],
    ['strong-tide-across', 8, 120, 15.01813],
  ] as const)('T6: a %s at %d kn, %d NM', async (of, speedKn, miles, hours) => {
    const { best } = await found(of, { to: [miles, 0], halfWidthNm: 30, speedKn })
    expect(Math.abs(best.hours / hours - 1)).toBeLessThan(0.001)
  })

  const area = (corners: readonly (readonly [number, number])[]): Area => ({
    name: 'No go',
    effect: 'avoid',
    source: '',
    validFromMs: null,
    validToMs: null,
    corners: corners.map(([x, y]) => at(x, y)),
  })

  it('T7: around a block', async () => {
    const block = area([[100, -30], [140, -30], [140, 20], [100, 20]]) // prettier-ignore
    const { best } = await found('still', { to: [240, 0], halfWidthNm: 60 }, { areas: [block] })
    expect(lastOf(best.distanceNm) / 243.9608).toBeCloseTo(1, 2)
    expect(best.hours / 20.33007).toBeCloseTo(1, 2)
  })

  it('T8: around a disc', async () => {
    const disc = area(
      Array.from({ length: 90 }, (_, place) => {
        const turned = (place * 2 * Math.PI) / 90
        return [150 + 50 * Math.cos(turned), 50 * Math.sin(turned)] as const
      }),
    )
    const { best } = await found('still', { to: [300, 0], halfWidthNm: 100 }, { areas: [disc] })
    expect(lastOf(best.distanceNm) / 316.8264).toBeCloseTo(1, 2)
  })

  it('T9: nothing to gain where nothing flows', async () => {
    const { outcome, saved } = await found('still', { to: [600, 0], halfWidthNm: 100 })
    expect({ outcome, saved }).toEqual({ outcome: 'nothing', saved: 0 })
  })
})

describe('the speeds of a passage', () => {
  it.each([
    ['S3', 'halves', [11.0774, 13.0866], 36_731.58, 0.005],
    ['S4', 'tide-along', [11.65026, 11.65026], 31_625.5, 0.015],
    ['S5', 'set-180', [12.16553, 12.16553], 36_009.95, 0.005],
  ] as const)('%s: %s, 240 NM in 20 h', async (_, of, waterKn, fuel, within) => {
    const route = routeFromPositions('', [at(0, 0), at(120, 0), at(240, 0)])
    const empty = emptyVoyage('v', DEPARTURE)
    const voyage = planned(
      { ...empty, plannedSpeed: 'through water', request: { ...empty.request, variables: ['current'], stepMin: 5 } },
      { route, speedKn: 12, departureMs: DEPARTURE },
    )
    const { points } = withFans(voyage, requestParts(voyage))
    const passage = passageOf(
      answerOf(withoutFan(await answered(of, points, ['current']))),
      { ...activePlan(voyage), stepMin: 5 },
      { planned: 'through water', loss: null, exponent: 3 },
    )
    const plan = leastFuel(passage!.stretches, { exponent: 3, minKn: 8, maxKn: 16 }, { earliest: 20, latest: 20 })
    if (plan.kind !== 'planned') throw new Error(plan.kind)
    const speeds = plan.best.waterKn
    // Of a tide the answer knows what it is three hours before and after the plan, and takes it for straight between.
    if (of !== 'tide-along') {
      expect(speeds.at(0)).toBeCloseTo(waterKn[0], 1)
      expect(speeds.at(-1)).toBeCloseTo(waterKn[1], 1)
    }
    expect(Math.abs(plan.best.fuel / fuel - 1)).toBeLessThan(within)
  })
})

it('D1: hours over a limit by departure, in waves that come and go', async () => {
  const departuresMs = [0, 6, 12, 18, 20, 28, 30, 36, 42].map((hours) => DEPARTURE + hours * HOUR_MS)
  const route = routeFromPositions('', [at(0, 0), at(288, 0)])
  const empty = emptyVoyage('v', DEPARTURE)
  const voyage = planned(
    { ...empty, request: { ...empty.request, variables: ['wave'], stepMin: 10 } },
    { route, speedKn: 12, departureMs: DEPARTURE },
  )
  const { points, parts } = departuresPoints(voyage, voyage.alternatives, departuresMs)
  expect(parts).toHaveLength(1)
  const survey = { kind: 'departures', departuresMs } as const
  const columns = await answered('waves-that-come-and-go', points, ['wave'])
  expect(byDeparture(columns, survey)).toHaveLength(9)
  const rows = departureFigures(columns, survey, {
    sailing: 'planned',
    fastestKn: null,
    arrivalMs: NaN,
    planned: 'over ground',
    limits: { ...noLimits, wave: { caution: 3.2, limit: 4 } },
    consumption: null,
    condition: 'laden',
    particulars: noParticulars,
    period: 'tm01',
    askedMs: DEPARTURE,
    isCommonOnly: false,
  })
  const expected = [16, 14, 8, 2, 0, 0, 2, 8, 14]
  for (const [place, { over }] of rows.entries()) expect(over.known).toBeCloseTo(expected[place] ?? NaN, 1)
})
