import type { QueryClient } from '@tanstack/react-query'
import { AppError } from '#src/domain/errors.ts'
import { isFinalStatus, parseCallTime, SYNTHETIC_LABEL, type TaskRow } from '#src/domain/metocean/contract.ts'
import { summarise } from '#src/domain/metocean/read-result.ts'
import type { Answer, ResultColumns } from '#src/domain/metocean/result.ts'
import { answerKey, isFinal, type Submission, submissionKey } from '#src/domain/tasks/submission.ts'
import { aboutQuery, type AnswerSource, resultQueries, taskQueries } from './queries.ts'
import type { ReadAnswer } from './read-call.ts'
import type { ResultsStore } from './results-store.ts'
import type { SubmissionStore } from './submission-store.ts'
import type { TaskReader } from './task-reader.ts'

/** The answers of this browser: kept, and fetched where they are not yet. */
export interface Answers extends AnswerSource {
  /** Keeps the answer of a submission and settles it. */
  readonly took: (submission: Submission, read: ReadAnswer) => Promise<void>
  /** A direct answer's task id has become known: the submission gets it, and the answer its new key. */
  readonly identify: (id: string, taskId: string) => Promise<void>
}

interface Parts {
  client: QueryClient
  store: SubmissionStore
  results: ResultsStore
  readTask: TaskReader
  now: () => number
}

export function createAnswers({ client, store, results, readTask, now }: Parts): Answers {
  /** Source and label; the header names the one that answered, `/api/about` knows whether it is synthetic. */
  async function origin(source: string): Promise<Pick<Answer, 'source' | 'synthetic'>> {
    const about = await client.ensureQueryData(aboutQuery()).catch(() => null)
    const words = source || about?.source || ''
    return { source: words, synthetic: about?.synthetic ?? (words === SYNTHETIC_LABEL || /synthetic/i.test(words)) }
  }

  const answered = (columns: ResultColumns) => ({ type: 'answered', atMs: now(), summary: summarise(columns), points: columns.count }) as const

  async function keep(answer: Answer): Promise<Answer> {
    client.setQueryData(resultQueries.byKey(answer.key, { answer: fetchAnswer }).queryKey, answer)
    await results.write(answer)
    return answer
  }

  async function rowOf(taskId: string): Promise<TaskRow | undefined> {
    const cached = (['pending', 'success', 'all'] as const).flatMap((name) => client.getQueryData(taskQueries.list(name).queryKey)?.tasks ?? [])
    const known = cached.find(({ task_id }) => task_id === taskId)
    if (known) return known
    const list = await client.fetchQuery({ ...taskQueries.everything(), staleTime: 0 }).catch(() => null)
    return list?.tasks.find(({ task_id }) => task_id === taskId)
  }

  async function fetchAnswer(key: string): Promise<Answer> {
    await store.load()
    const kept = await results.read(key)
    if (kept) return kept
    const submission = store.all().find((one) => one.taskId === key || submissionKey(one.id) === key)
    const taskId = key.startsWith(submissionKey('')) ? submission?.taskId : key
    if (!taskId) throw new AppError('not-found', key)
    const read = await readTask(taskId, submission)
    if (!isFinalStatus(read.status)) throw new AppError('not-ready', read.status)
    if (!read.columns) throw new AppError('task-failed', read.error || read.status)
    if (submission && !isFinal(submission)) await store.apply(submission.id, answered(read.columns))
    const row = submission ? undefined : await rowOf(taskId)
    const named = submission
      ? { taskName: submission.taskName, askedMs: submission.sentMs ?? submission.createdMs }
      : { taskName: row?.task_name ?? taskId, askedMs: parseCallTime(row?.API_call_time) }
    return keep({ key: taskId, ...named, ...(await origin(read.source)), columns: read.columns })
  }

  return {
    answer: fetchAnswer,
    took: async (submission, { columns, source }) => {
      if (!columns) return
      const key = answerKey(store.get(submission.id) ?? submission)
      const askedMs = submission.sentMs ?? submission.createdMs
      await keep({ key, taskName: submission.taskName, askedMs, ...(await origin(source)), columns })
      await store.apply(submission.id, answered(columns))
    },
    identify: async (id, taskId) => {
      const from = submissionKey(id)
      const known = client.getQueryData(resultQueries.byKey(from, { answer: fetchAnswer }).queryKey)
      if (known) client.setQueryData(resultQueries.byKey(taskId, { answer: fetchAnswer }).queryKey, { ...known, key: taskId })
      // In this order, so that a page that ends in between leaves an answer under the key its submission has.
      await results.copy(from, taskId)
      await store.apply(id, { type: 'listed', taskId })
      await results.remove(from)
    },
  }
}
