import type { TaskRow } from '#src/domain/metocean/contract.ts'
import type { Course } from '#src/domain/tasks/progress.ts'
import type { Submission } from '#src/domain/tasks/submission.ts'
import type { LookUp } from './look-up.ts'
import type { Outbox } from './outbox.ts'
import type { SubmissionStore } from './submission-store.ts'
import type { TaskLists } from './task-lists.ts'
import type { TaskWatch } from './task-watch.ts'

/** Everything the screen shows of tasks, but the service's lists themselves. The same object until something changes. */
export interface TasksSnapshot {
  /** Newest first. */
  readonly submissions: readonly Submission[]
  /** Promises of the pending tasks by task id. */
  readonly courses: ReadonlyMap<string, Course>
  /** Submissions whose task will hardly end. */
  readonly lost: ReadonlySet<string>
  /** The next look at the PENDING list, epoch milliseconds; null: nothing is pending. */
  readonly nextLookMs: number | null
  /** Since when nothing answers; null: all is well. */
  readonly contactLostMs: number | null
  /** The service asked to be left alone until then, epoch milliseconds, perhaps past; null: it never did. */
  readonly busyUntilMs: number | null
  readonly isSignedOut: boolean
  /** When an unsent submission is tried again, by submission id. */
  readonly retryMs: ReadonlyMap<string, number>
  /** Tasks that fit a submission that was not found for certain, by submission id. */
  readonly candidates: ReadonlyMap<string, readonly TaskRow[]>
}

interface Parts {
  store: SubmissionStore
  lists: TaskLists
  watch: TaskWatch
  outbox: Outbox
  lookUp: LookUp
}

export function tasksSnapshot({ store, lists, watch, outbox, lookUp }: Parts): TasksSnapshot {
  const submissions = store.all()
  const { lostMs, waitUntilMs, isSignedOut } = lists.contact()
  const byId = <T>(read: (id: string) => T | null) =>
    new Map(
      submissions.flatMap(({ id }) => {
        const value = read(id)
        return value === null ? [] : [[id, value] as const]
      }),
    )
  return {
    submissions,
    courses: watch.courses(),
    lost: watch.lost(),
    nextLookMs: watch.nextMs(),
    contactLostMs: lostMs,
    busyUntilMs: waitUntilMs || null,
    isSignedOut,
    retryMs: byId(outbox.retryMs),
    candidates: byId((id) => (lookUp.candidates(id).length > 0 ? lookUp.candidates(id) : null)),
  }
}
