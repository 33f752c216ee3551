import { asAppError } from '#src/domain/errors.ts'
import type { Answer } from '#src/domain/metocean/result.ts'
import { type Studied, studied, type Study, type StudyKind } from '#src/domain/report/answer-study.ts'
import { runWorker } from './run-worker.ts'

export interface StudyWork {
  readonly kind: StudyKind
  readonly study: Study
}

/** So many samples are studied before anybody notices. */
const AT_ONCE_SAMPLES = 10_000

/** Is the study small enough for the page? Where there are no workers, each is. */
export const isQuickStudy = ({ answers }: Study): boolean =>
  typeof Worker === 'undefined' || answers.reduce((sum, { columns }) => sum + columns.count, 0) <= AT_ONCE_SAMPLES

const known = new WeakMap<Answer, Map<string, unknown>>()

/**
 * A large study, in a worker, which gets a copy of the columns; what was found is kept as long as the answer.
 * @param signal gives up; the promise then rejects with the signal's reason
 */
export async function studyAnswers<K extends StudyKind>(
  kind: K,
  study: Study,
  signal?: AbortSignal,
): Promise<Studied<K>> {
  const [answer, ...compared] = study.answers
  const found = known.get(answer) ?? new Map<string, unknown>()
  known.set(answer, found)
  const name = JSON.stringify([kind, study.limits, study.units, compared.map(({ key, name: words }) => [key, words])])
  if (!found.has(name)) found.set(name, await inWorker(kind, study, signal))
  return found.get(name) as Studied<K>
}

async function inWorker<K extends StudyKind>(kind: K, study: Study, signal?: AbortSignal): Promise<Studied<K>> {
  if (isQuickStudy(study)) return studied(kind, study)
  try {
    return await runWorker<StudyWork, Studied<K>>(
      new Worker(new URL('./study-worker.ts', import.meta.url), { type: 'module', name: 'study' }),
      { kind, study },
      { signal },
    )
  } catch (error) {
    // The worker could not be loaded: the server is away. A page that waits is better than no figures.
    if (!signal?.aborted && asAppError(error).code === 'unexpected') return studied(kind, study)
    throw error
  }
}
