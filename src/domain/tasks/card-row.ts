import { isFinalStatus, type TaskRow } from '../metocean/wire/contract.ts'
import { type Card, pendingCard, plain } from './card-parts.ts'
import type { TaskProgress } from './progress.ts'
import { readsCancelled } from './submission-state.ts'

/** A word of the service, which may be of any length. */
const shortened = (word: string, most: number): string => (word.length > most ? `${word.slice(0, most - 1)}…` : word)

/** The card of a task that this browser neither sent nor follows, by its row in the lists. */
export function cardOfRow(row: TaskRow, taskProgress: TaskProgress | null, nowMs: number): Card {
  const { status } = row
  if (!isFinalStatus(status)) {
    const card = { ...pendingCard(taskProgress, nowMs, ['cancel', 'follow']), more: ['copy-link'] } as const
    return status === 'PENDING'
      ? card
      : { ...card, state: 'running', word: shortened(status, 20), text: `The service says ${shortened(status, 60)}.` }
  }
  const ended = { ...plain, more: ['copy-link'] } as const
  if (status === 'SUCCESS')
    return { ...ended, state: 'done', word: 'Done', text: 'Ready.', actions: ['show', 'remove'] }
  if (status === 'FAILURE')
    return {
      ...ended,
      // It failed or was cancelled: the lists do not say which.
      state: 'cancelled',
      word: 'Ended',
      text: 'Ended without a result.',
      actions: ['show-reason', 'remove'],
    }
  return {
    ...ended,
    state: 'cancelled',
    word: readsCancelled(status) ? 'Cancelled' : shortened(status, 20),
    text: `The service says ${shortened(status, 60)}.`,
    actions: ['remove'],
  }
}
