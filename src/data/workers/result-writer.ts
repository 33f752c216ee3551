import { asAppError } from '#src/domain/errors.ts'
import type { ResultFormat } from '#src/domain/report/export-result.ts'
import type { ExportedResult } from '#src/domain/report/result-facts.ts'
import { runWorker } from './run-worker.ts'
import type { WrittenFile } from './write-file.ts'
import type { ResultWork } from './write-result-file.ts'

/** So many samples are written before anybody notices; 100,000 of sixteen fields take seconds. */
const AT_ONCE_SAMPLES = 2000

/** Loaded before the server may be away. */
export const loadResultWriter = () => import('./write-result-file.ts')

/**
 * A result as a file; a large one is written in a worker.
 * @param signal gives up; the promise then rejects with the signal's reason
 */
export async function writeResult(
  format: ResultFormat,
  { answer, voyage }: ExportedResult,
  signal?: AbortSignal,
): Promise<WrittenFile> {
  const { name, voyageNumber, ship, limits } = voyage
  // Only what is written goes to the worker: the voyage has its routes too.
  const work: ResultWork = { format, result: { answer, voyage: { name, voyageNumber, ship, limits } } }
  if (answer.columns.count <= AT_ONCE_SAMPLES) return (await loadResultWriter()).writeResultFile(work)
  try {
    return await runWorker<ResultWork, WrittenFile>(
      new Worker(new URL('./result-write-worker.ts', import.meta.url), { type: 'module', name: 'write' }),
      work,
      { signal },
    )
  } catch (error) {
    // The worker could not be loaded: the server is away. A page that waits is better than no file.
    if (!signal?.aborted && asAppError(error).code === 'unexpected')
      return (await loadResultWriter()).writeResultFile(work)
    throw error
  }
}
