import { AppError } from '#src/domain/errors.ts'
import { logTolerances } from '../page-log.ts'
import { errorOfFailure, type ReadAnswer, type ReadCall, readCall, type ReadFailure } from '../http/read-call.ts'

export type ToWorker =
  | { readonly kind: 'call'; readonly n: number; readonly call: ReadCall }
  | { readonly kind: 'abort'; readonly n: number }
export type FromWorker =
  { readonly n: number; readonly answer: ReadAnswer } | { readonly n: number; readonly failure: ReadFailure }

/** Makes a call with a large body and reads its answer as columns. @throws HttpError */
export type ResultReader = (call: ReadCall, signal?: AbortSignal) => Promise<ReadAnswer>

interface Waiting {
  resolve: (answer: ReadAnswer) => void
  reject: (error: unknown) => void
}

/**
 * With nothing to do for so long the worker ends: a large answer is read by way of some hundred megabytes that a browser
 * does not take back from a worker that rests.
 */
const RESTS_MS = 10_000

/** A reader that works in one worker of its own, started at the first call and again after it has rested or died. */
export function workerReader(start: () => Worker): ResultReader {
  const waiting = new Map<number, Waiting>()
  let worker: Worker | null = null
  let resting: ReturnType<typeof setTimeout> | undefined
  let count = 0

  const end = () => {
    worker?.terminate()
    worker = null
  }

  function started(): Worker {
    if (worker) return worker
    worker = start()
    worker.onmessage = ({ data }: MessageEvent<FromWorker>) => {
      const call = waiting.get(data.n)
      waiting.delete(data.n)
      if ('answer' in data) call?.resolve(data.answer)
      else call?.reject(errorOfFailure(data.failure))
      if (waiting.size === 0) resting = setTimeout(end, RESTS_MS)
    }
    worker.onerror = (event) => {
      event.preventDefault()
      end()
      // What it was doing is unclear now; whoever asked looks it up.
      for (const call of waiting.values())
        call.reject(new AppError('unexpected', event.message || 'the reader stopped'))
      waiting.clear()
    }
    return worker
  }

  return (call, signal) =>
    new Promise((resolve, reject) => {
      const n = ++count
      clearTimeout(resting)
      waiting.set(n, { resolve, reject })
      signal?.addEventListener('abort', () => worker?.postMessage({ kind: 'abort', n } satisfies ToWorker), {
        once: true,
      })
      started().postMessage({ kind: 'call', n, call } satisfies ToWorker)
    })
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
