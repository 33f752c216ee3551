import { logTolerances } from '../page-log.ts'
import { type ReadAnswer, type ReadCall, readCall } from '../http/read-call.ts'
import { type AnyWorker, openWorker } from './remote-worker.ts'

/** Makes a call with a large body and reads its answer as columns. @throws AppError or HttpError as `readCall` */
export type ResultReader = (call: ReadCall, signal?: AbortSignal) => Promise<ReadAnswer>

/**
 * With nothing to do for so long the worker ends: a large answer is read by way of some hundred megabytes that a browser
 * does not take back from a worker that rests.
 */
const RESTS_MS = 10_000

/** A reader that works in one worker of its own, started at the first call and again after it has rested or died. */
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

/** A reader whose answers tell the page's log what they were read in spite of. */
export function loggedReader(read: ResultReader): ResultReader {
  return async (call, signal) => {
    const answer = await read(call, signal)
    if (answer.columns.length > 0)
      logTolerances(call.kind === 'task' ? call.taskId : call.sending.taskName, answer.tolerances)
    return answer
  }
}
