import { useMutation, useQuery } from '@tanstack/react-query'
import { memo } from 'react'
import { taskQueries } from '#src/data/tasks/queries.ts'
import { taskMutations, useTaskActions } from '#src/data/tasks/use-tasks.tsx'
import { asAppError } from '#src/domain/errors.ts'
import { isFinalStatus, type TaskRow } from '#src/domain/metocean/wire/contract.ts'
import { cardOfRow, type EndWords } from '#src/domain/tasks/card-row.ts'
import type { TaskProgress } from '#src/domain/tasks/progress.ts'
import { formatCount } from '#src/domain/units/format.ts'
import { useClock } from '#src/state/clock.ts'
import { variableList } from '#src/ui/variable-words.ts'
import { MailNote, type TaskUses } from './own-task.tsx'
import { type CardFold, TaskCard } from './task-card.tsx'
import type { TaskEntry, ServiceEntry } from '../task-entries.ts'

function aboutOf({ nbr_points, variables }: TaskRow): string {
  return [nbr_points == null ? '' : formatCount(nbr_points, 'point'), variableList(variables ?? [])]
    .filter(Boolean)
    .join(' · ')
}

interface ServiceTaskProps extends Pick<CardFold, 'isOpen'> {
  entry: ServiceEntry
  taskProgress: TaskProgress | null
  mayCancel: boolean
  uses: Pick<TaskUses, 'onShow' | 'onUseRoute'>
  onToggle: (entry: TaskEntry) => void
  onRemove: (entry: TaskEntry) => void
}

/** A task of the service that this browser did not send: its answer alone is enough to draw its track. */
export const ServiceTask = memo(function ServiceTask({
  entry,
  taskProgress,
  mayCancel,
  uses,
  isOpen,
  onToggle,
  onRemove,
}: ServiceTaskProps) {
  const tasks = useTaskActions()
  const { row, name } = entry
  const nowMs = useClock(undefined, !isFinalStatus(row.status))
  const recovery = useMutation(taskMutations.recover(tasks))
  const cancellation = useMutation(taskMutations.cancelTask(tasks))
  const failure = recovery.error ?? cancellation.error
  const card = cardOfRow(row, useEnd(row), taskProgress, nowMs)
  const follow = () => recovery.mutate(row)
  return (
    <TaskCard
      card={failure ? { ...card, code: asAppError(failure).code } : card}
      taskName={name}
      taskId={row.task_id}
      sentMs={entry.sentMs}
      nowMs={nowMs}
      about={aboutOf(row)}
      owner={entry.owner}
      handlers={{
        show: () => uses.onShow(row.task_id),
        'use-route': uses.onUseRoute && (() => uses.onUseRoute?.(row.task_id)),
        follow,
        cancel: mayCancel ? () => cancellation.mutate(row) : undefined,
        remove: () => onRemove(entry),
      }}
      isOpen={isOpen}
      onToggle={() => onToggle(entry)}
    >
      <MailNote reason={row.mail_error} />
    </TaskCard>
  )
})

/** The lists only say that it ended without an answer: why is asked for once, when its card is shown. */
function useEnd({ task_id, status }: TaskRow): EndWords {
  const tasks = useTaskActions()
  const { data } = useQuery({
    ...taskQueries.status(task_id, () => tasks.readStatus(task_id)),
    enabled: status === 'FAILURE',
  })
  return data?.kind === 'ended' ? data : null
}
