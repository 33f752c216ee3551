import { limitStateWords } from '#src/domain/limits/limit-words.ts'
import { formatNumber, MISSING } from '#src/domain/units/format.ts'
import { formatUtc } from '#src/domain/units/time-text.ts'
import { type Lane, laneNumber } from './lanes.ts'

/** What is worst of a variable for the ship: the most adverse current, the least depth. */
interface WorstValue {
  /** With its unit. */
  readonly text: string
  /** When it is, or which end of the range it is; empty where neither says anything. */
  readonly more: string
  /** Both as part of a sentence. */
  readonly words: string
}

export function worstOf(lane: Lane, timeMs: ArrayLike<number>): WorstValue {
  if (lane.ship) return lane.ship.worst
  if (lane.headline) return lane.headline
  const [{ summary }] = lane.series
  if (!summary) return { text: MISSING, more: '', words: 'no values' }
  const { min, max, minIndex, maxIndex } = summary
  if (lane.signed && min >= 0) return { text: 'never adverse', more: '', words: 'never adverse' }
  const isLow = lane.signed || lane.downward || lane.id === 'sst'
  const text = `${laneNumber(lane, isLow ? min : max)} ${lane.unit}`
  const time = formatUtc(timeMs[isLow ? minIndex : maxIndex])
  const end = lane.downward ? 'least' : lane.id === 'sst' ? 'lowest' : null
  return { text, more: end ?? time, words: `${end ?? 'worst'} ${text} at ${time}` }
}

/** A ribbon in words. @param state the worst limit state of the variable; null: it has no limit */
export function ribbonWords(lane: Lane, timeMs: ArrayLike<number>, state: number | null): string {
  const [{ summary, values }] = lane.series
  if (lane.ship) return `${lane.label}: ${lane.ship.worst.words}`
  return [
    `${lane.label}: ${worstOf(lane, timeMs).words}`,
    state !== null && limitStateWords[state],
    summary &&
      summary.missing > 0 &&
      `${formatNumber(summary.missing)} of ${formatNumber(values.length)} samples without a value`,
  ]
    .filter(Boolean)
    .join(', ')
}

/** The other end of the range over the route, and its mean. */
export function rangeWords(lane: Lane): string {
  const [{ summary }] = lane.series
  if (!summary) return 'no values'
  const { min, max, mean } = summary
  const words = (value: number) => laneNumber(lane, value)
  const other =
    lane.signed && min < 0
      ? max > 0
        ? `favourable ${laneNumber({ ...lane, signed: false }, max)}`
        : 'never favourable'
      : lane.downward || lane.id === 'sst'
        ? `max ${words(max)}`
        : `min ${words(min)}`
  return `${other} · mean ${words(mean)}`
}

/** A variable as a sentence, for those who do not see it. */
export function laneSummary(lane: Lane): string {
  const [{ summary, values }] = lane.series
  if (lane.ship) return `${lane.label}: ${lane.ship.worst.words}.`
  if (!summary) return `${lane.label}: no values.`
  const { min, max, mean, missing } = summary
  const range = `${lane.label}: ${laneNumber(lane, min)} to ${laneNumber(lane, max)} ${lane.unit}, mean ${laneNumber(lane, mean)}`
  return missing === 0 ? `${range}.` : `${range}; ${missing} of ${values.length} samples without a value.`
}
