import { isFinalStatus, parseCallTime, type TaskRow } from '#src/domain/metocean/wire/contract.ts'
import { comparableName } from '#src/domain/tasks/recovery.ts'
import { isFinal, isOwn, partsWords, type Submission } from '#src/domain/tasks/submission.ts'

export type Filter = 'all' | 'pending' | 'done' | 'failed'
export type Sort = 'newest' | 'oldest' | 'name'
/** In the order shown. `decision`: the operator has to decide. */
export type Group = 'decision' | 'running' | 'waiting' | 'finished'

/** The service's list behind each filter: failed tasks are only in the full list. */
export const listOf = { all: 'all', pending: 'pending', done: 'success', failed: 'all' } as const

interface Common {
  readonly key: string
  readonly taskId: string | null
  readonly name: string
  readonly group: Group
  /** When it was sent, epoch milliseconds; 0: not known. */
  readonly sentMs: number
  /** Sent by the user; where nobody signs in, from this browser. */
  readonly isMine: boolean
  /** Who else sent it; null: nobody else, or not known. */
  readonly owner: string | null
}
export type OwnEntry = Common & {
  readonly kind: 'own'
  readonly submission: Submission
  readonly row: TaskRow | undefined
}
export type ServiceEntry = Common & { readonly kind: 'service'; readonly row: TaskRow }
/** A task in the list: one with a submission in this browser, or one known only from the service's list. */
export type TaskEntry = OwnEntry | ServiceEntry

interface Known {
  readonly submissions: readonly Submission[]
  /** Submissions whose task is unlikely to end. */
  readonly lost: ReadonlySet<string>
  /** Rows of the service: of all pending tasks, and of the list being looked at. */
  readonly rows: readonly TaskRow[]
  /** Task ids the service has begun to work on. */
  readonly running: ReadonlySet<string>
  /** Task ids that were taken off the list. */
  readonly removed: ReadonlySet<string>
  /** Who is signed in; null: nobody has to be. */
  readonly me?: string | null
}

/** Every task to show, each once. */
export function taskEntries({ submissions, lost, rows, running, removed, me = null }: Known): TaskEntry[] {
  const rowById = new Map(rows.map((row) => [row.task_id, row]))
  const ownIds = new Set(submissions.flatMap(({ taskId }) => taskId ?? []))
  // A held call's id is not known yet; its name is.
  const ownNames = new Set(
    submissions.flatMap(({ taskId, taskName }) => (taskId === null ? comparableName(taskName) : [])),
  )
  const own = submissions.map((submission): TaskEntry => {
    const { id, taskId, taskName, sentMs, createdMs } = submission
    const group = lost.has(id) ? 'decision' : groupOf(submission, running)
    const row = taskId === null ? undefined : rowById.get(taskId)
    return {
      kind: 'own',
      key: id,
      taskId,
      name: taskName,
      group,
      sentMs: sentMs ?? createdMs,
      ...(isOwn(submission) ? { isMine: true, owner: null } : senderOf(row, me)),
      submission,
      row,
    }
  })
  const others = [...rowById.values()].filter(
    ({ task_id, task_name }) =>
      !ownIds.has(task_id) && !removed.has(task_id) && !ownNames.has(comparableName(task_name)),
  )
  return [
    ...own,
    ...others.map((row): TaskEntry => {
      const { task_id, task_name, status, API_call_time } = row
      const group = isFinalStatus(status)
        ? 'finished'
        : running.has(task_id) || status !== 'PENDING'
          ? 'running'
          : 'waiting'
      return {
        kind: 'service',
        key: `task:${task_id}`,
        taskId: task_id,
        name: task_name?.trim() || task_id,
        group,
        sentMs: parseCallTime(API_call_time) ?? 0,
        ...senderOf(row, me),
        row,
      }
    }),
  ]
}

/** Without a sign-in every task that passed through the server has the same user, who tells nothing. */
function senderOf(row: TaskRow | undefined, me: string | null): Pick<TaskEntry, 'isMine' | 'owner'> {
  const by = row?.submitted_by ?? null
  return me === null || by === null
    ? { isMine: false, owner: null }
    : { isMine: by === me, owner: by === me ? null : by }
}

function groupOf({ state, taskId }: Submission, running: ReadonlySet<string>): Group {
  if (isFinal({ state })) return 'finished'
  if (state === 'not-found') return 'decision'
  if (state === 'sending') return 'running'
  return taskId !== null && running.has(taskId) ? 'running' : 'waiting'
}

function passes(filter: Filter, entry: TaskEntry): boolean {
  if (filter === 'all') return true
  if (filter === 'pending') return entry.group !== 'finished'
  const isDone = entry.kind === 'own' ? entry.submission.state === 'done' : entry.row.status === 'SUCCESS'
  return entry.group === 'finished' && isDone === (filter === 'done')
}

function isNamed(entry: TaskEntry, wanted: string): boolean {
  const words = entry.kind === 'own' ? partsWords(entry.submission.parts) : ''
  return [entry.name, entry.taskId ?? '', words].some((text) => comparableName(text).toLowerCase().includes(wanted))
}

const orders: Record<Sort, (a: TaskEntry, b: TaskEntry) => number> = {
  newest: (a, b) => b.sentMs - a.sentMs,
  oldest: (a, b) => a.sentMs - b.sentMs,
  name: (a, b) => a.name.localeCompare(b.name),
}
const groups: readonly Group[] = ['decision', 'running', 'waiting', 'finished']

export interface Section {
  readonly group: Group
  readonly entries: readonly TaskEntry[]
}

/** The tasks to show: running, then queued, then finished, each sorted. @param search any part of a name or id */
export function sectionsOf(
  entries: readonly TaskEntry[],
  { filter, search, sort, mineOnly }: { filter: Filter; search: string; sort: Sort; mineOnly: boolean },
): Section[] {
  const wanted = comparableName(search).toLowerCase()
  const shown = entries
    .filter(
      (entry) => passes(filter, entry) && (!mineOnly || entry.isMine) && (wanted === '' || isNamed(entry, wanted)),
    )
    .sort(orders[sort])
  return groups
    .map((group) => ({ group, entries: shown.filter((entry) => entry.group === group) }))
    .filter(({ entries: members }) => members.length > 0)
}
