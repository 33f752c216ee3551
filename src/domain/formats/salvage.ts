import { AppError } from '../errors.ts'
import type { ImportNote } from './reading.ts'

/**
 * Reads the lines of a file one by one: a bad one among good ones is left out with a note, and a file whose every line
 * is bad is refused with the first fault.
 */
export class Salvage {
  readonly faults: AppError[] = []

  /** What `read` gives, in a list of one; none where it throws an AppError, which is kept. */
  attempt<T>(read: () => T): T[] {
    try {
      return [read()]
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      this.faults.push(error)
      return []
    }
  }

  /** @throws AppError the first fault, where nothing usable was found beside it */
  settle(usable: boolean): ImportNote[] {
    if (!usable && this.faults[0]) throw this.faults[0]
    return this.faults.map(({ detail }) => ({ text: `A line was left out: ${detail}.` }))
  }
}
