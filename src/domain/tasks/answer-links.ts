import type { AnswerLink } from '../library/voyage-document.ts'
import { askedMs, type Submission } from './submission.ts'

/**
 * Where the last answer of each alternative of a voyage can be read again at another desk. Answers without a task, and
 * tasks that failed, leave nothing to read.
 */
export function linksOfVoyage(submissions: readonly Submission[], voyageId: string): AnswerLink[] {
  const newest = new Map<string, { readonly askedMs: number; readonly link: AnswerLink }>()
  for (const one of submissions) {
    const { taskId, taskName } = one
    const atMs = askedMs(one)
    if (one.state !== 'done' || taskId === null) continue
    for (const { voyageId: of, alternativeId: alternative, first, count } of one.parts) {
      if (of !== voyageId || alternative === null || count === 0) continue
      if (atMs <= (newest.get(alternative)?.askedMs ?? -Infinity)) continue
      const link = { alternative, taskId, taskName, first, count, askedAt: new Date(atMs).toISOString() }
      newest.set(alternative, { askedMs: atMs, link })
    }
  }
  return [...newest.values()].map(({ link }) => link)
}
