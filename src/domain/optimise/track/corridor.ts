import { numberAt } from '../../at.ts'
import { AppError } from '../../errors.ts'
import { radians } from '../../geodesy/wgs84.ts'
import { type LimitId, type Limits, watchedPairs } from '../../limits/limits.ts'
import { watchedColumn } from '../../limits/watched.ts'
import { directionColumn, KNOTS_PER_MS, layerById, magnitudeColumn } from '../../metocean/layers/layers.ts'
import type { Variable } from '../../metocean/layers/variables.ts'
import type { FieldColumn, ResultColumns } from '../../metocean/result.ts'
import type { CorridorSurvey } from '../../metocean/survey.ts'
import type { RequestPoints } from '../../tasks/submission.ts'
import { HOUR_MS, secondBegun } from '../../time.ts'
import { groundSpeed } from '../../voyage/current/triangle.ts'
import { type Frame, routeFrame } from './frame.ts'
import type { Waters } from './sailing.ts'

/** How finely a corridor is sampled. The second was measured to be right to 0.03 % of the time in a moving jet. */
export const corridorSizes = {
  quick: { stages: 39, places: 21, times: 6 },
  usual: { stages: 61, places: 41, times: 12 },
  fine: { stages: 81, places: 61, times: 20 },
} as const
export type CorridorSize = keyof typeof corridorSizes

/** At how many points a corridor is sampled. */
export const corridorPoints = ({
  stages,
  places,
  times,
}: Pick<CorridorSurvey, 'stages' | 'places' | 'times'>): number => stages * places * times

/** Half-width to start with: a quarter of the length, and no more than this. Nautical miles. */
const START_WIDTH = { share: 0.25, most: 300 } as const
export const startHalfWidth = (lengthNm: number): number =>
  Math.max(5, Math.round(Math.min(lengthNm * START_WIDTH.share, START_WIDTH.most) / 5) * 5)

/** The current that decides between which times a place is asked for: 3 kn, and less for a slow ship. */
export const driftFor = (speedKn: number): number => Math.min(3, 0.3 * speedKn)

/** The limits that a place has whatever the course, and what to ask for to judge them. */
const variableOf: Partial<Record<LimitId, Variable>> = {
  wind: 'wind',
  gust: 'gust',
  wave: 'wave',
  swell: 'extra_wave',
  steepness: 'wave',
}

/** What a search can look at besides the current and the limits. */
export interface CorridorWants {
  /** For what wind and sea take of her speed. */
  readonly weather: boolean
  readonly depths: boolean
}

/** What a corridor asks for: the current, what the limits watch, and what else is wanted. */
export function corridorVariables(limits: Limits, { weather, depths }: CorridorWants): Variable[] {
  const watched = watchedPairs(limits).flatMap(([id]) => variableOf[id] ?? [])
  const wanted = [...(weather ? (['wind'] as const) : []), ...(depths ? (['bathy'] as const) : [])]
  return [...new Set<Variable>(['current', ...watched, ...wanted])]
}

type Fan = Pick<CorridorSurvey, 'speedKn' | 'driftKn'>

/** Hours from departure to a place, at the earliest and the latest: by the straight way, with the current and against it. */
function fanHours({ speedKn, driftKn }: Fan, sNm: number, qNm: number): readonly [number, number] {
  const distanceNm = Math.hypot(sNm, qNm)
  return [distanceNm / (speedKn + driftKn), distanceNm / (speedKn - driftKn)]
}

/** The points of a corridor, stage by stage, from port to starboard, from the earliest time to the last. */
export function corridorRequest(survey: CorridorSurvey): RequestPoints {
  const { stages, places, times, departureMs } = survey
  const frame = routeFrame(survey)
  const count = corridorPoints(survey)
  const [lat, lon, timeMs] = [new Float64Array(count), new Float64Array(count), new Float64Array(count)]
  let next = 0
  for (let stage = 0; stage < stages; stage++) {
    const sNm = (frame.lengthNm * stage) / (stages - 1)
    const line = frame.stageAt(sNm)
    for (let place = 0; place < places; place++) {
      const qNm = places === 1 ? 0 : ((2 * place) / (places - 1) - 1) * line.halfWidthNm
      const position = line.positionAt(qNm)
      const [first, last] = fanHours(survey, sNm, qNm)
      for (let time = 0; time < times; time++) {
        lat[next] = position.lat
        lon[next] = position.lon
        timeMs[next] = secondBegun(departureMs + (first + ((last - first) * time) / Math.max(1, times - 1)) * HOUR_MS)
        next++
      }
    }
  }
  return { lat, lon, timeMs }
}

/** The answer to a corridor's request, to be read between its samples. */
export interface CorridorSea extends Waters {
  /**
   * The most speed over ground that the samples around a place allow, knots: the most favourable of them and as much more
   * as a field may bend between them.
   */
  readonly fastest: NonNullable<Waters['fastest']>
  /** The 95th percentile of the current's speed, knots; 0: none is known. */
  readonly usualKn: number
  /** The strongest current that is known, knots. */
  readonly mostKn: number
  /** Share of samples without a current, 0 to 1. */
  readonly unknownShare: number
  /** The 95th percentile of the wind, knots; null: it was not asked for, or is known nowhere. */
  readonly usualWindKn: number | null
  /** Of the water, metres; NaN where one of the samples around has none. null: not asked for. */
  readonly depthAt: ((sNm: number, qNm: number) => number) | null
  /** What a column has there, evenly between the samples; NaN where one of those around has none. Not for angles. */
  readonly valueAt: (values: FieldColumn, sNm: number, qNm: number, hours: number) => number
}

/**
 * So long before and after the times asked for at a place the sea is as at the nearest, hours: who cuts the corners of the
 * route is there earlier than miles along it say, and must not go to and fro until the sea is known.
 */
const OUTSIDE_HOURS = 2

/**
 * Reads an answer. East and north parts are interpolated, never angles; where one of the samples around is missing,
 * nothing is known.
 * @throws AppError `answer-mismatch` where it is not the answer to this corridor
 */
export function corridorSea(survey: CorridorSurvey, columns: ResultColumns, frame: Frame, limits: Limits): CorridorSea {
  const { stages, places, times } = survey
  if (columns.count !== corridorPoints(survey))
    throw new AppError('answer-mismatch', `${columns.count} entries, ${corridorPoints(survey)} expected`)
  const { east, north, usualKn, mostKn, unknownShare } = partsOf(columns, 'current')
  const wind = partsOf(columns, 'wind')
  const depths = magnitudeColumn(layerById.depth, columns) ?? null
  const bent = bending(east, north, survey)
  const strains = strainOf(columns, limits)
  const spacing = frame.lengthNm / (stages - 1)
  // Found millions of times, and so without asking for memory.
  const [fastestKn, slowestKn] = [survey.speedKn + survey.driftKn, survey.speedKn - survey.driftKn]

  const corners = new Int32Array(8)
  const weights = new Float64Array(8)
  let [atS, atQ, atHours] = [NaN, NaN, NaN]
  /** Finds the eight samples around; false: outside of what was asked for. */
  const locate = (sNm: number, qNm: number, hours: number): boolean => {
    if (sNm === atS && qNm === atQ && hours === atHours) return true
    const width = frame.halfWidthAt(sNm)
    const distanceNm = Math.hypot(sNm, qNm)
    const first = distanceNm / fastestKn
    const last = distanceNm / slowestKn
    const share = last > first ? (hours - first) / (last - first) : 0
    if (!(hours > first - OUTSIDE_HOURS && hours < last + OUTSIDE_HOURS)) return false
    const along = Math.min(Math.max(sNm / spacing, 0), stages - 1)
    const across = Math.min(Math.max(width > 0 ? (qNm / width + 1) / 2 : 0.5, 0), 1) * (places - 1)
    const later = Math.min(Math.max(share, 0), 1) * (times - 1)
    const s0 = below(along, stages)
    const q0 = below(across, places)
    const t0 = below(later, times)
    for (let corner = 0; corner < 8; corner++) {
      const s = s0 + (corner & 1)
      const q = q0 + ((corner >> 1) & 1)
      const t = t0 + (corner >> 2)
      corners[corner] = (Math.min(s, stages - 1) * places + Math.min(q, places - 1)) * times + Math.min(t, times - 1)
      weights[corner] = nearness(along - s) * nearness(across - q) * nearness(later - t)
    }
    atS = sNm
    atQ = qNm
    atHours = hours
    return true
  }
  const mixed = (values: FieldColumn): number => {
    let sum = 0
    for (let corner = 0; corner < 8; corner++) {
      const weight = weights[corner] ?? 0
      if (weight > 0) sum += weight * (values[corners[corner] ?? 0] ?? NaN)
    }
    return sum
  }
  const mixedAt = (values: FieldColumn, sNm: number, qNm: number, hours: number) =>
    locate(sNm, qNm, hours) ? mixed(values) : NaN
  return {
    usualKn,
    mostKn,
    unknownShare,
    usualWindKn: wind.unknownShare < 1 ? wind.usualKn : null,
    valueAt: mixedAt,
    nearest: (sNm, qNm, hours) => {
      const [first, last] = fanHours(survey, sNm, qNm)
      return Math.min(Math.max(hours, first), last)
    },
    depthAt: depths && ((sNm, qNm) => mixedAt(depths, sNm, qNm, Math.hypot(sNm, qNm) / survey.speedKn)),
    current: (sNm, qNm, hours, into) => {
      const isInside = locate(sNm, qNm, hours)
      into[0] = isInside ? mixed(east) : NaN
      into[1] = isInside ? mixed(north) : NaN
    },
    ...(strains && { strain: (sNm, qNm, hours) => mixedAt(strains, sNm, qNm, hours) }),
    ...(wind.unknownShare < 1 && {
      wind: (sNm, qNm, hours, into) => {
        into[0] = mixedAt(wind.east, sNm, qNm, hours)
        into[1] = mixedAt(wind.north, sNm, qNm, hours)
      },
      leastWind: (sNm, qNm, hours) => {
        if (!locate(sNm, qNm, hours)) return 0
        const [u, v] = [numberAt(wind.east, corners[0] ?? 0), numberAt(wind.north, corners[0] ?? 0)]
        let apart = 0
        for (const corner of corners)
          apart = Math.max(apart, Math.hypot(numberAt(wind.east, corner) - u, numberAt(wind.north, corner) - v))
        // What is mixed of several is no less than one of them without how far the others are from it.
        return Math.max(0, Math.hypot(u, v) - apart) || 0
      },
    }),
    fastest: (sNm, qNm, hours, way, speedKn) => {
      if (!locate(sNm, qNm, hours)) return speedKn + mostKn
      let most = 0
      for (const corner of corners) {
        const [u, v] = [numberAt(east, corner), numberAt(north, corner)]
        const known = groundSpeed(speedKn, u * way.east + v * way.north, u * way.north - v * way.east)
        most = Math.max(most, Number.isNaN(known) ? speedKn + mostKn : known + numberAt(bent, corner))
      }
      return most
    },
  }
}

/** How much a neighbour counts, by how far away it is in steps. */
const nearness = (steps: number) => Math.max(0, 1 - Math.abs(steps))
const below = (place: number, count: number) => Math.max(0, Math.min(Math.floor(place), count - 2))

/** East and north parts of where a current or a wind goes to, knots. */
function partsOf(columns: ResultColumns, id: 'current' | 'wind') {
  const speed = magnitudeColumn(layerById[id], columns)
  const direction = directionColumn(layerById[id], columns)
  const turned = id === 'wind' ? 180 : 0
  const [east, north] = [new Float32Array(columns.count).fill(NaN), new Float32Array(columns.count).fill(NaN)]
  const known: number[] = []
  if (speed && direction)
    for (let sample = 0; sample < columns.count; sample++) {
      const kn = numberAt(speed, sample) * KNOTS_PER_MS
      // What does not move has no direction.
      const towards = kn === 0 ? 0 : radians(numberAt(direction, sample) + turned)
      if (Number.isNaN(kn + towards)) continue
      east[sample] = kn * Math.sin(towards)
      north[sample] = kn * Math.cos(towards)
      known.push(kn)
    }
  const sorted = Float64Array.from(known).sort()
  return {
    east,
    north,
    usualKn: sorted[Math.ceil(0.95 * sorted.length) - 1] ?? 0,
    mostKn: sorted.at(-1) ?? 0,
    unknownShare: columns.count > 0 ? 1 - known.length / columns.count : 1,
  }
}

/** At each sample how much a field bends between it and its neighbours, knots: ⅛ of the second differences, summed. */
function bending(
  east: Float32Array,
  north: Float32Array,
  { stages, places, times }: Pick<CorridorSurvey, 'stages' | 'places' | 'times'>,
): Float32Array {
  const bent = new Float32Array(east.length)
  const axes = [
    [places * times, stages],
    [times, places],
    [1, times],
  ] as const
  for (let sample = 0; sample < bent.length; sample++) {
    let sum = 0
    for (const [stride, count] of axes) {
      if (count < 3) continue
      // At the edge of the corridor as one step inside.
      const place = Math.floor(sample / stride) % count
      const middle = sample + (place === 0 ? stride : place === count - 1 ? -stride : 0)
      const second = (values: Float32Array) =>
        (values[middle - stride] ?? NaN) - 2 * (values[middle] ?? NaN) + (values[middle + stride] ?? NaN)
      const size = Math.hypot(second(east), second(north))
      if (!Number.isNaN(size)) sum += size
    }
    bent[sample] = sum / 8
  }
  return bent
}

/** The worst of what is watched at each sample as a share of its limit; null: no limit that a place has whatever the course. */
function strainOf(columns: ResultColumns, limits: Limits): Float32Array | null {
  const watched = watchedPairs(limits).flatMap(([id, { limit }]) => {
    if (!variableOf[id]) return []
    const column = watchedColumn(columns, id)
    return [{ values: column?.values ?? null, share: Math.abs(column?.factor ?? 1) / limit }]
  })
  if (watched.length === 0) return null
  const worst = new Float32Array(columns.count)
  for (let sample = 0; sample < worst.length; sample++) {
    let [most, isKnown] = [0, true]
    for (const { values, share } of watched) {
      const strain = values ? numberAt(values, sample) * share : NaN
      if (Number.isNaN(strain)) isKnown = false
      else most = Math.max(most, strain)
    }
    // A known exceedance outweighs an unknown.
    worst[sample] = isKnown || most >= 1 ? most : NaN
  }
  return worst
}
