import { useMutation } from '@tanstack/react-query'
import { memo } from 'react'
import { taskMutations, useTaskActions } from '#src/data/tasks/use-tasks.tsx'
import { asAppError } from '#src/domain/errors.ts'
import { isFinalStatus, parseCallTime, type TaskRow } from '#src/domain/metocean/wire/contract.ts'
import { cardOfRow } from '#src/domain/tasks/card-row.ts'
import type { TaskProgress } from '#src/domain/tasks/progress.ts'
import { formatCount } from '#src/domain/units/format.ts'
import { formatUtc } from '#src/domain/units/time-text.ts'
import { useClock } from '#src/state/clock.ts'
import { variableList } from '#src/ui/variable-words.ts'
import { MailNote } from './own-task.tsx'
import { TaskCard } from './task-card.tsx'
import type { TaskEntry, ServiceEntry } from '../task-entries.ts'

function aboutOf({ nbr_points, variables }: TaskRow): string {
  return [nbr_points == null ? '' : formatCount(nbr_points, 'point'), variableList(variables ?? [])]
    .filter(Boolean)
    .join(' · ')
}

interface ServiceTaskProps {
  entry: ServiceEntry
  taskProgress: TaskProgress | null
  mayCancel: boolean
  onShow: (key: string) => void
  onRemove: (entry: TaskEntry) => void
}

/** A task of the service that this browser did not send: its answer alone is enough to draw its track. */
export const ServiceTask = memo(function ServiceTask({
  entry,
  taskProgress,
  mayCancel,
  onShow,
  onRemove,
}: ServiceTaskProps) {
  const tasks = useTaskActions()
  const { row, name } = entry
  const nowMs = useClock(undefined, !isFinalStatus(row.status))
  const recovery = useMutation(taskMutations.recover(tasks))
  const cancellation = useMutation(taskMutations.cancelTask(tasks))
  const failure = recovery.error ?? cancellation.error
  const card = cardOfRow(row, taskProgress, nowMs)
  const follow = () => recovery.mutate(row)
  return (
    <TaskCard
      card={failure ? { ...card, code: asAppError(failure).code } : card}
      taskName={name}
      taskId={row.task_id}
      time={formatUtc(parseCallTime(row.API_call_time))}
      about={aboutOf(row)}
      isMine={entry.isMine}
      owner={entry.owner}
      handlers={{
        show: () => onShow(row.task_id),
        follow,
        'show-reason': follow,
        cancel: mayCancel ? () => cancellation.mutate(row) : undefined,
        remove: () => onRemove(entry),
      }}
    >
      <MailNote reason={row.mail_error} />
    </TaskCard>
  )
})
