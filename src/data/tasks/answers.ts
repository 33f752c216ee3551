import type { QueryClient } from '@tanstack/react-query'
import { AppError, asAppError, type ErrorCode } from '#src/domain/errors.ts'
import { isFinalStatus, parseCallTime } from '#src/domain/metocean/wire/contract.ts'
import { summariseAnswer } from '#src/domain/metocean/wire/read-result.ts'
import { type Answer, type ResultColumns, stretchOf } from '#src/domain/metocean/result.ts'
import { withoutFan } from '#src/domain/voyage/current/fan.ts'
import { submissionOfKey } from '#src/domain/tasks/known-answers.ts'
import type { StatusRead } from '#src/domain/tasks/reconcile.ts'
import { sameTaskName } from '#src/domain/tasks/recovery.ts'
import {
  answerKey,
  askedMs,
  isFinal,
  isLost,
  isOwn,
  partKey,
  type Submission,
  submissionKey,
  type SubmissionPart,
  wholeOfKey,
} from '#src/domain/tasks/submission.ts'
import { HttpError } from '../http/http-error.ts'
import type { ReadAnswer } from '../http/read-call.ts'
import type { ResultReader } from '../workers/result-reader.ts'
import type { ResultsStore } from '../storage/results-store.ts'
import { type AnswerSource, answerQueries, type PendingList, readList, taskQueries } from './queries.ts'
import type { SubmissionStore } from './submission-store.ts'

/** The answers of this browser: kept, or fetched when they are missing. */
export interface Answers extends AnswerSource {
  /** Looks once at a task by its id, and keeps its answer. @throws HttpError where the reply is missing or cut */
  readonly readStatus: (taskId: string) => Promise<StatusRead>
  /** Keeps the answer of a direct request and settles it. */
  readonly received: (submission: Submission, read: ReadAnswer) => Promise<void>
  /** A direct answer's task id has become known: the submission gets it, and the answer its new key. */
  readonly identify: (id: string, taskId: string) => Promise<void>
}

interface Parts {
  client: QueryClient
  store: SubmissionStore
  results: ResultsStore
  reader: ResultReader
}

/** Failures of reading that another try cannot cure. */
const hopeless: readonly ErrorCode[] = [
  'other-service',
  'answer-mismatch',
  'answer-too-large',
  'result-removed',
  'request-refused',
]
/** Failures of reading that another try may cure: the answer was cut, or something else came in its place. */
const broken: readonly ErrorCode[] = ['answer-incomplete', 'answer-unreadable']
const MOST_BROKEN_READS = 3

const isUnknownTask = (error: unknown): boolean =>
  error instanceof HttpError && error.status === 404 && error.code !== 'other-service'

export function createAnswers({ client, store, results, reader }: Parts): Answers {
  const brokenReads = new Map<string, number>()

  const everything = () => readList(client, 'all')
  const queryKeyOf = (key: string) => answerQueries.byKey(key, { answer }).queryKey

  /**
   * A gateway asks the service only for ids it has seen lately, so it may not know a task sent elsewhere until a list
   * shows it. The task is then looked for in the full list, and read once more if it is there.
   */
  async function readTask(taskId: string, submission: Submission | undefined): Promise<ReadAnswer> {
    const read = await readWhole(taskId, submission)
    const [whole] = read.columns
    // One that a voyage of the library links: only the voyage says which part of it is whose.
    const isLinked = submission !== undefined && !isOwn(submission) && submission.parts.length > 0
    const parts = whole && isLinked ? submission.parts.map((part) => stretchOf(whole, part)) : read.columns
    return { ...read, columns: parts.map(withoutFan) }
  }

  async function readWhole(taskId: string, submission: Submission | undefined): Promise<ReadAnswer> {
    const call = { kind: 'task', taskId, asked: submission && isOwn(submission) ? submission : null } as const
    try {
      return await reader(call)
    } catch (error) {
      if (!isUnknownTask(error)) throw error
      const list = await everything().catch(() => null)
      if (!list?.tasks.some(({ task_id }) => task_id === taskId)) throw error
      return reader(call)
    }
  }

  /** Keeps each part of an answer as an answer of its own. */
  async function keep(
    whole: string,
    { columns: parts, source, synthetic }: ReadAnswer,
    known: Pick<Answer, 'taskName' | 'askedMs' | 'request'>,
    asked: readonly SubmissionPart[],
  ): Promise<readonly Answer[]> {
    const answers = parts.map((columns, index): Answer => ({
      key: partKey(whole, index),
      ...known,
      source,
      synthetic,
      askedFor: asked[index] ?? null,
      columns,
    }))
    for (const one of answers) {
      client.setQueryData(queryKeyOf(one.key), one)
      await results.write(one)
    }
    return answers
  }

  async function readStatus(taskId: string): Promise<StatusRead> {
    const submission = store.byTask(taskId)
    try {
      const read = await readTask(taskId, submission)
      brokenReads.delete(taskId)
      if (read.columns.length > 0) {
        await keep(
          taskId,
          read,
          submission ? knownOf(submission) : await knownElsewhere(taskId),
          submission?.parts ?? [],
        )
        return { kind: 'answered', ...sizeOf(read.columns) }
      }
      if (isFinalStatus(read.status)) return { kind: 'ended', status: read.status, error: read.error }
      return { kind: 'pending', isListed: submission && isOverdue(submission, taskId) ? await isListed(taskId) : null }
    } catch (error) {
      return afterFailure(taskId, submission, error)
    }
  }

  async function afterFailure(taskId: string, submission: Submission | undefined, error: unknown): Promise<StatusRead> {
    const { code, detail } = asAppError(error)
    if (isUnknownTask(error)) return missing(taskId, submission, error)
    // With a status it is the server saying that the service fails at the moment, which says nothing about the task.
    const isAnswer = !(error instanceof HttpError && error.status !== null && error.status >= 400)
    const reads = (brokenReads.get(taskId) ?? 0) + (isAnswer && broken.includes(code) ? 1 : 0)
    brokenReads.set(taskId, reads)
    if (!hopeless.includes(code) && reads < MOST_BROKEN_READS) throw error
    brokenReads.delete(taskId)
    return { kind: 'unreadable', code, detail }
  }

  /** Unknown by its id even right after the full list was read: that list has the last word. */
  async function missing(taskId: string, submission: Submission | undefined, error: unknown): Promise<StatusRead> {
    const list = await everything().catch(() => null)
    if (!list) throw error
    const row = list.tasks.find(
      ({ task_id, task_name }) => task_id === taskId || (submission && sameTaskName(task_name, submission.taskName)),
    )
    if (!row) return { kind: 'missing' }
    return isFinalStatus(row.status) && row.status !== 'SUCCESS'
      ? { kind: 'ended', status: row.status, error: '' }
      : { kind: 'pending', isListed: true }
  }

  function isOverdue(submission: Submission, taskId: string): boolean {
    const promised = client.getQueryData<PendingList>(taskQueries.pending().queryKey)?.progressByTask.get(taskId)
    return isLost({ ageMs: Date.now() - askedMs(submission), estimatedMs: promised?.estimatedMs ?? null })
  }
  async function isListed(taskId: string): Promise<boolean | null> {
    const list = await everything().catch(() => null)
    return list && list.tasks.some(({ task_id }) => task_id === taskId)
  }

  /** What the service's lists say about a task that was sent from elsewhere. */
  async function knownElsewhere(taskId: string): Promise<Pick<Answer, 'taskName' | 'askedMs' | 'request'>> {
    const cached = [taskQueries.pending(), taskQueries.success(), taskQueries.everything()].flatMap(
      ({ queryKey }) => client.getQueryData(queryKey)?.tasks ?? [],
    )
    const rows = cached.some(({ task_id }) => task_id === taskId)
      ? cached
      : ((await everything().catch(() => null))?.tasks ?? [])
    const row = rows.find(({ task_id }) => task_id === taskId)
    return { taskName: row?.task_name ?? taskId, askedMs: parseCallTime(row?.API_call_time), request: null }
  }

  async function answer(key: string): Promise<Answer> {
    await store.load()
    const kept = await results.read(key)
    const { whole, part } = wholeOfKey(key)
    const submission = submissionOfKey(store.all(), whole) ?? undefined
    // One stored before answers knew where they belong learns it from its request.
    if (kept)
      return kept.askedFor || !submission
        ? kept
        : { ...kept, ...knownOf(submission), askedFor: submission.parts[part] ?? null }
    const taskId = whole.startsWith(submissionKey('')) ? submission?.taskId : whole
    if (!taskId) throw new AppError('not-found', key)
    const read = await readTask(taskId, submission)
    if (!isFinalStatus(read.status)) throw new AppError('not-ready', read.status)
    if (read.columns.length === 0) throw new AppError('task-failed', read.error || read.status)
    if (submission && !isFinal(submission)) await store.apply(submission.id, answered(read.columns))
    const fetched = (
      await keep(taskId, read, submission ? knownOf(submission) : await knownElsewhere(taskId), submission?.parts ?? [])
    )[part]
    if (!fetched) throw new AppError('not-found', key)
    return fetched
  }

  return {
    answer,
    readStatus,
    received: async (submission, read) => {
      if (read.columns.length === 0) return
      const columns = read.columns.map(withoutFan)
      await keep(
        answerKey(store.get(submission.id) ?? submission),
        { ...read, columns },
        knownOf(submission),
        submission.parts,
      )
      await store.apply(submission.id, answered(columns))
    },
    identify: async (id, taskId) => {
      const parts = [...(store.get(id)?.parts ?? []).keys()]
      for (const part of parts) {
        const [from, to] = [partKey(submissionKey(id), part), partKey(taskId, part)]
        const known = client.getQueryData(queryKeyOf(from))
        if (known) client.setQueryData(queryKeyOf(to), { ...known, key: to })
        // In this order, so that a page that ends in between leaves the answer under the key its submission has.
        await results.copy(from, to)
      }
      await store.apply(id, { type: 'listed', taskId })
      for (const part of parts) await results.remove(partKey(submissionKey(id), part))
    },
  }
}

/** What an answer takes from the submission it was asked with. */
function knownOf(submission: Submission): Pick<Answer, 'taskName' | 'askedMs' | 'request'> {
  const { taskName, variables, windHeightM } = submission
  return { taskName, askedMs: askedMs(submission), request: isOwn(submission) ? { variables, windHeightM } : null }
}

/** Values, missing values and points of all parts together. */
function sizeOf(parts: readonly ResultColumns[]) {
  const sizes = parts.map((columns) => ({ ...summariseAnswer(columns), points: columns.count }))
  const sum = (of: (size: (typeof sizes)[number]) => number) => sizes.reduce((total, size) => total + of(size), 0)
  return {
    summary: { values: sum(({ values }) => values), missing: sum(({ missing }) => missing) },
    points: sum(({ points }) => points),
  }
}

const answered = (parts: readonly ResultColumns[]) =>
  ({ type: 'answered', atMs: Date.now(), ...sizeOf(parts) }) as const
