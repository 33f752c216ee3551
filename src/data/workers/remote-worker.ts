import type { Endpoint, Remote } from 'comlink'
import { AppError, asAppError } from '#src/domain/errors.ts'
import type * as Comlink from './comlink.ts'

/** What of a Worker is needed here. */
export interface AnyWorker extends Endpoint {
  onerror: ((event: ErrorEvent) => void) | null
  terminate: () => void
}

/** Makes one call. @param served what the worker exposes */
type Use<Served, R> = (served: Remote<Served>, comlink: Pick<typeof Comlink, 'proxy' | 'transfer'>) => Promise<R>

interface RemoteWorker<Served> {
  /** @throws AppError or HttpError as the worker threw it, AppError `unexpected` where it does not load or dies */
  readonly call: <R>(use: Use<Served, R>) => Promise<R>
  /** Ends the worker; what it was doing is never heard of again. The next call starts another. */
  readonly end: () => void
}

let comlink: Promise<typeof Comlink> | null = null

/** Loads what calls go by, which is not wanted before the first worker. @throws AppError `unexpected`; the next call tries again */
export function loadComlink(): Promise<typeof Comlink> {
  comlink ??= import('./comlink.ts').catch((cause: unknown) => {
    comlink = null
    throw asAppError(cause)
  })
  return comlink
}

/** A worker that lives from its first call on, and is started again after it has died. */
export function openWorker<Served>(start: () => AnyWorker): RemoteWorker<Served> {
  const waiting = new Set<(error: AppError) => void>()
  let worker: AnyWorker | null = null
  let opened: ReturnType<typeof open> | null = null

  const end = () => {
    worker?.terminate()
    worker = opened = null
  }
  const open = async () => {
    try {
      const made = (worker = start())
      made.onerror = (event) => {
        event.preventDefault()
        end()
        // How far it has come is unclear; whoever asked looks it up.
        for (const reject of waiting) reject(new AppError('unexpected', event.message || 'the worker stopped'))
        waiting.clear()
      }
      const library = await loadComlink()
      return { served: library.wrap<Served>(made), library }
    } catch (error) {
      end()
      throw error
    }
  }

  return {
    end,
    call: (use) =>
      new Promise((resolve, reject) => {
        waiting.add(reject)
        opened ??= open()
        opened
          .then(({ served, library }) => use(served, library))
          .then(resolve, reject)
          .finally(() => waiting.delete(reject))
      }),
  }
}

/**
 * One piece of work in a worker of its own, which ends with it.
 * @param signal ends the worker; the promise then rejects with the signal's reason
 * @throws as `call` of `openWorker`
 */
export async function runWorker<Served, R>(worker: AnyWorker, use: Use<Served, R>, signal?: AbortSignal): Promise<R> {
  const { call, end } = openWorker<Served>(() => worker)
  try {
    return await new Promise<R>((resolve, reject) => {
      signal?.addEventListener('abort', () => reject(signal.reason as Error), { once: true })
      call(use).then(resolve, reject)
    })
  } finally {
    end()
  }
}

/**
 * As `runWorker`; where the worker does not load, as when the server is away, the work is done here: a page that waits is
 * better than none of it.
 */
export async function runWorkerOrHere<Served, R>(
  worker: AnyWorker,
  use: Use<Served, R>,
  here: () => R | Promise<R>,
  signal?: AbortSignal,
): Promise<R> {
  try {
    return await runWorker<Served, R>(worker, use, signal)
  } catch (error) {
    if (signal?.aborted || asAppError(error).code !== 'unexpected') throw error
    return here()
  }
}
