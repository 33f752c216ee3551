import { asAppError, type ErrorCode } from '#src/domain/errors.ts'
import { isFinalStatus } from '#src/domain/metocean/contract.ts'
import { isFinal } from '#src/domain/tasks/submission.ts'
import type { Answers } from './answers.ts'
import { HttpError } from './http.ts'
import type { SubmissionStore } from './submission-store.ts'
import type { TaskLists } from './task-lists.ts'
import { isUnknownTask, type TaskReader } from './task-reader.ts'

/** What one look at a task by its id found. `no-contact`: nothing; it is looked at again. */
export type Followed = 'settled' | 'pending' | 'no-contact'

/** Failures of reading that another try does not mend. */
const hopeless: readonly ErrorCode[] = ['answer-mismatch', 'answer-too-large', 'result-removed']
/** Failures of reading that another try may mend: the answer was cut, or stood in for by something else. */
const broken: readonly ErrorCode[] = ['answer-incomplete', 'answer-unreadable']
const MOST_BROKEN_READS = 3

interface Parts {
  store: SubmissionStore
  lists: TaskLists
  answers: Answers
  readTask: TaskReader
  now: () => number
}

/** Looks at a submission's task by its id, takes its answer or its end. One look at a time per submission. */
export function createFollow({ store, lists, answers, readTask, now }: Parts): (id: string) => Promise<Followed> {
  const running = new Map<string, Promise<Followed>>()
  const brokenReads = new Map<string, number>()

  async function follow(id: string): Promise<Followed> {
    const submission = store.get(id)
    if (!submission?.taskId || isFinal(submission)) return 'settled'
    try {
      const read = await readTask(submission.taskId, submission)
      lists.heard()
      if (read.columns.length > 0) await answers.took(submission, read)
      else if (isFinalStatus(read.status)) await store.apply(id, { type: 'ended', atMs: now(), status: read.status, error: read.error })
      else return 'pending'
      return 'settled'
    } catch (error) {
      return afterFailure(id, error)
    }
  }

  async function afterFailure(id: string, error: unknown): Promise<Followed> {
    const { code, detail } = asAppError(error)
    if (isUnknownTask(error)) return missing(id)
    // With a status it is the server's word that the service fails at the moment; the task is not judged by it.
    const isAnswer = !(error instanceof HttpError && error.status !== null && error.status >= 400)
    const reads = (brokenReads.get(id) ?? 0) + (isAnswer && broken.includes(code) ? 1 : 0)
    brokenReads.set(id, reads)
    if (hopeless.includes(code) || reads >= MOST_BROKEN_READS || code === 'request-refused') {
      brokenReads.delete(id)
      await store.apply(id, { type: 'refused', atMs: now(), code, detail })
      return 'settled'
    }
    if (!isAnswer || !broken.includes(code)) lists.heard(error)
    return 'no-contact'
  }

  /** Unknown by its id, even right after the full list was read: that list has the last word. */
  async function missing(id: string): Promise<Followed> {
    const list = await lists.read('all').catch(() => null)
    if (!list) return 'no-contact'
    const submission = store.get(id)
    const row = list.tasks.find(({ task_id, task_name }) => task_id === submission?.taskId || task_name === submission?.taskName)
    if (!row) await store.apply(id, { type: 'not-found' })
    else if (isFinalStatus(row.status) && row.status !== 'SUCCESS') await store.apply(id, { type: 'ended', atMs: now(), status: row.status, error: '' })
    else return 'pending'
    return 'settled'
  }

  return (id) => {
    const known = running.get(id)
    if (known) return known
    const look = follow(id).finally(() => running.delete(id))
    running.set(id, look)
    return look
  }
}
