import { at } from '../../at.ts'
import { hoursText } from '../../limits/limit-words.ts'
import type { ResultColumns } from '../../metocean/result.ts'
import type { DeparturesSurvey } from '../../metocean/survey.ts'
import type { HoursBetween } from '../../limits/limit-totals.ts'
import { HOUR_MS } from '../../time.ts'
import { formatCount } from '../../units/format.ts'
import { type DepartureBy, type DepartureFigures, departureFigures } from './departure-figures.ts'

/** Below these a forecast cannot tell two passages apart. Hours, metres, knots (1.5 m/s). */
export const FORECAST_SKILL = { hours: 0.5, waveM: 0.3, windKn: (1.5 * 3600) / 1852 } as const

/** What a ranking goes by, in turn. */
const criteria = ['over', 'caution', 'wave', 'eta'] as const
export type Criterion = (typeof criteria)[number]

export type Ranked = Pick<DepartureFigures, 'over' | 'caution' | 'etaMs' | 'wave'>

const skillOf = (criterion: Criterion): number => (criterion === 'wave' ? FORECAST_SKILL.waveM : FORECAST_SKILL.hours)

const worst: HoursBetween = { known: Infinity, most: Infinity }

/** The least and the most it can be; of times in hours. One that cannot be sailed comes last by all of them. */
function between(row: Ranked, criterion: Criterion): HoursBetween {
  if (Number.isNaN(row.etaMs)) return worst
  if (criterion === 'over' || criterion === 'caution') return row[criterion]
  if (criterion === 'wave') {
    const value = row.wave?.value ?? 0
    return { known: value, most: row.wave?.isPartial ? Infinity : value }
  }
  const hours = row.etaMs / HOUR_MS
  return { known: hours, most: hours }
}

/** −1: the one is better, 1: the other is, 0: they are equal within forecast skill; null: what is not known decides. */
function compareBy(one: HoursBetween, other: HoursBetween, skill: number): -1 | 0 | 1 | null {
  const isSame = one.known === other.known && one.most === other.most && one.known === one.most
  if (isSame || Math.max(one.most, other.most) - Math.min(one.known, other.known) <= skill + 1e-9) return 0
  if (one.most <= other.known) return -1
  return other.most <= one.known ? 1 : null
}

/** The first criterion by which the one is not level with the other, and how they compare by it. */
function deciding(one: Ranked, other: Ranked): { by: Criterion | null; found: -1 | 0 | 1 | null } {
  for (const by of criteria) {
    const found = compareBy(between(one, by), between(other, by), skillOf(by))
    if (found !== 0) return { by, found }
  }
  return { by: null, found: 0 }
}

/** The same by every criterion in turn, until one decides. */
export const compareDepartures = (one: Ranked, other: Ranked): -1 | 0 | 1 | null => deciding(one, other).found

export interface DepartureRanking {
  /** Of each row, from 1; null: not ranked, as what is not known could put it before or behind another. */
  readonly places: readonly (number | null)[]
  /** The rows that come first; several are level. Empty: none can be called best. */
  readonly best: readonly number[]
}

/**
 * Rows by hours over a limit, then over caution, then the highest waves, then arrival. A row has a place only where it
 * compares with every other one.
 */
export function rankDepartures(rows: readonly Ranked[]): DepartureRanking {
  const isRanked = rows.map((row) => rows.every((other) => other === row || compareDepartures(row, other) !== null))
  const places = rows.map((): number | null => null)
  const unranked = rows.filter((_, index) => !isRanked[index])
  let left = rows.map((_, index) => index).filter((index) => isRanked[index])
  let done = 0
  while (left.length > 0) {
    const found = leading(rows, left)
    for (const index of found)
      places[index] = 1 + done + unranked.filter((other) => compareDepartures(other, at(rows, index)) === -1).length
    done += found.length
    left = left.filter((index) => !found.includes(index))
  }
  return { places, best: places.flatMap((place, index) => (place === 1 ? [index] : [])) }
}

/** Those that are left when by each criterion in turn only the best, and what is level with it, goes on. */
function leading(rows: readonly Ranked[], from: readonly number[]): readonly number[] {
  let indexes = from
  for (const criterion of criteria) {
    const values = indexes.map((index) => between(at(rows, index), criterion))
    const best = values.reduce((least, one) =>
      one.most < least.most || (one.most === least.most && one.known < least.known) ? one : least,
    )
    indexes = indexes.filter((_, place) => {
      const value = at(values, place)
      return value === best || compareBy(value, best, skillOf(criterion)) === 0
    })
  }
  return indexes
}

/**
 * One sentence: which is best and by what, or why none is.
 * @param names of the rows, such as `26 Nov 06:00Z`
 */
export function rankingWords(rows: readonly Ranked[], ranking: DepartureRanking, names: readonly string[]): string {
  const { best } = ranking
  if (rows.length < 2) return 'There is nothing to compare with.'
  const last = best.at(-1)
  if (last === undefined) return 'None can be called best: what is not known could put any of several departures first.'
  if (best.length === 1) return `${at(names, last)} is best: ${reasonWords(rows, last)}.`
  if (best.length === rows.length) return 'None is best: they are equal within what a forecast can tell.'
  const listed = best.slice(0, -1).map((index) => at(names, index))
  const named = best.length <= 4 ? `${listed.join(', ')} and ${at(names, last)}` : formatCount(best.length, 'departure')
  return `${named} come before the others and are equal within what a forecast can tell.`
}

/** What the best of all has before those that come closest to it. */
function reasonWords(rows: readonly Ranked[], best: number): string {
  const row = at(rows, best)
  const reasons = rows.filter((other) => other !== row).map((other) => deciding(row, other).by)
  const by = criteria.findLast((criterion) => reasons.includes(criterion)) ?? 'eta'
  const level = reasons.filter((reason) => reason === by).length
  return words[by](row) + (level < reasons.length ? `, of ${level + 1} that are level otherwise` : '')
}

const words: Readonly<Record<Criterion, (row: Ranked) => string>> = {
  over: ({ over }) => `least time over a limit, ${hoursText(over.most)}`,
  caution: ({ caution }) => `least time over caution, ${hoursText(caution.most)}`,
  wave: () => 'lowest worst waves',
  eta: () => 'first to arrive',
}

/** The answer for one alternative. */
export interface DeparturesAnswer extends Pick<DepartureBy, 'askedMs'> {
  readonly columns: ResultColumns
  readonly survey: DeparturesSurvey
}

export interface RankedDepartures {
  /** A list for each answer. */
  readonly figures: readonly (readonly DepartureFigures[])[]
  /** Of all rows, one list after the other. */
  readonly ranking: DepartureRanking
}

/**
 * The departures of all alternatives, ranked among each other.
 * @throws AppError `answer-mismatch` where an answer is not what its survey asked for
 */
export function departureMatrix(
  answers: readonly DeparturesAnswer[],
  by: Omit<DepartureBy, 'askedMs'>,
): RankedDepartures {
  const figures = answers.map(({ columns, survey, askedMs }) => departureFigures(columns, survey, { ...by, askedMs }))
  return { figures, ranking: rankDepartures(figures.flat()) }
}
