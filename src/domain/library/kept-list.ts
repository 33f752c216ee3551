/** What the library has of an entry, as this browser last read it. */
export interface TeamState {
  readonly rev: number
  /** As it came, with members that only another version of Fairway knows. */
  readonly document: Readonly<Record<string, unknown>>
  readonly by: string
  /** ISO 8601 UTC. */
  readonly at: string
  readonly isArchived: boolean
}

/** A ship or a limit profile as this browser keeps it, whether or not the library has it too. */
export interface KeptItem<D> {
  readonly id: string
  readonly doc: D
  /** Absent: the library has none, as far as this browser knows. */
  readonly team?: TeamState
  /** Somebody else changed it too, and the operator has not said which holds; `removed`: the library has it no more. */
  readonly theirs?: TeamState | 'removed'
  /** The operator archived it; the library does not know yet. */
  readonly isGone?: boolean
  /** The operator archived it, and took that back: once the library has archived it, it is restored there. */
  readonly isBack?: boolean
  /** What was last on its way to the library, its answer still out or lost. */
  readonly sent?: Readonly<Record<string, unknown>>
  /** It is older than this browser's first contact with the library; `taken`: and was taken in. */
  readonly before?: 'held' | 'taken'
}

/** The items of one kind, the last used first. */
export interface KeptItems<D> {
  readonly items: readonly KeptItem<D>[]
  /** This browser has been in contact with the library. */
  readonly hasMet: boolean
}

type Same<D> = (one: D, other: D) => boolean

/** What the screen shows: without what was archived here. */
export const shownItems = <D>({ items }: KeptItems<D>): KeptItem<D>[] => items.filter(({ isGone }) => !isGone)

/** Sent, or perhaps: then it is archived, so that it does not come back. */
const mayBeThere = <D>({ team, sent }: KeptItem<D>) => team !== undefined || sent !== undefined

/**
 * With a document as it is now, in front: it replaces the one it is the same as.
 * @param id of a new item
 * @param most of those that no library has; those unused longest go
 */
export function withKept<D>(list: KeptItems<D>, doc: D, isSame: Same<D>, id: string, most: number): KeptItems<D> {
  const same = shownItems(list).filter((item) => isSame(item.doc, doc))
  const item = same.find(mayBeThere) ?? same[0] ?? { id, doc }
  const others = list.items.filter((other) => other.id !== item.id && (mayBeThere(other) || !same.includes(other)))
  const items = [{ ...item, doc }, ...others]
  return { ...list, items: list.hasMet ? items : items.slice(0, most) }
}

/** Without a document: what the library has is archived there, by the next round. */
export function withoutKept<D>(list: KeptItems<D>, doc: D, isSame: Same<D>): KeptItems<D> {
  const shown = shownItems(list)
  const found = shown.find((item) => item.doc === doc) ?? shown.find((item) => isSame(item.doc, doc))
  const left = (item: KeptItem<D>): readonly KeptItem<D>[] => {
    if (item.id !== found?.id) return [item]
    // Whoever archives it has seen what the others say of it.
    const { theirs, ...rest } = item
    if (theirs === 'removed' || !mayBeThere(item)) return []
    return [{ ...rest, ...(theirs && { team: theirs }), isGone: true }]
  }
  return { ...list, items: list.items.flatMap(left) }
}

/** With an item again that was archived here, as it was then. */
export function withBack<D>(list: KeptItems<D>, item: KeptItem<D>): KeptItems<D> {
  if (shownItems(list).some(({ id }) => id === item.id)) return list
  const back = mayBeThere(item) ? { ...item, isBack: true } : item
  return { ...list, items: [back, ...list.items.filter(({ id }) => id !== item.id)] }
}

/** With other documents in place of this browser's own; what is the team's stays as it is. */
export function withReplaced<D>(
  list: KeptItems<D>,
  docs: readonly D[],
  isSame: Same<D>,
  newId: () => string,
): KeptItems<D> {
  const shown = shownItems(list)
  const found = docs.map((doc): KeptItem<D> => {
    const same = shown.filter((item) => isSame(item.doc, doc))
    const item = same.find(mayBeThere) ?? same[0]
    return item && mayBeThere(item) ? item : { ...item, id: item?.id ?? newId(), doc }
  })
  const first = found.filter((item, index) => found.findIndex(({ id }) => id === item.id) === index)
  const rest = list.items.filter((item) => mayBeThere(item) && !first.some(({ id }) => id === item.id))
  return { ...list, items: [...first, ...rest] }
}
