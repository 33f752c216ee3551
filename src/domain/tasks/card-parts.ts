import type { ErrorCode } from '../errors.ts'
import { type TaskProgress, progressAt, progressText } from './progress.ts'

export type CardState =
  | 'draft'
  | 'sending'
  | 'queued'
  | 'running'
  | 'cancelling'
  | 'done'
  | 'failed'
  | 'cancelled'
  | 'finished-anyway'
  | 'no-contact'
  | 'recovered'
  | 'not-found'
  | 'lost'

export type CardAction =
  | 'send-now'
  | 'edit'
  | 'discard'
  | 'stop'
  | 'cancel'
  | 'show-route'
  | 'show'
  | 'export'
  | 'remove'
  | 'retry'
  | 'edit-request'
  | 'copy-details'
  | 'send-again'
  | 'keep'
  | 'check-now'
  | 'follow'
  | 'use-route'
  | 'copy-link'

/** What a card says. The words for an error code are the screen's: `code` stands in front of `text`. */
export interface Card {
  readonly state: CardState
  /** The state in a word or two, beside its icon. */
  readonly word: string
  readonly text: string
  readonly code: ErrorCode | null
  /** What a closed card says in its one line, where the text would be cut before it says it. */
  readonly brief: string | null
  /** A second line, for what the state alone does not say. */
  readonly note: string | null
  /** What was last known of its progress, shown as past. */
  readonly stale: string | null
  /** The service's own words. */
  readonly details: string | null
  readonly bar: { readonly fraction: number; readonly look: 'moving' | 'striped' | 'frozen' } | null
  readonly actions: readonly CardAction[]
  /** Further actions, behind one button. */
  readonly more: readonly CardAction[]
}

/** A failure that has no reason of Fairway's own, in few words. */
export const NOT_COMPLETED = 'It could not be completed.'

/** A card without any of the optional members. */
export const plain = {
  code: null,
  brief: null,
  note: null,
  stale: null,
  details: null,
  bar: null,
  actions: [],
  more: [],
} as const

/** The card of a task that has not ended: what the service promises, counted down. */
export function pendingCard(taskProgress: TaskProgress | null, nowMs: number, actions: readonly CardAction[]): Card {
  if (!taskProgress) return { ...plain, state: 'queued', word: 'Waiting', text: 'Waiting.', actions }
  const progress = progressAt(taskProgress, nowMs)
  const waiting = progress.kind === 'waiting'
  return {
    ...plain,
    state: waiting ? 'queued' : 'running',
    word: waiting ? 'Waiting' : 'Running',
    text: progressText(progress),
    bar: barOf(taskProgress, nowMs, 'moving'),
    actions,
  }
}

/** The bar as it stood at a moment; null where nothing was promised. */
export function barOf(taskProgress: TaskProgress | null, atMs: number, look: 'moving' | 'frozen'): Card['bar'] {
  const progress = taskProgress && progressAt(taskProgress, atMs)
  return progress && 'fraction' in progress ? { fraction: progress.fraction, look } : null
}
