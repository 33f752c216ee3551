import { plannedIn } from '../voyage/answer-match.ts'
import { at } from '../at.ts'
import { positionAt } from '../position.ts'
import { layerChange, layerUnit } from '../metocean/layers/layer-unit.ts'
import { type Layer, layers } from '../metocean/layers/layers.ts'
import { SYNTHETIC_LABEL } from '../metocean/wire/contract.ts'
import type { NamedAnswer } from '../tasks/answer-name.ts'
import { formatCount, formatDistance, formatQuantity, MISSING, shownText, signedText } from '../units/format.ts'
import { formatPosition } from '../units/position-text.ts'
import { formatDuration, formatUtc } from '../units/time-text.ts'
import { defaultUnits, type Units } from '../units/unit-choice.ts'
import { seaTurn, type SeaTurn } from '../voyage/drift.ts'
import { answerDeltas, samePlaces, sameSamples, type VariableDelta } from './answer-deltas.ts'
import { type Amount, limitTotals, type LimitTotals } from '../limits/limit-totals.ts'
import { amountText, GAINED, gainedText, overText, percent } from '../limits/limit-words.ts'
import { type Limits, watchedLimits } from '../limits/limits.ts'
import { CANNOT_HOLD } from '../voyage/current/triangle.ts'
import { fuelTable, fuelText, fuelUse, sailedStretches, tonnesText } from '../voyage/ship/fuel.ts'
import type { SailingPlan, SummarySection } from './summary-sections.ts'
import { type VariableSummary, voyageSummary, type VoyageSummary } from './voyage-summary.ts'
import { agreementSection, limitChangeSection, nearWords } from './what-changed.ts'

/** What one answer says in a row of the comparison. */
export interface ComparedCell {
  readonly text: string
  /** `known`: by what is known, as some answer of the row has gaps that may hide worse; null: not the best. */
  readonly best: 'certain' | 'known' | null
  /** The answer shown less this one; null for the one shown, and where either has no figure. */
  readonly difference: { readonly text: string; readonly way: 'more' | 'less' | 'same' } | null
}

export interface ComparedRow {
  readonly name: string
  /** One for each answer, the one shown first. */
  readonly cells: readonly ComparedCell[]
}

/** Answers side by side, then what differs at the same places. */
export interface ComparedAnswers {
  /** The one shown first. */
  readonly names: readonly string[]
  /** Which one is best, and by what. */
  readonly verdict: string
  readonly rows: readonly ComparedRow[]
  readonly deltas: readonly SummarySection[]
}

export function comparedAnswers(
  shown: NamedAnswer,
  compared: readonly NamedAnswer[],
  limits: Limits,
  units = defaultUnits,
  sailing: SailingPlan = {},
): ComparedAnswers {
  const answers = [shown, ...compared]
  const rows = recipesOf(answers, limits, units, sailing).map((recipe) => ({ recipe, cells: cellsOf(recipe) }))
  const names = answers.map(({ name }) => name)
  return {
    names,
    verdict: verdictOf(rows, names),
    rows: rows.map(({ recipe: { name }, cells }) => ({ name, cells })),
    deltas: compared.flatMap((other) => {
      const [now, before] = (shown.askedMs ?? 0) >= (other.askedMs ?? 0) ? [shown, other] : [other, shown]
      return [
        deltaSection(shown, other, units, sailing),
        ...[limitChangeSection(now, before, limits, units), agreementSection(now, before, units)].filter(
          ({ rows }) => rows.length > 0,
        ),
      ]
    }),
  }
}

/** What an answer has to say in a row. */
interface Figure {
  readonly text: string
  /** The same in the sentence about which is best; absent: the text. */
  readonly short?: string
  /** null: it has none. */
  readonly value: number | null
  /** Gaps may hide more. */
  readonly isPartial?: boolean
}

interface Recipe {
  readonly name: string
  /** One for each answer. */
  readonly figures: readonly Figure[]
  /** Which is better, the greater or the lesser; absent: neither. */
  readonly better?: 'more' | 'less'
  /** An amount of the difference, without its sign; absent: there is none to give. */
  readonly amount?: (difference: number) => string
  /** Whether it is what a choice goes by, and what is said of the best. */
  readonly verdict?: string
}

/** What decides comes first, who says so last. */
function recipesOf(answers: readonly NamedAnswer[], limits: Limits, units: Units, sailing: SailingPlan): Recipe[] {
  const { planned = 'over ground', arrivals } = sailing
  const summaries = answers.map((answer) => voyageSummary(answer.columns, plannedIn(answer, planned)))
  const totals = answers.map(({ columns }) => limitTotals(columns, limits))
  const each = (figure: (summary: VoyageSummary) => Figure): Figure[] =>
    summaries.map((summary) => (summary ? figure(summary) : nothing))
  const arrivalFigures = (figure: (endMs: number, summary: VoyageSummary) => Figure) =>
    answers.map((answer, index): Figure => {
      const summary = summaries[index]
      if (!summary) return nothing
      const arrivalMs = arrivals?.[answer.key] ?? summary.endMs
      if (Number.isNaN(arrivalMs)) return { text: CANNOT_HOLD, value: null }
      const found = figure(arrivalMs, summary)
      // One that is for another plan has no arrival with the current of this one.
      const isStill = arrivals && !(answer.key in arrivals) && plannedIn(answer, planned) === 'through water'
      return isStill ? { text: `${found.text} in still water`, value: null } : found
    })
  const variables = layers.filter(({ id }) =>
    summaries.some((summary) => summary?.variables.some(({ layer }) => layer.id === id)),
  )
  return [
    ...(watchedLimits(limits).length > 0 ? limitRecipes(totals) : []),
    {
      name: 'Departure',
      figures: each(({ startMs }) => ({ text: formatUtc(startMs), value: startMs })),
      amount: formatDuration,
    },
    {
      name: arrivals ? 'Arrival, with the current' : 'Arrival',
      figures: arrivalFigures((endMs) => ({ text: formatUtc(endMs), value: endMs })),
      amount: formatDuration,
    },
    {
      name: arrivals ? 'Time, with the current' : 'Time',
      figures: arrivalFigures((endMs, { startMs }) => ({
        text: formatDuration(endMs - startMs),
        value: endMs - startMs,
      })),
      better: 'less',
      amount: formatDuration,
      verdict: 'Shortest',
    },
    {
      name: 'Distance',
      figures: each(({ distanceNm }) => ({ text: formatDistance(distanceNm), value: distanceNm })),
      better: 'less',
      amount: formatDistance,
    },
    {
      name: GAINED,
      figures: each(({ current }) =>
        current
          ? {
              text: gainedText(current.hoursGained),
              value: current.hoursGained,
              isPartial: current.along.coverage < 1,
            }
          : nothing,
      ),
      better: 'more',
      amount: hours,
    },
    ...fuelRecipes(answers, sailing),
    ...variables.flatMap((layer) => variableRecipes(layer, summaries, units)),
    {
      name: 'Asked',
      figures: answers.map(({ askedMs }) => ({
        text: askedMs === null ? 'not known' : formatUtc(askedMs),
        value: askedMs,
      })),
      amount: formatDuration,
    },
    {
      name: 'Data',
      figures: answers.map(({ synthetic, source }) => ({
        text: synthetic ? SYNTHETIC_LABEL : source || 'source not known',
        value: null,
      })),
    },
  ]
}

const nothing: Figure = { text: MISSING, value: null }
const hours = (value: number) => formatQuantity(value, 'h', 1)

/** All by the consumption of this voyage's ship, as she is loaded on it. */
function fuelRecipes(
  answers: readonly NamedAnswer[],
  { consumption = null, condition = 'laden', planned = 'over ground' }: SailingPlan,
): Recipe[] {
  const table = fuelTable(consumption, condition)
  if (!table?.known) return []
  const figures = answers.map((answer): Figure => {
    const use = fuelUse(table.value, sailedStretches(answer.columns, plannedIn(answer, planned)))
    return {
      text: fuelText(use),
      // Tonnes that are not known are not saved.
      value: use.unknownHours > 0 ? null : use.tonnes,
      isPartial: use.outsideHours > 0,
    }
  })
  return [{ name: 'Fuel, estimated', figures, better: 'less', amount: tonnesText }]
}

/** What is reached at a single sample has no length, and yet is more than nothing. */
const hoursOf = (amount: Amount): number => (amount.times > 0 ? Math.max(amount.hours, 1e-6) : 0)

const someHours = (value: number): string => (value < 0.05 && value > 0 ? 'under 0.1 h' : hours(value))

function limitRecipes(totals: readonly LimitTotals[]): Recipe[] {
  const over = (level: 'over' | 'caution') =>
    totals.map((total) => ({
      text: overText(total[level], total.unknown),
      short: total[level].times === 0 ? 'none' : someHours(hoursOf(total[level])),
      value: hoursOf(total[level]),
      isPartial: total.unknown.times > 0,
    }))
  const common = {
    better: 'less',
    amount: someHours,
  } as const
  return [
    { name: 'Over a limit', figures: over('over'), ...common, verdict: 'Least time over a limit' },
    { name: 'Over caution', figures: over('caution'), ...common, verdict: 'Least time over caution' },
    {
      name: 'Not known',
      figures: totals.map(({ unknown }) => ({ text: amountText(unknown), value: hoursOf(unknown) })),
      ...common,
    },
  ]
}

/** Of a temperature or a period nothing is better; of a current it is what it does along the track. */
const judged: Readonly<Partial<Record<Layer['id'], 'more' | 'less'>>> = {
  wind: 'less',
  gust: 'less',
  wave: 'less',
  swell: 'less',
  'wind-sea': 'less',
  depth: 'more',
}

function variableRecipes(layer: Layer, summaries: readonly (VoyageSummary | null)[], units: Units): Recipe[] {
  const { id, label } = layer
  const [unit, change] = [layerUnit(layer, units), layerChange(layer, units)]
  const found = summaries.map((summary) => summary?.variables.find((one) => one.layer.id === id) ?? null)
  const figures = (figure: (summary: VariableSummary) => Figure) => found.map((one) => (one ? figure(one) : nothing))
  const better = judged[id]
  const common = { ...(better && { better }), amount: (value: number) => shownText(change, value) }
  const bound = id === 'depth' ? 'at most ' : 'at least '
  const worst = figures(({ min, max, coverage }) => {
    const value = id === 'depth' ? min : max
    const isPartial = coverage < 1
    return { text: `${isPartial ? bound : ''}${shownText(unit, value)}`, value, isPartial }
  })
  const mean = figures((one) => ({ text: shownText(unit, one.mean), value: one.mean, isPartial: one.coverage < 1 }))
  return [
    { name: `${label}, ${id === 'sst' ? 'highest' : 'worst'}`, figures: worst, ...common },
    { name: `${label}, mean`, figures: mean, ...common },
  ]
}

function cellsOf({ figures, better, amount }: Recipe): ComparedCell[] {
  const values = figures.map(({ value }) => value)
  const known = values.filter((value) => value !== null)
  const best = better && known.length === values.length ? Math[better === 'more' ? 'max' : 'min'](...known) : null
  const isPartial = figures.some((figure) => figure.isPartial)
  // Those that read the same are the same, and where all do, none is best.
  const text = amount && best !== null ? (value: number) => unsigned(amount(Math.abs(value - best))) : null
  const isBest = values.map((value) => text !== null && value !== null && !/[1-9]/.test(text(value)))
  const differs = isBest.includes(false)
  return figures.map(({ text: words, value }, index) => ({
    text: words,
    best: differs && isBest[index] ? (isPartial ? 'known' : 'certain') : null,
    difference: index === 0 || !amount ? null : differenceOf(values[0] ?? null, value, amount),
  }))
}

const unsigned = (text: string) => text.replace(/^[+−-]/, '')

function differenceOf(shown: number | null, other: number | null, amount: (difference: number) => string) {
  if (shown === null || other === null) return null
  const text = unsigned(amount(Math.abs(shown - other)))
  if (!/[1-9]/.test(text)) return { text: 'same', way: 'same' } as const
  return shown > other ? ({ text: `+${text}`, way: 'more' } as const) : ({ text: `−${text}`, way: 'less' } as const)
}

/** By the first of the rows that decide in which the answers differ. */
function verdictOf(
  rows: readonly { recipe: Recipe; cells: readonly ComparedCell[] }[],
  names: readonly string[],
): string {
  const deciding = rows.find(({ recipe, cells }) => recipe.verdict !== undefined && cells.some(({ best }) => best))
  if (!deciding) return 'None is better in time over limits, over caution or under way.'
  const { recipe, cells } = deciding
  const texts = recipe.figures.map(({ text, short = text }) => short)
  const pick = (list: readonly string[], isBest: boolean) =>
    list.filter((_, index) => (at(cells, index).best !== null) === isBest)
  const known = cells.some(({ best }) => best === 'known') ? ', by what is known' : ''
  const [best = ''] = pick(texts, true)
  return `${recipe.verdict}${known}: ${pick(names, true).join(' and ')}, ${best} against ${pick(texts, false).join(' and ')}.`
}

/** At the same places and times; of two departures on one route, at the same places. */
function deltaSection(
  shown: NamedAnswer,
  other: NamedAnswer,
  units: Units,
  { waypoints = [] }: SailingPlan,
): SummarySection {
  const sameNow = sameSamples(shown.columns, other.columns)
  const isNow = sameNow.some((index) => index >= 0)
  const same = isNow ? sameNow : samePlaces(shown.columns, other.columns)
  const count = same.reduce((sum, index) => sum + Number(index >= 0), 0)
  const title = `${shown.name} minus ${other.name}`
  if (count === 0)
    return {
      title,
      head: [],
      rows: [
        [
          'The two have no place in common, so their values cannot be compared one by one; the table above compares the passages.',
        ],
      ],
    }
  const where = (index: number) =>
    [
      formatUtc(shown.columns.timeMs[index]),
      waypoints.length > 0 && nearWords(shown.columns, index, waypoints),
      formatPosition(positionAt(shown.columns, index), units.position),
    ]
      .filter(Boolean)
      .join(', ')
  const place = isNow ? 'place and time' : `place, ${departureWords(shown, other)}`
  return {
    title: `${title}, at ${formatCount(count, 'sample')} of the same ${place}`,
    head: [
      '',
      'Largest change',
      'Where and when',
      'Mean change',
      'Samples changed',
      'With direction',
      'New data',
      'Lost',
    ],
    rows: [
      ...answerDeltas(shown.columns, other.columns, same).map((delta) => deltaRow(delta, where, units)),
      ...turnRow(seaTurn(shown.columns, other.columns, same), where),
    ],
  }
}

/** `departing 6 h later`. */
function departureWords(shown: NamedAnswer, other: NamedAnswer): string {
  const laterMs = at(shown.columns.timeMs, 0) - at(other.columns.timeMs, 0)
  return laterMs === 0
    ? 'sailing at another speed'
    : `departing ${formatDuration(Math.abs(laterMs))} ${laterMs > 0 ? 'later' : 'earlier'}`
}

function deltaRow(
  { layer, largest, largestIndex, mean, changed, gained, lost, vector }: VariableDelta,
  where: (index: number) => string,
  units: Units,
): string[] {
  const change = layerChange(layer, units)
  return [
    layer.label,
    signedText(change, largest),
    where(largestIndex),
    signedText(change, mean),
    changed === null ? MISSING : percent(changed),
    vector === null ? MISSING : shownText({ ...change, decimals: 1 }, vector),
    formatCount(gained, 'sample'),
    formatCount(lost, 'sample'),
  ]
}

function turnRow(turn: SeaTurn | null, where: (index: number) => string): string[][] {
  if (!turn) return []
  const { largestDeg, largestIndex, changed } = turn
  const degrees = { unit: '°', decimals: 0, of: Number }
  const largest = signedText(degrees, largestDeg).replace(' ', '')
  return [['Wave direction', largest, where(largestIndex), MISSING, percent(changed), MISSING, MISSING, MISSING]]
}
