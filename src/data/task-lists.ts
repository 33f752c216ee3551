import type { QueryClient } from '@tanstack/react-query'
import { asAppError } from '#src/domain/errors.ts'
import type { TaskList } from '#src/domain/metocean/contract.ts'
import { createListeners, type Listeners } from './listeners.ts'
import { HttpError, outcomeOf } from './http.ts'
import { type ListName, taskQueries } from './queries.ts'

/** The service's lists, read now and kept in the query cache, and whether the service can be reached. */
export interface TaskLists extends Pick<Listeners, 'subscribe'> {
  /** @throws HttpError */
  readonly read: (name: ListName) => Promise<TaskList>
  /** Since when nothing answers, epoch milliseconds; null: the last call was answered. */
  readonly lostMs: () => number | null
  /** How long the service asked to be left alone from now on, milliseconds; 0: it did not. */
  readonly waitMs: () => number
  /** Notes the outcome of a call made elsewhere. */
  readonly heard: (error?: unknown) => void
}

export function createTaskLists({ client, now }: { client: QueryClient; now: () => number }): TaskLists {
  const { subscribe, notify } = createListeners()
  let lostMs: number | null = null
  let waitUntilMs = 0

  function heard(error?: unknown): void {
    waitUntilMs = error instanceof HttpError && error.retryAfterMs !== null ? now() + error.retryAfterMs : 0
    const silent = error !== undefined && (outcomeOf(error) === 'unknown' || asAppError(error).code === 'offline')
    if (silent === (lostMs !== null)) return
    lostMs = silent ? now() : null
    notify()
  }

  return {
    subscribe,
    heard,
    lostMs: () => lostMs,
    waitMs: () => Math.max(0, waitUntilMs - now()),
    read: async (name) => {
      try {
        const list = await client.fetchQuery({ ...taskQueries.list(name), staleTime: 0 })
        heard()
        return list
      } catch (error) {
        heard(error)
        throw error
      }
    },
  }
}
