import { cleanName } from './file-values.ts'
import type { ImportNote } from './reading.ts'

const MAX_LISTED = 12
const MAX_NAME = 30

/** `Columns not used: "crew", "depth" …` @param what one of them, "Column" */
export function notUsed(what: string, names: readonly string[]): string {
  const listed = names.slice(0, MAX_LISTED).map((name) => `"${cleanName(name).slice(0, MAX_NAME)}"`)
  return `${what}${names.length === 1 ? '' : 's'} not used: ${listed.join(', ')}${names.length > MAX_LISTED ? ' …' : ''}.`
}

/** Fields of a file that its reader passes over: each is told once, however many points have it. */
export class UnusedFields {
  readonly #names = new Set<string>()

  /** @param known what the reader takes, or tells of by itself */
  add(name: string, known: ReadonlySet<string>): void {
    if (!known.has(name)) this.#names.add(name)
  }

  /** Nothing where nothing was passed over. */
  notes(): ImportNote[] {
    return this.#names.size === 0 ? [] : [{ text: notUsed('Field', [...this.#names]) }]
  }
}
