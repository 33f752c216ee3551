import type { Locks } from '#src/data/locks.ts'

/** Locks across several tabs of one browser, like Web Locks: in order, freed when their tab lets go. */
export function sharedLocks(): Locks & { abandon: (name: string) => void } {
  const queues = new Map<string, (() => void)[]>()
  const queueOf = (name: string) => queues.get(name) ?? queues.set(name, []).get(name)!
  const release = (name: string) => {
    const queue = queueOf(name)
    queue.shift()
    queue[0]?.()
  }
  const request = (name: string, granted: () => void) => {
    const queue = queueOf(name)
    queue.push(granted)
    if (queue.length === 1) granted()
  }
  return {
    acrossTabs: true,
    /** The tab that holds it was killed. */
    abandon: release,
    hold: (name, signal, held) => {
      request(name, () => {
        signal.addEventListener('abort', () => release(name), { once: true })
        if (signal.aborted) release(name)
        else held()
      })
    },
    attempt: async (name, work) => {
      if (queueOf(name).length > 0) return false
      request(name, () => undefined)
      await work().finally(() => release(name))
      return true
    },
    afterwards: (name, work) =>
      request(name, () => {
        work()
        release(name)
      }),
  }
}

/** BroadcastChannels across several tabs, delivered at once to all others of the same name. */
export function sharedChannels(): (name: string) => BroadcastChannel {
  const channels: { name: string; onmessage: ((event: MessageEvent) => void) | null }[] = []
  return (name) => {
    const channel = {
      name,
      onmessage: null as ((event: MessageEvent) => void) | null,
      postMessage: (data: unknown) => {
        for (const other of channels)
          if (other !== channel && other.name === name)
            other.onmessage?.(new MessageEvent('message', { data: structuredClone(data) }))
      },
    }
    channels.push(channel)
    return channel as unknown as BroadcastChannel
  }
}
