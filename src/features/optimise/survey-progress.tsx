import { useMutation } from '@tanstack/react-query'
import { taskMutations, useRights, useTaskActions, useTasks } from '#src/data/tasks/use-tasks.tsx'
import { cardOf } from '#src/domain/tasks/card.ts'
import type { Submission } from '#src/domain/tasks/submission.ts'
import { useClock } from '#src/state/clock.ts'
import { Button } from '#src/ui/form/button.tsx'
import { Notice } from '#src/ui/overlay/notice.tsx'
import { messageFor } from '#src/ui/messages.ts'
import styles from './departures.module.css'

/** A request under way, in the words of its card. */
export function SurveyAwaited({ submission, label }: { submission: Submission; label: string }) {
  const tasks = useTaskActions()
  const { progressByTask, contactLostMs, nextLookMs, retryMs, lost, candidates } = useTasks()
  const { maySend } = useRights()
  const nowMs = useClock()
  const { mutate: cancel } = useMutation(taskMutations.cancel(tasks))
  const { id, taskId } = submission
  const card = cardOf(submission, {
    nowMs,
    contactLostMs,
    nextLookMs,
    taskProgress: taskId === null ? null : (progressByTask.get(taskId) ?? null),
    retryMs: retryMs.get(id) ?? null,
    lost: lost.has(id),
    candidates: candidates.get(id)?.length ?? 0,
  })
  return (
    <div className={styles.awaited}>
      <span role="status">{[card.word, card.text].filter(Boolean).join(': ')}</span>
      {card.bar && <progress value={card.bar.fraction} max={1} aria-label={label} />}
      {maySend && (card.actions.includes('cancel') || card.actions.includes('stop')) && (
        <Button size="small" onClick={() => cancel(submission)}>
          Cancel
        </Button>
      )}
    </div>
  )
}

/** Why the last request brought nothing. */
export function SurveyEnded({ submission: { state, error } }: { submission: Submission }) {
  if (state === 'cancelled') return <Notice>The last request was cancelled.</Notice>
  return state === 'failed' ? <Notice tone="alarm">{messageFor(error?.code ?? 'task-failed')}</Notice> : null
}
