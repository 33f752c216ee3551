import { callPolicy } from './call-policy.ts'
import { MINUTE_MS, SECOND_MS } from '../time.ts'

/** Every duration of asking, waiting and trying again. Milliseconds unless the name says otherwise. */
export const pollPolicy = {
  /** The API's own advice: 30 s for about 5,000 points, 30 min for about 100,000; the exponent joins the two. */
  standardMs: 30 * SECOND_MS,
  standardPoints: 5000,
  exponent: 1.367,
  longestMs: 30 * MINUTE_MS,
  firstLookMs: 2 * SECOND_MS,
  /** With nothing pending, tasks of scripts and colleagues still appear while somebody has the page in sight. */
  idleMs: 60 * SECOND_MS,
  /** How long a list other than PENDING counts as fresh. */
  freshMs: 5 * SECOND_MS,
  /** A timer does not run while the computer sleeps: a page that finds this much time missing looks at once. */
  wakeMs: 4 * SECOND_MS,
  /** A look falls this much after the promised end. */
  afterEndMs: SECOND_MS,
  shortestMs: { embedded: 2 * SECOND_MS, gateway: 10 * SECOND_MS },
  overrun: { shortestMs: 10 * SECOND_MS, shareOfAge: 0.1 },
  failure: { firstMs: 2 * SECOND_MS, longestMs: 60 * SECOND_MS, jitter: 0.25 },
  /** Fairway's own server does not answer: a look costs nobody else, and a restarted server is found within 10 s. */
  serverAway: { firstMs: 2 * SECOND_MS, longestMs: 7 * SECOND_MS, jitter: 0.25 },
  /** Sending again what was certainly not sent. */
  resend: { firstMs: SECOND_MS, longestMs: 60 * SECOND_MS, jitter: 0.25 },
  /** A wait the service asks for, in seconds of its own, is kept within these. */
  retryAfter: { secondMs: SECOND_MS, shortestMs: SECOND_MS, longestMs: 15 * MINUTE_MS },
  /** How long after an outcome becomes unclear its name is looked up. */
  lookUpsMs: [0, 30 * SECOND_MS, 2 * MINUTE_MS],
  /** How long after sending the task id of a held call is looked for. */
  learnIdMs: [2 * SECOND_MS, 10 * SECOND_MS],
  /** Pending by its id, in no list, and this far past its estimate: lost. */
  lostMs: 25 * MINUTE_MS,
  /** How long after a cancel that nobody answered it is tried again; after the last, the cancel is dropped. */
  cancelMs: [2 * SECOND_MS, 10 * SECOND_MS, 30 * SECOND_MS],
  /** A second click on the same button within this is the same request. */
  doubleClickMs: SECOND_MS,
  /** How often a page where nobody is signed in asks who is: it may be done in another tab. */
  askWhoMs: 5 * SECOND_MS,
  maxHeldCalls: 2,
  calls: callPolicy,
} as const

export type PollPolicy = typeof pollPolicy
export type ServiceKind = keyof PollPolicy['shortestMs']

/** A pending task as the policy sees it. Times are epoch milliseconds by this browser's clock. */
export interface Watched {
  readonly points: number | null
  /** When it was sent, or first seen where it was sent elsewhere. */
  readonly sinceMs: number
  /** True: sent from here, so that somebody waits for it from the first second. */
  readonly isOwn: boolean
  /** When it was last looked at; null: not yet. */
  readonly lookedMs: number | null
  /** What the service promised at that look; null: nothing readable. */
  readonly leftMs: number | null
  readonly estimatedMs: number | null
}

/** The API's advice for a task of so many points. @returns 30 s to 30 min */
export function standardIntervalMs(points: number | null, policy: PollPolicy = pollPolicy): number {
  const share = Math.max(0, points ?? policy.standardPoints) / policy.standardPoints
  return Math.min(policy.longestMs, Math.max(policy.standardMs, policy.standardMs * share ** policy.exponent))
}

/**
 * When one pending task is due for a look, epoch milliseconds: at once, two seconds after it was sent, then as promised
 * or advised.
 * @param isJustLooked the list was read only now for other tasks, so that "at once" would be too soon
 */
function dueMs(task: Watched, kind: ServiceKind, isJustLooked: boolean, policy: PollPolicy = pollPolicy): number {
  if (task.lookedMs === null) return task.sinceMs + (isJustLooked ? policy.firstLookMs : 0)
  if (task.isOwn && task.lookedMs < task.sinceMs + policy.firstLookMs) return task.sinceMs + policy.firstLookMs
  const ageMs = task.lookedMs - task.sinceMs
  const past = task.leftMs === 0 || (task.estimatedMs !== null && ageMs > task.estimatedMs)
  // A task that waits has no time left yet, but an estimate that counts from its sending.
  const leftMs = task.leftMs ?? (task.estimatedMs === null ? Infinity : task.estimatedMs - ageMs)
  const intervalMs = past
    ? Math.max(policy.overrun.shortestMs, policy.overrun.shareOfAge * ageMs)
    : Math.min(standardIntervalMs(task.points, policy), leftMs + policy.afterEndMs)
  return task.lookedMs + Math.min(policy.longestMs, Math.max(policy.shortestMs[kind], intervalMs))
}

/** What the policy goes by besides the tasks. */
export interface LookFacts {
  readonly nowMs: number
  readonly kind: ServiceKind
  /** Looks that failed in a row; their wait doubles each time. */
  readonly failures: number
  /** Did the last of them not even reach Fairway's own server? */
  readonly isServerAway: boolean
  /** When the last look ended, epoch milliseconds; null: none yet. */
  readonly lastTryMs: number | null
  /** 0 to 1, spreads the tries after a failure so that many browsers do not come back at once. */
  readonly random: number
  /** False: no tab of this browser is in sight. */
  readonly isVisible: boolean
}

/**
 * Milliseconds from now to the next look at the PENDING list, which serves every task at once. With nothing pending it
 * is the idle look, and null where nobody would see the result.
 */
export function nextLookMs(
  tasks: readonly Watched[],
  { nowMs, kind, failures, isServerAway, lastTryMs, random, isVisible }: LookFacts,
  policy: PollPolicy = pollPolicy,
): number | null {
  if (tasks.length === 0 && !isVisible) return null
  // After a failed look nobody knows whether anything is pending.
  if (failures > 0 && lastTryMs !== null)
    return Math.max(
      0,
      lastTryMs + backOffMs(failures, random, isServerAway ? policy.serverAway : policy.failure) - nowMs,
    )
  if (tasks.length === 0) return lastTryMs === null ? 0 : Math.max(0, lastTryMs + policy.idleMs - nowMs)
  const isJustLooked = lastTryMs !== null && nowMs - lastTryMs < policy.shortestMs[kind]
  const soonest = tasks.reduce((least, task) => Math.min(least, dueMs(task, kind, isJustLooked, policy)), Infinity)
  // Several tasks with interleaved dates must not add up to more calls than the shortest interval allows.
  const earliest = lastTryMs === null ? soonest : Math.max(soonest, lastTryMs + policy.shortestMs[kind])
  return Math.max(0, earliest - nowMs)
}

/** The wait after the nth failure in a row: doubles from the first, capped, spread by ± jitter. @param random 0 to 1 */
export function backOffMs(
  failures: number,
  random: number,
  { firstMs, longestMs, jitter }: { firstMs: number; longestMs: number; jitter: number },
): number {
  const plain = Math.min(longestMs, firstMs * 2 ** Math.min(30, failures - 1))
  return plain * (1 + jitter * (2 * random - 1))
}

/** A wait the service asked for, kept within reason. @param askedMs milliseconds; null: it named none */
export function clampRetryAfter(askedMs: number | null, policy: PollPolicy = pollPolicy): number | null {
  if (askedMs === null || Number.isNaN(askedMs)) return null
  return Math.min(policy.retryAfter.longestMs, Math.max(policy.retryAfter.shortestMs, askedMs))
}
