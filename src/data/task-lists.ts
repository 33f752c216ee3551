import type { QueryClient } from '@tanstack/react-query'
import { asAppError } from '#src/domain/errors.ts'
import type { TaskList } from '#src/domain/metocean/contract.ts'
import { createListeners, type Listeners } from './listeners.ts'
import { outcomeOf } from './http.ts'
import { type ListName, taskQueries } from './queries.ts'

/** The service's lists, read now and kept in the query cache, and whether the service can be reached. */
export interface TaskLists extends Pick<Listeners, 'subscribe'> {
  /** @throws HttpError */
  readonly read: (name: ListName) => Promise<TaskList>
  /** Since when nothing answers, epoch milliseconds; null: the last call was answered. */
  readonly lostMs: () => number | null
  /** Notes the outcome of a call made elsewhere. */
  readonly heard: (error?: unknown) => void
}

export function createTaskLists({ client, now }: { client: QueryClient; now: () => number }): TaskLists {
  const { subscribe, notify } = createListeners()
  let lostMs: number | null = null

  function heard(error?: unknown): void {
    const silent = error !== undefined && (outcomeOf(error) === 'unknown' || asAppError(error).code === 'offline')
    if (silent === (lostMs !== null)) return
    lostMs = silent ? now() : null
    notify()
  }

  return {
    subscribe,
    heard,
    lostMs: () => lostMs,
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
