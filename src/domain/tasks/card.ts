import type { ErrorCode } from '../errors.ts'
import { isFinalStatus, type TaskRow } from '../metocean/contract.ts'
import { formatNumber } from '../units/format.ts'
import { formatClock, formatDuration } from '../units/time-text.ts'
import { pollPolicy } from './poll-policy.ts'
import { type Course, formatCountdown, progressAt, progressText } from './progress.ts'
import type { AnswerSummary, Submission } from './submission.ts'
import { readsCancelled } from './submission-state.ts'

const MINUTE_MS = 60_000
/** A direct answer usually takes less. */
const USUAL_MS = MINUTE_MS
/** After this the card says what it is waiting for instead of "sending". */
const WORKING_MS = 1500
/** How long a card says that it was found again. */
const FOUND_SHOWN_MS = MINUTE_MS
const CANCEL_UNCONFIRMED_MS = 2 * MINUTE_MS

export type CardState =
  | 'draft' | 'sending' | 'queued' | 'running' | 'cancelling' | 'done' | 'failed' | 'cancelled' | 'finished-anyway'
  | 'no-contact' | 'recovered' | 'not-found' | 'lost'

export type CardAction =
  | 'send-now' | 'edit' | 'discard' | 'stop' | 'cancel' | 'show-route' | 'show' | 'export' | 'remove' | 'retry'
  | 'edit-request' | 'copy-details' | 'send-again' | 'keep' | 'check-now' | 'follow'

/** What a card says. The words of an error code are the screen's: `code` stands in front of `text`. */
export interface Card {
  readonly state: CardState
  /** The state in a word or two, beside its icon. */
  readonly word: string
  readonly text: string
  readonly code: ErrorCode | null
  /** A second line, for what the state alone does not say. */
  readonly note: string | null
  /** The service's own words. */
  readonly details: string | null
  readonly bar: { readonly fraction: number; readonly look: 'moving' | 'striped' | 'frozen' } | null
  readonly actions: readonly CardAction[]
}

export interface CardFacts {
  readonly course: Course | null
  readonly nowMs: number
  /** Since when nothing answers; null: all is well. */
  readonly contactLostMs: number | null
  readonly nextLookMs: number | null
  /** When an unsent submission is tried again. */
  readonly retryMs: number | null
  readonly lost: boolean
  /** How many tasks fit one that was not found for certain. */
  readonly candidates: number
}

const plain = { code: null, note: null, details: null, bar: null, actions: [] } as const

/** The card of a submission of this browser, in the words of the design. */
export function cardOf(submission: Submission, facts: CardFacts): Card {
  const card = cardOfState(submission, facts)
  return { ...card, note: noteOf(submission, facts.nowMs, card.state) }
}

function cardOfState(submission: Submission, facts: CardFacts): Card {
  switch (submission.state) {
    case 'unsent':
      return submission.error ? draftCard(submission, facts) : sendingCard(submission, facts)
    case 'sending':
      return submission.cancelAskedMs === null ? sendingCard(submission, facts) : cancellingCard(submission, facts)
    case 'unknown':
      return noContactCard(submission.unclearMs ?? facts.nowMs, nextLookUpMs(submission, facts.nowMs), facts)
    case 'not-found':
      return notFoundCard(submission, facts)
    case 'accepted':
      return acceptedCard(submission, facts)
    case 'done':
      return doneCard(submission)
    case 'failed':
      return {
        ...plain, state: 'failed', word: 'Failed', text: '', code: submission.error?.code ?? 'server-failed', details: submission.error?.detail || null,
        actions: isOwn(submission) ? ['retry', 'edit-request', 'copy-details', 'remove'] : ['copy-details', 'remove'],
      }
    case 'cancelled':
      return cancelledCard(submission)
  }
}

function noteOf({ found, voyageId, sentInBackground, state }: Submission, nowMs: number, shown: CardState): string | null {
  const justFound = found && voyageId !== '' && nowMs - found.atMs < FOUND_SHOWN_MS
  if (justFound && state === 'done') return foundText(found.afterMs)
  if (sentInBackground && ['sending', 'queued', 'running'].includes(shown)) return 'Runs in the background: two direct requests are already held.'
  return null
}

const foundText = (afterMs: number) => `Found again by name after ${afterMs < MINUTE_MS ? `${Math.max(1, Math.round(afterMs / 1000))} s` : formatDuration(afterMs)}.`

function draftCard({ error }: Submission, { nowMs, retryMs }: CardFacts): Card {
  const actions = ['send-now', 'edit', 'discard'] as const
  const draft = { ...plain, state: 'draft', word: 'Not sent', details: error?.detail || null, actions } as const
  if (error?.code === 'signed-out') return { ...draft, text: '', code: 'signed-out' }
  const waits = error?.code === 'busy' || error?.code === 'upstream-unreachable'
  if (!waits || retryMs === null) return { ...draft, text: 'Not sent yet. Will send when the connection returns.' }
  const tryIn = `Next try in ${formatCountdown(retryMs - nowMs)}. Your request is kept.`
  return { ...draft, text: error.code === 'busy' ? `The weather service asked us to wait. ${tryIn}` : `The weather service cannot be reached. ${tryIn}` }
}

function sendingCard(submission: Submission, { nowMs, course }: CardFacts): Card {
  const { mode, points, sentMs } = submission
  const ageMs = sentMs === null ? 0 : nowMs - sentMs
  const card = { ...plain, state: 'sending', word: 'Sending', actions: ['stop'] } as const
  if (mode === 'async' || ageMs < WORKING_MS) return { ...card, text: `Sending ${formatNumber(points.lat.length)} points…` }
  if (ageMs <= USUAL_MS) return { ...card, word: 'Working', text: 'Working, usually under a minute' }
  return { ...card, word: 'Working', text: course ? progressText(progressAt(course, nowMs)) : 'Working, longer than usual' }
}

function acceptedCard(submission: Submission, facts: CardFacts): Card {
  const { course, nowMs, contactLostMs, nextLookMs, lost } = facts
  const { found, voyageId } = submission
  if (lost) return lostCard(submission, facts)
  if (submission.cancelAskedMs !== null) return cancellingCard(submission, facts)
  if (contactLostMs !== null) return { ...noContactCard(contactLostMs, nextLookMs, facts), bar: barOf(course, contactLostMs, 'frozen') }
  const card = pendingCard(course, nowMs, ['cancel', 'show-route'])
  const justFound = found !== null && voyageId !== '' && nowMs - found.atMs < FOUND_SHOWN_MS
  return justFound ? { ...card, state: 'recovered', word: 'Found again', text: foundText(found.afterMs) } : card
}

function pendingCard(course: Course | null, nowMs: number, actions: readonly CardAction[]): Card {
  if (!course) return { ...plain, state: 'queued', word: 'Waiting', text: 'Waiting.', actions }
  const progress = progressAt(course, nowMs)
  const waiting = progress.kind === 'waiting'
  return {
    ...plain, state: waiting ? 'queued' : 'running', word: waiting ? 'Waiting' : 'Running', text: progressText(progress), bar: barOf(course, nowMs, 'moving'), actions,
  }
}

function barOf(course: Course | null, atMs: number, look: 'moving' | 'frozen'): Card['bar'] {
  const progress = course && progressAt(course, atMs)
  return progress && 'fraction' in progress ? { fraction: progress.fraction, look } : null
}

function cancellingCard({ cancelAskedMs }: Submission, { course, nowMs }: CardFacts): Card {
  const late = cancelAskedMs !== null && nowMs - cancelAskedMs > CANCEL_UNCONFIRMED_MS
  const bar = barOf(course, cancelAskedMs ?? nowMs, 'frozen')
  return { ...plain, state: 'cancelling', word: 'Cancelling', text: late ? 'Cancelling… The service has not confirmed it yet.' : 'Cancelling…', bar: bar && { ...bar, look: 'striped' } }
}

function noContactCard(sinceMs: number, nextMs: number | null, { nowMs }: CardFacts): Card {
  const next = nextMs === null || nextMs <= nowMs ? 'Checking now.' : `Next check in ${formatCountdown(nextMs - nowMs)}.`
  return { ...plain, state: 'no-contact', word: 'No contact', text: `Lost contact ${formatClock(sinceMs)}. The task may still be running. ${next}`, actions: ['check-now'] }
}

/** When an unclear outcome is looked up next. */
function nextLookUpMs({ unclearMs }: Submission, nowMs: number): number | null {
  return pollPolicy.lookUpsMs.map((afterMs) => (unclearMs ?? nowMs) + afterMs).find((atMs) => atMs > nowMs) ?? null
}

/** Sent from here: a task followed from elsewhere has no route or request to keep, show or send again. */
const isOwn = ({ points }: Submission): boolean => points.lat.length > 0

function cancelledCard(submission: Submission): Card {
  const text = `Cancelled ${formatClock(submission.finishedMs)}.`
  const card = { ...plain, state: 'cancelled', word: 'Cancelled' } as const
  return isOwn(submission) ? { ...card, text: `${text} Route and request kept.`, actions: ['send-again', 'remove'] } : { ...card, text, actions: ['remove'] }
}

function notFoundCard(submission: Submission, { candidates }: CardFacts): Card {
  const text = candidates > 0
    ? `${candidates} tasks of the service fit this one. Pick yours by name below.`
    : `The server has no task with this name. Nothing was lost here${isOwn(submission) ? '; send again?' : '.'}`
  return { ...plain, state: 'not-found', word: 'Not found', text, actions: isOwn(submission) ? ['send-again', 'keep', 'remove'] : ['keep', 'remove'] }
}

function lostCard(submission: Submission, { course, nowMs }: CardFacts): Card {
  const { sentMs, createdMs } = submission
  const pastMs = nowMs - (sentMs ?? createdMs) - (course?.estimatedMs ?? 0)
  const text = `The service still says pending, ${formatDuration(pastMs)} past its estimate, but lists it nowhere. It may never finish.`
  return { ...plain, state: 'lost', word: 'Lost', text, actions: isOwn(submission) ? ['check-now', 'send-again', 'remove'] : ['check-now', 'remove'] }
}

function doneCard({ cancelAskedMs, summary }: Submission): Card {
  if (cancelAskedMs !== null) {
    return { ...plain, state: 'finished-anyway', word: 'Finished', text: 'Finished before it could be cancelled. Result kept.', actions: ['show', 'remove'] }
  }
  return { ...plain, state: 'done', word: 'Done', text: readyText(summary), actions: ['show', 'export', 'remove'] }
}

/** `Ready. 12 400 values, 3 % missing.` A share that rounds to nothing is not called nothing. */
export function readyText(summary: AnswerSummary | null): string {
  if (!summary) return 'Ready.'
  const { values, missing } = summary
  const percent = (missing / Math.max(1, values + missing)) * 100
  const share = missing > 0 && percent < 1 ? 'under 1' : String(values > 0 ? Math.min(99, Math.round(percent)) : Math.round(percent))
  return `Ready. ${formatNumber(values)} values, ${share} % missing.`
}

/** The card of a task that this browser did not send, by its row in the lists. */
export function cardOfRow(row: TaskRow, course: Course | null, nowMs: number): Card {
  if (row.status === 'PENDING') return pendingCard(course, nowMs, ['cancel', 'follow'])
  if (row.status === 'SUCCESS') return { ...plain, state: 'done', word: 'Done', text: 'Ready.', actions: ['show'] }
  if (row.status === 'FAILURE') return { ...plain, state: 'failed', word: 'Failed', text: 'It failed or was cancelled; the list does not say which.' }
  if (isFinalStatus(row.status)) return { ...plain, state: 'cancelled', word: readsCancelled(row.status) ? 'Cancelled' : row.status, text: `The service says ${row.status}.` }
  return { ...pendingCard(course, nowMs, ['cancel', 'follow']), state: 'running', word: row.status.slice(0, 20), text: `The service says ${row.status.slice(0, 60)}.` }
}
