import { vi } from 'vitest'
import { expose } from '#src/data/workers/comlink.ts'
import { type AnyWorker, loadComlink } from '#src/data/workers/remote-worker.ts'

await loadComlink() // so that no test waits for it, timers or not

/** One end of a worker: what is posted here arrives at the other a moment later, as it is. */
class End extends EventTarget {
  other: EventTarget | null = null
  postMessage(data: unknown) {
    queueMicrotask(() => this.other?.dispatchEvent(new MessageEvent('message', { data })))
  }
}

/** A worker on the test's own thread; once ended, it neither sends nor receives. */
export class StandInWorker extends End implements AnyWorker {
  onerror: AnyWorker['onerror'] = null
  ended = false
  readonly #inside = new End()

  /** @param served what it exposes */
  constructor(served: unknown) {
    super()
    this.other = this.#inside
    this.#inside.other = this
    expose(served, this.#inside)
  }
  terminate() {
    this.ended = true
    this.other = this.#inside.other = null
  }
  /** Fails like one whose file does not load, or that breaks. */
  die(message = '') {
    this.onerror?.(Object.assign(new Event('error'), { message }) as ErrorEvent)
  }
}

/** A worker that keeps its calls and answers when the test says so. */
export class HeldWorker<Args extends readonly unknown[]> extends StandInWorker {
  /** The arguments of each call, in order. */
  readonly asked: Args[]
  readonly #calls: { resolve: (value: unknown) => void; reject: (error: unknown) => void }[]

  /** @param name of the function it serves; absent: it serves one without a name */
  constructor(name?: string) {
    const asked: Args[] = []
    const calls: { resolve: (value: unknown) => void; reject: (error: unknown) => void }[] = []
    const held = (...args: Args) =>
      new Promise((resolve, reject) => {
        asked.push(args)
        calls.push({ resolve, reject })
      })
    super(name ? { [name]: held } : held)
    this.asked = asked
    this.#calls = calls
  }
  /** Answers a call, the newest unless given. */
  answer(value: unknown, index = this.asked.length - 1) {
    this.#calls[index]!.resolve(value)
  }
  refuse(error: unknown, index = this.asked.length - 1) {
    this.#calls[index]!.reject(error)
  }
}

const isCallback = (arg: unknown): arg is (fraction: number) => void => typeof arg === 'function'

/** Workers of the page, answered when the test says so. */
export interface StandInWorkers {
  /** The arguments of waiting calls, the oldest first. */
  readonly waiting: readonly (readonly unknown[])[]
  /** Does the oldest waiting work. */
  answer: () => void
  /** Reports the progress of the oldest waiting work. */
  progress: (fraction: number) => void
  /** Makes the oldest worker one whose file does not load. */
  failToLoad: () => void
  /** How many have ended. */
  ended: () => number
}

/**
 * jsdom has no workers: these do the same work on the same thread, each once.
 * @param name of `work` among what the worker serves; absent: it serves nothing else
 */
export function standInWorkers<Args extends readonly unknown[]>(
  work: (...args: Args) => unknown,
  name?: string,
): StandInWorkers {
  const started: HeldWorker<Args>[] = []
  const answered = new Set<HeldWorker<Args>>()
  vi.stubGlobal(
    'Worker',
    class extends HeldWorker<Args> {
      constructor() {
        super(name)
        started.push(this)
      }
    },
  )
  const waiting = () => started.filter((worker) => worker.asked.length > 0 && !answered.has(worker))
  const oldest = () => {
    const [worker] = waiting()
    return { worker: worker!, args: worker!.asked[0]! }
  }
  return {
    get waiting() {
      return waiting().map(({ asked }) => asked[0]!)
    },
    answer: () => {
      const { worker, args } = oldest()
      answered.add(worker)
      try {
        worker.answer(work(...args))
      } catch (error) {
        worker.refuse(error)
      }
    },
    progress: (fraction) => oldest().args.find(isCallback)?.(fraction),
    failToLoad: () => {
      const { worker } = oldest()
      answered.add(worker)
      worker.die()
    },
    ended: () => started.filter(({ ended }) => ended).length,
  }
}
