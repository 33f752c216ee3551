import { useQueryClient } from '@tanstack/react-query'
import { createContext, type ReactNode, useContext, useEffect, useRef, useState, useSyncExternalStore } from 'react'
import { AppError } from '#src/domain/errors.ts'
import type { TasksEvents } from './announcer.ts'
import { openTasks } from './submissions.ts'
import type { Tasks } from './tasks.ts'
import type { TasksSnapshot } from './tasks-snapshot.ts'

export const TasksContext = createContext<Tasks | null>(null)

/** The page's tasks, followed as long as this is on the screen. */
export function TasksProvider({ children, ...events }: TasksEvents & { children: ReactNode }) {
  const client = useQueryClient()
  const [tasks] = useState(() => openTasks(client))
  useTaskPolling(tasks, events)
  return <TasksContext value={tasks}>{children}</TasksContext>
}

/** Follows pending tasks by the polling policy. One caller per page; over all tabs only one asks. */
export function useTaskPolling(tasks: Tasks, events: TasksEvents): void {
  const latest = useRef(events)
  useEffect(() => {
    latest.current = events
  })
  useEffect(
    () =>
      tasks.start({
        onAnswer: (...args) => latest.current.onAnswer?.(...args),
        onRenamed: (...args) => latest.current.onRenamed?.(...args),
      }),
    [tasks],
  )
}

/** What can be done with tasks. */
export function useTaskActions(): Tasks {
  const tasks = useContext(TasksContext)
  if (!tasks) throw new AppError('unexpected', 'no tasks around this part of the screen')
  return tasks
}

/** The state of this browser's tasks. */
export function useTasks(): TasksSnapshot {
  const tasks = useTaskActions()
  return useSyncExternalStore(tasks.subscribe, tasks.snapshot)
}
