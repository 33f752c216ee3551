import { isFinalStatus, type TaskRow } from '#src/domain/metocean/contract.ts'
import type { Submission } from '#src/domain/tasks/submission.ts'

export type Filter = 'all' | 'pending' | 'done' | 'failed'

export const filters: readonly { value: Filter; label: string }[] = [
  { value: 'all', label: 'All' },
  { value: 'pending', label: 'Pending' },
  { value: 'done', label: 'Done' },
  { value: 'failed', label: 'Failed' },
]

/** The service's list a filter reads: failed ones are only in the full list. */
export const listOf = { all: 'all', pending: 'pending', done: 'success', failed: 'all' } as const

/** Groups of this browser's cards, in the order they are shown. */
export type Group = 'running' | 'waiting' | 'finished'

/** @param running task ids the service has begun to work on */
export function groupOf({ state, taskId }: Submission, running: ReadonlySet<string>): Group {
  if (state === 'done' || state === 'failed' || state === 'cancelled') return 'finished'
  if (state === 'sending') return 'running'
  return taskId !== null && running.has(taskId) ? 'running' : 'waiting'
}

export function passes(filter: Filter, { state }: Submission): boolean {
  if (filter === 'all') return true
  if (filter === 'done') return state === 'done'
  const ended = state === 'failed' || state === 'cancelled' || state === 'not-found'
  return filter === 'failed' ? ended : !ended && state !== 'done'
}

export function rowPasses(filter: Filter, { status }: TaskRow): boolean {
  if (filter === 'all') return true
  if (filter === 'done') return status === 'SUCCESS'
  return filter === 'pending' ? !isFinalStatus(status) : isFinalStatus(status) && status !== 'SUCCESS'
}
