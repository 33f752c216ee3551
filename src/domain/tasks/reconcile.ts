import type { ErrorCode } from '../errors.ts'
import type { TaskList, TaskRow } from '../metocean/wire/contract.ts'
import { pollPolicy, type Watched } from './poll-policy.ts'
import type { TaskProgress } from './progress.ts'
import { findByName } from './recovery.ts'
import { type AnswerSummary, askedMs, pointsOf, type Submission } from './submission.ts'
import type { SubmissionEvent } from './submission-state.ts'

/** What one look at a task by its id found; an unanswered look does not count. */
export type StatusRead =
  /** `isListed`: whether the full list has it; null: it was not asked. */
  | { readonly kind: 'pending'; readonly isListed: boolean | null }
  | { readonly kind: 'answered'; readonly summary: AnswerSummary; readonly points: number }
  | { readonly kind: 'ended'; readonly status: string; readonly error: string }
  /** There is or was an answer, but it cannot be read. */
  | { readonly kind: 'unreadable'; readonly code: ErrorCode; readonly detail: string }
  /** Neither its id nor the full list knows it. */
  | { readonly kind: 'missing' }

/** The PENDING list as it was read. */
export interface PendingRead extends Pick<TaskList, 'tasks'> {
  /** When it was asked for, epoch milliseconds: a task that ended later may still be in it. */
  readonly readMs: number
  /** What each task promised, by task id. */
  readonly progressByTask: ReadonlyMap<string, TaskProgress>
}

/** What the service last said. */
export interface ServiceSays {
  /** null: not read yet. */
  readonly pending: PendingRead | null
  /** By task id. */
  readonly statuses: ReadonlyMap<string, StatusRead>
}

export type TaskEvent =
  /** Something has happened to a submission. */
  | { readonly id: string; readonly event: SubmissionEvent }
  /** The list does not show its task, so its id is asked for. */
  | { readonly id: string; readonly askFor: string }
  /** Its task is unlikely to end. */
  | { readonly id: string; readonly lost: true }

/**
 * What the PENDING list, the tasks asked for by id and the stored submissions mean together. A submission appears at
 * most once, and only if there is news of it.
 * @param nowMs epoch milliseconds
 */
export function reconcile(submissions: readonly Submission[], says: ServiceSays, nowMs: number): TaskEvent[] {
  return submissions.flatMap((submission) => {
    const { id, state, taskId } = submission
    if (taskId === null) return named(submission, says.pending?.tasks ?? [], nowMs)
    // A held call whose id is known may be looked at as well; the call itself reports its end.
    if (state !== 'accepted' && state !== 'sending') return []
    const status = says.statuses.get(taskId)
    if (status && status.kind !== 'pending') return [{ id, event: eventOf(status, nowMs) }]
    if (state === 'sending' || isShown(submission, taskId, says.pending)) return []
    return [status?.isListed === false ? { id, lost: true } : { id, askFor: taskId }]
  })
}

/** A name seen in the list settles what was unclear, and gives a held call its id. */
function named({ id, state, taskName }: Submission, rows: readonly TaskRow[], nowMs: number): TaskEvent[] {
  if (state !== 'sending' && state !== 'unknown' && state !== 'not-found') return []
  const found = findByName(rows, taskName)
  if (found.kind !== 'one') return []
  const { task_id: taskId } = found.row
  return [{ id, event: state === 'sending' ? { type: 'listed', taskId } : { type: 'found', atMs: nowMs, taskId } }]
}

/** The list shows it, or was read too early to have to. */
function isShown(submission: Submission, taskId: string, pending: PendingRead | null): boolean {
  return (
    pending === null ||
    pending.readMs < knownMs(submission) + pollPolicy.firstLookMs ||
    pending.tasks.some(({ task_id }) => task_id === taskId)
  )
}

/** Since when this browser has known its task. */
const knownMs = (submission: Submission) => submission.found?.atMs ?? askedMs(submission)

function eventOf(status: Exclude<StatusRead, { kind: 'pending' }>, atMs: number): SubmissionEvent {
  switch (status.kind) {
    case 'answered':
      return { type: 'answered', atMs, summary: status.summary, points: status.points }
    case 'ended':
      return { type: 'ended', atMs, status: status.status, error: status.error }
    case 'unreadable':
      return { type: 'refused', atMs, code: status.code, detail: status.detail }
    case 'missing':
      return { type: 'not-found' }
  }
}

/** The tasks that the next look at the PENDING list is for: those it shows, and those it has not had time to show. */
export function watchedTasks(submissions: readonly Submission[], pending: PendingRead | null): Watched[] {
  const rows = pending?.tasks ?? []
  const own = new Map(submissions.flatMap((one) => (one.taskId === null ? [] : [[one.taskId, one] as const])))
  const listed = rows.flatMap(({ task_id, nbr_points }): Watched[] => {
    const submission = own.get(task_id)
    if (!submission) return [{ ...promiseOf(task_id, pending), points: nbr_points ?? null, isOwn: false }]
    return submission.state === 'accepted' ? [watchedTask(submission, pending)] : []
  })
  const shown = new Set(rows.map(({ task_id }) => task_id))
  const coming = [...own.values()].filter(
    (one) => one.state === 'accepted' && !shown.has(one.taskId ?? '') && isShown(one, one.taskId ?? '', pending),
  )
  return [
    ...listed,
    ...coming.map((one): Watched => {
      const since = knownMs(one)
      return {
        points: pointsOf(one),
        sinceMs: since,
        isOwn: true,
        lookedMs: pending && pending.readMs >= since ? pending.readMs : null,
        leftMs: null,
        estimatedMs: null,
      }
    }),
  ]
}

/** A submission's task with what it promised last. */
export function watchedTask(submission: Submission, pending: PendingRead | null): Watched {
  const promise = promiseOf(submission.taskId, pending)
  // A cancel is confirmed soon or not at all.
  const leftMs = submission.cancelAskedMs === null ? promise.leftMs : pollPolicy.firstLookMs
  return { ...promise, leftMs, points: pointsOf(submission), sinceMs: askedMs(submission), isOwn: true }
}

function promiseOf(
  taskId: string | null,
  pending: PendingRead | null,
): Pick<Watched, 'sinceMs' | 'lookedMs' | 'leftMs' | 'estimatedMs'> {
  const taskProgress = pending?.progressByTask.get(taskId ?? '')
  const leftMs = taskProgress?.endMs == null ? null : Math.max(0, taskProgress.endMs - taskProgress.readMs)
  return {
    sinceMs: taskProgress?.sinceMs ?? 0,
    lookedMs: taskProgress?.readMs ?? null,
    leftMs,
    estimatedMs: taskProgress?.estimatedMs ?? null,
  }
}
