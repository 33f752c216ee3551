import { expect, it } from 'vitest'
import { defaultLimits, noLimits } from '#src/domain/limits/limits.ts'
import type { ResultColumns } from '#src/domain/metocean/result.ts'
import type { CorridorSurvey } from '#src/domain/metocean/survey.ts'
import { meridianArcBetween, METRES_PER_NM, radians } from '#src/domain/geodesy/wgs84.ts'
import { betterRoute, type CorridorProblem } from '#src/domain/optimise/better-route.ts'
import { corridorRequest } from '#src/domain/optimise/corridor.ts'

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

it('finds the known best track of a shear from 30,012 samples, and proves how near it is', () => {
  const asked = survey()
  const started = performance.now()
  const found = betterRoute(
    problem(
      asked,
      answerOf(asked, (north) => [0.02 * north, 0]),
    ),
  )
  console.log(
    performance.now() - started,
    found.best.hours / 48.19446 - 1,
    found.gap,
    found.split,
    found.sameEtaKn,
    found.unknownShare,
  )
  expect(found.outcome).toBe('better')
  expect(found.base.hours).toBeCloseTo(50, 2)
  expect(found.best.hours / 48.19446).toBeCloseTo(1, 3)
  expect(Math.max(...found.best.lat) * 59.7).toBeCloseTo(66, 0)
  expect(found.gap).toBeGreaterThan(0)
})
void defaultLimits
