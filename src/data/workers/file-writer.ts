import type { ExportFormat } from '#src/domain/formats/write/export-formats.ts'
import type { ResultFormat } from '#src/domain/report/export-result.ts'
import type { Answer } from '#src/domain/metocean/result.ts'
import { emptyRoute } from '#src/domain/route/route.ts'
import type { SheetNumbers } from '#src/domain/units/sheet-numbers.ts'
import { activeAlternative, activePlan, type Voyage } from '#src/domain/voyage/voyage.ts'
import { runWorkerOrHere } from './remote-worker.ts'
import type * as Writer from './write-file.ts'

/** Up to this many points are written too fast to notice, great circles included; 200,000 take most of a second. */
const AT_ONCE_POINTS = 500
/** Up to this many samples are written too fast to notice; 100,000 with sixteen fields take seconds. */
const AT_ONCE_SAMPLES = 2000

/** Loaded early, since a route is wanted most when the server is away. */
export const loadFileWriter = (): Promise<typeof Writer> => import('./write-file.ts')

const startWriter = () => new Worker(new URL('./write-worker.ts', import.meta.url), { type: 'module', name: 'write' })

/**
 * A voyage's route or track as a file; a long one is written in a worker.
 * @param numbers how a CSV file writes them
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
  // Only what is written goes to the worker: the other alternatives may be as large, and only their names count.
  const alternatives = voyage.alternatives.map((one) =>
    one.id === activeId ? one : { ...one, plan: { ...one.plan, route: emptyRoute, track: null } },
  )
  const written = { name, ship, voyageNumber, rtzInfo, activeId, alternatives }
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
 * An answer as a file; a large one is written in a worker.
 * @param voyage it is for, whose limits it is compared with
 * @param numbers, signal as for `writeVoyage`
 */
export async function writeResult(
  format: ResultFormat,
  answer: Answer,
  voyage: Voyage,
  numbers: SheetNumbers,
  signal?: AbortSignal,
): Promise<Writer.WrittenFile> {
  const { id, name, voyageNumber, ship, limits, arriveByMs, plannedSpeed } = voyage
  // Only what is written goes to the worker, not all the routes of the voyage.
  const alternatives = voyage.alternatives.map((one) => ({ id: one.id, name: one.name }))
  const facts = { id, name, voyageNumber, ship, limits, arriveByMs, plannedSpeed, alternatives }
  const written = { answer, voyage: facts, waypoints: waypointsFor(answer, voyage) }
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
