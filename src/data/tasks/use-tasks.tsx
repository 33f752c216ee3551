import { mutationOptions, QueryClientProvider, useQuery } from '@tanstack/react-query'
import { createContext, type ReactNode, useContext, useEffect, useRef, useState, useSyncExternalStore } from 'react'
import { AppError } from '#src/domain/errors.ts'
import type { TaskRow } from '#src/domain/metocean/wire/contract.ts'
import type { Submission } from '#src/domain/tasks/submission.ts'
import { storage } from '../storage/storage.ts'
import type { RequestDraft } from './drafts.ts'
import { type Rights, rightsOf } from '#src/domain/tasks/rights.ts'
import { aboutQuery, taskQueries } from './queries.ts'
import { createTasks, type Tasks, type TasksEvents, type TasksSnapshot } from './tasks.ts'

export const TasksContext = createContext<Tasks | null>(null)

let page: Tasks | null = null

/** The page's tasks, made at the first call. */
export const openTasks = (): Tasks => (page ??= createTasks({ storage }))

/** The page's tasks and its query client, followed as long as this is on the screen. Only one of all tabs asks. */
export function TasksProvider({ children, ...events }: TasksEvents & { children: ReactNode }) {
  const [tasks] = useState(openTasks)
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
  return (
    <QueryClientProvider client={tasks.client}>
      <TasksContext value={tasks}>{children}</TasksContext>
    </QueryClientProvider>
  )
}

/** What can be done with tasks; what changes something at the service is a mutation of `taskMutations`. */
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

/** What whoever is signed in may do with tasks. */
export function useRights(): Rights {
  const { data: about = null } = useQuery(aboutQuery())
  return rightsOf(about)
}

/**
 * What an operator changes. Each ends once it is stored: the outbox goes on sending by itself, even through reloads.
 * What the service's lists show of it is read again.
 */
export const taskMutations = {
  submit: (tasks: Tasks) =>
    mutationOptions({ mutationKey: ['submit'], mutationFn: (draft: RequestDraft) => tasks.submit(draft) }),
  sendAgain: (tasks: Tasks) =>
    mutationOptions({
      mutationKey: ['send-again'],
      mutationFn: ({ id }: Pick<Submission, 'id'>) => tasks.sendAgain(id),
    }),
  cancel: (tasks: Tasks) =>
    mutationOptions({
      mutationKey: ['cancel'],
      mutationFn: ({ id }: Pick<Submission, 'id'>) => tasks.cancel(id),
      onSettled: (_data, _error, _id, _result, { client }) =>
        client.invalidateQueries({ queryKey: taskQueries.pending().queryKey }),
    }),
  cancelTask: (tasks: Tasks) =>
    mutationOptions({
      mutationKey: ['cancel-task'],
      mutationFn: (row: TaskRow) => tasks.cancelTask(row),
      onSettled: (_data, _error, _row, _result, { client }) =>
        client.invalidateQueries({ queryKey: taskQueries.pending().queryKey }),
    }),
  recover: (tasks: Tasks) =>
    mutationOptions({
      mutationKey: ['recover'],
      mutationFn: (row: TaskRow) => tasks.recover(row),
      onSuccess: (_submission, _row, _result, { client }) =>
        client.invalidateQueries({ queryKey: taskQueries.everything().queryKey }),
    }),
  pick: (tasks: Tasks) =>
    mutationOptions({
      mutationKey: ['pick'],
      mutationFn: ({ id, row }: { id: string; row: TaskRow }) => tasks.pick(id, row),
    }),
  remove: (tasks: Tasks) =>
    mutationOptions({
      mutationKey: ['remove'],
      mutationFn: (submissions: readonly Submission[]) => tasks.remove(submissions.map(({ id }) => id)),
    }),
  restore: (tasks: Tasks) =>
    mutationOptions({
      mutationKey: ['restore'],
      mutationFn: (submissions: readonly Submission[]) => tasks.restore(submissions),
    }),
} as const
