import { vi } from 'vitest'
import { asAppError } from '#src/domain/errors.ts'

/** Workers of the page, answered when the test says so. */
export interface StandInWorkers<W> {
  /** The work that waits, the oldest first. */
  readonly waiting: readonly W[]
  /** Lets the oldest work be done. */
  answer: () => void
  /** Tells how far the oldest work is. */
  progress: (fraction: number) => void
  /** The oldest worker is one whose file does not come. */
  failToLoad: () => void
  /** How many have ended. */
  ended: () => number
}

/** jsdom has no workers: these do the same work on the same thread, and one that was ended says nothing more. */
export function standInWorkers<W>(made: (work: W) => unknown): StandInWorkers<W> {
  const waiting: { work: W; worker: StandIn }[] = []
  let ended = 0
  class StandIn {
    onmessage: ((event: { data: unknown }) => void) | null = null
    onerror: ((event: { message: string }) => void) | null = null
    alive = true
    postMessage(work: W) {
      waiting.push({ work, worker: this })
    }
    terminate() {
      ended += 1
      this.alive = false
    }
    tell(data: unknown) {
      if (this.alive) this.onmessage?.({ data })
    }
  }
  vi.stubGlobal('Worker', StandIn)
  return {
    get waiting() {
      return waiting.map(({ work }) => work)
    },
    answer: () => {
      const { work, worker } = waiting.shift()!
      try {
        worker.tell({ result: made(work) })
      } catch (error) {
        const { code, detail } = asAppError(error)
        worker.tell({ failure: { code, detail } })
      }
    },
    progress: (fraction) => waiting[0]!.worker.tell({ progress: fraction }),
    failToLoad: () => {
      waiting.shift()!.worker.onerror?.({ message: 'not found' })
    },
    ended: () => ended,
  }
}
