import type { Answer } from '../metocean/result.ts'
import { formatClock, formatClockSeconds, formatUtc, formatUtcNear } from '../units/time-text.ts'
import { type Alternative, nameAmong, type Voyage } from '../voyage/voyage.ts'
import { DAY_MS } from '../time.ts'

/** What an answer is named by. */
export type Nameable = Pick<Answer, 'key' | 'taskName' | 'askedMs' | 'askedFor'>

/** An answer with the words it goes by on the screen. */
export interface NamedAnswer extends Answer {
  readonly name: string
}

/** Where answers are named from: inside its own voyage, an answer leaves out the voyage's name. */
export interface Viewpoint {
  readonly voyage: Pick<Voyage, 'id' | 'name'> & {
    readonly alternatives: readonly Pick<Alternative, 'id' | 'name'>[]
  }
  /** Any time of today, epoch milliseconds UTC: an answer asked today leaves out the date. */
  readonly todayMs: number
}

const dayOf = (ms: number) => Math.floor(ms / DAY_MS)

/**
 * `Route 1 · asked 22:57Z`, `Rotterdam – Halifax · asked 22:57Z` in a voyage with one route, or `Santos – Cape Town ·
 * Route 1 · asked 22 Nov 22:57Z` seen from another voyage. Sent from elsewhere, it goes by its task's name. Equal names
 * add the seconds, and if those are equal too, the end of the task's name or of the key.
 * @returns names by key
 */
export function answerNames(answers: readonly Nameable[], from: Viewpoint): ReadonlyMap<string, string> {
  const forms = [
    (one: Nameable) => named(one, from, false),
    (one: Nameable) => named(one, from, true),
    (one: Nameable) => `${named(one, from, true)} · ${one.taskName.slice(-6)}`,
    (one: Nameable) => `${named(one, from, true)} · ${one.key.slice(-8)}`,
  ]
  const names = new Map<string, string>()
  let unnamed: readonly Nameable[] = answers
  for (const [place, form] of forms.entries()) {
    const drafts = unnamed.map((one) => [one, form(one)] as const)
    const count = new Map<string, number>()
    for (const [, name] of drafts) count.set(name, (count.get(name) ?? 0) + 1)
    for (const [{ key }, name] of drafts) if (count.get(name) === 1 || place === forms.length - 1) names.set(key, name)
    unnamed = unnamed.filter(({ key }) => !names.has(key))
  }
  return names
}

/** The name of an answer that stands alone. */
export const answerName = (answer: Nameable, from: Viewpoint): string => named(answer, from, false)

/** When an older answer was asked, as part of a sentence about a newer one: `22 Nov 06:10Z`. */
export const askedText = (now: Pick<Answer, 'askedMs'>, { askedMs }: Pick<Answer, 'askedMs'>): string =>
  askedMs === null ? 'the earlier answer' : formatUtcNear(askedMs, now.askedMs ?? askedMs)

/**
 * What tells answers apart, by their names: `Route 1`, `Route 2` where they were asked at the same time, and `ETD 24 Nov
 * 06:00Z` for several departures on one route.
 */
export function tellingNames(answers: readonly Pick<NamedAnswer, 'name' | 'columns'>[]): ReadonlyMap<string, string> {
  const parts = answers.map(({ name }) => name.split(' · '))
  const [first = []] = parts
  const isAlike = parts.every(({ length }) => length === first.length)
  const telling = first.map((part, place) => parts.some((other) => other[place] !== part))
  const departures = answers.map(({ columns }) => formatUtc(columns.timeMs[0]))
  const isByTime = telling.every((tells, place) => !tells || first[place]?.startsWith('asked '))
  if (isAlike && isByTime && new Set(departures).size === answers.length)
    return new Map(answers.map(({ name }, index) => [name, `ETD ${departures[index] ?? ''}`]))
  return new Map(
    answers.map(({ name }, index) => [
      name,
      (isAlike && parts[index]?.filter((_, place) => telling[place]).join(' · ')) || name,
    ]),
  )
}

function named(
  { askedFor, askedMs, taskName }: Nameable,
  { voyage, todayMs }: Viewpoint,
  toTheSecond: boolean,
): string {
  const isHere = askedFor?.voyageId === voyage.id
  const what = !askedFor
    ? [taskName]
    : isHere
      ? [answeredAlternative({ askedFor }, voyage) || voyage.name || askedFor.voyageName]
      : [askedFor.voyageName, askedFor.alternativeName]
  return [
    ...what,
    askedMs === null ? '' : `asked ${timeOf(askedMs, isHere && dayOf(askedMs) === dayOf(todayMs), toTheSecond)}`,
  ]
    .filter(Boolean)
    .join(' · ')
}

/**
 * The name of the alternative an answer is for, as it is now; a deleted one keeps the name it had. Empty for an answer of
 * another voyage, and where the voyage has one route.
 */
export function answeredAlternative({ askedFor }: Pick<Nameable, 'askedFor'>, voyage: Viewpoint['voyage']): string {
  if (!askedFor || askedFor.voyageId !== voyage.id) return ''
  const now = voyage.alternatives.find(({ id }) => id === askedFor.alternativeId)
  return now ? nameAmong(voyage, now) : askedFor.alternativeName
}

function timeOf(ms: number, clockOnly: boolean, toTheSecond: boolean): string {
  if (clockOnly) return toTheSecond ? formatClockSeconds(ms) : formatClock(ms)
  return toTheSecond ? formatUtc(ms).replace(formatClock(ms), formatClockSeconds(ms)) : formatUtc(ms)
}
