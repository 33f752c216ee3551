import { asAppError } from '#src/domain/errors.ts'
import type { ExportFormat } from '#src/domain/formats/write/export-formats.ts'
import { activeAlternative, activePlan, type Voyage } from '#src/domain/voyage/voyage.ts'
import { runWorker } from './run-worker.ts'
import type { WriteWork, WrittenFile } from './write-file.ts'

/** So many points are written before anybody notices, great circles drawn out included; 200,000 take most of a second. */
const AT_ONCE_POINTS = 500

/** Loaded before the server may be away, which is when a route is wanted most. */
export const loadFileWriter = () => import('./write-file.ts')

/**
 * A voyage's route or track as a file; a long one is written in a worker.
 * @param signal gives up; the promise then rejects with the signal's reason
 * @throws AppError as `exportRoute`
 */
export async function writeVoyage(format: ExportFormat, voyage: Voyage, signal?: AbortSignal): Promise<WrittenFile> {
  const { name, ship, voyageNumber, rtzInfo, activeId } = voyage
  const { track, route } = activePlan(voyage)
  // Only what is written goes to the worker: the other alternatives may be as large.
  const work: WriteWork = {
    format,
    voyage: { name, ship, voyageNumber, rtzInfo, activeId, alternatives: [activeAlternative(voyage)] },
  }
  if ((track?.lat.length ?? route.waypoints.length) <= AT_ONCE_POINTS) return (await loadFileWriter()).writeFile(work)
  try {
    return await runWorker<WriteWork, WrittenFile>(
      new Worker(new URL('./write-worker.ts', import.meta.url), { type: 'module', name: 'write' }),
      work,
      { signal },
    )
  } catch (error) {
    // The worker could not be loaded: the server is away. A page that waits is better than no file.
    if (!signal?.aborted && asAppError(error).code === 'unexpected') return (await loadFileWriter()).writeFile(work)
    throw error
  }
}
