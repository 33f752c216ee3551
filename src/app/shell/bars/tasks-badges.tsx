import { Badge } from '#src/ui/form/badge.tsx'

export interface TaskCounts {
  pendingTasks: number
  /** Answers that have come and have not been looked at. */
  readyAnswers: number
}

/** How many tasks run, and how many answers wait to be looked at. */
export function TasksBadges({ pendingTasks, readyAnswers }: TaskCounts) {
  return (
    <>
      {pendingTasks > 0 && <Badge count={pendingTasks} words="pending" />}
      {readyAnswers > 0 && <Badge count={readyAnswers} words="ready" tone="ready" />}
    </>
  )
}

/** `Tasks, 2 pending, 1 ready`: for a name that includes the badges. */
export const tasksLabel = ({ pendingTasks, readyAnswers }: TaskCounts): string =>
  ['Tasks', pendingTasks > 0 && `${pendingTasks} pending`, readyAnswers > 0 && `${readyAnswers} ready`]
    .filter(Boolean)
    .join(', ')
