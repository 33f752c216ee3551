import { asAppError, type ErrorCode } from '#src/domain/errors.ts'
import { isFinalStatus } from '#src/domain/metocean/contract.ts'
import { isFinal } from '#src/domain/tasks/submission.ts'
import { type Answers, askedBy } from './answers.ts'
import { HttpError } from './http.ts'
import type { ResultReader } from './result-reader.ts'
import type { SubmissionStore } from './submission-store.ts'
import type { TaskLists } from './task-lists.ts'

/** What one look at a task by its id found. `no-contact`: nothing; it is looked at again. */
export type Followed = 'settled' | 'pending' | 'no-contact'

/** Failures of reading that another try does not mend. */
const hopeless: readonly ErrorCode[] = ['answer-unreadable', 'answer-mismatch', 'answer-too-large']
const MOST_BROKEN_READS = 3

interface Parts {
  store: SubmissionStore
  lists: TaskLists
  answers: Answers
  reader: ResultReader
  now: () => number
}

/** Looks at a submission's task by its id, takes its answer or its end. One look at a time per submission. */
export function createFollow({ store, lists, answers, reader, now }: Parts): (id: string) => Promise<Followed> {
  const running = new Map<string, Promise<Followed>>()
  const brokenReads = new Map<string, number>()

  async function follow(id: string): Promise<Followed> {
    const submission = store.get(id)
    if (!submission?.taskId || isFinal(submission)) return 'settled'
    try {
      const read = await reader({ kind: 'task', taskId: submission.taskId, asked: askedBy(submission) })
      lists.heard()
      if (read.columns) await answers.took(submission, read)
      else if (isFinalStatus(read.status)) await store.apply(id, { type: 'ended', atMs: now(), status: read.status, error: read.error })
      else return 'pending'
      return 'settled'
    } catch (error) {
      return afterFailure(id, error)
    }
  }

  async function afterFailure(id: string, error: unknown): Promise<Followed> {
    const { code, detail } = asAppError(error)
    if (error instanceof HttpError && error.status === 404) return missing(id)
    const broken = (brokenReads.get(id) ?? 0) + (code === 'answer-incomplete' ? 1 : 0)
    brokenReads.set(id, broken)
    if (hopeless.includes(code) || broken >= MOST_BROKEN_READS || code === 'request-refused') {
      await store.apply(id, { type: 'refused', atMs: now(), code, detail })
      return 'settled'
    }
    if (code !== 'answer-incomplete') lists.heard(error)
    return 'no-contact'
  }

  /** Unknown by its id: the full list has the last word. */
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
