import type { Endpoint, Remote } from 'comlink'
import { AppError, asAppError } from '#src/domain/errors.ts'
import type * as Comlink from './comlink.ts'

/** The members of a Worker that are needed here. */
export interface AnyWorker extends Endpoint {
  onerror: ((event: ErrorEvent) => void) | null
  terminate: () => void
}

/** Makes one call. @param served what the worker exposes */
type Use<Served, R> = (served: Remote<Served>, comlink: Pick<typeof Comlink, 'proxy' | 'transfer'>) => Promise<R>

interface RemoteWorker<Served> {
  /** @throws AppError or HttpError as the worker threw it, AppError `part-not-loaded` where it does not load, `unexpected` where it dies */
  readonly call: <R>(use: Use<Served, R>) => Promise<R>
  /** Ends the worker; calls under way never settle. The next call starts another. */
  readonly end: () => void
}

let comlink: Promise<typeof Comlink> | null = null

/** Loads Comlink, not needed before the first worker. @throws AppError `part-not-loaded`; the next call tries again */
export function loadComlink(): Promise<typeof Comlink> {
  comlink ??= import('./comlink.ts').catch((cause: unknown) => {
    comlink = null
    throw new AppError('part-not-loaded', '', { cause })
  })
  return comlink
}

/** A worker that breaks says why; one whose file does not load has nothing to say. */
const stopped = ({ message }: ErrorEvent) =>
  message ? new AppError('unexpected', message) : new AppError('part-not-loaded', '')

/** A worker that starts at its first call, and again after it has died. */
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
        // How far it got is unclear; the caller looks it up.
        for (const reject of waiting) reject(stopped(event))
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

/** Work, given up with a signal's reason as soon as it comes. */
const orAborted = <R>(work: Promise<R>, signal: AbortSignal | undefined): Promise<R> =>
  new Promise<R>((resolve, reject) => {
    signal?.addEventListener('abort', () => reject(signal.reason as Error), { once: true })
    work.then(resolve, reject)
  })

/**
 * One piece of work in a worker of its own, which ends with it.
 * @param signal ends the worker; the promise then rejects with the signal's reason
 * @throws as `call` of `openWorker`
 */
export async function runWorker<Served, R>(worker: AnyWorker, use: Use<Served, R>, signal?: AbortSignal): Promise<R> {
  const { call, end } = openWorker<Served>(() => worker)
  try {
    return await orAborted(call(use), signal)
  } finally {
    end()
  }
}

/** A worker without work is kept for this long, with what it has read. */
const KEPT_MS = 60_000

/**
 * One piece of work after the other in a worker that is kept for the next, which ends one that is still under way.
 * @returns does one; as with `runWorker` its signal ends the worker
 */
export function keepWorker<Served>(
  start: () => AnyWorker,
): <R>(use: Use<Served, R>, signal?: AbortSignal) => Promise<R> {
  const { call, end } = openWorker<Served>(start)
  let resting: ReturnType<typeof setTimeout> | undefined
  let underWay: symbol | null = null
  return async (use, signal) => {
    clearTimeout(resting)
    if (underWay) end()
    const mine = (underWay = Symbol('work'))
    const stop = () => {
      if (underWay !== mine) return
      underWay = null
      end()
    }
    // At once: the next may begin before this promise has settled.
    signal?.addEventListener('abort', stop, { once: true })
    try {
      return await orAborted(call(use), signal)
    } finally {
      signal?.removeEventListener('abort', stop)
      if (underWay === mine) {
        underWay = null
        resting = setTimeout(end, KEPT_MS)
      }
    }
  }
}

/**
 * As `runWorker`; if the worker does not load, as when the server is away, the work is done here: a page that waits
 * is better than no result.
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
    if (signal?.aborted || !['unexpected', 'part-not-loaded'].includes(asAppError(error).code)) throw error
    return here()
  }
}
