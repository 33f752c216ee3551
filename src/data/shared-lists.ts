import type { QueryClient } from '@tanstack/react-query'
import type { TaskList } from '#src/domain/metocean/contract.ts'
import { taskQueries } from './queries.ts'
import type { TaskLists } from './task-lists.ts'
import type { TaskWatch } from './task-watch.ts'

/** The PENDING list as one tab has read it, or the wish of a new tab to have it. */
type ListMessage = { readonly list: TaskList; readonly readMs: number } | { readonly wanted: true }

/** The same lists, the PENDING one passed on to the other tabs whenever it is read here. */
export function passedOn(lists: TaskLists, channel: BroadcastChannel | null, now: () => number): TaskLists {
  return {
    ...lists,
    read: async (name) => {
      const list = await lists.read(name)
      if (name === 'pending') channel?.postMessage({ list, readMs: now() } satisfies ListMessage)
      return list
    },
  }
}

/** Asks the tab that polls for what it knows. */
export function wantList(channel: BroadcastChannel | null): void {
  channel?.postMessage({ wanted: true } satisfies ListMessage)
}

/** Takes the lists that other tabs read, and gives a tab that wants one the last that is known here. */
export function hearLists(channel: BroadcastChannel | null, { client, watch }: { client: QueryClient; watch: TaskWatch }): void {
  if (!channel) return
  const { queryKey } = taskQueries.pending()
  channel.onmessage = ({ data }: MessageEvent<ListMessage>) => {
    if ('list' in data) {
      client.setQueryData(queryKey, data.list, { updatedAt: data.readMs })
      return watch.listed(data.list, data.readMs)
    }
    const known = client.getQueryState<TaskList>(queryKey)
    if (watch.active() && known?.data) channel.postMessage({ list: known.data, readMs: known.dataUpdatedAt } satisfies ListMessage)
  }
}
