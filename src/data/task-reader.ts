import type { Submission } from '#src/domain/tasks/submission.ts'
import { HttpError } from './http.ts'
import type { AskedParts, ReadAnswer } from './read-call.ts'
import type { ResultReader } from './result-reader.ts'
import type { TaskLists } from './task-lists.ts'

/** Reads a task, and its answer if it has one. @throws HttpError 404 where neither the id nor the full list is known */
export type TaskReader = (taskId: string, submission: Submission | undefined) => Promise<ReadAnswer>

/** What a task was asked for, or null where this browser did not send it. */
function askedBy(submission: Submission | undefined): AskedParts | null {
  return submission && submission.points.lat.length > 0 ? submission : null
}

export const isUnknownTask = (error: unknown): boolean => error instanceof HttpError && error.status === 404

/**
 * A gateway asks the service only for ids it has met lately, so a task sent elsewhere may be unknown to it until a list
 * shows it: it is looked for in the full list, and read once more if it stands there.
 */
export function createTaskReader({ reader, lists }: { reader: ResultReader; lists: TaskLists }): TaskReader {
  return async (taskId, submission) => {
    const call = { kind: 'task', taskId, asked: askedBy(submission) } as const
    try {
      return await reader(call)
    } catch (error) {
      if (!isUnknownTask(error)) throw error
      const list = await lists.read('all').catch(() => null)
      if (!list?.tasks.some(({ task_id }) => task_id === taskId)) throw error
      return reader(call)
    }
  }
}
