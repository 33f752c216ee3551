import { numberAt } from '../at.ts'
import { trackOf } from '../metocean/along-track.ts'
import { FLAT_M } from '../metocean/layers/field-look.ts'
import { directionColumn, KNOTS_PER_MS, layerById, magnitudeColumn } from '../metocean/layers/layers.ts'
import { standardName } from '../metocean/layers/variables.ts'
import type { FieldColumn, ResultColumns } from '../metocean/result.ts'
import { driftAt, gainedSoFar, type PlannedSpeed, stepGains } from './current/gains.ts'
import { CANNOT_HOLD, type Drift, steer, steerOverGround } from './current/triangle.ts'
import { underKeel } from './ship/depth.ts'
import { valueOrNaN } from './estimate.ts'
import { hullOf, type Particulars, rollPeriod } from './ship/hull.ts'
import {
  dangerStates,
  type PartOfSea,
  type PeriodKind,
  periodsTaken,
  type SeaPart,
  seaParts,
  seasToMeet,
  type Way,
  worstDanger,
} from './sea/danger-state.ts'
import { type Danger, dangers, type RollingShip } from './sea/dangers.ts'
import { apparentWind, overGroundMs, relativeAngle } from './sea/relative-weather.ts'
import { steepness, windAgainstCurrent } from './sea/steepness.ts'

/** A column that each sample of an answer has a value in; NaN: not known. */
type Column = Float32Array

/** One danger along the track. */
export interface DangerColumns {
  /** Places in `dangerLevels`. */
  readonly level: Column
  /** Places in `seaParts` and `periodsTaken`: what the level comes from. */
  readonly part: Uint8Array
  readonly taken: Uint8Array
}

/** What an answer means to a ship, sample by sample. */
export interface Derived {
  /** Where she points in the current, degrees true. Where it is not known, angles are relative to her course. */
  readonly headingDeg: Column
  readonly waterKn: Column
  /** 0 while she moves through the water: she cannot hold the track. */
  readonly groundKn: Column
  /** Off the bow, [−180, 180), + to starboard. */
  readonly windAngleDeg: Column
  readonly apparentAngleDeg: Column
  readonly seaAngleDeg: Column
  readonly apparentWindKn: Column
  /** Of the whole sea. */
  readonly steepness: Column
  /** 1 where the wind blows against the current, 0 where it does not. */
  readonly windAgainstCurrent: Column
  /** By the current since the first sample, + gained. */
  readonly hoursGained: Column
  readonly dangers: Readonly<Record<Danger, DangerColumns>>
  /** The worst of the dangers, and its place in `dangers`. */
  readonly worst: DangerColumns & { readonly danger: Uint8Array }
  readonly underKeelM: Column
}

/** What the columns depend on besides the answer. */
export interface DerivedBy {
  readonly particulars: Particulars
  readonly planned: PlannedSpeed
  readonly period: PeriodKind
}

/** Everything on screen that follows from an answer and the ship, in one pass over its samples. */
export function derive(columns: ResultColumns, { particulars, planned, period }: DerivedBy): Derived {
  const { count } = columns
  const column = () => new Float32Array(count).fill(NaN)
  const danger = (): DangerColumns => ({ level: column(), part: new Uint8Array(count), taken: new Uint8Array(count) })
  const gains = stepGains(columns, planned)
  const derived: Derived = {
    headingDeg: column(),
    waterKn: column(),
    groundKn: column(),
    windAngleDeg: column(),
    apparentAngleDeg: column(),
    seaAngleDeg: column(),
    apparentWindKn: column(),
    steepness: column(),
    windAgainstCurrent: column(),
    hoursGained: gains ? Float32Array.from(gainedSoFar(columns, gains)) : column(),
    dangers: { 'surf-riding': danger(), 'high-waves': danger(), synchronous: danger(), parametric: danger() },
    worst: { ...danger(), danger: new Uint8Array(count) },
    underKeelM: column(),
  }
  const sea = seaOf(columns)
  const { cogDeg } = trackOf(columns)
  const drift = driftAt(columns)
  const hull = hullOf(particulars)
  const ship: RollingShip = { lengthM: particulars.lengthM ?? NaN, rollPeriodS: valueOrNaN(rollPeriod(particulars)) }
  for (let index = 0; index < count; index++) {
    const plannedKn = overGroundMs(columns, index) * KNOTS_PER_MS
    const course = numberAt(cogDeg, index)
    const flow = drift?.(index) ?? null
    const { headingDeg, waterKn, groundKn } = sailed(plannedKn, course, flow, planned)
    derived.headingDeg[index] = headingDeg
    derived.waterKn[index] = waterKn
    derived.groundKn[index] = groundKn
    const way = Number.isNaN(waterKn + headingDeg)
      ? { headingDeg: course, speedKn: plannedKn }
      : { headingDeg, speedKn: waterKn }
    setWind(derived, index, sea.wind(index), flow, way.headingDeg, {
      speedMs: (Number.isNaN(groundKn) ? plannedKn : groundKn) / KNOTS_PER_MS,
      courseDeg: course,
    })
    setSea(derived, index, sea, way.headingDeg)
    setDangers(derived, index, dangerStates(sea.met(index), way, ship, period))
    if (hull.known)
      derived.underKeelM[index] = valueOrNaN(
        underKeel(hull.value, way.speedKn, sea.depthM(index), sea.total(index).heightM),
      )
  }
  return derived
}

/** How she moves through the water at a sample: over the ground, on her course, where the current is not known. */
export function wayAt(columns: ResultColumns, { headingDeg, waterKn }: Derived, index: number): Way {
  const steered = { headingDeg: numberAt(headingDeg, index), speedKn: numberAt(waterKn, index) }
  return Number.isNaN(steered.headingDeg + steered.speedKn)
    ? { headingDeg: numberAt(trackOf(columns).cogDeg, index), speedKn: overGroundMs(columns, index) * KNOTS_PER_MS }
    : steered
}

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

function setWind(
  derived: Derived,
  index: number,
  wind: Blowing,
  flow: Drift | null,
  headingDeg: number,
  overGround: { readonly speedMs: number; readonly courseDeg: number },
): void {
  if (wind.speedMs > 0) derived.windAngleDeg[index] = relativeAngle(wind.fromDeg, headingDeg)
  const apparent = apparentWind(wind, { ...overGround, headingDeg })
  derived.apparentWindKn[index] = (apparent?.speedMs ?? NaN) * KNOTS_PER_MS
  derived.apparentAngleDeg[index] = apparent?.angleDeg ?? NaN
  const current = { speedMs: flow ? flow.speedKn / KNOTS_PER_MS : NaN, toDeg: flow?.setDeg ?? NaN }
  const against = windAgainstCurrent(wind, current)
  derived.windAgainstCurrent[index] = against === null ? NaN : Number(against)
}

function setSea(derived: Derived, index: number, sea: SeaOf, headingDeg: number): void {
  const { heightM, meanS, fromDeg } = sea.total(index)
  if (heightM < FLAT_M) return // what has no height has no direction
  derived.seaAngleDeg[index] = relativeAngle(fromDeg, headingDeg)
  derived.steepness[index] = steepness(heightM, meanS)
}

function setDangers(derived: Derived, index: number, states: ReturnType<typeof dangerStates>): void {
  for (const state of states) setDanger(derived.dangers[state.danger], index, state)
  const worst = worstDanger(states)
  if (!worst) return
  setDanger(derived.worst, index, worst)
  derived.worst.danger[index] = dangers.indexOf(worst.danger)
}

function setDanger(
  { level, part, taken }: DangerColumns,
  index: number,
  state: ReturnType<typeof dangerStates>[number],
): void {
  level[index] = state.level
  part[index] = seaParts.indexOf(state.part)
  taken[index] = periodsTaken.indexOf(state.taken)
}

type SeaOf = ReturnType<typeof seaOf>

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
    met: (index: number) => seasToMeet(swell(index), windSea(index), total(index)),
    wind: (index: number): Blowing => ({ speedMs: read(windSpeed, index), fromDeg: read(windFrom, index) }),
    depthM: (index: number) => read(depth, index),
  }
}
