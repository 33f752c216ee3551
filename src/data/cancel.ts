import { asAppError } from '#src/domain/errors.ts'
import { CancelAnswer } from '#src/domain/metocean/contract.ts'
import { pollPolicy } from '#src/domain/tasks/poll-policy.ts'
import { findByName } from '#src/domain/tasks/recovery.ts'
import { isFinal } from '#src/domain/tasks/submission.ts'
import type { Followed } from './follow.ts'
import { callJson, HttpError } from './http.ts'
import type { SubmissionStore } from './submission-store.ts'
import type { TaskLists } from './task-lists.ts'

interface Parts {
  store: SubmissionStore
  lists: TaskLists
  follow: (id: string) => Promise<Followed>
  now: () => number
}

/** Cancelling: the wish is kept until the service says how the task ended. */
export interface Cancel {
  readonly ask: (id: string) => Promise<void>
  /** The task id has become known: a wish that waited for it goes out. */
  readonly identified: (id: string) => void
  /** After a start: wishes whose call an ended page may never have made go out; asking twice does no harm. */
  readonly recover: () => void
}

/** POST /cancel_task/{id}; that it has already ended (409) is an answer too. */
async function cancelTask(taskId: string): Promise<void> {
  try {
    await callJson(`/api/cancel_task/${encodeURIComponent(taskId)}`, CancelAnswer, { method: 'POST', body: '{}' })
  } catch (error) {
    if (!(error instanceof HttpError && (error.status === 409 || error.status === 404))) throw error
  }
}

export function createCancel({ store, lists, follow, now }: Parts): Cancel {
  const asked = new Set<string>()

  async function go(id: string, tries: number): Promise<void> {
    const submission = store.get(id)
    if (!submission || isFinal(submission) || submission.taskId === null) return
    asked.add(id)
    try {
      await cancelTask(submission.taskId)
      lists.heard()
      await follow(id)
    } catch (error) {
      const delayMs = pollPolicy.cancelMs[tries]
      if (delayMs !== undefined && asAppError(error).code !== 'request-refused') setTimeout(() => void go(id, tries + 1), delayMs)
      else {
        asked.delete(id)
        await store.apply(id, { type: 'cancel-dropped', atMs: now(), detail: asAppError(error).detail })
      }
    }
  }

  const identified = (id: string): void => {
    const submission = store.get(id)
    if (submission && submission.cancelAskedMs !== null && !asked.has(id)) void go(id, 0)
  }

  return {
    ask: async (id) => {
      const submission = store.get(id)
      if (!submission || isFinal(submission)) return
      // Nothing was sent, so there is nothing to cancel.
      if (submission.state === 'unsent') return store.remove(id)
      await store.apply(id, { type: 'cancel-asked', atMs: now() })
      if (submission.taskId !== null) return go(id, 0)
      const list = await lists.read('pending').catch(() => null)
      const found = findByName(list?.tasks ?? [], submission.taskName)
      if (found.kind !== 'one') return // it goes out when the id becomes known
      await store.apply(id, { type: 'listed', taskId: found.row.task_id })
      await go(id, 0)
    },
    identified,
    recover: () => store.all().forEach(({ id }) => identified(id)),
  }
}
