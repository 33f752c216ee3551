import { isFinalStatus, type TaskRow } from '../metocean/wire/contract.ts'
import { type Card, NOT_COMPLETED, pendingCard, plain } from './card-parts.ts'
import type { TaskProgress } from './progress.ts'
import type { StatusRead } from './reconcile.ts'
import { readsCancelled } from './submission-state.ts'

/** A word of the service, which may be of any length. */
const shortened = (word: string, most: number): string => (word.length > most ? `${word.slice(0, most - 1)}…` : word)

/** How a task ended, in the service's words, as only a look by its id tells; null: not looked, or it does not say. */
export type EndWords = Extract<StatusRead, { kind: 'ended' }> | null

/** The card of a task that this browser neither sent nor follows, by its row in the lists. */
export function cardOfRow(row: TaskRow, end: EndWords, taskProgress: TaskProgress | null, nowMs: number): Card {
  const { status } = row
  if (!isFinalStatus(status)) {
    const card = { ...pendingCard(taskProgress, nowMs, ['cancel', 'follow']), more: ['copy-link'] } as const
    return status === 'PENDING'
      ? card
      : { ...card, state: 'running', word: shortened(status, 20), text: `The service says ${shortened(status, 60)}.` }
  }
  const ended = { ...plain, more: ['copy-link'] } as const
  if (status === 'SUCCESS')
    return { ...ended, state: 'done', word: 'Done', text: 'Ready.', actions: ['show', 'use-route', 'remove'] }
  if (status === 'FAILURE') return { ...ended, ...failureCard(end) }
  return {
    ...ended,
    state: 'cancelled',
    word: readsCancelled(status) ? 'Cancelled' : shortened(status, 20),
    text: `The service says ${shortened(status, 60)}.`,
    actions: ['remove'],
  }
}

/** The lists call a task that somebody cancelled a failure, too. */
function failureCard(end: EndWords): Partial<Card> & Pick<Card, 'state' | 'word' | 'text' | 'actions'> {
  const { status = '', error = '' } = end ?? {}
  if (readsCancelled(status) || readsCancelled(error))
    return { state: 'cancelled', word: 'Cancelled', text: 'Cancelled.', details: error || null, actions: ['remove'] }
  if (error !== '')
    return {
      state: 'failed',
      word: 'Failed',
      text: '',
      code: 'task-failed',
      brief: NOT_COMPLETED,
      details: error,
      actions: ['copy-details', 'remove'],
    }
  return { state: 'cancelled', word: 'Ended', text: 'Ended without a result.', actions: ['remove'] }
}
