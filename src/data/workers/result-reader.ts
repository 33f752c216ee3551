import { logTolerances } from '../page-log.ts'
import { type ReadAnswer, type ReadCall, readCall } from '../http/read-call.ts'
import { type AnyWorker, openWorker } from './remote-worker.ts'

/** Makes a call with a large body and reads its answer as columns. @throws AppError or HttpError as `readCall` */
export type ResultReader = (call: ReadCall, signal?: AbortSignal) => Promise<ReadAnswer>

/**
 * A worker that is idle for this long ends: reading a large answer takes some hundred megabytes, which a browser does
 * not take back from an idle worker.
 */
const RESTS_MS = 10_000

/** A reader with one worker of its own, started at the first call and again after it has ended or died. */
export function workerReader(start: () => AnyWorker): ResultReader {
  const worker = openWorker<ResultReader>(start)
  let resting: ReturnType<typeof setTimeout> | undefined
  let running = 0
  return async (call, signal) => {
    clearTimeout(resting)
    running += 1
    try {
      return await worker.call((read) => read(call, signal))
    } finally {
      running -= 1
      if (running === 0) resting = setTimeout(worker.end, RESTS_MS)
    }
  }
}

/** The page's reader; where there are no workers it reads in the page. */
export function createResultReader(): ResultReader {
  if (typeof Worker === 'undefined') return loggedReader(readCall)
  return loggedReader(
    workerReader(() => new Worker(new URL('./result-worker.ts', import.meta.url), { type: 'module' })),
  )
}

/** A reader that notes in the page's log which tolerances its answers needed. */
export function loggedReader(read: ResultReader): ResultReader {
  return async (call, signal) => {
    const answer = await read(call, signal)
    if (answer.columns.length > 0)
      logTolerances(call.kind === 'task' ? call.taskId : call.sending.taskName, answer.tolerances)
    return answer
  }
}
