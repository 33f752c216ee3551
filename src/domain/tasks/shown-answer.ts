import type { KnownAnswer } from './known-answers.ts'

/** The answer a voyage shows, and when it gives way. */
export interface Shown {
  /** The answer's key; null: the operator closed the results. */
  readonly key: string | null
  /**
   * `newer`: the alternative's last answer, which gives way to the next; `closed`: another one, chosen by the operator;
   * `left`: one from elsewhere, shown until another voyage is opened.
   */
  readonly until: 'newer' | 'closed' | 'left'
  /** Since when, epoch milliseconds. */
  readonly sinceMs: number
  /** The alternative that was active then; null: not noted. */
  readonly alternativeId: string | null
  /** For an answer from elsewhere: what was shown before it. */
  readonly before?: Shown | null
}

interface Situation {
  /** The answers of the voyage, the last asked for first. */
  readonly answers: readonly KnownAnswer[]
  /** The active alternative. */
  readonly alternativeId: string
  /** The operator is comparing the answer shown with others. */
  readonly isComparing: boolean
  readonly nowMs: number
}

/**
 * What a voyage shows now: after it was opened, another alternative became active or an answer arrived. An answer
 * shows itself only where it replaces nothing the operator chose.
 * @param shown null: nothing yet
 * @returns the same object where nothing changes
 */
export function settled(shown: Shown | null, { answers, alternativeId, isComparing, nowMs }: Situation): Shown | null {
  const isOwn = ({ askedFor }: KnownAnswer) => askedFor?.alternativeId === alternativeId
  const show = ({ key }: KnownAnswer): Shown => ({ key, until: 'newer', sinceMs: nowMs, alternativeId })
  if (!shown || shown.key === null) {
    const since = shown?.sinceMs ?? -Infinity
    const come = answers.filter(({ finishedMs }) => finishedMs > since)
    const last = come.find(isOwn) ?? come[0]
    return last ? show(last) : shown
  }
  if (shown.alternativeId === null) return { ...shown, alternativeId }
  const own = answers.find(isOwn)
  if (!own || own.key === shown.key || shown.until === 'left') return shown
  const hasCome = own.finishedMs > shown.sinceMs
  // An answer that arrives meanwhile is announced and offered; it does not jump in when the comparison ends either.
  if (isComparing) return hasCome ? { ...shown, sinceMs: nowMs } : shown
  if (shown.alternativeId !== alternativeId) return show(own)
  return shown.until === 'newer' && hasCome ? show(own) : shown
}
