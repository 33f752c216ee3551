import type { KnownAnswer } from './known-answers.ts'

/** What is shown in a voyage, and what takes it away. */
export interface Shown {
  /** Of the answer; null: the operator closed the results. */
  readonly key: string | null
  /**
   * `newer`: the alternative's last answer, which gives way to the next; `closed`: another one, that the operator chose;
   * `left`: one of elsewhere, looked at for as long as the voyage stays open.
   */
  readonly until: 'newer' | 'closed' | 'left'
  /** Since when, epoch milliseconds. */
  readonly sinceMs: number
  /** The alternative that was active then; null: not noted. */
  readonly alternativeId: string | null
  /** Of an answer of elsewhere: what was shown before it. */
  readonly before?: Shown | null
}

interface Situation {
  /** Those of the voyage, the last asked for first. */
  readonly answers: readonly KnownAnswer[]
  /** The active alternative. */
  readonly alternativeId: string
  /** The operator holds what is shown against others. */
  readonly isComparing: boolean
  readonly nowMs: number
}

/**
 * What is shown in a voyage as things stand: after it was opened, after another alternative was made active, after an answer
 * has come. An answer shows itself only where nothing the operator chose is replaced by it.
 * @param shown null: nothing yet
 * @returns the same where nothing changes
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
  // What came meanwhile is announced and offered; it does not jump in when the comparison ends either.
  if (isComparing) return hasCome ? { ...shown, sinceMs: nowMs } : shown
  if (shown.alternativeId !== alternativeId) return show(own)
  return shown.until === 'newer' && hasCome ? show(own) : shown
}
