import { formatCount, formatNumber } from '../units/format.ts'
import { formatClock, formatDuration } from '../units/time-text.ts'
import { barOf, type Card, type CardState, NOT_COMPLETED, pendingCard, plain } from './card-parts.ts'
import { pollPolicy } from './poll-policy.ts'
import { type TaskProgress, formatCountdown, progressAt, progressText } from './progress.ts'
import { type AnswerSummary, askedMs, isEndUnknown, isOwn, type Submission } from './submission.ts'
import { MINUTE_MS } from '../time.ts'

/** A direct answer usually takes less. */
const USUAL_MS = MINUTE_MS
/** After this the card says what it is waiting for instead of "sending". */
const WORKING_MS = 1500
/** How long a card says that it was found again. */
const FOUND_SHOWN_MS = MINUTE_MS
const CANCEL_UNCONFIRMED_MS = 2 * MINUTE_MS

export interface CardFacts {
  readonly taskProgress: TaskProgress | null
  readonly nowMs: number
  /** Since when nothing answers; null: all is well. */
  readonly contactLostMs: number | null
  readonly nextLookMs: number | null
  /** When an unsent submission is tried again. */
  readonly retryMs: number | null
  readonly lost: boolean
  /** How many tasks could be the one that was not found for certain. */
  readonly candidates: number
}

/** The card of a submission of this browser, in the words of the design. */
export function cardOf(submission: Submission, facts: CardFacts): Card {
  const card = cardOfState(submission, facts)
  const more = [...card.more, ...(submission.taskId === null ? [] : (['copy-link'] as const))]
  return {
    ...card,
    more,
    brief:
      submission.cancelDropped && goesOn.includes(card.state) ? 'Could not be cancelled, so it goes on.' : card.brief,
    note: noteOf(submission, facts.nowMs, card.state),
    details: card.details ?? (submission.cancelDropped?.detail || null),
  }
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
      if (isEndUnknown(submission)) return endedCard(submission)
      return {
        ...plain,
        state: 'failed',
        word: 'Failed',
        text: '',
        code: submission.error?.code ?? 'task-failed',
        brief: submission.error?.code === 'task-failed' ? NOT_COMPLETED : null,
        details: submission.error?.detail || null,
        ...(isOwn(submission)
          ? { actions: ['retry', 'edit-request', 'copy-details'], more: ['show-route', 'remove'] }
          : { actions: ['copy-details', 'remove'] }),
      }
    case 'cancelled':
      return cancelledCard(submission)
  }
}

const goesOn: readonly CardState[] = ['queued', 'running', 'recovered', 'sending']

function noteOf(submission: Submission, nowMs: number, shown: CardState): string | null {
  const { sentInBackground, cancelDropped } = submission
  if (shown === 'done' && isJustFound(submission, nowMs)) return foundText(submission)
  if (cancelDropped && goesOn.includes(shown)) {
    return `Could not be cancelled at ${formatClock(cancelDropped.atMs)}, so it goes on. Cancel again, or let it end.`
  }
  if (sentInBackground && ['sending', 'queued', 'running'].includes(shown))
    return 'Runs in the background: two direct requests are already under way.'
  return null
}

/** A task that was picked from the service's list was never missing. */
const isJustFound = (submission: Submission, nowMs: number) =>
  submission.found !== null && isOwn(submission) && nowMs - submission.found.atMs < FOUND_SHOWN_MS

function foundText({ found }: Submission): string {
  const afterMs = found?.afterMs ?? 0
  const after = afterMs < MINUTE_MS ? `${Math.max(1, Math.round(afterMs / 1000))} s` : formatDuration(afterMs)
  return `Found again by ${found?.by === 'time' ? 'time and number of points' : 'name'} after ${after}.`
}

function draftCard({ error }: Submission, { nowMs, retryMs }: CardFacts): Card {
  const actions = ['send-now', 'edit', 'discard'] as const
  const draft = { ...plain, state: 'draft', word: 'Not sent', details: error?.detail || null, actions } as const
  if (error?.code === 'signed-out') return { ...draft, text: '', code: 'signed-out' }
  const waits = error?.code === 'busy' || error?.code === 'upstream-unreachable'
  if (!waits || retryMs === null) return { ...draft, text: 'Not sent yet. Will send when the connection returns.' }
  const nextTry = `Next try in ${formatCountdown(retryMs - nowMs)}.`
  const tryIn = `${nextTry} Your request is kept.`
  return {
    ...draft,
    brief: nextTry,
    text:
      error.code === 'busy'
        ? `The weather service asked us to wait. ${tryIn}`
        : `The weather service cannot be reached. ${tryIn}`,
  }
}

function sendingCard(submission: Submission, { nowMs, taskProgress }: CardFacts): Card {
  const { mode, points, sentMs } = submission
  const ageMs = sentMs === null ? 0 : nowMs - sentMs
  const card = { ...plain, state: 'sending', word: 'Sending', actions: ['stop'] } as const
  if (mode === 'async' || ageMs < WORKING_MS)
    return { ...card, text: `Sending ${formatNumber(points.lat.length)} points…` }
  if (ageMs <= USUAL_MS) return { ...card, word: 'Working', text: 'Working, usually under a minute' }
  return {
    ...card,
    word: 'Working',
    text: taskProgress ? progressText(progressAt(taskProgress, nowMs)) : 'Working, longer than usual',
  }
}

function acceptedCard(submission: Submission, facts: CardFacts): Card {
  const { taskProgress, nowMs, contactLostMs, nextLookMs, lost } = facts
  if (lost) return lostCard(submission, facts)
  if (submission.cancelAskedMs !== null) return cancellingCard(submission, facts)
  if (contactLostMs !== null) {
    const stale = taskProgress && progressText(progressAt(taskProgress, contactLostMs))
    return {
      ...noContactCard(contactLostMs, nextLookMs, facts),
      stale,
      bar: barOf(taskProgress, contactLostMs, 'frozen'),
    }
  }
  const card = pendingCard(taskProgress, nowMs, isOwn(submission) ? ['cancel', 'show-route'] : ['cancel'])
  return isJustFound(submission, nowMs)
    ? { ...card, state: 'recovered', word: 'Found again', text: foundText(submission) }
    : card
}

function cancellingCard({ cancelAskedMs }: Submission, { taskProgress, nowMs }: CardFacts): Card {
  const late = cancelAskedMs !== null && nowMs - cancelAskedMs > CANCEL_UNCONFIRMED_MS
  const bar = barOf(taskProgress, cancelAskedMs ?? nowMs, 'frozen')
  return {
    ...plain,
    state: 'cancelling',
    word: 'Cancelling',
    text: late ? 'Cancelling… The service has not confirmed it yet.' : 'Cancelling…',
    bar: bar && { ...bar, look: 'striped' },
  }
}

function noContactCard(sinceMs: number, nextMs: number | null, { nowMs }: CardFacts): Card {
  const next =
    nextMs === null || nextMs <= nowMs ? 'Checking now.' : `Next check in ${formatCountdown(nextMs - nowMs)}.`
  return {
    ...plain,
    state: 'no-contact',
    word: 'No contact',
    text: `Lost contact ${formatClock(sinceMs)}. The task may still be running. ${next}`,
    brief: `Since ${formatClock(sinceMs)}. ${next}`,
    actions: ['check-now'],
  }
}

/** When an unclear outcome is looked up next. */
function nextLookUpMs({ unclearMs }: Submission, nowMs: number): number | null {
  return pollPolicy.lookUpsMs.map((afterMs) => (unclearMs ?? nowMs) + afterMs).find((atMs) => atMs > nowMs) ?? null
}

function cancelledCard(submission: Submission): Card {
  const text = `Cancelled ${formatClock(submission.finishedMs)}.`
  const card = { ...plain, state: 'cancelled', word: 'Cancelled' } as const
  return isOwn(submission)
    ? {
        ...card,
        text: `${text} Route and request kept.`,
        brief: `At ${formatClock(submission.finishedMs)}; request kept.`,
        actions: ['send-again'],
        more: ['show-route', 'edit-request', 'remove'],
      }
    : { ...card, text, actions: ['remove'] }
}

/** Red would say that it failed. */
function endedCard(submission: Submission): Card {
  const card = {
    ...plain,
    state: 'cancelled',
    word: 'Ended',
    text: `Ended ${formatClock(submission.finishedMs)} without a result.`,
  } as const
  return isOwn(submission)
    ? { ...card, actions: ['send-again', 'remove'], more: ['show-route', 'edit-request'] }
    : { ...card, actions: ['remove'] }
}

function notFoundCard(submission: Submission, { candidates }: CardFacts): Card {
  const text =
    candidates > 0
      ? `${candidates} tasks at the service match this one. Pick yours by its time.`
      : `The server has no task with this name. Nothing was lost here${isOwn(submission) ? '; send again?' : '.'}`
  return {
    ...plain,
    state: 'not-found',
    word: 'Not found',
    text,
    actions: isOwn(submission) ? ['send-again', 'keep', 'remove'] : ['keep', 'remove'],
  }
}

function lostCard(submission: Submission, { taskProgress, nowMs }: CardFacts): Card {
  const pastMs = nowMs - askedMs(submission) - (taskProgress?.estimatedMs ?? 0)
  const text = `The service still says pending, ${formatDuration(pastMs)} past its estimate, but lists it nowhere. It may never finish.`
  return {
    ...plain,
    state: 'lost',
    word: 'Lost',
    text,
    actions: isOwn(submission) ? ['check-now', 'send-again', 'remove'] : ['check-now', 'remove'],
  }
}

function doneCard(submission: Submission): Card {
  const more = isOwn(submission) ? (['show-route', 'edit-request'] as const) : (['use-route'] as const)
  if (submission.cancelAskedMs !== null) {
    return {
      ...plain,
      state: 'finished-anyway',
      word: 'Finished',
      text: 'Finished before it could be cancelled. Result kept.',
      actions: ['show', 'remove'],
      more: ['export', ...more],
    }
  }
  return {
    ...plain,
    state: 'done',
    word: 'Done',
    text: readyText(submission.summary),
    actions: ['show', 'export', 'remove'],
    more,
  }
}

/** `Ready. 12 400 values, 3 % missing.` A share that rounds to nothing is not called nothing. */
export function readyText(summary: AnswerSummary | null): string {
  if (!summary) return 'Ready.'
  const { values, missing } = summary
  const percent = (missing / Math.max(1, values + missing)) * 100
  const share = percent < 1 ? 'under 1' : String(values > 0 ? Math.min(99, Math.round(percent)) : Math.round(percent))
  return `Ready. ${formatCount(values, 'value')}, ${missing === 0 ? 'none' : `${share} %`} missing.`
}
