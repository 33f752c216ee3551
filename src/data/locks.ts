import { pollPolicy } from '#src/domain/tasks/poll-policy.ts'
import { ownName } from './browser-user.ts'

/**
 * Rights that one tab of this browser holds at a time. Web Locks need a secure context; without them each tab acts
 * for itself, which is safe: one submission never becomes two tasks at the server.
 */
export interface Locks {
  /** True if they hold across tabs. */
  readonly acrossTabs: boolean
  /** Waits for the right, holds it until `signal` aborts. @param held called once it is held */
  readonly hold: (name: string, signal: AbortSignal, held: () => void) => void
  /** Does the work if nobody else holds the right; false: somebody does. */
  readonly attempt: (name: string, work: () => Promise<void>) => Promise<boolean>
  /** Does the work once the right is free. */
  readonly afterwards: (name: string, work: () => void) => void
}

const prefix = `${ownName('fairway')}:`

function webLocks(manager: LockManager): Locks {
  return {
    acrossTabs: true,
    hold: (name, signal, held) => {
      const until = new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }))
      manager
        .request(prefix + name, { signal }, () => {
          held()
          return until
        })
        .catch(() => undefined) // given up before it was granted
    },
    attempt: async (name, work) => {
      let got = false
      await manager.request(prefix + name, { ifAvailable: true }, async (lock) => {
        got = lock !== null
        if (got) await work()
      })
      return got
    },
    afterwards: (name, work) => void manager.request(prefix + name, async () => work()),
  }
}

/** The same within one tab. */
export function tabLocks(): Locks {
  const taken = new Set<string>()
  return {
    acrossTabs: false,
    hold: (_, signal, held) => {
      if (!signal.aborted) held()
    },
    attempt: async (name, work) => {
      if (taken.has(name)) return false
      taken.add(name)
      try {
        await work()
      } finally {
        taken.delete(name)
      }
      return true
    },
    // What this tab is doing itself, it will also end itself.
    afterwards: (name, work) => {
      if (!taken.has(name)) work()
    },
  }
}

export function createLocks(): Locks {
  const manager = globalThis.navigator?.locks as LockManager | undefined
  return manager ? webLocks(manager) : tabLocks()
}

/** Holds one of the browser's few direct calls while `work` runs; false: all are in use, and nothing was done. */
export async function withHeldCall(locks: Locks, work: () => Promise<void>): Promise<boolean> {
  for (let slot = 0; slot < pollPolicy.maxHeldCalls; slot++) {
    if (await locks.attempt(`held-call-${slot}`, work)) return true
  }
  return false
}
