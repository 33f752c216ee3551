import { z } from 'zod'
import { TaskRow, type TaskList } from '#src/domain/metocean/contract.ts'
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

/** An empty list may be null: languages that tell the two apart seldom do so in JSON. */
const UpstreamList = z.object({ tasks: z.array(z.unknown()).nullable() })

/**
 * The service's list with what is Fairway's own business replaced: the account's name, number and address stay here,
 * their keys tell of Fairway's user. Unknown fields are left out, rows without an id too.
 * @param onTolerance hears of what had to be read with good will
 * @throws UpstreamError if it is not a list
 */
export function readTaskRows(body: unknown, onTolerance: (what: string) => void): TaskRow[] {
  const list = UpstreamList.safeParse(body)
  if (!list.success) throw unreadable('something that is not a list of tasks')
  const { tasks } = list.data
  if (tasks === null) onTolerance('tasks null')
  return (tasks ?? []).flatMap((row) => {
    const parsed = UpstreamRow.safeParse(row)
    return parsed.success ? [parsed.data] : []
  })
}

export const asTaskList = (tasks: readonly TaskRow[], user: string): TaskList => ({
  username: user,
  user_id: 1, // one account serves all users; theirs are told apart by name
  email: null,
  tasks_count: tasks.length,
  tasks: [...tasks],
})
