import { ownName } from './browser-user.ts'
import type { Contact } from './tasks/contact.ts'
import type { PendingList } from './tasks/queries.ts'
import type { VoyageMessage } from './voyages/voyage-tabs.ts'

/** The messages between the tabs of one browser, by subject. */
interface TabMessages {
  /** The PENDING list as a tab has read it. */
  readonly pending: { readonly list: PendingList; readonly readMs: number }
  /** How the service is reached. */
  readonly contact: Contact
  /** A new tab asks for both. */
  readonly 'what-is-known': null
  /** A visible tab wants to be the one that asks the service. */
  readonly 'wants-to-lead': null
  /** A submission was written. */
  readonly submission: { readonly id: string }
  readonly voyage: VoyageMessage
}
type Subject = keyof TabMessages

/** The one channel between the tabs of this browser. */
export interface TabChannel {
  /** Goes to all other tabs. */
  readonly post: <S extends Subject>(subject: S, message: TabMessages[S]) => void
  /** @returns a function that ends the subscription */
  readonly on: <S extends Subject>(subject: S, listener: (message: TabMessages[S]) => void) => () => void
}

/** @param open null where the browser has no channels: then no other tabs can be reached */
export function createTabChannel(open: BroadcastChannel | null): TabChannel {
  const listeners = new Map<Subject, Set<(message: never) => void>>()
  if (open) {
    open.onmessage = ({ data }: MessageEvent<{ subject: Subject; message: never }>) => {
      listeners.get(data.subject)?.forEach((listener) => listener(data.message))
    }
  }
  return {
    post: (subject, message) => open?.postMessage({ subject, message }),
    on: (subject, listener) => {
      const set = listeners.get(subject) ?? new Set()
      listeners.set(subject, set.add(listener))
      return () => void set.delete(listener)
    },
  }
}

/** This tab's. */
export const tabChannel = createTabChannel(
  typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel(ownName('fairway')),
)
