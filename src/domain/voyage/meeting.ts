import { numberAt } from '../at.ts'
import { trackOf } from '../metocean/along-track.ts'
import { FLAT_M } from '../metocean/layers/field-look.ts'
import { directionColumn, KNOTS_PER_MS, layerById, magnitudeColumn } from '../metocean/layers/layers.ts'
import { standardName } from '../metocean/layers/variables.ts'
import type { FieldColumn, ResultColumns } from '../metocean/result.ts'
import { driftAt } from './current/gains.ts'
import type { PlannedSpeed } from './voyage.ts'
import { CANNOT_HOLD, type Drift, steer, steerOverGround } from './current/triangle.ts'
import { type PartOfSea, type SeaPart, seasToMeet, type Way } from './sea/danger-state.ts'
import { apparentWind, overGroundMs, relativeAngle } from './sea/relative-weather.ts'
import { steepness, windAgainstCurrent } from './sea/steepness.ts'

/** How a ship at a sample meets wind, sea and current; NaN: not known. */
export interface Meeting {
  /** Where she points in the current, degrees true. Where it is not known, angles are relative to her course. */
  readonly headingDeg: number
  readonly waterKn: number
  /** 0 while she moves through the water: she cannot hold the track. */
  readonly groundKn: number
  /** Off the bow, [−180, 180), + to starboard. */
  readonly windAngleDeg: number
  readonly apparentAngleDeg: number
  readonly seaAngleDeg: number
  readonly apparentWindKn: number
  /** Of the whole sea. */
  readonly steepness: number
  /** null: not known. */
  readonly windAgainstCurrent: boolean | null
  /** How she goes through the water; as over the ground where the current is not known. */
  readonly way: Way
}

/**
 * How a ship meets what an answer holds, one sample at a time.
 * @param planned what the speeds of the answer's own positions and times are
 */
export function meetingOf(columns: ResultColumns, planned: PlannedSpeed, sea = seaOf(columns)) {
  const { cogDeg } = trackOf(columns)
  const drift = driftAt(columns)
  return (index: number): Meeting => {
    const plannedKn = overGroundMs(columns, index) * KNOTS_PER_MS
    const courseDeg = numberAt(cogDeg, index)
    const flow = drift?.(index) ?? null
    const sails = sailed(plannedKn, courseDeg, flow, planned)
    const { headingDeg, waterKn, groundKn } = sails
    const way = wayOf({ headingDeg, speedKn: waterKn }, { headingDeg: courseDeg, speedKn: plannedKn })
    const speedMs = (Number.isNaN(groundKn) ? plannedKn : groundKn) / KNOTS_PER_MS
    return {
      headingDeg,
      waterKn,
      groundKn,
      ...windMet(sea.wind(index), flow, { speedMs, courseDeg, headingDeg: way.headingDeg }),
      ...seaMet(sea.total(index), way.headingDeg),
      way,
    }
  }
}

/** How she goes through the water; as over the ground, on her course, where that is not known. */
export const wayOf = (through: Way, overGround: Way): Way =>
  Number.isNaN(through.headingDeg + through.speedKn) ? overGround : through

/** At rest she has no heading. */
function sailed(plannedKn: number, course: number, flow: Drift | null, planned: PlannedSpeed) {
  const unknown = { headingDeg: NaN, waterKn: NaN, groundKn: NaN }
  const known = planned === 'over ground' ? { ...unknown, groundKn: plannedKn } : { ...unknown, waterKn: plannedKn }
  if (plannedKn === 0) return { headingDeg: NaN, waterKn: 0, groundKn: 0 }
  if (!flow) return known
  if (planned === 'over ground') return { ...steerOverGround(plannedKn, course, flow), groundKn: plannedKn }
  const steered = steer(plannedKn, course, flow)
  if (steered.known) return steered.value
  return steered.reason === CANNOT_HOLD ? { ...known, groundKn: 0 } : known
}

interface Blowing {
  readonly speedMs: number
  readonly fromDeg: number
}

function windMet(
  wind: Blowing,
  flow: Drift | null,
  ship: { readonly speedMs: number; readonly courseDeg: number; readonly headingDeg: number },
) {
  const apparent = apparentWind(wind, ship)
  const current = { speedMs: flow ? flow.speedKn / KNOTS_PER_MS : NaN, toDeg: flow?.setDeg ?? NaN }
  return {
    windAngleDeg: wind.speedMs > 0 ? relativeAngle(wind.fromDeg, ship.headingDeg) : NaN,
    apparentWindKn: (apparent?.speedMs ?? NaN) * KNOTS_PER_MS,
    apparentAngleDeg: apparent?.angleDeg ?? NaN,
    windAgainstCurrent: windAgainstCurrent(wind, current),
  }
}

function seaMet({ heightM, meanS, fromDeg }: PartOfSea, headingDeg: number) {
  // What has no height has no direction.
  if (heightM < FLAT_M) return { seaAngleDeg: NaN, steepness: NaN }
  return { seaAngleDeg: relativeAngle(fromDeg, headingDeg), steepness: steepness(heightM, meanS) }
}

/** The weather of an answer by sample; NaN for what it does not have. */
export function seaOf(columns: ResultColumns) {
  const read = (column: FieldColumn | undefined, index: number) => (column ? numberAt(column, index) : NaN)
  const byName = new Map(Object.entries(columns.fields).map(([name, values]) => [standardName(name), values]))
  const partOf = (part: SeaPart, id: 'swell' | 'wind-sea' | 'wave') => {
    const layer = layerById[id]
    const [height, from] = [magnitudeColumn(layer, columns), directionColumn(layer, columns)]
    const period = byName.get(layer.magnitude.replace('_Significant_Height', '_Mean_Period'))
    return (index: number): PartOfSea => ({
      part,
      heightM: read(height, index),
      meanS: read(period, index),
      fromDeg: read(from, index),
    })
  }
  const [swell, windSea, total] = [
    partOf('swell', 'swell'),
    partOf('wind sea', 'wind-sea'),
    partOf('total sea only', 'wave'),
  ]
  const [windSpeed, windFrom] = [magnitudeColumn(layerById.wind, columns), directionColumn(layerById.wind, columns)]
  const depth = magnitudeColumn(layerById.depth, columns)
  return {
    total,
    parts: (index: number) => [swell(index), windSea(index)] as const,
    met: (index: number) => seasToMeet(swell(index), windSea(index), total(index)),
    wind: (index: number): Blowing => ({ speedMs: read(windSpeed, index), fromDeg: read(windFrom, index) }),
    depthM: (index: number) => read(depth, index),
  }
}
