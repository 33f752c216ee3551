import { useState } from 'react'
import type { TaskRow } from '#src/domain/metocean/contract.ts'
import { useTaskActions } from '#src/data/use-tasks.tsx'
import type { TasksSnapshot } from '#src/data/tasks.ts'
import { type Card, cardOf } from '#src/domain/tasks/card.ts'
import { answerKey, isFinal, type Submission } from '#src/domain/tasks/submission.ts'
import { formatCount } from '#src/domain/units/format.ts'
import { formatMoment } from '#src/domain/units/time-text.ts'
import { variableList } from '#src/ui/variable-words.ts'
import type { Handlers } from './action-words.ts'
import { copyText } from '#src/data/copy-text.ts'
import { TaskCard, wordsOf } from './task-card.tsx'
import { useNow } from './use-now.ts'

/** What the app can do with a submission; a missing one is not offered. */
export interface TaskUses {
  onShow: (key: string) => void
  onShowRoute?: ((submission: Submission) => void) | undefined
  /** Back to the request form with this request. */
  onEdit?: ((submission: Submission) => void) | undefined
  onExport?: ((key: string) => void) | undefined
}

/** The card of a submission as things stand. */
export function cardFor(submission: Submission, { courses, contactLostMs, nextLookMs, retryMs, lost, candidates }: TasksSnapshot, nowMs: number): Card {
  return cardOf(submission, {
    nowMs,
    contactLostMs,
    nextLookMs,
    course: submission.taskId === null ? null : (courses.get(submission.taskId) ?? null),
    retryMs: retryMs.get(submission.id) ?? null,
    lost: lost.has(submission.id),
    candidates: candidates.get(submission.id)?.length ?? 0,
  })
}

/** `Rotterdam – Halifax · 148 points · wind, wave`. */
function aboutOf({ routeName, points, variables }: Submission, row: TaskRow | undefined): string {
  const count = points.lat.length || row?.nbr_points
  return [routeName, count ? formatCount(count, 'point') : '', variableList(variables)].filter(Boolean).join(' · ')
}

/** A task of this browser. */
export function OwnTask({ submission, row, snapshot, uses }: { submission: Submission; row: TaskRow | undefined; snapshot: TasksSnapshot; uses: TaskUses }) {
  const tasks = useTaskActions()
  const [kept, setKept] = useState(false)
  const nowMs = useNow(!isFinal(submission) || submission.found !== null)
  const card = cardFor(submission, snapshot, nowMs)
  const { id } = submission
  const remove = () => void tasks.remove(id)
  const sendAgain = () => void tasks.sendAgain(id)
  const cancel = () => void tasks.cancel(id)
  const edit = uses.onEdit && (() => uses.onEdit?.(submission))
  const key = answerKey(submission)
  const handlers: Handlers = {
    'send-now': () => tasks.sendNow(id),
    edit,
    'edit-request': edit,
    discard: remove,
    remove,
    stop: cancel,
    cancel,
    show: () => uses.onShow(key),
    export: uses.onExport && (() => uses.onExport?.(key)),
    'show-route': uses.onShowRoute && (() => uses.onShowRoute?.(submission)),
    retry: sendAgain,
    'send-again': submission.points.lat.length > 0 ? sendAgain : undefined,
    keep: () => setKept(true),
    'check-now': () => void tasks.checkNow(),
    'copy-details': () => void copyText(`${submission.taskName}\n${wordsOf(card)}\n${card.details ?? ''}`),
  }
  // "Keep" answers the question for now: the card stays, and stops asking.
  const shown = kept ? { ...card, actions: card.actions.filter((action) => action !== 'keep') } : card
  return <TaskCard card={shown} taskName={submission.taskName} time={formatMoment(submission.sentMs ?? submission.createdMs)} about={aboutOf(submission, row)} handlers={handlers} />
}
