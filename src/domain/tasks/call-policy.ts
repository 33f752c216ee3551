import { MINUTE_MS, SECOND_MS } from '../time.ts'

/** How long one call may take, and whether it may be made twice. */
export interface CallPolicy {
  /** As the page makes it. */
  readonly request: string
  /** The page gives up: later than the server, so that the server's own words arrive. Milliseconds. */
  readonly timeoutMs: number
  /** The gateway gives up on the service; null: it does not forward the call. Milliseconds. */
  readonly deadlineMs: number | null
  /** False: it may have made a task, so it is made again only if it was certainly not sent. */
  readonly isRepeatable: boolean
}

/**
 * Every call of the page to its server, by what it is. How failed ones are spaced is `pollPolicy`'s: `resend` for
 * submissions, `failure` for looks, `cancelMs`. docs/reliability.md has the same as a table.
 */
export const callPolicy = {
  /** The deadline is the default of SYNC_TIMEOUT_SECONDS. */
  submitSync: {
    request: 'POST /api/MetOcean',
    timeoutMs: 4 * MINUTE_MS,
    deadlineMs: 3 * MINUTE_MS,
    isRepeatable: false,
  },
  /** 100,000 points take a while to go up. */
  submitAsync: {
    request: 'POST /api/MetOcean/async',
    timeoutMs: 5 * MINUTE_MS,
    deadlineMs: MINUTE_MS,
    isRepeatable: false,
  },
  /** The deadline is for the first byte; the whole body gets as long as a held call. */
  task: { request: 'GET /api/task/', timeoutMs: 5 * MINUTE_MS, deadlineMs: 30 * SECOND_MS, isRepeatable: true },
  list: { request: 'GET /api/user/tasks', timeoutMs: 35 * SECOND_MS, deadlineMs: 30 * SECOND_MS, isRepeatable: true },
  cancel: {
    request: 'POST /api/cancel_task/',
    timeoutMs: 35 * SECOND_MS,
    deadlineMs: 30 * SECOND_MS,
    isRepeatable: true,
  },
  /** A server that takes longer to say who it is counts as away. */
  about: { request: 'GET /api/about', timeoutMs: 10 * SECOND_MS, deadlineMs: null, isRepeatable: true },
} as const satisfies Readonly<Record<string, CallPolicy>>

/** The policy of a call by its method and path. A call that is not listed is treated as a list; only a POST of it may not be made twice. */
export function callPolicyFor(method: string, path: string): CallPolicy {
  const line = `${method} ${path}`
  // The longer pattern is the closer one: /MetOcean/async is also a /MetOcean.
  const fitting = Object.values(callPolicy).filter(({ request }) => line.startsWith(request))
  return fitting.reduce<CallPolicy>(
    (best, other) => (other.request.length > best.request.length ? other : best),
    fitting[0] ?? { ...callPolicy.list, isRepeatable: method !== 'POST' },
  )
}
