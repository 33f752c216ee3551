import { parseCallTime, type TaskRow } from '#src/domain/metocean/wire/contract.ts'
import { type Variable, variables, WIND_HEIGHT } from '#src/domain/metocean/layers/variables.ts'
import type { Submission } from '#src/domain/tasks/submission.ts'
import { NAME_ENDING, TASK_NAME_BYTES, taskName } from '#src/domain/tasks/task-name.ts'
import { uuidFrom } from '#src/domain/uuid.ts'

/** A request for weather as the form hands it over. */
export type RequestDraft = Pick<
  Submission,
  'parts' | 'mode' | 'points' | 'variables' | 'windHeightM' | 'receiveMail' | 'email'
> & {
  /** The editable part of the task name; any text. */
  readonly slug: string
}

const randomBytes = (count: number) => crypto.getRandomValues(new Uint8Array(count))

const blank = {
  sentInBackground: false,
  sentMs: null,
  state: 'unsent',
  taskId: null,
  cancelAskedMs: null,
  finishedMs: null,
  unclearMs: null,
  found: null,
  summary: null,
  error: null,
} as const satisfies Partial<Submission>

/** A new submission, with an id and a task name that no other has. */
export function submissionOf({ slug, ...draft }: RequestDraft, nowMs: number): Submission {
  return {
    ...blank,
    ...draft,
    id: uuidFrom(randomBytes(16)),
    taskName: taskName(slug, nowMs, randomBytes(TASK_NAME_BYTES)),
    createdMs: nowMs,
  }
}

/** The request of a submission, to be sent as a new one. */
export function draftOf({
  taskName: name,
  parts,
  mode,
  sentInBackground,
  points,
  variables: asked,
  windHeightM,
  receiveMail,
  email,
}: Submission): RequestDraft {
  return {
    slug: name.replace(NAME_ENDING, ''),
    parts,
    mode: sentInBackground ? 'sync' : mode,
    points,
    variables: asked,
    windHeightM,
    receiveMail,
    email,
  }
}

/** A task sent from another desk, whose answer a voyage shows: only the parts of it that are linked are known. */
export const linked = (
  { taskId, taskName, askedMs }: { readonly taskId: string; readonly taskName: string; readonly askedMs: number },
  parts: Submission['parts'],
  nowMs: number,
): Submission => ({
  ...adopted({ task_id: taskId, task_name: taskName, status: 'SUCCESS' }, nowMs),
  parts,
  createdMs: askedMs,
  sentMs: askedMs,
})

/** A task sent elsewhere, followed from here. Its points are not known: the answer brings its own. */
export function adopted(row: TaskRow, nowMs: number): Submission {
  const empty = () => new Float64Array(0)
  const calledMs = parseCallTime(row.API_call_time)
  return {
    ...blank,
    id: uuidFrom(randomBytes(16)),
    taskName: row.task_name?.trim() || row.task_id,
    mode: 'async',
    parts: [],
    points: { lat: empty(), lon: empty(), timeMs: empty() },
    pointCount: row.nbr_points ?? null,
    variables: (row.variables ?? []).filter((name): name is Variable => variables.some((known) => known === name)),
    windHeightM: WIND_HEIGHT.default,
    receiveMail: false,
    createdMs: calledMs ?? nowMs,
    sentMs: calledMs,
    state: 'accepted',
    taskId: row.task_id,
    found: { atMs: nowMs, afterMs: Math.max(0, nowMs - (calledMs ?? nowMs)) },
  }
}
