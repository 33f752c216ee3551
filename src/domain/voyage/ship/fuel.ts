import { at, numberAt } from '../../at.ts'
import { trackOf } from '../../metocean/along-track.ts'
import type { ResultColumns } from '../../metocean/result.ts'
import { HOUR_MS } from '../../time.ts'
import { formatNumber, formatQuantity } from '../../units/format.ts'
import { stepGains } from '../current/gains.ts'
import { type Estimate, estimated, noEstimate } from '../estimate.ts'
import type { PlannedSpeed } from '../voyage.ts'
import {
  type Consumption,
  consumptionFault,
  curveOf,
  type CurvePoint,
  type FuelId,
  fuels,
  type LoadCondition,
} from './consumption.ts'

/** A table as it is used for one loading. */
export interface FuelTable {
  readonly fuel: FuelId
  readonly condition: LoadCondition
  /** Speeds rise, and tonnes a day never fall; one point at least. */
  readonly curve: readonly CurvePoint[]
}

/** @returns null for a ship without a table */
export function fuelTable(consumption: Consumption | null, condition: LoadCondition): Estimate<FuelTable> | null {
  if (!consumption || consumption.rows.length === 0) return null
  const fault = consumptionFault(consumption)
  if (fault) return noEstimate(fault)
  const curve = curveOf(consumption.rows, condition)
  if (curve.length === 0) return noEstimate(`The table has no figures for ${condition}.`)
  return estimated({ fuel: consumption.fuel, condition, curve })
}

/** How far beyond its first and last speed a table is trusted. Fairway's own choice. */
const BEYOND = 0.1
/** What rounding may add to it. */
const ROUNDING = 1e-9
/** Speeds that read the same as the end of the table are in it: those of an answer come from rounded positions. */
const READS_THE_SAME_KN = 0.05

/**
 * Tonnes a day at a speed. Between two rows in a straight line over the cube of speed: the part that does not depend on
 * speed stays what it is. Beyond the ends, up to 10 % of the speed, by the cube of speed alone.
 */
export function tonnesPerDay({ curve }: Pick<FuelTable, 'curve'>, speedKn: number): Estimate {
  if (Number.isNaN(speedKn)) return noEstimate('speed not known')
  const next = curve.findIndex((point) => point.speedKn >= speedKn)
  const end = next === 0 ? at(curve, 0) : next < 0 ? at(curve, curve.length - 1) : null
  if (end) {
    const share = speedKn / end.speedKn
    if (Math.abs(share - 1) > BEYOND + ROUNDING) return noEstimate('speed is more than 10 % outside the table')
    const isInside = Math.abs(speedKn - end.speedKn) < READS_THE_SAME_KN
    return estimated(end.tonnes * share ** 3, isInside ? null : 'speed is outside the table')
  }
  const [below, above] = [at(curve, next - 1), at(curve, next)]
  const share = (speedKn ** 3 - below.speedKn ** 3) / (above.speedKn ** 3 - below.speedKn ** 3)
  return estimated(below.tonnes + (above.tonnes - below.tonnes) * share)
}

/** Part of a voyage under way at one speed. */
export interface Stretch {
  readonly hours: number
  readonly speedKn: number
  readonly isThroughWater: boolean
}

/**
 * The stretches of an answer, through the water where the current is known at both ends, else as planned.
 * @returns one for each sample, that of the step that ends there; null at the first, and while she stays
 */
export function sailedStretches(columns: ResultColumns, planned: PlannedSpeed): (Stretch | null)[] {
  const gains = stepGains(columns, planned)
  const { distanceNm } = trackOf(columns)
  return Array.from({ length: columns.count }, (_, index) => {
    if (index === 0) return null
    const hours = (numberAt(columns.timeMs, index) - numberAt(columns.timeMs, index - 1)) / HOUR_MS
    const miles = numberAt(distanceNm, index) - numberAt(distanceNm, index - 1)
    if (!(hours > 0 && miles > 0)) return null
    const gain = gains ? numberAt(gains, index) : NaN
    // Hours gained are those through still water less those over the ground.
    if (planned === 'through water')
      return { hours: hours - (gain || 0), speedKn: miles / hours, isThroughWater: !Number.isNaN(gain) }
    return Number.isNaN(gain)
      ? { hours, speedKn: miles / hours, isThroughWater: false }
      : { hours, speedKn: miles / (hours + gain), isThroughWater: true }
  })
}

/** What is burnt under way; hours count what the figure rests on. */
export interface FuelUse {
  readonly tonnes: number
  readonly co2T: number
  /** Under way, in all. */
  readonly hours: number
  readonly throughWaterHours: number
  /** By the cube of speed from the end of the table. */
  readonly outsideHours: number
  /** Not in the tonnes. */
  readonly unknownHours: number
}

/** At stays nothing is counted: a table is of the main engine under way. */
export function fuelUse(table: FuelTable, stretches: readonly (Stretch | null)[]): FuelUse {
  let [tonnes, all, throughWaterHours, outsideHours, unknownHours] = [0, 0, 0, 0, 0]
  for (const stretch of stretches) {
    if (!stretch) continue
    const { hours, speedKn, isThroughWater } = stretch
    const daily = tonnesPerDay(table, speedKn)
    all += hours
    if (isThroughWater) throughWaterHours += hours
    if (!daily.known) unknownHours += hours
    else if (daily.outsideRange) outsideHours += hours
    tonnes += daily.known ? (daily.value * hours) / 24 : 0
  }
  return { tonnes, co2T: tonnes * fuels[table.fuel].co2, hours: all, throughWaterHours, outsideHours, unknownHours }
}

/** Whole tonnes from 100 on. */
export const tonnesText = (tonnes: number) => formatQuantity(tonnes, 't', tonnes < 100 ? 1 : 0)

/** `812 t HFO`, `~ 812 t HFO` with some of it from outside the table, `at least 812 t HFO` with some not known. */
export const fuelText = (use: FuelUse, fuel?: FuelId): string =>
  useText(use, tonnesText(use.tonnes) + (fuel ? ` ${fuels[fuel].label}` : ''))
export const co2Text = (use: FuelUse): string => useText(use, tonnesText(use.co2T))

function useText({ hours, outsideHours, unknownHours }: FuelUse, text: string): string {
  if (unknownHours >= hours && hours > 0) return 'not known'
  return `${unknownHours > 0 ? 'at least ' : ''}${outsideHours > 0 ? '~ ' : ''}${text}`
}

/** What the tonnes rest on, to follow `from`. */
export const fuelBasis = ({ condition }: FuelTable): string =>
  `the ship’s consumption table, ${condition}, in calm water, with nothing counted while she stays`

/** `3.114 t for a tonne of HFO (IMO MEPC.364(79))` */
export const co2Basis = ({ fuel }: FuelTable): string =>
  `${formatNumber(fuels[fuel].co2, 3)} t for a tonne of ${fuels[fuel].label} (IMO MEPC.364(79))`
