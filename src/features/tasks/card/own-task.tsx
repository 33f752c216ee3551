import { useMutation } from '@tanstack/react-query'
import { memo } from 'react'
import { taskMutations, useTaskActions } from '#src/data/tasks/use-tasks.tsx'
import type { TasksSnapshot } from '#src/data/tasks/tasks.ts'
import { cardOf } from '#src/domain/tasks/card.ts'
import type { Card } from '#src/domain/tasks/card-parts.ts'
import {
  answerKey,
  askedMs,
  isFinal,
  isOwn,
  partsWords,
  pointsOf,
  type Submission,
  surveyOf,
} from '#src/domain/tasks/submission.ts'
import { formatCount } from '#src/domain/units/format.ts'
import { useClock } from '#src/state/clock.ts'
import { variableList } from '#src/ui/variable-words.ts'
import type { Handlers } from './card-actions.tsx'
import { Candidates } from '../find-field.tsx'
import { type CardFold, TaskCard } from './task-card.tsx'
import type { TaskEntry, OwnEntry } from '../task-entries.ts'
import { RefreshCw } from 'lucide-react'
import { answerAge } from '#src/domain/tasks/answer-age.ts'
import { Button } from '#src/ui/form/button.tsx'
import styles from './task-card.module.css'

/** What can be done with a task; a missing one is not offered. */
export interface TaskUses {
  onShow: (key: string) => void
  onShowRoute?: ((submission: Submission) => void) | undefined
  /** Back to the request form with this request. */
  onEdit?: ((submission: Submission) => void) | undefined
  /** Saves its answer as a file. */
  onExport?: ((submission: Submission) => void) | undefined
  /** Makes the line of an answer sent from elsewhere a route. @param key the answer's */
  onUseRoute?: ((key: string) => void) | undefined
}

/** The card of a submission as things are now. */
export function cardFor(
  submission: Submission,
  { progressByTask, contactLostMs, nextLookMs, retryMs, lost, candidates }: TasksSnapshot,
  nowMs: number,
): Card {
  return cardOf(submission, {
    nowMs,
    contactLostMs,
    nextLookMs,
    taskProgress: submission.taskId === null ? null : (progressByTask.get(submission.taskId) ?? null),
    retryMs: retryMs.get(submission.id) ?? null,
    lost: lost.has(submission.id),
    candidates: candidates.get(submission.id)?.length ?? 0,
  })
}

/** `148 points · wind, wave`. */
function aboutOf({ submission, row }: OwnEntry): string {
  const count = pointsOf(submission) ?? row?.nbr_points
  return [count ? formatCount(count, 'point') : '', variableList(submission.variables)].filter(Boolean).join(' · ')
}

interface OwnTaskProps extends Pick<CardFold, 'isOpen'> {
  entry: OwnEntry
  snapshot: TasksSnapshot
  uses: TaskUses
  maySend: boolean
  mayCancel: boolean
  /** The operator has seen that it was not found, and leaves it so. */
  isKept: boolean
  onKeep: (entry: TaskEntry) => void
  onToggle: (entry: TaskEntry) => void
  onRemove: (entry: TaskEntry) => void
}

/** A task of this browser. Drawn again only when something about it has changed, not when the list scrolls. */
export const OwnTask = memo(function OwnTask({
  entry,
  snapshot,
  uses,
  maySend,
  mayCancel,
  isKept,
  isOpen,
  onKeep,
  onToggle,
  onRemove,
}: OwnTaskProps) {
  const tasks = useTaskActions()
  const { submission } = entry
  const nowMs = useClock(undefined, !isFinal(submission) || submission.found !== null)
  const card = cardFor(submission, snapshot, nowMs)
  const { id, state } = submission
  const remove = () => onRemove(entry)
  const { mutate: sendOneAgain } = useMutation(taskMutations.sendAgain(tasks))
  const { mutate: cancelOne } = useMutation(taskMutations.cancel(tasks))
  const { mutate: pick } = useMutation(taskMutations.pick(tasks))
  const sendAgain = maySend ? () => sendOneAgain(submission) : undefined
  const cancel = mayCancel ? () => cancelOne(submission) : undefined
  // The points of a survey are no route, and its request is not one of the form.
  const isPlan = surveyOf(submission) === null
  const edit = isPlan && uses.onEdit ? () => uses.onEdit?.(submission) : undefined
  const key = answerKey(submission)
  const handlers: Handlers = {
    'send-now': maySend ? () => tasks.sendNow(id) : undefined,
    edit,
    'edit-request': edit,
    discard: remove,
    remove,
    stop: cancel,
    cancel,
    show: () => uses.onShow(key),
    export: isPlan && uses.onExport ? () => uses.onExport?.(submission) : undefined,
    'show-route': isPlan && uses.onShowRoute ? () => uses.onShowRoute?.(submission) : undefined,
    retry: sendAgain,
    'send-again': sendAgain,
    'use-route': uses.onUseRoute && (() => uses.onUseRoute?.(key)),
    keep: isKept ? undefined : () => onKeep(entry),
    'check-now': () => void tasks.checkNow(),
  }
  const candidates = state === 'not-found' ? (snapshot.candidates.get(id) ?? []) : []
  return (
    <TaskCard
      card={card}
      taskName={submission.taskName}
      taskId={submission.taskId}
      sentMs={askedMs(submission)}
      nowMs={nowMs}
      title={partsWords(submission.parts)}
      about={aboutOf(entry)}
      owner={entry.owner}
      handlers={handlers}
      isOpen={isOpen}
      onToggle={() => onToggle(entry)}
    >
      <MailNote reason={entry.row?.mail_error} />
      {candidates.length > 0 && (
        <Candidates
          label={`Tasks that may match ${submission.taskName}`}
          rows={candidates}
          onPick={(row) => pick({ id, row })}
        />
      )}
      {state === 'done' && isOwn(submission) && sendAgain && (
        <AnswerAgeLine submission={submission} onUpdate={sendAgain} />
      )}
    </TaskCard>
  )
})

/** How old an answer is, with one click to ask again for the same voyage. */
function AnswerAgeLine({
  submission: { sentMs, createdMs, points },
  onUpdate,
}: {
  submission: Submission
  onUpdate: () => void
}) {
  const { timeMs } = points
  const { text, isDue } = answerAge(
    { askedMs: sentMs ?? createdMs, firstMs: timeMs[0] ?? NaN, lastMs: timeMs.at(-1) ?? NaN },
    useClock(),
  )
  return (
    <div className={styles.age}>
      <span title={text}>{text.split(' · ').at(-1)}</span>
      {isDue && <span className={styles.due}>refresh due</span>}
      <Button size="small" tone="quiet" icon={<RefreshCw />} onClick={onUpdate}>
        Update weather
      </Button>
    </div>
  )
}

/** Says that a mail about a task was given up, and why; otherwise nothing. */
export function MailNote({ reason }: { reason: string | null | undefined }) {
  if (!reason) return null
  return <p className={styles.note}>Mail about it could not be delivered: {reason}.</p>
}
