import type { Track } from '#src/domain/route/route.ts'
import type { Simplified, simplifyTrack } from '#src/domain/route/simplify.ts'
import { runWorker } from './remote-worker.ts'

/**
 * A track as an editable route, computed in a worker. The track itself stays.
 * @param toleranceNm how far the track may lie from the route, NM
 * @throws AppError as `simplifyTrack`
 */
export function simplify(track: Track, toleranceNm: number, signal?: AbortSignal): Promise<Simplified> {
  return runWorker<typeof simplifyTrack, Simplified>(
    new Worker(new URL('./simplify-worker.ts', import.meta.url), { type: 'module', name: 'simplify' }),
    (simplifyTrack) => simplifyTrack(track, { toleranceNm }),
    signal,
  )
}
