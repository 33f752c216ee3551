import { vi } from 'vitest'

type Fetch = (path: string, init?: RequestInit) => Promise<Response>

/** A clock that moves from timer to timer, never during a call: real sockets, and the product's own times. */
export interface SteppedClock {
  readonly start: () => void
  readonly stop: () => void
  /** The same fetch; the clock waits for its whole answer. */
  readonly watched: (fetch: Fetch) => Fetch
  /** Moves on until `holds` is true or the time is up, without failing. @param withinMs default half an hour */
  readonly until: (holds: () => boolean, withinMs?: number) => Promise<void>
  readonly pass: (ms: number) => Promise<void>
}

const HALF_HOUR_MS = 30 * 60_000
/** After this many rounds of the event loop without a call, nothing more follows from the last timer. */
const QUIET_ROUNDS = 3

export function steppedClock(): SteppedClock {
  let underWay = 0

  async function quiet(): Promise<void> {
    for (let rounds = 0; rounds < QUIET_ROUNDS; rounds = underWay > 0 ? 0 : rounds + 1)
      await new Promise((resolve) => setImmediate(resolve))
  }
  async function until(holds: () => boolean, withinMs = HALF_HOUR_MS): Promise<void> {
    const endMs = Date.now() + withinMs
    await quiet()
    while (!holds() && Date.now() < endMs) {
      await vi.advanceTimersToNextTimerAsync()
      await quiet()
    }
  }

  return {
    start: () => vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date'] }),
    stop: () => vi.useRealTimers(),
    watched: (fetch) => async (path, init) => {
      underWay++
      try {
        return await whole(await fetch(path, init))
      } finally {
        underWay--
      }
    },
    until,
    pass: async (ms) => {
      let isOver = false
      setTimeout(() => (isOver = true), ms)
      await until(() => isOver, ms)
    },
  }
}

/** The response once its body has arrived or broken off; a reader learns which. */
async function whole(response: Response): Promise<Response> {
  const { status, headers } = response
  const body = await response
    .arrayBuffer()
    .catch((error: unknown) => new ReadableStream({ start: (controller) => controller.error(error) }))
  return new Response(status === 204 || status === 304 ? null : body, { status, headers })
}
