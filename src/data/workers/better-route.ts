import type { BetterRoute, CorridorProblem } from '#src/domain/optimise/track/better-route.ts'
import { coastUrl } from './land-check.ts'
import { keepWorker } from './remote-worker.ts'

export type FindBetterRoute = (
  problem: Omit<CorridorProblem, 'land'>,
  coastUrl: string,
  onProgress: (fraction: number) => void,
) => Promise<BetterRoute>

const inWorker = keepWorker<FindBetterRoute>(
  () => new Worker(new URL('./better-route-worker.ts', import.meta.url), { type: 'module', name: 'better-route' }),
)

/**
 * The best track through a corridor that was answered, found in a worker, which keeps the coastline for the next search.
 * @param signal ends the search; the promise then rejects with the signal's reason
 * @throws AppError `answer-mismatch`, `part-not-loaded`, `unexpected` where the coast cannot be read
 */
export function findBetterRoute(
  problem: Omit<CorridorProblem, 'land'>,
  onProgress: (fraction: number) => void,
  signal?: AbortSignal,
): Promise<BetterRoute> {
  return inWorker((find, { proxy }) => find(problem, coastUrl, proxy(onProgress)), signal)
}
