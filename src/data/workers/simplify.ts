import type { Track } from '#src/domain/route/route.ts'
import type { Simplified } from '#src/domain/route/simplify.ts'
import { runWorker } from './run-worker.ts'

export interface SimplifyWork {
  readonly track: Track
  /** How far the track may lie from the route, NM. */
  readonly toleranceNm: number
}

/** A track as an editable route, computed in a worker. The track itself stays. */
export function simplify(work: SimplifyWork, signal?: AbortSignal): Promise<Simplified> {
  return runWorker(
    new Worker(new URL('./simplify-worker.ts', import.meta.url), { type: 'module', name: 'simplify' }),
    work,
    { signal },
  )
}
