import { positionAt } from '../position.ts'
import { layerChange, layerUnit } from '../metocean/layers/layer-unit.ts'
import { layers } from '../metocean/layers/layers.ts'
import { SYNTHETIC_LABEL } from '../metocean/wire/contract.ts'
import type { NamedAnswer } from '../tasks/answer-name.ts'
import { formatCount, formatDistance, formatQuantity, MISSING, shownText } from '../units/format.ts'
import { formatPosition } from '../units/position-text.ts'
import { formatDuration, formatUtc } from '../units/time-text.ts'
import { defaultUnits, type Units } from '../units/unit-choice.ts'
import { answerDeltas, sameSamples, type VariableDelta } from './answer-deltas.ts'
import { limitTotals } from '../limits/limit-totals.ts'
import { amountText, overText, percent } from '../limits/limit-words.ts'
import type { Limits } from '../limits/limits.ts'
import type { SummarySection } from './summary-sections.ts'
import { type VoyageSummary, voyageSummary } from './voyage-summary.ts'

/** Answers side by side, a column each, the one shown first; then what changed at the same places and times. */
export function comparisonSections(
  shown: NamedAnswer,
  compared: readonly NamedAnswer[],
  limits: Limits,
  units = defaultUnits,
): SummarySection[] {
  return [
    sideBySide([shown, ...compared], limits, units),
    ...compared.map((other) => deltaSection(shown, other, units)),
  ]
}

function sideBySide(answers: readonly NamedAnswer[], limits: Limits, units: Units): SummarySection {
  const summaries = answers.map(({ columns }) => voyageSummary(columns))
  const totals = answers.map(({ columns }) => limitTotals(columns, limits))
  const each = (label: string, text: (summary: VoyageSummary) => string): string[] => [
    label,
    ...summaries.map((summary) => (summary ? text(summary) : MISSING)),
  ]
  const variables = layers.filter(({ id }) =>
    summaries.some((summary) => summary?.variables.some(({ layer }) => layer.id === id)),
  )
  const rows = [
    ['Asked', ...answers.map(({ askedMs }) => (askedMs === null ? 'not known' : formatUtc(askedMs)))],
    ['Data', ...answers.map(({ synthetic, source }) => (synthetic ? SYNTHETIC_LABEL : source || 'source not known'))],
    each('Departure', ({ startMs }) => formatUtc(startMs)),
    each('Arrival', ({ endMs }) => formatUtc(endMs)),
    each('Time', ({ startMs, endMs }) => formatDuration(endMs - startMs)),
    each('Distance', ({ distanceNm }) => formatDistance(distanceNm)),
    ...variables.map(({ id, label }) => each(`${label}, worst (mean)`, (summary) => worstAndMean(summary, id, units))),
    ['Over a limit', ...totals.map(({ over, unknown }) => overText(over, unknown))],
    ['Over caution', ...totals.map(({ caution, unknown }) => overText(caution, unknown))],
    ['Not known', ...totals.map(({ unknown }) => amountText(unknown))],
    each('Gained by the current', ({ current }) => (current ? formatQuantity(current.hoursGained, 'h', 1) : MISSING)),
  ]
  return { title: 'Side by side', head: ['', ...answers.map(({ name }) => name)], rows }
}

function worstAndMean({ variables }: VoyageSummary, id: string, units: Units): string {
  const found = variables.find(({ layer }) => layer.id === id)
  if (!found) return MISSING
  const { layer, min, max, mean, coverage } = found
  const text = (value: number | null) => shownText(layerUnit(layer, units), value)
  const atLeast = coverage < 1 && layer.id !== 'sst' ? (layer.id === 'depth' ? 'at most ' : 'at least ') : ''
  const worst = layer.id === 'sst' ? `${text(min)} to ${text(max)}` : text(layer.id === 'depth' ? min : max)
  return `${atLeast}${worst} (${text(mean)})`
}

function deltaSection(shown: NamedAnswer, other: NamedAnswer, units: Units): SummarySection {
  const same = sameSamples(shown.columns, other.columns)
  const count = same.reduce((sum, index) => sum + Number(index >= 0), 0)
  const title = `${shown.name} less ${other.name}`
  if (count === 0)
    return {
      title,
      head: [],
      rows: [['No sample of the two is at the same place and time; values are not compared one by one.']],
    }
  const deltas = answerDeltas(shown.columns, other.columns, same)
  return {
    title: `${title}, at ${formatCount(count, 'sample')} of the same place and time`,
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
    rows: deltas.map((delta) => deltaRow(delta, shown, units)),
  }
}

function deltaRow(
  { layer, largest, largestIndex, mean, changed, gained, lost, vector }: VariableDelta,
  { columns }: NamedAnswer,
  units: Units,
): string[] {
  const { timeMs } = columns
  const change = layerChange(layer, units)
  const signed = (value: number) => `${value > 0 ? '+' : ''}${shownText(change, value)}`
  return [
    layer.label,
    signed(largest),
    `${formatUtc(timeMs[largestIndex])}, ${formatPosition(positionAt(columns, largestIndex), units.position)}`,
    signed(mean),
    changed === null ? MISSING : percent(changed),
    vector === null ? MISSING : shownText({ ...change, decimals: 1 }, vector),
    formatCount(gained, 'sample'),
    formatCount(lost, 'sample'),
  ]
}
