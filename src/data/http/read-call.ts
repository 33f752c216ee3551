import {
  bounds,
  SOURCE_HEADER,
  SUBMISSION_HEADER,
  SYNTHETIC_HEADER,
  TaskAccepted,
  TaskHead,
} from '#src/domain/metocean/wire/contract.ts'
import { parseAnswer } from '#src/domain/metocean/wire/parse-answer.ts'
import { type Asked, readResult, readStretches } from '#src/domain/metocean/wire/read-result.ts'
import { requestBody } from '#src/domain/metocean/wire/request-body.ts'
import type { ResultColumns } from '#src/domain/metocean/result.ts'
import type { NoteTolerance, Tolerance } from '#src/domain/metocean/wire/tolerances.ts'
import type { Submission } from '#src/domain/tasks/submission.ts'
import { call } from './http.ts'
import { HttpError } from './http-error.ts'
import { readText } from '../read-text.ts'

/** The part of a submission that goes on the wire. */
export type Sending = Pick<
  Submission,
  'id' | 'taskName' | 'parts' | 'points' | 'variables' | 'windHeightM' | 'receiveMail' | 'email'
>

/** What was asked, and how the answer is divided into parts. */
export type AskedParts = Asked & Pick<Submission, 'parts'>

/** A call with a large body either way, made where it does not hold up the page. */
export type ReadCall =
  /** Sends and waits for the answer itself. */
  | { readonly kind: 'direct'; readonly sending: Sending }
  /** Sends; the answer is a task id. */
  | { readonly kind: 'background'; readonly sending: Sending }
  /** Asks for a task, and for its answer if it has one. */
  | { readonly kind: 'task'; readonly taskId: string; readonly asked: AskedParts | null }

export interface ReadAnswer {
  /** null for a direct answer. */
  readonly taskId: string | null
  readonly status: string
  /** The service's words on a failure; empty otherwise. */
  readonly error: string
  /** One for each part of the request, in order; empty while there is no answer. */
  readonly columns: readonly ResultColumns[]
  /** Where the numbers come from, in the server's words; empty if it did not say. */
  readonly source: string
  /** Where nothing says so, numbers count as synthetic. */
  readonly synthetic: boolean
  /** The tolerances that reading needed; absent: none. */
  readonly tolerances?: readonly Tolerance[]
}

/** Makes the call and reads its answer. @throws HttpError or AppError; see `readResult` for those of the answer */
export async function readCall(request: ReadCall, signal?: AbortSignal): Promise<ReadAnswer> {
  switch (request.kind) {
    case 'direct':
      return readDirect(request.sending, signal)
    case 'background': {
      const response = await post('/api/MetOcean/async', request.sending, signal)
      const { task_id } = TaskAccepted.parse(parseAnswer(await readText(response, bounds.otherBytes)))
      return { taskId: task_id, status: 'PENDING', error: '', columns: [], ...originOf(response) }
    }
    case 'task':
      return readTask(request.taskId, request.asked, signal)
  }
}

function post(path: string, sending: Sending, signal?: AbortSignal): Promise<Response> {
  return call(path, {
    method: 'POST',
    body: requestBody(sending),
    headers: { [SUBMISSION_HEADER]: sending.id },
    signal,
  })
}

async function readDirect(sending: Sending, signal?: AbortSignal): Promise<ReadAnswer> {
  const response = await post('/api/MetOcean', sending, signal)
  const tolerances: Tolerance[] = []
  const note = (tolerance: Tolerance) => void tolerances.push(tolerance)
  const body = parseAnswer(await readText(response, bounds.resultBytes), note)
  return {
    taskId: null,
    status: 'SUCCESS',
    error: '',
    columns: cut(body, sending, note),
    ...originOf(response),
    tolerances,
  }
}

async function readTask(taskId: string, asked: AskedParts | null, signal?: AbortSignal): Promise<ReadAnswer> {
  const response = await call(`/api/task/${encodeURIComponent(taskId)}`, { signal })
  const tolerances: Tolerance[] = []
  const note = (tolerance: Tolerance) => void tolerances.push(tolerance)
  const body = parseAnswer(await readText(response, bounds.resultBytes), note)
  const head = TaskHead.safeParse(body)
  if (!head.success)
    throw new HttpError('answer-unreadable', head.error.issues[0]?.message ?? '', { outcome: 'unknown' })
  const { status, error } = head.data
  const columns = status === 'SUCCESS' ? cut(body, asked, note) : []
  return { taskId, status, error: wordsOf(error), columns, ...originOf(response), tolerances }
}

function cut(body: unknown, asked: AskedParts | null, note: NoteTolerance): readonly ResultColumns[] {
  return asked && asked.parts.length > 1
    ? readStretches(body, asked, asked.parts, note)
    : [readResult(body, asked, note)]
}

function originOf({ headers }: Response): Pick<ReadAnswer, 'source' | 'synthetic'> {
  return { source: headers.get(SOURCE_HEADER) ?? '', synthetic: headers.get(SYNTHETIC_HEADER) !== '0' }
}

function wordsOf(error: unknown): string {
  if (error == null) return ''
  return (typeof error === 'string' ? error : JSON.stringify(error)).slice(0, 2000)
}
