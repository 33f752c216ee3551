import type { QueryClient } from '@tanstack/react-query'
import { AppError } from '#src/domain/errors.ts'
import { isFinalStatus, parseCallTime, type TaskRow } from '#src/domain/metocean/contract.ts'
import { summarise } from '#src/domain/metocean/read-result.ts'
import type { Answer, ResultColumns } from '#src/domain/metocean/result.ts'
import { answerKey, isFinal, partKey, type Submission, submissionKey, type SubmissionPart, wholeOfKey } from '#src/domain/tasks/submission.ts'
import { type AnswerSource, resultQueries, taskQueries } from './queries.ts'
import type { ReadAnswer } from './read-call.ts'
import type { ResultsStore } from './results-store.ts'
import type { SubmissionStore } from './submission-store.ts'
import type { TaskReader } from './task-reader.ts'

/** What an answer owes to the submission it was asked with. */
function knownOf({ taskName, sentMs, createdMs, variables, windHeightM, points }: Submission): Pick<Answer, 'taskName' | 'askedMs' | 'request'> {
  return { taskName, askedMs: sentMs ?? createdMs, request: points.lat.length > 0 ? { variables, windHeightM } : null }
}

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
  const answered = (columns: readonly ResultColumns[]) => {
    const summaries = columns.map(summarise)
    const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0)
    return {
      type: 'answered',
      atMs: now(),
      summary: { values: sum(summaries.map(({ values }) => values)), missing: sum(summaries.map(({ missing }) => missing)) },
      points: sum(columns.map(({ count }) => count)),
    } as const
  }

  /** Keeps each part of an answer as an answer of its own. */
  async function keep(whole: string, read: ReadAnswer, known: Pick<Answer, 'taskName' | 'askedMs' | 'request'>, parts: readonly SubmissionPart[]): Promise<readonly Answer[]> {
    const { source, synthetic } = read
    const answers = read.columns.map((columns, index): Answer => {
      const { voyageId, voyageName, alternativeId, alternativeName } = parts[index] ?? {}
      const askedFor = voyageId === undefined ? null : { voyageId, voyageName: voyageName ?? '', alternativeId: alternativeId ?? null, alternativeName: alternativeName ?? '' }
      return { key: partKey(whole, index), ...known, source, synthetic, askedFor, columns }
    })
    for (const answer of answers) {
      client.setQueryData(resultQueries.byKey(answer.key, { answer: fetchAnswer }).queryKey, answer)
      await results.write(answer)
    }
    return answers
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
    const { whole, part } = wholeOfKey(key)
    const submission = store.all().find((one) => one.taskId === whole || submissionKey(one.id) === whole)
    const taskId = whole.startsWith(submissionKey('')) ? submission?.taskId : whole
    if (!taskId) throw new AppError('not-found', key)
    const read = await readTask(taskId, submission)
    if (!isFinalStatus(read.status)) throw new AppError('not-ready', read.status)
    if (read.columns.length === 0) throw new AppError('task-failed', read.error || read.status)
    if (submission && !isFinal(submission)) await store.apply(submission.id, answered(read.columns))
    const row = submission ? undefined : await rowOf(taskId)
    const known = submission ? knownOf(submission) : { taskName: row?.task_name ?? taskId, askedMs: parseCallTime(row?.API_call_time), request: null }
    const answer = (await keep(taskId, read, known, submission?.parts ?? []))[part]
    if (!answer) throw new AppError('not-found', key)
    return answer
  }

  return {
    answer: fetchAnswer,
    took: async (submission, read) => {
      if (read.columns.length === 0) return
      await keep(answerKey(store.get(submission.id) ?? submission), read, knownOf(submission), submission.parts)
      await store.apply(submission.id, answered(read.columns))
    },
    identify: async (id, taskId) => {
      const parts = [...(store.get(id)?.parts.keys() ?? [0])]
      for (const part of parts) {
        const [from, to] = [partKey(submissionKey(id), part), partKey(taskId, part)]
        const known = client.getQueryData(resultQueries.byKey(from, { answer: fetchAnswer }).queryKey)
        if (known) client.setQueryData(resultQueries.byKey(to, { answer: fetchAnswer }).queryKey, { ...known, key: to })
        // In this order, so that a page that ends in between leaves an answer under the key its submission has.
        await results.copy(from, to)
      }
      await store.apply(id, { type: 'listed', taskId })
      for (const part of parts) await results.remove(partKey(submissionKey(id), part))
    },
  }
}
