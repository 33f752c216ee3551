import { z } from 'zod'
import { TaskRow, type TaskList, tasksOfList } from '#src/domain/metocean/wire/contract.ts'
import { unreadable } from './upstream-error.ts'

const text = z.string().nullish().catch(null)

/** A row as the service may send it: what cannot be read is missing, and only the id is needed. */
const UpstreamRow = z.object({
  ...TaskRow.shape,
  task_id: z.union([z.string().min(1), z.number()]).transform(String),
  status: z.string().catch('PENDING'), // an unreadable status counts as still running
  API_call_time: text,
  task_name: text,
  nbr_points: z.coerce.number().nullish().catch(null),
  variables: z.array(z.string()).nullish().catch(null),
  estimated_time: text,
  time_left: text,
})

/**
 * The service's list with what is Fairway's own business replaced: the account's name, number and address stay here,
 * their keys tell of Fairway's user. Unknown fields are left out, rows without an id too.
 * @param onTolerance hears of what had to be read with good will
 * @throws UpstreamError if it is not a list
 */
export function readTaskRows(body: unknown, onTolerance: (what: string) => void = () => undefined): TaskRow[] {
  const list = tasksOfList(body)
  if (!Array.isArray(list)) throw unreadable('something that is not a list of tasks')
  if (!isTaskArray(body)) onTolerance('no tasks for an empty list')
  return list.flatMap((row: unknown) => {
    const parsed = UpstreamRow.safeParse(row)
    return parsed.success ? [parsed.data] : []
  })
}

/** Has the list its tasks as an array, as the contract writes even an empty one? */
const isTaskArray = (body: unknown) =>
  typeof body === 'object' && body !== null && 'tasks' in body && Array.isArray(body.tasks)

export const asTaskList = (tasks: readonly TaskRow[], user: string): TaskList => ({
  username: user,
  user_id: 1, // one account serves all users; theirs are told apart by name
  email: null,
  tasks_count: tasks.length,
  tasks: [...tasks],
})
