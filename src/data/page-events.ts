/** What happens to the page that matters to its tasks. */
interface PageEvents {
  /** The browser believes to have a network again. */
  readonly onOnline: () => void
  readonly onOffline: () => void
  /** The page comes to the front, or its window does. */
  readonly onFront: () => void
}

/** Listens until `signal` aborts; outside a page nothing happens. */
export function hearPage({ onOnline, onOffline, onFront }: PageEvents, signal: AbortSignal): void {
  if (typeof window === 'undefined') return
  window.addEventListener('online', onOnline, { signal })
  window.addEventListener('offline', onOffline, { signal })
  window.addEventListener('focus', onFront, { signal })
  document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && onFront(), { signal })
}
