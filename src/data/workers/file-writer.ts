import type { ExportFormat } from '#src/domain/formats/write/export-formats.ts'
import type { ResultFormat } from '#src/domain/report/export-result.ts'
import type { ExportedResult } from '#src/domain/report/result-facts.ts'
import { activeAlternative, activePlan, type Voyage } from '#src/domain/voyage/voyage.ts'
import { runWorkerOrHere } from './remote-worker.ts'
import type * as Writer from './write-file.ts'

/** So many points are written before anybody notices, great circles drawn out included; 200,000 take most of a second. */
const AT_ONCE_POINTS = 500
/** So many samples are written before anybody notices; 100,000 of sixteen fields take seconds. */
const AT_ONCE_SAMPLES = 2000

/** Loaded before the server may be away, which is when a route is wanted most. */
export const loadFileWriter = (): Promise<typeof Writer> => import('./write-file.ts')

const startWriter = () => new Worker(new URL('./write-worker.ts', import.meta.url), { type: 'module', name: 'write' })

/**
 * A voyage's route or track as a file; a long one is written in a worker.
 * @param signal gives up; the promise then rejects with the signal's reason
 * @throws AppError as `exportRoute`
 */
export async function writeVoyage(
  format: ExportFormat,
  voyage: Voyage,
  signal?: AbortSignal,
): Promise<Writer.WrittenFile> {
  const { name, ship, voyageNumber, rtzInfo, activeId } = voyage
  const { track, route } = activePlan(voyage)
  // Only what is written goes to the worker: the other alternatives may be as large.
  const written = { name, ship, voyageNumber, rtzInfo, activeId, alternatives: [activeAlternative(voyage)] }
  const here = async () => (await loadFileWriter()).writeFile(format, written)
  if ((track?.lat.length ?? route.waypoints.length) <= AT_ONCE_POINTS) return here()
  return runWorkerOrHere<typeof Writer, Writer.WrittenFile>(
    startWriter(),
    ({ writeFile }) => writeFile(format, written),
    here,
    signal,
  )
}

/** A result as a file; a large one is written in a worker. @param signal as for `writeVoyage` */
export async function writeResult(
  format: ResultFormat,
  { answer, voyage }: ExportedResult,
  signal?: AbortSignal,
): Promise<Writer.WrittenFile> {
  const { name, voyageNumber, ship, limits } = voyage
  // Only what is written goes to the worker: the voyage has its routes too.
  const written = { answer, voyage: { name, voyageNumber, ship, limits } }
  const here = async () => (await loadFileWriter()).writeResultFile(format, written)
  if (answer.columns.count <= AT_ONCE_SAMPLES) return here()
  return runWorkerOrHere<typeof Writer, Writer.WrittenFile>(
    startWriter(),
    ({ writeResultFile }) => writeResultFile(format, written),
    here,
    signal,
  )
}
