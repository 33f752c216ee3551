import { isFinalStatus, type TaskRow } from '#src/domain/metocean/contract.ts'
import type { Submission } from '#src/domain/tasks/submission.ts'
import type { Announcer } from './announcer.ts'
import { adopted } from './drafts.ts'
import type { Followed } from './follow.ts'
import type { LookUp } from './look-up.ts'
import type { SubmissionStore } from './submission-store.ts'
import type { TaskLists } from './task-lists.ts'

interface Parts {
  store: SubmissionStore
  lists: TaskLists
  lookUp: LookUp
  announcer: Announcer
  follow: (id: string) => Promise<Followed>
  now: () => number
}

/** Attaching tasks of the service, whoever sent them. */
export interface Recover {
  /** A task is followed from here, and its answer shown. */
  readonly attach: (row: TaskRow) => Promise<Submission>
  /** The same without waiting for its answer. */
  readonly adopt: (row: TaskRow) => Promise<Submission>
  /** The operator knows the task of a submission that was not found for certain. */
  readonly pick: (id: string, row: TaskRow) => Promise<void>
  /** By a link: a task that still runs is followed, so that its answer is shown once it is there. */
  readonly visit: (taskId: string) => Promise<void>
}

export function createRecover({ store, lists, lookUp, announcer, follow, now }: Parts): Recover {
  async function known(row: TaskRow): Promise<Submission> {
    await store.load()
    const own = store.byTask(row.task_id) ?? store.all().find(({ taskName, taskId }) => taskId === null && taskName === row.task_name)
    if (own) {
      if (own.taskId === null) await store.apply(own.id, { type: 'found', atMs: now(), taskId: row.task_id })
      return store.get(own.id) ?? own
    }
    const submission = adopted(row, now())
    await store.add(submission)
    return submission
  }
  async function followed(submission: Submission): Promise<Submission> {
    await follow(submission.id)
    return store.get(submission.id) ?? submission
  }
  async function attach(row: TaskRow): Promise<Submission> {
    const submission = await known(row)
    announcer.expect(submission.id)
    return followed(submission)
  }

  return {
    attach,
    adopt: async (row) => followed(await known(row)),
    pick: async (id, row) => {
      lookUp.picked(id)
      announcer.expect(id)
      await store.apply(id, { type: 'found', atMs: now(), taskId: row.task_id, by: row.task_name?.trim() ? 'name' : 'time' })
      await follow(id)
    },
    visit: async (taskId) => {
      await store.load()
      const own = store.byTask(taskId)
      if (own) return announcer.expect(own.id)
      const list = await lists.read('pending').catch(() => null)
      const row = list?.tasks.find(({ task_id }) => task_id === taskId)
      if (row && !isFinalStatus(row.status)) await attach(row)
    },
  }
}
