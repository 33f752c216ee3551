import { callPolicy } from '#src/domain/tasks/call-policy.ts'
import { SECOND_MS } from '#src/domain/time.ts'

/** How long the gateway waits for the service, and keeps what it said. Milliseconds; one object, so that tests can scale it. */
export interface Deadlines {
  /** To connect, TLS included. */
  readonly connectMs: number
  /** Lists, cancel, and the first byte of a task. */
  readonly taskMs: number
  /** The answer of an async submission, its upload included. */
  readonly acceptMs: number
  /** A held sync call, from first byte out to last byte in. */
  readonly syncMs: number
  /** The whole body of a task with its result. */
  readonly resultMs: number
  /** One list serves all who ask for it within so long; shorter than the shortest poll. */
  readonly sharedMs: number
}

/** @param syncMs `SYNC_TIMEOUT_SECONDS`; a large result gets as long as a held call */
export const deadlinesFor = (syncMs: number): Deadlines => ({
  connectMs: 5 * SECOND_MS,
  taskMs: callPolicy.list.deadlineMs,
  acceptMs: callPolicy.submitAsync.deadlineMs,
  syncMs,
  resultMs: Math.max(syncMs, callPolicy.submitSync.deadlineMs),
  sharedMs: 2 * SECOND_MS,
})

/** Aborts with a reason: at the first deadline unless `reached` is called, and at the last in any case unless `clear` is. */
export function deadline(firstMs: number, lastMs: number, reason: () => Error) {
  const aborter = new AbortController()
  const end = () => aborter.abort(reason())
  const first = setTimeout(end, firstMs)
  const last = setTimeout(end, lastMs)
  return {
    signal: aborter.signal,
    reached: () => clearTimeout(first),
    clear() {
      clearTimeout(first)
      clearTimeout(last)
    },
  }
}
