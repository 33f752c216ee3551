import { AppError, asAppError, type ErrorCode } from '#src/domain/errors.ts'

/** What a worker sends back: its result, or an error as plain data, because a class does not survive the way. */
type Outcome<R> = { readonly result: R } | { readonly failure: { readonly code: ErrorCode; readonly detail: string } }

/**
 * One piece of work in a worker of its own, which ends with it.
 * @param transfer buffers that are handed over and gone here
 * @param signal ends the worker; the promise then rejects with the signal's reason
 * @throws AppError as the worker threw it
 */
export async function runWorker<W, R>(worker: Worker, work: W, { transfer = [], signal }: { transfer?: Transferable[]; signal?: AbortSignal | undefined } = {}): Promise<R> {
  try {
    return await new Promise<R>((resolve, reject) => {
      signal?.addEventListener('abort', () => reject(signal.reason as Error), { once: true })
      worker.onerror = (event) => reject(new AppError('unexpected', event.message))
      worker.onmessage = ({ data }: MessageEvent<Outcome<R>>) => {
        if ('result' in data) resolve(data.result)
        else reject(new AppError(data.failure.code, data.failure.detail))
      }
      worker.postMessage(work, transfer)
    })
  } finally {
    worker.terminate()
  }
}

/** The other end: answers each message with what `work` makes of it. */
export function serveWork<W, R>(work: (data: W) => R): void {
  self.onmessage = ({ data }: MessageEvent<W>) => {
    let outcome: Outcome<R>
    try {
      outcome = { result: work(data) }
    } catch (thrown) {
      const { code, detail } = asAppError(thrown)
      outcome = { failure: { code, detail } }
    }
    self.postMessage(outcome)
  }
}
