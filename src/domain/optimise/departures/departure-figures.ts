import { at, numberAt } from '../../at.ts'
import { hoursOverAny, type HoursBetween, limitTotals } from '../../limits/limit-totals.ts'
import { LIMIT_STATE, limitStates } from '../../limits/limit-states.ts'
import type { Limits } from '../../limits/limits.ts'
import { trackOf } from '../../metocean/along-track.ts'
import { summariseColumn } from '../../metocean/column-summary.ts'
import { layerById, magnitudeColumn } from '../../metocean/layers/layers.ts'
import { type ResultColumns, stretchOf } from '../../metocean/result.ts'
import type { DeparturesSurvey } from '../../metocean/survey.ts'
import type { Mean } from '../../metocean/statistics.ts'
import { type Position, positionAt } from '../../position.ts'
import { SPEED_BOUNDS_KN } from '../../route/timed-legs.ts'
import { currentEffect } from '../../report/voyage-summary.ts'
import { HOUR_MS } from '../../time.ts'
import { chainOfEtas } from '../../voyage/current/chain.ts'
import { currentFan } from '../../voyage/current/fan.ts'
import type { Consumption, LoadCondition } from '../../voyage/ship/consumption.ts'
import { fuelTable, type FuelUse, fuelUse, sailedStretches } from '../../voyage/ship/fuel.ts'
import { type DangerHours, dangerHours, type DangersBy } from './danger-hours.ts'
import { seaAtTimes } from './departure-sea.ts'
import { byDeparture, knownShare, passageHours } from './departures.ts'

/** How fast each departure is sailed: as planned, at the ship's greatest speed, or so as to arrive at a given time. */
export const sailings = ['planned', 'fastest', 'arrival'] as const
export type DepartureSailing = (typeof sailings)[number]

/** What the figures depend on besides the answer. */
export interface DepartureBy extends DangersBy {
  readonly sailing: DepartureSailing
  /** Knots, for `fastest`; null: not known. */
  readonly fastestKn: number | null
  /** Epoch milliseconds UTC, for `arrival`. */
  readonly arrivalMs: number
  readonly limits: Limits
  readonly consumption: Consumption | null
  readonly condition: LoadCondition
  /** When it was asked, epoch milliseconds UTC: the forecast ends 240 h later. */
  readonly askedMs: number
  /** Only the part of the passage that is known of every departure. */
  readonly isCommonOnly: boolean
}

/** The highest value of a passage, in the screen's own unit (kn, m), with place and time. */
export interface DeparturePeak {
  readonly value: number
  readonly timeMs: number
  readonly place: Position
  /** Values are missing, which may be higher. */
  readonly isPartial: boolean
}

/** What one departure meets. */
export interface DepartureFigures {
  readonly departureMs: number
  /** With the current where the plan's speeds are through the water; NaN: she cannot hold the track. */
  readonly etaMs: number
  /** Times moved by more than half an hour with the current, and the sea was asked for at those of the plan. */
  readonly isBeforeAgreement: boolean
  /** Mean over ground under way, knots, without the current where speeds are through the water; NaN: cannot be kept. */
  readonly speedKn: number
  readonly over: HoursBetween
  readonly caution: HoursBetween
  /** null: not in the answer, or nowhere known. */
  readonly wave: DeparturePeak | null
  readonly wind: DeparturePeak | null
  /** Along the track, knots, + favourable. */
  readonly along: Mean | null
  readonly hoursGained: number | null
  /** null: no table of the ship that can be used. */
  readonly fuel: FuelUse | null
  /** null: no waves in the answer, or nothing known of the ship. */
  readonly dangers: DangerHours | null
  /** Of the time, 0 to 1: where a limit is not known, and what of the passage is later than the forecast. */
  readonly unknownShare: number
  readonly beyondShare: number
  /** The passage as it was judged, for map and charts. */
  readonly columns: ResultColumns
}

/**
 * The matrix of one alternative, a row for each departure in the order of the request.
 * @throws AppError `answer-mismatch` where the answer is not what the survey asked for
 */
export function departureFigures(
  columns: ResultColumns,
  survey: DeparturesSurvey,
  by: DepartureBy,
): DepartureFigures[] {
  const asked = byDeparture(columns, survey)
  const sailed = asked.map((one) => sailedAs(one, asked, by))
  const possible = sailed.filter((one) => one !== null)
  const ranges = by.isCommonOnly ? commonRanges(possible, by.limits) : null
  return sailed.map((one, place) => {
    const departureMs = at(survey.departuresMs, place)
    return one ? figuresOf(one, departureMs, ranges, by) : { ...impossible, departureMs, columns: at(asked, place) }
  })
}

/** The same passage at the speed that is looked at, with the sea of the times it then has; null: no speed does it. */
function sailedAs(asked: ResultColumns, all: readonly ResultColumns[], by: DepartureBy): ResultColumns | null {
  if (by.sailing === 'planned') return asked
  const timeMs = timesAt(asked, by)
  return timeMs.some(Number.isNaN) ? null : seaAtTimes(asked, all, timeMs)
}

const noHours: HoursBetween = { known: NaN, most: NaN }
const impossible: Omit<DepartureFigures, 'departureMs' | 'columns'> = {
  etaMs: NaN,
  isBeforeAgreement: false,
  speedKn: NaN,
  over: noHours,
  caution: noHours,
  wave: null,
  wind: null,
  along: null,
  hoursGained: null,
  fuel: null,
  dangers: null,
  unknownShare: NaN,
  beyondShare: NaN,
}

/** When she passes each sample: stays remain, and every speed is the greatest, or all are faster by one factor. */
function timesAt(asked: ResultColumns, { sailing, fastestKn, arrivalMs }: DepartureBy): Float64Array {
  const { distanceNm } = trackOf(asked)
  const { miles, sailingHours, stayHours } = underWay(asked)
  const startMs = numberAt(asked.timeMs, 0)
  const leftHours = (arrivalMs - startMs) / HOUR_MS - stayHours
  const neededKn = miles / leftHours
  const canArrive = leftHours > 0 && neededKn >= SPEED_BOUNDS_KN.min && neededKn <= SPEED_BOUNDS_KN.max
  const factor = sailing === 'arrival' ? (canArrive ? leftHours / sailingHours : NaN) : 1
  const timeMs = Float64Array.from(asked.timeMs)
  for (let index = 1; index < timeMs.length; index++) {
    const stepNm = numberAt(distanceNm, index) - numberAt(distanceNm, index - 1)
    const stepMs = numberAt(asked.timeMs, index) - numberAt(asked.timeMs, index - 1)
    const fastMs = (stepNm / (fastestKn ?? NaN)) * HOUR_MS
    const sailedMs = sailing === 'fastest' ? fastMs : stepMs * factor
    timeMs[index] = numberAt(timeMs, index - 1) + (stepNm > 0 ? sailedMs : stepMs)
  }
  return timeMs
}

/** Miles, and hours under way and at rest. */
function underWay({ timeMs, ...columns }: ResultColumns): { miles: number; sailingHours: number; stayHours: number } {
  const { distanceNm } = trackOf({ timeMs, ...columns })
  let sailingHours = 0
  for (let index = 1; index < timeMs.length; index++)
    if (numberAt(distanceNm, index) > numberAt(distanceNm, index - 1))
      sailingHours += (numberAt(timeMs, index) - numberAt(timeMs, index - 1)) / HOUR_MS
  return {
    miles: numberAt(distanceNm, distanceNm.length - 1),
    sailingHours,
    stayHours: passageHours({ timeMs }) - sailingHours,
  }
}

type Range = Readonly<{ first: number; count: number }>

/** The stretches of two samples or more that every departure knows all its watched limits of. */
function commonRanges(sailed: readonly ResultColumns[], limits: Limits): Range[] {
  const known = sailed.map((columns) => knownSteps(columns, limits))
  const ranges: { first: number; count: number }[] = []
  for (let step = 1; step < (sailed[0]?.count ?? 0); step++) {
    if (!known.every((steps) => steps[step] === 1)) continue
    const last = ranges.at(-1)
    if (last && last.first + last.count === step) last.count += 1
    else ranges.push({ first: step - 1, count: 2 })
  }
  return ranges
}

/** 1 where every watched limit is known at both ends of the step to a sample. */
function knownSteps(columns: ResultColumns, limits: Limits): Uint8Array {
  const states = Object.values(limitStates(columns, limits).perLimit)
  const isKnown = (sample: number) => states.every((one) => one[sample] !== LIMIT_STATE.noData)
  return Uint8Array.from({ length: columns.count }, (_, step) => Number(step > 0 && isKnown(step - 1) && isKnown(step)))
}

function figuresOf(
  columns: ResultColumns,
  departureMs: number,
  ranges: readonly Range[] | null,
  by: DepartureBy,
): DepartureFigures {
  // One that is timed to arrive keeps a speed over ground.
  const planned = by.sailing === 'arrival' ? 'over ground' : by.planned
  const chain = planned === 'through water' ? currentFan(columns) : null
  const eta = chain && chainOfEtas({ timeMs: columns.timeMs, ...trackOf(columns) }, chain)
  const etaMs = numberAt((eta ?? columns).timeMs, columns.count - 1)
  const parts = ranges?.map((range) => stretchOf(columns, range)) ?? [columns]
  const effect = currentEffect(columns, planned)
  const table = fuelTable(by.consumption, by.condition)
  const { miles, sailingHours } = underWay(columns)
  const hours = passageHours(columns)
  return {
    departureMs,
    etaMs,
    isBeforeAgreement: eta?.hasLeft ?? false,
    speedKn: miles / sailingHours,
    over: sumOf(parts.map((part) => hoursOverAny(part, by.limits, 'limit'))),
    caution: sumOf(parts.map((part) => hoursOverAny(part, by.limits, 'caution'))),
    wave: peakOf(parts, 'wave'),
    wind: peakOf(parts, 'wind'),
    along: effect?.along ?? null,
    hoursGained: effect?.hoursGained ?? null,
    dangers: dangerHours(parts, { ...by, planned }),
    fuel: table?.known ? fuelUse(table.value, sailedStretches(columns, planned)) : null,
    unknownShare: hours > 0 ? limitTotals(columns, by.limits).unknown.hours / hours : 0,
    beyondShare: 1 - knownShare((departureMs - by.askedMs) / HOUR_MS, hours),
    columns,
  }
}

const sumOf = (parts: readonly HoursBetween[]): HoursBetween => ({
  known: parts.reduce((sum, { known }) => sum + known, 0),
  most: parts.reduce((sum, { most }) => sum + most, 0),
})

function peakOf(parts: readonly ResultColumns[], id: 'wave' | 'wind'): DeparturePeak | null {
  const layer = layerById[id]
  const peaks = parts.flatMap((columns): DeparturePeak[] => {
    const column = magnitudeColumn(layer, columns)
    const found = column && summariseColumn(column, layer.factor)
    if (!found) return []
    const { max, maxIndex, missing } = found
    return [
      {
        value: max,
        timeMs: numberAt(columns.timeMs, maxIndex),
        place: positionAt(columns, maxIndex),
        isPartial: missing > 0,
      },
    ]
  })
  const isPartial = peaks.some((peak) => peak.isPartial)
  const highest = peaks.reduce<DeparturePeak | null>(
    (high, one) => (high && high.value >= one.value ? high : one),
    null,
  )
  return highest && { ...highest, isPartial }
}
