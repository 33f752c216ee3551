import { at, integerAt, numberAt } from '../at.ts'
import { type ExceedanceLevel, gapSpans, rawExceedances, type Span, valueAt } from '../limits/exceedances.ts'
import { boundText } from '../limits/limit-words.ts'
import { type LimitId, type Limits, watchedPairs } from '../limits/limits.ts'
import { watchedColumn } from '../limits/watched.ts'
import { trackOf } from '../metocean/along-track.ts'
import { layerChange } from '../metocean/layers/layer-unit.ts'
import {
  directionColumn,
  KNOTS_PER_MS,
  type Layer,
  layerById,
  type LayerId,
  layersOf,
  magnitudeColumn,
} from '../metocean/layers/layers.ts'
import type { ResultColumns } from '../metocean/result.ts'
import { askedText, type NamedAnswer } from '../tasks/answer-name.ts'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../time.ts'
import { formatCount, formatNumber, MISSING, shownText, signedText } from '../units/format.ts'
import { formatDuration, formatUtc } from '../units/time-text.ts'
import type { Units } from '../units/unit-choice.ts'
import { agreementByLead, leadBands, seaTurn, type SeaTurn, withoutStretches } from '../voyage/drift.ts'
import { relativeAngle } from '../voyage/sea/relative-weather.ts'
import { waypointSamples } from '../voyage/waypoint-samples.ts'
import { answerDeltas, changeThresholds, sameSamples, type VariableDelta } from './answer-deltas.ts'
import type { SailingPlan, SummarySection } from './summary-sections.ts'

/** A stretch that reaches a caution or limit now and did not before, or did before and no longer does. */
export interface LimitChange {
  readonly limitId: LimitId
  readonly level: ExceedanceLevel
  /** The caution or limit, screen unit. */
  readonly bound: number
  readonly way: 'reached' | 'left'
  /** Epoch milliseconds UTC. */
  readonly fromMs: number
  readonly toMs: number
}

/** What is known of an answer and an older one of the same points. */
export interface WhatChanged {
  /** `hardly`: by less than a forecast can tell; `apart`: no place and time is the same, or one of many, so nothing is compared. */
  readonly degree: 'changed' | 'hardly' | 'apart'
  /** All of it in a sentence. */
  readonly headline: string
  readonly deltas: readonly VariableDelta[]
  /** null: no sea of both is high enough to compare. */
  readonly turn: SeaTurn | null
  readonly limits: readonly LimitChange[]
}

/** Smaller differences than these say nothing, screen units: 1.5 m/s of wind, 0.3 m, 0.25 m/s of current. Fairway's own choice. */
const SKILL: Readonly<Partial<Record<LayerId, number>>> = {
  wind: 1.5 * KNOTS_PER_MS,
  gust: 1.5 * KNOTS_PER_MS,
  wave: 0.3,
  swell: 0.3,
  'wind-sea': 0.3,
  current: 0.25 * KNOTS_PER_MS,
}

/** @param before the older answer @param waypoints those of the route the newer one is for */
export function whatChanged(
  now: NamedAnswer,
  before: NamedAnswer,
  limits: Limits,
  units: Units,
  { waypoints = [] }: SailingPlan = {},
): WhatChanged {
  const same = sameSamples(now.columns, before.columns)
  const shared = same.reduce((sum, there) => sum + Number(there >= 0), 0)
  const since = before.askedMs === null ? 'the earlier answer' : `the answer of ${askedText(now, before)}`
  // Where she only departs alike, as once the times are corrected for the current, nothing can be told of the passage.
  if (shared === 0 || (shared === 1 && same.length > 1))
    return {
      degree: 'apart',
      headline: `Asked for other places or times than ${since}, so they cannot be compared place by place`,
      deltas: [],
      turn: null,
      limits: [],
    }
  const deltas = answerDeltas(now.columns, before.columns, same)
  const turn = seaTurn(now.columns, before.columns, same)
  const crossed = limitChanges(now.columns, before.columns, same, limits)
  const lead =
    deltas.length === 0
      ? { words: 'no value is known in both', layer: null }
      : leadWords(now.columns, before.columns, { deltas, turn, same, units, waypoints })
  const found = [
    limitWords(crossed, lead?.layer ?? null, now.askedMs),
    dataWords(now.columns, before.columns, same),
    shared < now.columns.count && `compared at ${formatNumber(shared)} of ${formatCount(now.columns.count, 'sample')}`,
  ].filter(Boolean)
  return {
    degree: lead ? 'changed' : 'hardly',
    headline: lead
      ? `Since ${since}: ${[lead.words, ...found].join('; ')}`
      : [`Hardly changed since ${since}`, ...found].join('; '),
    deltas,
    turn,
    limits: crossed,
  }
}

/** What a sentence about changes calls a variable, and its two ways; in each row the first that both answers have speaks. */
const SPOKEN: readonly (readonly (readonly [LayerId, string, more: string, less: string])[])[] = [
  [
    ['wave', 'Hs', 'higher', 'lower'],
    ['swell', 'swell', 'higher', 'lower'],
    ['wind-sea', 'wind sea', 'higher', 'lower'],
  ],
  [
    ['wind', 'wind', 'stronger', 'weaker'],
    ['gust', 'gusts', 'stronger', 'weaker'],
  ],
  [['current', 'current', 'stronger', 'weaker']],
]

interface Compared extends Pick<WhatChanged, 'deltas' | 'turn'>, Required<Pick<SailingPlan, 'waypoints'>> {
  readonly same: Int32Array
  readonly units: Units
}

/** The largest change that a forecast can tell, by its threshold; a turn where no figure has changed. null: hardly any. */
function leadWords(
  now: ResultColumns,
  before: ResultColumns,
  { deltas, turn, same, units, waypoints }: Compared,
): { words: string; layer: LayerId } | null {
  const spoken = SPOKEN.map((row) =>
    row.flatMap(([id, name, more, less]) => {
      const delta = deltas.find(({ layer }) => layer.id === id)
      return delta
        ? [{ id, name, more, less, delta, share: Math.abs(delta.largest) / figureOf(changeThresholds, id) }]
        : []
    }),
  )
  const strongest = (all: (typeof spoken)[number]) =>
    all
      .filter(({ id, delta }) => Math.abs(delta.largest) >= figureOf(SKILL, id))
      .reduce<(typeof all)[number] | null>((most, one) => (most && most.share >= one.share ? most : one), null)
  const lead = strongest(spoken.flatMap((row) => row.slice(0, 1))) ?? strongest(spoken.flat())
  const place = (index: number) => nearWords(now, index, waypoints)
  if (lead) {
    const { id, name, more, less, delta } = lead
    const amount = shownText(layerChange(delta.layer, units), Math.abs(delta.largest))
    return {
      words: `${name} up to ${amount} ${delta.largest > 0 ? more : less} ${place(delta.largestIndex)}`,
      layer: id,
    }
  }
  const turned = spoken.flat().find(({ id, delta }) => (delta.vector ?? 0) > figureOf(changeThresholds, id))
  if (turned) {
    const { layer, vectorIndex } = turned.delta
    const [direction, old] = [directionColumn(layer, now), directionColumn(layer, before)]
    const deg =
      direction && old
        ? relativeAngle(numberAt(direction, vectorIndex), numberAt(old, integerAt(same, vectorIndex)))
        : NaN
    return { words: `${turned.name} turned by ${turnText(deg)} ${place(vectorIndex)}`, layer: layer.id }
  }
  return turn && turn.changed > 0
    ? { words: `waves turned by ${turnText(turn.largestDeg)} ${place(turn.largestIndex)}`, layer: 'wave' }
    : null
}

/** Of a variable that has none, no change is large enough. */
const figureOf = (figures: Readonly<Partial<Record<LayerId, number>>>, id: LayerId): number => figures[id] ?? Infinity

const turnText = (deg: number) => `${formatNumber(Math.abs(deg))}°`

/** Nearer than this it is `off` a waypoint, NM; Fairway's own choice. */
const OFF_NM = 60

/** `off WP 7`, `between WP 6 and WP 7`; the time for a route that is not the answer's. */
export function nearWords(
  columns: ResultColumns,
  index: number,
  waypoints: NonNullable<SailingPlan['waypoints']>,
): string {
  const { distanceNm } = trackOf(columns)
  const nameOf = (place: number) => at(waypoints, place).name || `WP ${place + 1}`
  const passed = Array.from(waypointSamples(columns, waypoints), (sample, place) => ({ sample, place })).filter(
    ({ sample }) => sample >= 0,
  )
  const awayNm = ({ sample }: { sample: number }) =>
    Math.abs(numberAt(distanceNm, sample) - numberAt(distanceNm, index))
  const [nearest] = passed.toSorted((one, other) => awayNm(one) - awayNm(other))
  const last = passed.findLast(({ sample }) => sample <= index)
  const next = passed.find(({ sample }) => sample > index)
  if (nearest && awayNm(nearest) <= OFF_NM) return `off ${nameOf(nearest.place)}`
  return last && next
    ? `between ${nameOf(last.place)} and ${nameOf(next.place)}`
    : `at ${formatUtc(columns.timeMs[index])}`
}

/** Shorter than this it is the end of a stretch that has moved a little, as in the ledger. */
const SHORT_MS = 15 * MINUTE_MS

/** The older answer's values count at the samples of the newer one; where one of them knows nothing, nothing is new. */
function limitChanges(now: ResultColumns, before: ResultColumns, same: Int32Array, limits: Limits): LimitChange[] {
  return watchedPairs(limits)
    .flatMap(([limitId, pair]) => {
      const [newer, older] = [watchedColumn(now, limitId), watchedColumn(before, limitId)]
      if (!newer || !older) return []
      const aligned = {
        ...older,
        values: Float64Array.from(same, (there) => (there < 0 ? NaN : numberAt(older.values, there))),
      }
      return (['limit', 'caution'] as const).flatMap((level) => {
        const bound = pair[level]
        const [is, was] = [rawExceedances(newer, bound), rawExceedances(aligned, bound)]
        const told = (
          way: LimitChange['way'],
          spans: readonly Span[],
          others: readonly Span[],
          gaps: readonly Span[],
        ) =>
          newStretches(now, spans, others, gaps).map((stretch): LimitChange => ({
            limitId,
            level,
            bound,
            way,
            ...stretch,
          }))
        return [...told('reached', is, was, gapSpans(aligned.values)), ...told('left', was, is, gapSpans(newer.values))]
      })
    })
    .sort((one, other) => one.fromMs - other.fromMs)
}

function newStretches(
  { timeMs }: ResultColumns,
  spans: readonly Span[],
  others: readonly Span[],
  gaps: readonly Span[],
): Pick<LimitChange, 'fromMs' | 'toMs'>[] {
  return withoutStretches(spans, [...others, ...gaps]).flatMap(({ from, to }) => {
    if (from === to && others.some((other) => other.from <= from && to <= other.to)) return []
    const [fromMs, toMs] = [valueAt(timeMs, from), valueAt(timeMs, to)]
    const isWhole = spans.some((span) => span.from === from && span.to === to)
    return isWhole || toMs - fromMs >= SHORT_MS ? [{ fromMs, toMs }] : []
  })
}

/** What the sentence calls the variable of a limit. */
const spokenLimits: Readonly<Record<LimitId, string>> = {
  wind: 'wind',
  gust: 'gusts',
  'beam-wind': 'wind on the beam',
  wave: 'Hs',
  swell: 'swell',
  steepness: 'steepness',
  'adverse-current': 'adverse current',
}

/** `now over limit 14–21Z`, and what is not any more; named where it is not the variable that leads. */
function limitWords(changes: readonly LimitChange[], lead: LayerId | null, askedMs: number | null): string {
  const words = (way: LimitChange['way'], verb: string) => {
    const all = changes.filter((one) => one.level === 'limit' && one.way === way)
    const [longest] = all.toSorted((one, other) => other.toMs - other.fromMs - (one.toMs - one.fromMs))
    if (!longest) return ''
    const more = all.length > 1 ? ` and ${formatNumber(all.length - 1)} more` : ''
    const name = longest.limitId === lead ? '' : `${spokenLimits[longest.limitId]} `
    return `${name}${verb} ${hoursBetween(longest, askedMs)}${more}`
  }
  return [words('reached', 'now over limit'), words('left', 'no longer over limit')].filter(Boolean).join('; ')
}

/** `14–21Z`, with its date unless it is the day the answer was asked: whole hours, outwards. */
function hoursBetween({ fromMs, toMs }: Pick<LimitChange, 'fromMs' | 'toMs'>, askedMs: number | null): string {
  const start = Math.floor(fromMs / HOUR_MS) * HOUR_MS
  const end = Math.max(start + HOUR_MS, Math.ceil(toMs / HOUR_MS) * HOUR_MS)
  const dayMs = Math.floor(start / DAY_MS) * DAY_MS
  const day = (ms: number) => formatUtc(ms).slice(0, 6)
  const hour = (ms: number, fromDayMs: number) => String(Math.round((ms - fromDayMs) / HOUR_MS)).padStart(2, '0')
  if (end - dayMs > DAY_MS) {
    const endDayMs = Math.floor(end / DAY_MS) * DAY_MS
    return `${day(start)} ${hour(start, dayMs)}Z – ${day(end)} ${hour(end, endDayMs)}Z`
  }
  const isToday = askedMs !== null && Math.floor(askedMs / DAY_MS) * DAY_MS === dayMs
  return `${isToday ? '' : `${day(start)} `}${hour(start, dayMs)}–${hour(end, dayMs)}Z`
}

/** Samples at which a variable of both answers has no value any more, or has one now. */
function dataWords(now: ResultColumns, before: ResultColumns, same: Int32Array): string {
  const pairs = layersOf(now).flatMap((layer) => {
    const [newer, older] = [magnitudeColumn(layer, now), magnitudeColumn(layer, before)]
    return newer && older ? [{ newer, older }] : []
  })
  let [lost, gained] = [0, 0]
  same.forEach((there, index) => {
    if (there < 0) return
    const has = pairs.map(({ newer, older }) => [
      !Number.isNaN(numberAt(newer, index)),
      !Number.isNaN(numberAt(older, there)),
    ])
    if (has.some(([is, was]) => was && !is)) lost++
    if (has.some(([is, was]) => is && !was)) gained++
  })
  return [
    lost > 0 && `values lost at ${formatCount(lost, 'sample')}`,
    gained > 0 && `new data at ${formatCount(gained, 'sample')}`,
  ]
    .filter(Boolean)
    .join('; ')
}

/** Cautions and limits reached now and not before, and the other way round. @returns no rows where there is none */
export function limitChangeSection(
  now: NamedAnswer,
  before: NamedAnswer,
  limits: Limits,
  units: Units,
): SummarySection {
  const changes = limitChanges(now.columns, before.columns, sameSamples(now.columns, before.columns), limits)
  const rows = changes.map(({ limitId, level, bound, way, fromMs, toMs }) => [
    `${formatUtc(fromMs)} – ${formatUtc(toMs)}`,
    boundText(limitId, bound, units),
    `${way === 'reached' ? 'now over' : 'no longer over'} ${level}`,
    formatDuration(toMs - fromMs),
  ])
  return {
    title: `Limits newly reached, and no longer, since ${askedText(now, before)}`,
    head: ['When', 'What', 'Change', 'Time'],
    rows,
  }
}

const AGREEMENT_LAYERS = [layerById.wind, layerById.wave, layerById.current]

/**
 * A forecast against what was given for the same points once they were past: a hindcast, which is a model too. Bias is
 * forecast less hindcast.
 * @returns no rows where nothing of both was forecast first and past later
 */
export function agreementSection(one: NamedAnswer, other: NamedAnswer, units: Units): SummarySection {
  const [early, late] = (one.askedMs ?? NaN) <= (other.askedMs ?? NaN) ? [one, other] : [other, one]
  const title = `Agreement with the hindcast by lead time: ${early.name} minus ${late.name}`
  const head = ['Hours ahead', 'Samples', 'Bias', 'Mean absolute', 'RMSE', 'Scatter index']
  const { askedMs } = early
  const pastMs = late.askedMs
  if (askedMs === null || pastMs === null || askedMs === pastMs) return { title, head, rows: [] }
  const same = sameSamples(early.columns, late.columns)
  const rows = AGREEMENT_LAYERS.flatMap((layer) => {
    const [forecast, hindcast] = [magnitudeColumn(layer, early.columns), magnitudeColumn(layer, late.columns)]
    if (!forecast || !hindcast) return []
    const observed = Float64Array.from(same, (there, index) =>
      there >= 0 && numberAt(early.columns.timeMs, index) < pastMs ? numberAt(hindcast, there) * layer.factor : NaN,
    )
    const told = Float64Array.from(forecast, (value) => value * layer.factor)
    return agreementByLead(told, observed, early.columns.timeMs, askedMs).flatMap((found, band) =>
      found.count > 0 ? [agreementRow(layer, at(leadBands, band), found, units)] : [],
    )
  })
  return { title, head, rows }
}

function agreementRow(
  layer: Layer,
  [fromHours, toHours]: readonly [number, number],
  { count, agreement }: ReturnType<typeof agreementByLead>[number],
  units: Units,
): string[] {
  const shown = { ...layerChange(layer, units), decimals: layer.id === 'wind' ? 1 : 2 }
  const name = `${layer.id === 'wave' ? 'Hs' : layer.label}, ${fromHours}–${toHours} h`
  if (!agreement) return [name, formatNumber(count), 'too few', MISSING, MISSING, MISSING]
  const { bias, meanAbsolute, rootMeanSquare, scatterIndex } = agreement
  return [
    name,
    formatNumber(count),
    signedText(shown, bias),
    shownText(shown, meanAbsolute),
    shownText(shown, rootMeanSquare),
    formatNumber(scatterIndex, 2),
  ]
}
