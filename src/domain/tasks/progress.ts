import type { TaskRow } from '../metocean/wire/contract.ts'
import { parseDurationWords } from '../metocean/duration-words.ts'
import { MINUTE_MS, SECOND_MS } from '../time.ts'

/** The bar never looks finished before the task is. */
const NEARLY = 0.97
/** An end that moves out by less than this is the service's rounding, not a new estimate. */
const GROWN_MS = 15 * SECOND_MS
/** How long it is said that the estimate has grown: longer than from one look to the next. */
const GROWN_SHOWN_MS = MINUTE_MS
/** The look that shows the end comes just after the promised end; until then the task is not late. */
const LATE_MS = 5 * SECOND_MS

/** The promise at the last look, and how far the bar had come. Times are epoch milliseconds, local clock. */
export interface TaskProgress {
  readonly readMs: number
  /** First seen or sent. */
  readonly sinceMs: number
  /** null: none given, or unreadable words. */
  readonly estimatedMs: number | null
  /** When it should end; null: it has not started, or the words could not be read. */
  readonly endMs: number | null
  readonly fraction: number
  /** The end last promised, kept while the task has gone back to waiting; null: none was promised. */
  readonly promisedMs: number | null
  /** When the promised end last moved out; null: it never did. */
  readonly grownMs: number | null
  /** The service's own words, shown where they could not be read. */
  readonly unreadWords: string | null
}

export type Progress =
  /** `again`: it had been promised an end before, so another worker has to begin it anew. */
  | { readonly kind: 'waiting'; readonly estimatedMs: number | null; readonly again: boolean }
  | { readonly kind: 'running'; readonly leftMs: number; readonly fraction: number; readonly grown: boolean }
  | { readonly kind: 'overrun'; readonly overMs: number; readonly fraction: number }
  | { readonly kind: 'as-sent'; readonly words: string }

const readable = (words: string | null | undefined) => (words == null ? null : parseDurationWords(words))

/**
 * The progress of a task after one more look at its row. The bar never goes back.
 * @param before the progress so far; null at the first look
 * @param readMs when the row was read
 * @param sinceMs when the task was sent or first seen
 */
export function progressAfter(
  before: TaskProgress | null,
  row: TaskRow,
  readMs: number,
  sinceMs: number,
): TaskProgress {
  const leftMs = readable(row.time_left)
  const estimatedMs = readable(row.estimated_time) ?? before?.estimatedMs ?? null
  const endMs = leftMs === null ? null : endAfter(before, readMs + leftMs, readMs)
  const first = leftMs !== null && estimatedMs ? Math.max(0, 1 - leftMs / estimatedMs) : 0
  const unread = row.time_left != null && leftMs === null ? row.time_left : null
  const promisedMs = before?.promisedMs ?? null
  const hasGrown = endMs !== null && promisedMs !== null && endMs > Math.max(promisedMs, readMs) + GROWN_MS
  return {
    readMs,
    sinceMs: before?.sinceMs ?? sinceMs,
    estimatedMs,
    endMs,
    fraction: before ? fractionAt(before, readMs) : Math.min(NEARLY, first),
    promisedMs: endMs ?? promisedMs,
    grownMs: hasGrown ? readMs : (before?.grownMs ?? null),
    unreadWords: unread?.trim().slice(0, 80) || null,
  }
}

/**
 * When it should end now. A service that goes on saying "no time left" after the promised end makes no new promise:
 * the time overdue keeps growing.
 */
function endAfter(before: TaskProgress | null, endMs: number, readMs: number): number {
  const isOver = before?.endMs != null && before.endMs < readMs
  return isOver && endMs - readMs <= GROWN_MS ? before.endMs : endMs
}

/** How far the bar is, 0 to 0.97: from where it was at the last look straight to full at the promised end. */
function fractionAt({ readMs, endMs, fraction }: TaskProgress, nowMs: number): number {
  if (endMs === null) return fraction
  const share = endMs <= readMs ? 1 : Math.min(1, Math.max(0, (nowMs - readMs) / (endMs - readMs)))
  return Math.max(fraction, fraction + (NEARLY - fraction) * share)
}

/** What the card of a pending task says now. Never negative; the bar only moves forward. */
export function progressAt(taskProgress: TaskProgress, atMs: number): Progress {
  const { readMs, endMs, estimatedMs, unreadWords, promisedMs, grownMs } = taskProgress
  // A clock read a moment before the look must not add that moment to what was promised.
  const nowMs = Math.max(atMs, readMs)
  if (unreadWords !== null) return { kind: 'as-sent', words: unreadWords }
  const fraction = fractionAt(taskProgress, nowMs)
  if (endMs === null) return { kind: 'waiting', estimatedMs, again: promisedMs !== null }
  if (nowMs > endMs + LATE_MS) return { kind: 'overrun', overMs: nowMs - endMs, fraction }
  const grown = grownMs !== null && nowMs - grownMs < GROWN_SHOWN_MS
  return { kind: 'running', leftMs: Math.max(0, endMs - nowMs), fraction, grown }
}

/** `2:40`, `0:05`, `1:02:40`; negative counts as 0. @param rounding up for what is left, down for what is over */
export function formatCountdown(ms: number, rounding: 'up' | 'down' = 'up'): string {
  const seconds = Math.max(0, rounding === 'up' ? Math.ceil(ms / SECOND_MS) : Math.floor(ms / SECOND_MS))
  const two = (value: number) => String(value).padStart(2, '0')
  const minutes = Math.floor(seconds / 60)
  if (minutes < 60) return `${minutes}:${two(seconds % 60)}`
  return `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${two(seconds % 60)}`
}

/** `40 s`, `4 min`, `1 h 5 min`: an estimate in round words, rounded up. */
export function formatEstimate(ms: number): string {
  if (ms < MINUTE_MS) return `${Math.max(1, Math.ceil(ms / SECOND_MS))} s`
  const minutes = Math.ceil(ms / MINUTE_MS)
  if (minutes < 60) return `${minutes} min`
  const rest = minutes % 60
  return rest ? `${Math.floor(minutes / 60)} h ${rest} min` : `${Math.floor(minutes / 60)} h`
}

/** The words of a card for a pending task. */
export function progressText(progress: Progress): string {
  switch (progress.kind) {
    case 'waiting': {
      const waiting = progress.again ? 'Waiting to begin again.' : 'Waiting.'
      return progress.estimatedMs === null
        ? waiting
        : `${waiting} Estimated time ${formatEstimate(progress.estimatedMs)}.`
    }
    case 'running':
      return `About ${formatCountdown(progress.leftMs)} left${progress.grown ? `. Estimate now ${formatEstimate(progress.leftMs)}` : ''}`
    case 'overrun':
      return `Taking longer than estimated, +${formatCountdown(progress.overMs, 'down')}`
    case 'as-sent':
      return `Time left, as sent: ${progress.words}`
  }
}
