import { MutationCache, type MutationMeta, QueryCache, QueryClient, type QueryMeta } from '@tanstack/react-query'
import type { ErrorCode } from '#src/domain/errors.ts'
import { HttpError } from '../http/http-error.ts'
import { createListeners, type Listeners } from '../listeners.ts'

declare module '@tanstack/react-query' {
  interface Register {
    /** `asksServer`: its success or failure tells whether the service can be reached. */
    queryMeta: { asksServer?: boolean }
    mutationMeta: { asksServer?: boolean }
  }
}

/** What is known of the way to the service, the same in all tabs. Times are epoch milliseconds. */
export interface Contact {
  /** Since when nothing answers; null: the last call was answered. */
  readonly lostMs: number | null
  /** The service asked to be left alone until then; 0: it did not. */
  readonly waitUntilMs: number
  /** The session has ended; nothing is answered until somebody signs in again. */
  readonly isSignedOut: boolean
}

export interface ContactWatch extends Pick<Listeners, 'subscribe'> {
  readonly now: () => Contact
  /** Nothing can be learned of the service at the moment. */
  readonly isCutOff: () => boolean
  /** How long the service asked to be left alone from now on, milliseconds; 0: it did not. */
  readonly waitMs: () => number
  /** A call was answered. */
  readonly answered: () => void
  readonly failed: (error: unknown) => void
  /** Takes what another tab knows. */
  readonly learned: (contact: Contact) => void
}

/** Nobody answered for the service, whoever it was that said so. */
const silences: readonly ErrorCode[] = ['offline', 'server-unreachable', 'upstream-unreachable']
/** Of an answer that was read: it was cut or is not what it should be, which tells nothing of the way to the service. */
const brokenBodies: readonly ErrorCode[] = ['answer-incomplete', 'answer-unreadable']

/** @param share passes on what has changed here */
export function createContactWatch(share: (contact: Contact) => void): ContactWatch {
  const { subscribe, notify } = createListeners()
  let contact: Contact = { lostMs: null, waitUntilMs: 0, isSignedOut: false }

  function become(next: Contact): boolean {
    const { lostMs, waitUntilMs, isSignedOut } = contact
    if (next.lostMs === lostMs && next.waitUntilMs === waitUntilMs && next.isSignedOut === isSignedOut) return false
    contact = next
    notify()
    return true
  }
  function change(part: Partial<Contact>): void {
    if (become({ ...contact, ...part })) share(contact)
  }

  return {
    subscribe,
    now: () => contact,
    isCutOff: () => contact.lostMs !== null || contact.isSignedOut,
    waitMs: () => Math.max(0, contact.waitUntilMs - Date.now()),
    answered: () => change({ lostMs: null, isSignedOut: false }),
    failed: (error) => {
      if (!(error instanceof HttpError) || (error.status === null && brokenBodies.includes(error.code))) return
      const { code, outcome, retryAfterMs } = error
      const isSilent = outcome === 'unknown' || silences.includes(code)
      change({
        lostMs: isSilent ? (contact.lostMs ?? Date.now()) : null,
        // That one kind of call is answered does not end the wait that another was asked for.
        waitUntilMs: Math.max(contact.waitUntilMs, retryAfterMs === null ? 0 : Date.now() + retryAfterMs),
        isSignedOut: code === 'signed-out' || contact.isSignedOut,
      })
    },
    learned: (next) => void become(next),
  }
}

/**
 * The page's one query client. Polling and back-off follow Fairway's own policy, so the library does not retry; it asks
 * also where the browser believes to be offline, for an internal site may be in reach. Every call it makes tells `contact`.
 */
export function createQueryClient(contact: Pick<ContactWatch, 'answered' | 'failed'>): QueryClient {
  const report = (meta: QueryMeta | MutationMeta | undefined, pass: () => void) => {
    if (meta?.asksServer) pass()
  }
  return new QueryClient({
    queryCache: new QueryCache({
      onSuccess: (_, { meta }) => report(meta, contact.answered),
      onError: (error, { meta }) => report(meta, () => contact.failed(error)),
    }),
    mutationCache: new MutationCache({
      onSuccess: (_data, _variables, _result, { meta }) => report(meta, contact.answered),
      onError: (error, _variables, _result, { meta }) => report(meta, () => contact.failed(error)),
    }),
    defaultOptions: {
      queries: {
        retry: false,
        networkMode: 'always',
        refetchOnWindowFocus: false,
        refetchOnReconnect: false,
        staleTime: Infinity,
      },
      mutations: { retry: false, networkMode: 'always' },
    },
  })
}
