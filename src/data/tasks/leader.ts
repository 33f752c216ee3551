import { focusManager } from '@tanstack/react-query'
import type { Locks } from '../locks.ts'
import type { TabChannel } from '../tab-channel.ts'

/** Whether the page is in sight. */
export interface Sight {
  readonly isVisible: () => boolean
  /** @returns a function that ends the subscription */
  readonly subscribe: (listener: () => void) => () => void
}

// Two windows side by side are both visible: pressing one counts as coming back to it.
if (typeof window !== 'undefined') {
  focusManager.setEventListener((come) => {
    const listener = () => come()
    for (const event of ['visibilitychange', 'focus']) window.addEventListener(event, listener)
    return () => ['visibilitychange', 'focus'].forEach((event) => window.removeEventListener(event, listener))
  })
}

/** This page's; a test has several pages in one document. */
export const pageSight: Sight = {
  isVisible: () => focusManager.isFocused(),
  subscribe: (listener) => focusManager.subscribe(listener),
}

interface Parts {
  locks: Locks
  channel: TabChannel
  sight: Sight
  /** Something is under way, so that one tab has to ask even if none is visible. */
  isNeeded: () => boolean
  /** This tab is the one that asks, until `signal` aborts. */
  begin: (signal: AbortSignal) => void
}

export interface Leader {
  /** Takes part until `signal` aborts. */
  readonly start: (signal: AbortSignal) => void
  /** What is needed may have changed. */
  readonly reconsider: () => void
}

/**
 * Chooses the one tab of a browser that asks the service: a visible one if there is one, else the last hidden one while
 * it is needed. Tabs queue for one lock; hidden tabs go behind every tab that becomes visible.
 */
export function createLeader({ locks, channel, sight, isNeeded, begin }: Parts): Leader {
  let page: AbortSignal | null = null
  let place: AbortController | null = null
  let isLeading = false

  function reconsider(): void {
    if (!page || page.aborted) return
    if (!sight.isVisible() && !isNeeded()) return leave()
    if (!place) queueUp(page)
  }
  function queueUp(until: AbortSignal): void {
    place = new AbortController()
    const signal = AbortSignal.any([until, place.signal])
    locks.hold('asks-the-service', signal, () => {
      if (signal.aborted) return
      isLeading = true
      signal.addEventListener('abort', () => (isLeading = false), { once: true })
      begin(signal)
    })
  }
  function leave(): void {
    place?.abort()
    place = null
  }
  function goBehind(): void {
    leave()
    reconsider()
  }

  return {
    reconsider,
    start: (signal) => {
      page = signal
      const ends = [
        sight.subscribe(() => {
          if (isLeading && sight.isVisible()) return
          goBehind()
          if (sight.isVisible()) channel.post('wants-to-lead', null)
        }),
        channel.on('wants-to-lead', () => !sight.isVisible() && goBehind()),
      ]
      signal.addEventListener('abort', () => ends.forEach((end) => end()), { once: true })
      reconsider()
    },
  }
}
