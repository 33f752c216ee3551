import type { Answer, AskedFor } from '../metocean/result.ts'
import type { Survey } from '../metocean/survey.ts'
import { answerKey, askedMs, type Submission, submissionKey, wholeOfKey } from './submission.ts'

/** An answer this browser has or knows where to get: a part of a finished submission. Columns may be elsewhere. */
export interface KnownAnswer extends Pick<Answer, 'key' | 'taskName' | 'askedMs' | 'askedFor'> {
  readonly pointCount: number | null
  /** When this browser learned of it, epoch milliseconds. */
  readonly finishedMs: number
}

/** The open voyage and its active alternative. */
export interface Home {
  readonly voyageId: string
  readonly alternativeId: string
}

/** Every answer of a plan among these submissions, those asked for last first; each part of a request is one. */
export const knownAnswers = (submissions: readonly Submission[]): KnownAnswer[] =>
  allAnswers(submissions).filter(({ askedFor }) => !askedFor?.survey)

/** Every answer of a survey for a voyage, those asked for last first. */
export const knownSurveys = (
  submissions: readonly Submission[],
  voyageId: string,
  kind: Survey['kind'],
): KnownAnswer[] =>
  allAnswers(submissions).filter((one) => isAtHome(one, voyageId) && one.askedFor?.survey?.kind === kind)

function allAnswers(submissions: readonly Submission[]): KnownAnswer[] {
  return submissions
    .filter(({ state }) => state === 'done')
    .flatMap((submission): KnownAnswer[] => {
      const { taskName, parts, points, pointCount = null } = submission
      const common = {
        taskName,
        askedMs: askedMs(submission),
        finishedMs: submission.finishedMs ?? submission.createdMs,
      }
      if (parts.length === 0)
        return [{ ...common, key: answerKey(submission), askedFor: null, pointCount: points.lat.length || pointCount }]
      return parts.map((askedFor, part) => ({
        ...common,
        key: answerKey(submission, part),
        askedFor,
        pointCount: askedFor.count,
      }))
    })
    .sort((a, b) => (b.askedMs ?? 0) - (a.askedMs ?? 0))
}

/** Was it asked for in this voyage? */
export const isAtHome = ({ askedFor }: { readonly askedFor: AskedFor | null }, voyageId: string): boolean =>
  askedFor?.voyageId === voyageId

/**
 * The key of the answer asked last before another one, for the same alternative of a voyage; null: there is none, or the
 * other is not the newest itself.
 */
export function answerBefore(
  submissions: readonly Submission[],
  { key, askedFor }: Pick<Answer, 'key' | 'askedFor'>,
  voyageId: string,
): string | null {
  if (!askedFor || askedFor.voyageId !== voyageId) return null
  const [newest, before] = knownAnswers(submissions).filter(
    (one) => isAtHome(one, voyageId) && one.askedFor?.alternativeId === askedFor.alternativeId,
  )
  return newest?.key === key ? (before?.key ?? null) : null
}

/** The submission an answer was asked with; null: this browser does not have it (any more). */
export function submissionOfKey(submissions: readonly Submission[], key: string): Submission | null {
  const { whole } = wholeOfKey(key)
  return submissions.find((one) => answerKey(one) === whole || submissionKey(one.id) === whole) ?? null
}

/** The part of a request to show here: the active alternative's, else the voyage's first, else the first. */
export function partSeenFrom({ parts }: Pick<Submission, 'parts'>, { voyageId, alternativeId }: Home): number {
  const here = parts.findIndex((part) => part.voyageId === voyageId && part.alternativeId === alternativeId)
  return here >= 0
    ? here
    : Math.max(
        0,
        parts.findIndex((part) => part.voyageId === voyageId),
      )
}
