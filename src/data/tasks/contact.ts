import { MutationCache, type MutationMeta, QueryCache, QueryClient, type QueryMeta } from '@tanstack/react-query'
import { asAppError, type ErrorCode } from '#src/domain/errors.ts'
import { HttpError } from '../http/http-error.ts'
import { createListeners, type Listeners } from '../listeners.ts'

declare module '@tanstack/react-query' {
  interface Register {
    /** `asksServer`: its success or failure tells whether the service can be reached. */
    /** `asksWho`: its success tells that somebody is signed in. */
    queryMeta: { asksServer?: boolean; asksWho?: boolean }
    mutationMeta: { asksServer?: boolean }
  }
}

/** What is known of the way to the service, the same in all tabs. Times are epoch milliseconds. */
export interface Contact {
  /** Since when nothing answers; null: the last call was answered. */
  readonly lostMs: number | null
  /** Until when the service asked for a pause; 0: it did not. */
  readonly waitUntilMs: number
  /** The session has ended; nothing is answered until somebody signs in again. */
  readonly isSignedOut: boolean
}

export interface ContactWatch extends Pick<Listeners, 'subscribe'> {
  readonly now: () => Contact
  /** Nothing can be learned about the service at the moment. */
  readonly isCutOff: () => boolean
  /** The rest of the pause that the service asked for, milliseconds; 0: none. */
  readonly waitMs: () => number
  /** A call was answered. */
  readonly answered: () => void
  /** Somebody is signed in, as the server says. */
  readonly signedIn: () => void
  readonly failed: (error: unknown) => void
  /** Takes over what another tab knows. */
  readonly learned: (contact: Contact) => void
}

/** Nobody answered for the service, whichever of them noticed. */
const silences: readonly ErrorCode[] = ['offline', 'server-unreachable', 'upstream-unreachable']
/** The errors of a body that was cut or is not what it should be, which says nothing about reaching the service. */
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
    signedIn: () => change({ isSignedOut: false }),
    failed: (error) => {
      if (!(error instanceof HttpError) || (error.status === null && brokenBodies.includes(error.code))) return
      const { code, outcome, retryAfterMs } = error
      const isSilent = outcome === 'unknown' || silences.includes(code)
      change({
        lostMs: isSilent ? (contact.lostMs ?? Date.now()) : null,
        // An answer to one kind of call does not end the wait that was asked for another.
        waitUntilMs: Math.max(contact.waitUntilMs, retryAfterMs === null ? 0 : Date.now() + retryAfterMs),
        isSignedOut: code === 'signed-out' || contact.isSignedOut,
      })
    },
    learned: (next) => void become(next),
  }
}

/**
 * The page's one query client. Polling and back-off follow Fairway's own policy, so the library does not retry; it asks
 * even if the browser believes it is offline, since an internal site may be in reach. Every call tells `contact`.
 */
export function createQueryClient(contact: Pick<ContactWatch, 'answered' | 'failed' | 'signedIn'>): QueryClient {
  const answered = (meta: QueryMeta | MutationMeta | undefined) => {
    if (meta?.asksServer) contact.answered()
  }
  // Whatever is asked, an ended session concerns all.
  const failed = (error: unknown, meta: QueryMeta | MutationMeta | undefined) => {
    if (meta?.asksServer || asAppError(error).code === 'signed-out') contact.failed(error)
  }
  return new QueryClient({
    queryCache: new QueryCache({
      onSuccess: (_, { meta }) => (meta?.asksWho ? contact.signedIn() : answered(meta)),
      onError: (error, { meta }) => failed(error, meta),
    }),
    mutationCache: new MutationCache({
      onSuccess: (_data, _variables, _result, { meta }) => answered(meta),
      onError: (error, _variables, _result, { meta }) => failed(error, meta),
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
