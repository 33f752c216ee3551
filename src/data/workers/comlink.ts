import { transferHandlers } from 'comlink'
import { AppError, asAppError } from '#src/domain/errors.ts'
import { HttpError } from '../http/http-error.ts'

// Comlink for both ends of a worker, with what it lacks: errors keep class and code, and a signal reaches the worker.
export { expose, proxy, transfer, wrap } from 'comlink'

/** An error as it crosses between threads, where its class is lost. */
interface Failure extends Pick<AppError, 'code' | 'detail'> {
  /** What is known about the request; null: it was not a request that failed. */
  readonly request: Pick<HttpError, 'outcome' | 'status' | 'retryAfterMs'> | null
}

function failureOf(error: unknown): Failure {
  const { code, detail } = asAppError(error)
  if (!(error instanceof HttpError)) return { code, detail, request: null }
  const { outcome, status, retryAfterMs } = error
  return { code, detail, request: { outcome, status, retryAfterMs } }
}

const errorOf = ({ code, detail, request }: Failure): AppError =>
  request ? new HttpError(code, detail, request) : new AppError(code, detail)

const thrown = transferHandlers.get('throw')
if (thrown)
  transferHandlers.set('throw', {
    ...thrown, // Comlink marks what was thrown with a member of its own
    serialize: ({ value }: { value: unknown }) => [failureOf(value), []],
    deserialize: (failure: Failure) => {
      throw errorOf(failure)
    },
  })

transferHandlers.set('signal', {
  canHandle: (value): value is AbortSignal => value instanceof AbortSignal,
  serialize: (signal: AbortSignal) => {
    const { port1, port2 } = new MessageChannel()
    const abort = () => port1.postMessage(null)
    if (signal.aborted) abort()
    else signal.addEventListener('abort', abort, { once: true })
    return [port2, [port2]]
  },
  deserialize: (port: MessagePort) => {
    const controller = new AbortController()
    port.onmessage = () => controller.abort()
    return controller.signal
  },
})
