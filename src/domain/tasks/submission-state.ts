import type { ErrorCode } from '../errors.ts'
import { isFinalStatus } from '../metocean/wire/contract.ts'
import { type AnswerSummary, isFinal, type Submission } from './submission.ts'

/** What can happen to a submission. Times are epoch milliseconds. */
export type SubmissionEvent =
  | { readonly type: 'sending'; readonly atMs: number }
  /** It could not be sent, certainly; it stays to be sent. */
  | { readonly type: 'held-back'; readonly code: ErrorCode; readonly detail: string }
  /** Two direct calls are held already, so this one goes in the background. */
  | { readonly type: 'sent-in-background' }
  | { readonly type: 'accepted'; readonly taskId: string }
  /** Its id was seen in a list while its call is held, or after a direct answer. */
  | { readonly type: 'listed'; readonly taskId: string }
  | { readonly type: 'answered'; readonly atMs: number; readonly summary: AnswerSummary; readonly points: number }
  | { readonly type: 'refused'; readonly atMs: number; readonly code: ErrorCode; readonly detail: string }
  | { readonly type: 'connection-lost'; readonly atMs: number; readonly code: ErrorCode; readonly detail: string }
  | { readonly type: 'found'; readonly atMs: number; readonly taskId: string; readonly by?: 'name' | 'time' }
  | { readonly type: 'not-found' }
  | { readonly type: 'cancel-asked'; readonly atMs: number }
  /** The cancel had no effect; the task goes on. */
  | { readonly type: 'cancel-dropped'; readonly atMs: number; readonly detail: string }
  /** The service says how it ended, other than with an answer. */
  | { readonly type: 'ended'; readonly atMs: number; readonly status: string; readonly error: string }

/** True where the words of the service mean that somebody cancelled it (its word for that is not documented). */
export const readsCancelled = (words: string): boolean => /cancel|revok/i.test(words)

/**
 * The submission after an event. Final is final: a late or contradicting event leaves it as it is, but for an id that
 * becomes known after a direct answer.
 */
export function afterEvent(submission: Submission, event: SubmissionEvent): Submission {
  if (isFinal(submission))
    return event.type === 'listed' && submission.taskId === null ? { ...submission, taskId: event.taskId } : submission
  switch (event.type) {
    case 'sending':
      // Only what was certainly not sent may be sent; an unclear outcome is looked up, never sent again.
      return submission.state === 'unsent'
        ? { ...submission, state: 'sending', sentMs: event.atMs, error: null }
        : submission
    case 'held-back':
      return afterHoldingBack(submission, event)
    case 'sent-in-background':
      return { ...submission, mode: 'async', sentInBackground: true }
    case 'accepted':
      return { ...submission, state: 'accepted', taskId: event.taskId, unclearMs: null, error: null }
    case 'listed':
      return submission.taskId === event.taskId ? submission : { ...submission, taskId: event.taskId }
    case 'answered':
      return {
        ...submission,
        state: 'done',
        finishedMs: event.atMs,
        summary: event.summary,
        pointCount: event.points,
        unclearMs: null,
        error: null,
      }
    case 'refused':
      return { ...submission, state: 'failed', finishedMs: event.atMs, unclearMs: null, error: errorOf(event) }
    case 'connection-lost':
      return afterLoss(submission, event)
    case 'found':
      return afterFinding(submission, event)
    case 'not-found':
      return { ...submission, state: 'not-found', unclearMs: null }
    case 'cancel-asked':
      return submission.cancelAskedMs === null
        ? { ...submission, cancelAskedMs: event.atMs, cancelDropped: null }
        : submission
    case 'cancel-dropped':
      return { ...submission, cancelAskedMs: null, cancelDropped: { atMs: event.atMs, detail: event.detail } }
    case 'ended':
      return afterEnd(submission, event)
  }
}

const errorOf = ({ code, detail }: { code: ErrorCode; detail: string }) => ({ code, detail })

function afterHoldingBack(submission: Submission, event: Extract<SubmissionEvent, { type: 'held-back' }>): Submission {
  const { state, cancelAskedMs } = submission
  if (state !== 'sending' && state !== 'unsent') return submission
  // Stopped before anything was sent: sending it later would make a task that nobody wants.
  if (cancelAskedMs !== null)
    return { ...submission, state: 'cancelled', sentMs: null, finishedMs: cancelAskedMs, error: null }
  return { ...submission, state: 'unsent', sentMs: null, error: errorOf(event) }
}

function afterLoss(submission: Submission, event: Extract<SubmissionEvent, { type: 'connection-lost' }>): Submission {
  if (submission.state !== 'sending') return submission
  // Its id was learned while the call was held: nothing is unclear, it is followed by that id.
  if (submission.taskId !== null) return { ...submission, state: 'accepted' }
  return { ...submission, state: 'unknown', unclearMs: event.atMs, error: errorOf(event) }
}

function afterFinding(
  submission: Submission,
  { atMs, taskId, by = 'name' }: Extract<SubmissionEvent, { type: 'found' }>,
): Submission {
  const sinceMs = submission.unclearMs ?? submission.sentMs ?? submission.createdMs
  return {
    ...submission,
    state: 'accepted',
    taskId,
    unclearMs: null,
    error: null,
    found: { atMs, afterMs: Math.max(0, atMs - sinceMs), by },
  }
}

function afterEnd(
  submission: Submission,
  { atMs, status, error }: Extract<SubmissionEvent, { type: 'ended' }>,
): Submission {
  if (!isFinalStatus(status)) return submission
  const ended = { ...submission, finishedMs: atMs, unclearMs: null }
  const cancelled = submission.cancelAskedMs !== null || readsCancelled(status) || readsCancelled(error)
  if (cancelled) return { ...ended, state: 'cancelled', error: null }
  return { ...ended, state: 'failed', error: { code: 'task-failed', detail: error || status } }
}
