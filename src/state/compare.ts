import { wholeOfKey } from '#src/domain/tasks/submission.ts'
import { givenToLastVoyage, keptPerVoyage } from './per-voyage.ts'

/** Nobody tells apart more lines than these in one lane. */
export const MAX_COMPARED = 3

const none: readonly string[] = []

/** Keys of the answers compared with the one shown in a voyage, in the order chosen; kept through a reload. */
const compared = keptPerVoyage<readonly string[]>({
  name: 'fairway.compare',
  version: 2,
  // Version 1 kept one list for all voyages.
  migrate: (stored) => {
    const { keys } = stored as { keys?: readonly string[] }
    return givenToLastVoyage(keys && keys.length > 0 ? keys : null)
  },
})

/** Where there would be too many, the first ones go. */
export function compareToggled(key: string): void {
  const keys = compared.ofOpen() ?? none
  const next = keys.includes(key) ? keys.filter((one) => one !== key) : [...keys, key].slice(-MAX_COMPARED)
  compared.put(next.length > 0 ? next : null)
}
export const compareCleared = () => compared.put(null)
/** The task id of a compared answer has become known. */
export function compareRenamed(from: string, to: string): void {
  const isIt = (key: string) => wholeOfKey(key).whole === from
  const renamed = (key: string) => (isIt(key) ? to + key.slice(from.length) : key)
  compared.update((keys) => (keys.some(isIt) ? keys.map(renamed) : keys))
  changes.update((one) => (isIt(one.key) ? { ...one, key: renamed(one.key) } : one))
}
/** Those of the open voyage. */
export const useCompareKeys = (): readonly string[] => compared.useOpen() ?? none
/** Those of a voyage; undefined: nothing was chosen for it here. */
export const comparedIn = (voyageId: string): readonly string[] | undefined => compared.of(voyageId)
/** As it was chosen at another desk. */
export const comparedTaken = (voyageId: string, keys: readonly string[]): void => compared.put(keys, voyageId)
export const onCompared = (listener: () => void): (() => void) => compared.subscribe(listener)

/** What the operator does about the changes of an answer against the one before it: shows them, or wants no more of it. */
interface ChangesChoice {
  /** Of the newer answer; for any other there is no choice yet. */
  readonly key: string
  readonly as: 'shown' | 'closed'
}

const changes = keptPerVoyage<ChangesChoice>({ name: 'fairway.changes', version: 1 })

/** In the open voyage. @param as null: neither */
export const changesChosen = (key: string, as: ChangesChoice['as'] | null): void => changes.put(as && { key, as })
/** null: nothing was chosen for this answer. */
export function useChangesChoice(key: string | null): ChangesChoice['as'] | null {
  const choice = changes.useOpen()
  return choice?.key === key ? choice.as : null
}
