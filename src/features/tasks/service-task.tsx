import { memo, useState } from 'react'
import { useTaskActions } from '#src/data/use-tasks.tsx'
import { asAppError, type ErrorCode } from '#src/domain/errors.ts'
import { isFinalStatus, parseCallTime, type TaskRow } from '#src/domain/metocean/contract.ts'
import { cardOfRow } from '#src/domain/tasks/card-row.ts'
import type { Course } from '#src/domain/tasks/progress.ts'
import { formatCount } from '#src/domain/units/format.ts'
import { formatMoment } from '#src/domain/units/time-text.ts'
import { variableList } from '#src/ui/variable-words.ts'
import { MailNote } from './mail-note.tsx'
import { TaskCard } from './task-card.tsx'
import type { Entry, ServiceEntry } from './task-entries.ts'
import { useNow } from './use-now.ts'

function aboutOf({ nbr_points, variables }: TaskRow): string {
  return [nbr_points == null ? '' : formatCount(nbr_points, 'point'), variableList(variables ?? [])].filter(Boolean).join(' · ')
}

interface ServiceTaskProps {
  entry: ServiceEntry
  course: Course | null
  onShow: (key: string) => void
  onRemove: (entry: Entry) => void
}

/** A task of the service that this browser did not send: its answer alone is enough to draw its track. */
export const ServiceTask = memo(function ServiceTask({ entry, course, onShow, onRemove }: ServiceTaskProps) {
  const tasks = useTaskActions()
  const { row, name } = entry
  const nowMs = useNow(!isFinalStatus(row.status))
  const [failed, setFailed] = useState<ErrorCode | null>(null)
  const card = cardOfRow(row, course, nowMs)
  const attempt = (work: Promise<unknown>) => void work.catch((error: unknown) => setFailed(asAppError(error).code))
  const follow = () => attempt(tasks.recover(row))
  return (
    <TaskCard
      card={failed ? { ...card, code: failed } : card}
      taskName={name}
      taskId={row.task_id}
      time={formatMoment(parseCallTime(row.API_call_time))}
      about={aboutOf(row)}
      isMine={false}
      handlers={{
        show: () => onShow(row.task_id),
        follow,
        'show-reason': follow,
        cancel: () => attempt(tasks.cancelTask(row)),
        remove: () => onRemove(entry),
      }}
    >
      <MailNote reason={row.mail_error} />
    </TaskCard>
  )
})
