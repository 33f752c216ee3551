import type { Answer } from '#src/domain/metocean/result.ts'
import { type Studied, studied, type Study, type StudyKind } from '#src/domain/report/answer-study.ts'
import { runWorkerOrHere } from './remote-worker.ts'

/** Up to this many samples are studied too fast to notice. */
const AT_ONCE_SAMPLES = 10_000

/** Is the study small enough for the page? Without workers every study is. */
export const isQuickStudy = ({ answers }: Study): boolean =>
  typeof Worker === 'undefined' || answers.reduce((sum, { columns }) => sum + columns.count, 0) <= AT_ONCE_SAMPLES

const known = new WeakMap<Answer, Map<string, unknown>>()

/**
 * A large study, in a worker, which gets a copy of the columns; its findings are kept as long as the answer.
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
  const others = compared.map(({ key, name: words }) => [key, words])
  const name = JSON.stringify([kind, study.limits, study.units, study.sailing, study.charter, others])
  if (!found.has(name))
    found.set(name, isQuickStudy(study) ? studied(kind, study) : await inWorker(kind, study, signal))
  return found.get(name) as Studied<K>
}

function inWorker(kind: StudyKind, study: Study, signal?: AbortSignal): Promise<Studied<StudyKind>> {
  return runWorkerOrHere<typeof studied, Studied<StudyKind>>(
    new Worker(new URL('./study-worker.ts', import.meta.url), { type: 'module', name: 'study' }),
    (remote) => remote(kind, study),
    () => studied(kind, study),
    signal,
  )
}
