import type { AnswerLink } from '../library/voyage-document.ts'
import { answerKey, askedMs, type Submission, surveyOf } from './submission.ts'

interface LastAnswer {
  readonly askedMs: number
  readonly link: AnswerLink
  /** The key of the answer in this browser. */
  readonly key: string
}

/**
 * Where the last answer of each alternative of a voyage can be read again at another desk. Answers without a task, and
 * tasks that failed, leave nothing to read.
 */
export const linksOfVoyage = (submissions: readonly Submission[], voyageId: string): AnswerLink[] =>
  [...lastAnswers(submissions, voyageId).values()].map(({ link }) => link)

/** By the id of the alternative. */
function lastAnswers(submissions: readonly Submission[], voyageId: string): ReadonlyMap<string, LastAnswer> {
  const newest = new Map<string, LastAnswer>()
  for (const one of submissions) {
    const { taskId, taskName } = one
    const atMs = askedMs(one)
    if (one.state !== 'done' || taskId === null || surveyOf(one)) continue
    for (const [part, { voyageId: of, alternativeId: alternative, first, count }] of one.parts.entries()) {
      if (of !== voyageId || alternative === null || count === 0) continue
      if (atMs <= (newest.get(alternative)?.askedMs ?? -Infinity)) continue
      const link = { alternative, taskId, taskName, first, count, askedAt: new Date(atMs).toISOString() }
      newest.set(alternative, { askedMs: atMs, link, key: answerKey(one, part) })
    }
  }
  return newest
}

/** The alternatives whose last answers are among these: what is compared, in words that hold at every desk. */
export function alternativesOfKeys(
  keys: readonly string[],
  submissions: readonly Submission[],
  voyageId: string,
): string[] {
  const ids = new Map([...lastAnswers(submissions, voyageId)].map(([id, { key }]) => [key, id]))
  return keys.flatMap((key) => ids.get(key) ?? [])
}

/** The keys that the last answers of these alternatives have in this browser; those that are not here are left out. */
export function keysOfAlternatives(
  ids: readonly string[],
  submissions: readonly Submission[],
  voyageId: string,
): string[] {
  const answers = lastAnswers(submissions, voyageId)
  return ids.flatMap((id) => answers.get(id)?.key ?? [])
}
