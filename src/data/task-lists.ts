import type { QueryClient } from '@tanstack/react-query'
import { asAppError, type ErrorCode } from '#src/domain/errors.ts'
import type { TaskList } from '#src/domain/metocean/contract.ts'
import { createListeners, type Listeners } from './listeners.ts'
import { HttpError, outcomeOf } from './http.ts'
import { type ListName, taskQueries } from './queries.ts'

/** What is known of the way to the service, the same in all tabs. Times are epoch milliseconds. */
export interface Contact {
  /** Since when nothing answers; null: the last call was answered. */
  readonly lostMs: number | null
  /** The service asked to be left alone until then; 0: it did not. */
  readonly waitUntilMs: number
  /** The session has ended; nothing is answered until somebody signs in again. */
  readonly isSignedOut: boolean
}

/** The service's lists, read now and kept in the query cache, and whether the service can be reached. */
export interface TaskLists extends Pick<Listeners, 'subscribe'> {
  /** @throws HttpError */
  readonly read: (name: ListName) => Promise<TaskList>
  readonly contact: () => Contact
  /** How long the service asked to be left alone from now on, milliseconds; 0: it did not. */
  readonly waitMs: () => number
  /** Notes the outcome of a call made elsewhere. */
  readonly heard: (error?: unknown) => void
  /** Takes what another tab knows. */
  readonly told: (contact: Contact) => void
}

interface Parts {
  client: QueryClient
  now: () => number
  /** Passes on what has changed here. */
  tell: (contact: Contact) => void
}

/** Nobody answered for the service, whoever it was that said so. */
const silences: readonly ErrorCode[] = ['offline', 'server-unreachable', 'upstream-unreachable']

export function createTaskLists({ client, now, tell }: Parts): TaskLists {
  const { subscribe, notify } = createListeners()
  let contact: Contact = { lostMs: null, waitUntilMs: 0, isSignedOut: false }

  function told(next: Contact): boolean {
    const { lostMs, waitUntilMs, isSignedOut } = contact
    if (next.lostMs === lostMs && next.waitUntilMs === waitUntilMs && next.isSignedOut === isSignedOut) return false
    contact = next
    notify()
    return true
  }

  function heard(error?: unknown): void {
    const code = error === undefined ? null : asAppError(error).code
    const isSilent = error !== undefined && (outcomeOf(error) === 'unknown' || silences.some((silence) => silence === code))
    const askedMs = error instanceof HttpError && error.retryAfterMs !== null ? now() + error.retryAfterMs : 0
    const next = {
      lostMs: isSilent ? (contact.lostMs ?? now()) : null,
      // That one kind of call is answered does not end the wait that another was told.
      waitUntilMs: Math.max(contact.waitUntilMs, askedMs),
      isSignedOut: code === 'signed-out' || (error !== undefined && contact.isSignedOut),
    }
    if (told(next)) tell(next)
  }

  return {
    subscribe,
    heard,
    told: (next) => void told(next),
    contact: () => contact,
    waitMs: () => Math.max(0, contact.waitUntilMs - now()),
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
