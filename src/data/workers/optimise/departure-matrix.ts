import {
  type RankedDepartures,
  departureMatrix,
  type DeparturesAnswer,
} from '#src/domain/optimise/departures/departure-ranking.ts'
import { runWorkerOrHere } from '../remote-worker.ts'

/** Up to this many samples take less than 50 ms. */
const AT_ONCE_SAMPLES = 2_500

/** Is the matrix small enough for the page? Without workers every one is. */
export const isQuickMatrix = (answers: readonly DeparturesAnswer[]): boolean =>
  typeof Worker === 'undefined' || answers.reduce((sum, { columns }) => sum + columns.count, 0) <= AT_ONCE_SAMPLES

/**
 * A large matrix, in a worker, which gets a copy of the columns.
 * @param signal gives up; the promise then rejects with the signal's reason
 * @throws AppError `answer-mismatch`
 */
export const findDepartureMatrix = (
  answers: readonly DeparturesAnswer[],
  by: Parameters<typeof departureMatrix>[1],
  signal?: AbortSignal,
): Promise<RankedDepartures> =>
  runWorkerOrHere<typeof departureMatrix, RankedDepartures>(
    new Worker(new URL('./departure-worker.ts', import.meta.url), { type: 'module', name: 'departures' }),
    (remote) => remote(answers, by),
    () => departureMatrix(answers, by),
    signal,
  )
