import { randomUUID } from 'node:crypto'
import type { Behaviour } from './answer.ts'
import { edited } from './edits.ts'
import type { ScriptedTasks } from './tasks.ts'

interface Row {
  readonly task_id: string
  readonly status: string
  readonly API_call_time: string
  readonly time_left: string
}

interface Task {
  readonly task_id: string
  readonly status: string
}

/** The honest list with its rows changed, each into none, one, or several. */
export const editedRows = (change: (row: Row) => readonly object[]): Behaviour =>
  edited((body) => {
    const { tasks, ...account } = body as { tasks: readonly Row[] }
    const rows = tasks.flatMap(change)
    return { ...account, tasks_count: rows.length, tasks: rows }
  })

/** No list at all where there is no task. */
export const noTasks: Behaviour = edited((body) => ({ ...(body as object), tasks_count: 0, tasks: null }))
/** The list without a row, although the tasks exist. */
export const unlisted: Behaviour = editedRows(() => [])
/** Each task twice, under another id and a minute later, with the same name. */
export const twinned: Behaviour = editedRows((row) => [
  row,
  { ...row, task_id: randomUUID(), API_call_time: shifted(row.API_call_time, 60_000) },
])
/** Ids as numbers, counts as text, a name as a number, unknown fields added, others removed. */
export const driftedRows: Behaviour = editedRows((row) => [
  {
    ...row,
    nbr_points: '5000',
    API_call_time: undefined,
    variables: null,
    owner: 'someone',
    progress: { percent: 40 },
  },
])

/** `time_left` as given: any words, `undefined` for a missing one. */
export const timeLeft = (words: unknown): Behaviour => editedRows((row) => [{ ...row, time_left: words }])
/** More left at every look. */
export function growingTimeLeft(): Behaviour {
  let minutes = 1
  return (asked, serve) => timeLeft(`${minutes++} minutes`)(asked, serve)
}
/** A number that JSON.parse turns into Infinity. */
export const endlessTimeLeft: Behaviour = async (asked, serve) => {
  const answer = await timeLeft(0)(asked, serve)
  return { ...answer, body: answer.body.toString().replaceAll('"time_left":0', '"time_left":1e999') }
}

/** The service's clock runs ahead (or behind) by so many milliseconds. */
export const skewed = (ms: number): Behaviour =>
  editedRows((row) => [{ ...row, API_call_time: shifted(row.API_call_time, ms) }])

const shifted = (callTime: string, ms: number) => new Date(Date.parse(`${callTime}Z`) + ms).toISOString().slice(0, -1)

/** Another word for the status, in lists and by id. */
export const statusWord = (word: string): Behaviour =>
  edited((body) => {
    if (!isList(body)) return { ...(body as Task), status: word, result: null }
    return { ...body, tasks: body.tasks.map((row) => ({ ...row, status: word })) }
  })

const isList = (body: unknown): body is { tasks: readonly Row[] } => Array.isArray((body as { tasks?: unknown }).tasks)

/** By its id, it runs again after it has been seen done. */
export function backward(): Behaviour {
  const seenDone = new Set<string>()
  return edited((body) => {
    const task = body as Task
    if (seenDone.has(task.task_id)) return { ...task, status: 'STARTED', result: null }
    if (task.status === 'SUCCESS') seenDone.add(task.task_id)
    return task
  })
}

/** Cancel is confirmed, and the task still succeeds. */
export const succeedsAfterCancel =
  (tasks: ScriptedTasks): Behaviour =>
  async (asked, serve) => {
    const confirmed = await serve()
    const task = tasks.find(asked.path.split('/').at(-1) ?? '')
    if (task?.status === 'REVOKED') task.status = 'SUCCESS'
    return confirmed
  }
