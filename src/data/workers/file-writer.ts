import type { ExportFormat } from '#src/domain/formats/write/export-formats.ts'
import type { ResultFormat } from '#src/domain/report/export-result.ts'
import type { Answer } from '#src/domain/metocean/result.ts'
import type { SheetNumbers } from '#src/domain/units/sheet-numbers.ts'
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
 * @param numbers of a CSV file
 * @param signal gives up; the promise then rejects with the signal's reason
 * @throws AppError as `exportRoute`
 */
export async function writeVoyage(
  format: ExportFormat,
  voyage: Voyage,
  numbers: SheetNumbers,
  signal?: AbortSignal,
): Promise<Writer.WrittenFile> {
  const { name, ship, voyageNumber, rtzInfo, activeId } = voyage
  const { track, route } = activePlan(voyage)
  // Only what is written goes to the worker: the other alternatives may be as large.
  const written = { name, ship, voyageNumber, rtzInfo, activeId, alternatives: [activeAlternative(voyage)] }
  const here = async () => (await loadFileWriter()).writeFile(format, written, numbers)
  if ((track?.lat.length ?? route.waypoints.length) <= AT_ONCE_POINTS) return here()
  return runWorkerOrHere<typeof Writer, Writer.WrittenFile>(
    startWriter(),
    ({ writeFile }) => writeFile(format, written, numbers),
    here,
    signal,
  )
}

/**
 * A result as a file; a large one is written in a worker.
 * @param voyage it is for, whose limits it is held against
 * @param numbers, signal as for `writeVoyage`
 */
export async function writeResult(
  format: ResultFormat,
  answer: Answer,
  voyage: Voyage,
  numbers: SheetNumbers,
  signal?: AbortSignal,
): Promise<Writer.WrittenFile> {
  const { name, voyageNumber, ship, limits } = voyage
  // Only what is written goes to the worker: the voyage has all its routes too.
  const written = { answer, voyage: { name, voyageNumber, ship, limits }, waypoints: waypointsFor(answer, voyage) }
  const here = async () => (await loadFileWriter()).writeResultFile(format, written, numbers)
  if (answer.columns.count <= AT_ONCE_SAMPLES) return here()
  return runWorkerOrHere<typeof Writer, Writer.WrittenFile>(
    startWriter(),
    ({ writeResultFile }) => writeResultFile(format, written, numbers),
    here,
    signal,
  )
}

/** The waypoints of the alternative an answer was asked for; the active one's where that is not known or gone. */
function waypointsFor({ askedFor }: Answer, voyage: Voyage) {
  const { plan } = voyage.alternatives.find(({ id }) => id === askedFor?.alternativeId) ?? activeAlternative(voyage)
  return plan.route.waypoints.map(({ name, position }) => ({ name, position }))
}
