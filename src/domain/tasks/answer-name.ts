import type { Answer } from '../metocean/result.ts'
import { formatClock, formatClockSeconds, formatMoment } from '../units/time-text.ts'
import type { Alternative, Voyage } from '../voyage/voyage.ts'
import { DAY_MS } from '../time.ts'

/** What an answer is named by. */
export type Nameable = Pick<Answer, 'key' | 'taskName' | 'askedMs' | 'askedFor'>

/** An answer with the words it goes by on the screen. */
export interface NamedAnswer extends Answer {
  readonly name: string
}

/** From where answers are named: in their own voyage its name goes without saying. */
export interface Viewpoint {
  readonly voyage: Pick<Voyage, 'id' | 'name'> & {
    readonly alternatives: readonly Pick<Alternative, 'id' | 'name'>[]
  }
  /** Any time of today, epoch milliseconds UTC: what was asked today goes without its date. */
  readonly todayMs: number
}

const dayOf = (ms: number) => Math.floor(ms / DAY_MS)

/**
 * `Route 1 · asked 22:57Z`, `Rotterdam – Halifax · asked 22:57Z` in a voyage with one route, `Santos – Cape Town · Route 1 ·
 * asked 22 Nov 22:57Z` seen from another one. What was sent from elsewhere goes by its task's name. Where two would be named
 * alike they say the second, and if that is the same too, the end of the task's name or which part they are.
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

/** The name of an answer that nothing stands beside. */
export const answerName = (answer: Nameable, from: Viewpoint): string => named(answer, from, false)

function named(
  { askedFor, askedMs, taskName }: Nameable,
  { voyage, todayMs }: Viewpoint,
  toTheSecond: boolean,
): string {
  const isHere = askedFor?.voyageId === voyage.id
  const what = !askedFor
    ? [taskName]
    : isHere
      ? [alternativeHere(askedFor, voyage) || voyage.name || askedFor.voyageName]
      : [askedFor.voyageName, askedFor.alternativeName]
  return [
    ...what,
    askedMs === null ? '' : `asked ${timeOf(askedMs, isHere && dayOf(askedMs) === dayOf(todayMs), toTheSecond)}`,
  ]
    .filter(Boolean)
    .join(' · ')
}

/** As it is called now, where there is more than one; that of an alternative that was deleted as it was called then. */
function alternativeHere(
  { alternativeId, alternativeName }: NonNullable<Nameable['askedFor']>,
  { alternatives }: Viewpoint['voyage'],
): string {
  const now = alternatives.find(({ id }) => id === alternativeId)
  return now && alternatives.length > 1 ? now.name : now ? '' : alternativeName
}

function timeOf(ms: number, clockOnly: boolean, toTheSecond: boolean): string {
  if (clockOnly) return toTheSecond ? formatClockSeconds(ms) : formatClock(ms)
  return toTheSecond ? formatMoment(ms).replace(formatClock(ms), formatClockSeconds(ms)) : formatMoment(ms)
}
