import { AppError, asAppError, type ErrorCode } from '#src/domain/errors.ts'

/** What a worker sends back: its result, or an error as plain data, because a class does not survive the way. */
type Outcome<R> =
  | { readonly progress: number }
  | { readonly result: R }
  | { readonly failure: { readonly code: ErrorCode; readonly detail: string } }

interface WorkOptions {
  transfer?: Transferable[]
  signal?: AbortSignal | undefined
  onProgress?: ((fraction: number) => void) | undefined
}

/**
 * One piece of work in a worker of its own, which ends with it.
 * @param transfer buffers that are handed over and gone here
 * @param onProgress told how far the work is, 0 to 1, where the worker tells
 * @param signal ends the worker; the promise then rejects with the signal's reason
 * @throws AppError as the worker threw it
 */
export async function runWorker<W, R>(
  worker: Worker,
  work: W,
  { transfer = [], signal, onProgress }: WorkOptions = {},
): Promise<R> {
  try {
    return await new Promise<R>((resolve, reject) => {
      signal?.addEventListener('abort', () => reject(signal.reason as Error), { once: true })
      worker.onerror = (event) => reject(new AppError('unexpected', event.message))
      worker.onmessage = ({ data }: MessageEvent<Outcome<R>>) => {
        if ('progress' in data) onProgress?.(data.progress)
        else if ('result' in data) resolve(data.result)
        else reject(new AppError(data.failure.code, data.failure.detail))
      }
      worker.postMessage(work, transfer)
    })
  } finally {
    worker.terminate()
  }
}

/** The other end: answers each message with what `work` makes of it. */
export function serveWork<W, R>(work: (data: W, onProgress: (fraction: number) => void) => R): void {
  self.onmessage = ({ data }: MessageEvent<W>) => {
    let outcome: Outcome<R>
    try {
      outcome = { result: work(data, (progress) => self.postMessage({ progress } satisfies Outcome<R>)) }
    } catch (thrown) {
      const { code, detail } = asAppError(thrown)
      outcome = { failure: { code, detail } }
    }
    self.postMessage(outcome)
  }
}
