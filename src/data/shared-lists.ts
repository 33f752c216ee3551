import type { QueryClient } from '@tanstack/react-query'
import type { TaskList } from '#src/domain/metocean/contract.ts'
import { taskQueries } from './queries.ts'
import { type Contact, createTaskLists, type TaskLists } from './task-lists.ts'
import type { TaskWatch } from './task-watch.ts'

/** What the tabs tell each other: the PENDING list as one has read it, how the service is reached, a new tab's wish to know both. */
type TabMessage =
  | { readonly list: TaskList; readonly readMs: number }
  | { readonly contact: Contact }
  | { readonly wanted: true }

/** The service's lists; what one tab learns of them and of the way to them, all tabs know. */
export interface SharedLists extends TaskLists {
  /** Takes what other tabs learn, and tells a new one what this one knows if this one polls. */
  readonly listen: (watch: TaskWatch) => void
  /** Asks the tab that polls for what it knows. */
  readonly ask: () => void
}

/** @param channel null: no other tabs */
export function createSharedLists({ client, channel, now }: { client: QueryClient; channel: BroadcastChannel | null; now: () => number }): SharedLists {
  const post = (message: TabMessage) => channel?.postMessage(message)
  const own = createTaskLists({ client, now, tell: (contact) => post({ contact }) })
  const { queryKey } = taskQueries.pending()

  function took({ list, readMs }: Extract<TabMessage, { list: TaskList }>, watch: TaskWatch): void {
    // Answers may overtake each other; the newest counts.
    if (readMs < (client.getQueryState(queryKey)?.dataUpdatedAt ?? 0)) return
    client.setQueryData(queryKey, list, { updatedAt: readMs })
    watch.listed(list, readMs)
  }

  return {
    ...own,
    read: async (name) => {
      const list = await own.read(name)
      if (name === 'pending') post({ list, readMs: now() })
      return list
    },
    listen: (watch) => {
      if (!channel) return
      channel.onmessage = ({ data }: MessageEvent<TabMessage>) => {
        if ('list' in data) return took(data, watch)
        if ('contact' in data) return own.told(data.contact)
        if (!watch.active()) return
        post({ contact: own.contact() })
        const known = client.getQueryState<TaskList>(queryKey)
        if (known?.data) post({ list: known.data, readMs: known.dataUpdatedAt })
      }
    },
    ask: () => post({ wanted: true }),
  }
}
