import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { feature } from 'topojson-client'
import type { GeometryCollection, Topology } from 'topojson-specification'
import { numberAt } from '#src/domain/at.ts'
import { legLine } from '#src/domain/geodesy/leg-line.ts'
import { noLimits } from '#src/domain/limits/limits.ts'
import { fieldsOf, type Variable } from '#src/domain/metocean/layers/variables.ts'
import type { ResultColumns } from '#src/domain/metocean/result.ts'
import type { CorridorSurvey } from '#src/domain/metocean/survey.ts'
import { type BetterRoute, betterRoute, type BetterRouteChoices } from '#src/domain/optimise/track/better-route.ts'
import {
  corridorRequest,
  type CorridorSize,
  corridorSizes,
  driftFor,
  startHalfWidth,
} from '#src/domain/optimise/track/corridor.ts'
import { type LandIndex, landIndexOf } from '#src/domain/route/land-index.ts'
import { unwrapPositions } from '#src/domain/route/route.ts'
import { DAY_MS } from '#src/domain/time.ts'
import { noParticulars } from '#src/domain/voyage/ship/hull.ts'
import type { LossShip } from '#src/domain/voyage/ship/weather-loss.ts'
import { drawSeaMap, isLand, newSeaMapBuffer, type SeaMap, seaMapOn } from '#src/server/fields/sea/sea-map.ts'
import { valuesAt } from '#src/server/fields/values.ts'

/** A passage on a date, in the embedded model's sea. */
export interface SeaPassage {
  /** Latitude and longitude of its waypoints; every leg is a great circle. */
  readonly line: readonly (readonly [lat: number, lon: number])[]
  readonly size: CorridorSize
  readonly departureMs: number
  /** Does the weather take of her speed? */
  readonly inWeather: boolean
}

/** What was found of it. */
export type SeaFound = Pick<BetterRoute, 'outcome' | 'isBaseClosed' | 'saved' | 'split' | 'gap'> & {
  readonly baseHours: number
}

const SPEED_KN = 13
/** A bulk carrier of 217 m, laden. */
const loss: LossShip = {
  kind: 'laden',
  particulars: { ...noParticulars, lengthM: 217, beamM: 32.25, draughtM: 14, blockCoefficient: 0.84 },
  bowM: null,
}
const choices: BetterRouteChoices = {
  objective: 'max-speed',
  limitMode: 'warn',
  marginNm: 5,
  leastDepthM: null,
  minKn: 9,
  maxKn: 15,
  exponent: 3,
  arrivalMs: null,
  dayCost: 0,
}

function surveyOf({ line, size, departureMs }: SeaPassage): CorridorSurvey {
  const positions = unwrapPositions(line.map(([lat, lon]) => ({ lat, lon })))
  const lengthNm = positions.reduce(
    (sum, to, index) => sum + (index === 0 ? 0 : legLine(positions[index - 1] ?? to, to, 'GC').distanceNm),
    0,
  )
  return {
    kind: 'corridor',
    line: positions.map((position) => ({ ...position, type: 'GC', isKept: false })),
    departureMs,
    speedKn: SPEED_KN,
    halfWidthNm: startHalfWidth(lengthNm),
    driftKn: driftFor(SPEED_KN),
    ...corridorSizes[size],
  }
}

/** The answer of the model, as it would be computed a month later: everything is known then. */
function answered(map: SeaMap, survey: CorridorSurvey, variables: readonly Variable[]): ResultColumns {
  const points = corridorRequest(survey)
  const count = points.lat.length
  const request = { ...points, variables, windHeightM: 10, nowMs: survey.departureMs + 30 * DAY_MS }
  const written = variables.map((variable) => ({
    variable,
    columns: fieldsOf(variable, 10).map(({ name }) => [name, new Float32Array(count).fill(NaN)] as const),
  }))
  for (let index = 0; index < count; index++) {
    if (isLand(map, numberAt(points.lat, index), numberAt(points.lon, index))) continue
    const values = valuesAt(map, request, index)
    for (const { variable, columns } of written)
      columns.forEach(([, column], place) => (column[index] = values[variable]?.[place] ?? NaN))
  }
  return { count, ...points, fields: Object.fromEntries(written.flatMap(({ columns }) => columns)), gaps: [] }
}

function coast(): LandIndex {
  const path = createRequire(import.meta.url).resolve('world-atlas/land-10m.json')
  const world = JSON.parse(readFileSync(path, 'utf8')) as Topology<{ land: GeometryCollection }>
  return landIndexOf(
    feature(world, world.objects.land).features.flatMap(({ geometry }) =>
      geometry.type === 'Polygon'
        ? geometry.coordinates
        : geometry.type === 'MultiPolygon'
          ? geometry.coordinates.flat()
          : [],
    ),
  )
}

const map = seaMapOn(newSeaMapBuffer())
drawSeaMap(map)
const land = coast()

/** Searches one, in a thread of its own. */
export default function search(passage: SeaPassage): SeaFound {
  const survey = surveyOf(passage)
  const columns = answered(map, survey, passage.inWeather ? ['current', 'wind'] : ['current'])
  const found = betterRoute({
    survey,
    columns,
    limits: noLimits,
    choices,
    land,
    areas: [],
    loss: passage.inWeather ? loss : null,
  })
  const { outcome, isBaseClosed, saved, split, gap, base } = found
  return { outcome, isBaseClosed, saved, split, gap, baseHours: base.hours }
}
