/** Something that can be listened to, as `useSyncExternalStore` wants it. */
export interface Listeners {
  /** @returns a function that ends the subscription */
  readonly subscribe: (listener: () => void) => () => void
  readonly notify: () => void
}

export function createListeners(): Listeners {
  const listeners = new Set<() => void>()
  return {
    subscribe: (listener) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    notify: () => [...listeners].forEach((listener) => listener()),
  }
}
