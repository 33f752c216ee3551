import type { TaskList, TaskRow } from '#src/domain/metocean/wire/contract.ts'
import { formatDurationWords } from '#src/domain/metocean/duration-words.ts'
import type { Estimator } from './estimate.ts'
import type { ListedTask } from './shared-reads.ts'

/** The body of GET /user/tasks and its two filters, every documented field there. */
export function taskList(tasks: readonly ListedTask[], user: string, estimator: Estimator, nowMs: number): TaskList {
  return {
    username: user,
    user_id: 1, // the embedded service has one account
    email: null,
    tasks_count: tasks.length,
    tasks: tasks.map((task) => taskRow(task, estimator, nowMs)),
  }
}

function taskRow(task: ListedTask, estimator: Estimator, nowMs: number): TaskRow {
  const timeLeftMs = task.status === 'PENDING' ? estimator.toldLeftMs(task, nowMs) : 0
  return {
    task_id: task.id,
    status: task.status,
    API_call_time: callTime(task.calledAt),
    task_name: task.taskName,
    nbr_points: task.points,
    variables: [...task.variables],
    estimated_time: formatDurationWords(task.estimatedMs),
    time_left: timeLeftMs === null ? null : formatDurationWords(timeLeftMs),
    ...(task.mailError !== undefined && { mail_error: task.mailError }),
  }
}

/** As the service writes it, UTC without a zone: `2025-03-12T12:17:19.792961`. The clock has no microseconds, the last three are zero. */
const callTime = (at: Date) => at.toISOString().replace('Z', '000')
