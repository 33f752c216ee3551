import { changesBetween } from '../voyage/changes.ts'
import type { Difference } from './two-versions.ts'
import type { KeptItem, KeptItems, TeamState } from './kept-list.ts'
import type { LibraryEntry } from './wire.ts'

/** What a list has to know of its documents. */
export interface TeamKind<D> {
  /** A document of the library; null: this version cannot read it, and leaves it alone. */
  readonly read: (document: TeamState['document']) => D | null
  readonly isSame: (one: D, other: D) => boolean
  /** What both say together; null: they contradict each other. */
  readonly joined: (mine: D, theirs: D) => D | null
  readonly differences: (yours: D, theirs: D) => Difference[]
}

const isEqual = (one: unknown, other: unknown) => changesBetween(one, other).length === 0

const stateOfEntry = ({ rev, document, changedBy, changedAt, archivedAt }: LibraryEntry): TeamState => ({
  rev,
  document,
  by: changedBy,
  at: changedAt,
  isArchived: archivedAt !== null,
})

/** Does the library say the same of it? */
const isAgreed = <D>({ read }: TeamKind<D>, { doc, isGone = false }: KeptItem<D>, team: TeamState): boolean =>
  isGone ? team.isArchived : !team.isArchived && isEqual(read(team.document), doc)

/** Is there something of it that the library does not have yet? */
export const isWaiting = <D>(kind: TeamKind<D>, item: KeptItem<D>): boolean =>
  item.team === undefined || !isAgreed(kind, item, item.team)

/**
 * A list of this browser after the library's was read. What only one of them changed is taken over; what both changed
 * waits for the operator, with both values. Nothing made or changed here is lost.
 * @param asked the items as they were when the library was asked: what was made since is not missing from its answer
 */
export function withLibrary<D>(
  list: KeptItems<D>,
  entries: readonly LibraryEntry[],
  asked: readonly KeptItem<D>[],
  kind: TeamKind<D>,
): KeptItems<D> {
  const byId = new Map(entries.map((entry) => [entry.id, entry]))
  const known = new Map(asked.map((item) => [item.id, item]))
  // One that lost everything was set up anew, or is another one: it gets what is here.
  const isAnother = asked.some(({ team }) => team) && !asked.some(({ id, team }) => team && byId.has(id))
  const met = list.items.flatMap((item): readonly KeptItem<D>[] => {
    const held = list.hasMet || item.before ? item : { ...item, before: 'held' as const }
    const entry = byId.get(item.id)
    if (entry) return withEntry(held, stateOfEntry(entry), kind)
    const before = known.get(item.id)
    return before && before.team === item.team && before.isGone === item.isGone ? withoutEntry(held, isAnother) : [held]
  })
  const others = entries.filter(({ id, archivedAt }) => archivedAt === null && !met.some((item) => item.id === id))
  return {
    hasMet: true,
    items: others.reduce<readonly KeptItem<D>[]>((items, entry) => withOther(items, entry, kind), met),
  }
}

/** The library has an entry of this item. */
function withEntry<D>(item: KeptItem<D>, there: TeamState, kind: TeamKind<D>): readonly KeptItem<D>[] {
  const { theirs: asked, sent, team: before, isBack, ...rest } = item
  const theirs = asked === 'removed' ? undefined : asked
  const own = { ...rest, ...(before && { team: before }), ...(sent && { sent }), ...(isBack && { isBack }) }
  if (before && there.rev < before.rev) return [item] // read before what is known here was saved
  // Nobody else knows the id before the entry is made, so its first revision is what this browser sent.
  const isFirst = !before && !theirs && there.rev === 1
  const settled = { ...rest, ...(item.before && { before: 'taken' as const }), team: there }
  if (isAgreed(kind, item, there)) return there.isArchived ? [] : [settled]
  if (before && there.rev === before.rev) return [own]
  if (isBack && there.isArchived && !theirs && there.rev === (before?.rev ?? 1) + 1) return [{ ...rest, team: there }]
  // An answer that was lost: what is there is what this browser sent.
  const isOwn = sent !== undefined && !there.isArchived && isEqual(there.document, sent)
  if (isFirst || isOwn) return [settled]
  if (theirs || !isUnchanged(item, kind)) return [{ ...own, theirs: there }]
  const doc = there.isArchived ? null : kind.read(there.document)
  return doc === null ? [] : [{ ...settled, doc }]
}

/** Nothing was done to it here since it came from the library or was sent there. */
function isUnchanged<D>(item: KeptItem<D>, kind: TeamKind<D>): boolean {
  const { team, sent, doc, isGone = false } = item
  if (team) return isAgreed(kind, item, team)
  return sent !== undefined && !isGone && isEqual(kind.read(sent), doc)
}

/** The library has no entry of this item, and had none or has none any more. */
function withoutEntry<D>(item: KeptItem<D>, isAnother: boolean): readonly KeptItem<D>[] {
  const { team, theirs: _theirs, sent: _sent, ...own } = item
  if (item.isGone) return []
  return team && !isAnother ? [{ ...item, theirs: 'removed' }] : [own]
}

/** An entry that this browser has no item of. */
function withOther<D>(items: readonly KeptItem<D>[], entry: LibraryEntry, kind: TeamKind<D>): readonly KeptItem<D>[] {
  const there = stateOfEntry(entry)
  const doc = kind.read(entry.document)
  if (doc === null) return items
  const isTwin = (item: KeptItem<D>) => !item.isGone && !item.theirs && kind.isSame(item.doc, doc)
  const own = items.find((item) => !item.team && isTwin(item))
  if (own) return items.map((item) => (item === own ? taken(item, entry.id, there, doc, kind) : item))
  return [...items, { id: entry.id, doc, team: there }]
}

/**
 * Where two browsers made an entry of the same ship or name at the same time, the one whose id is later is archived; if
 * the two differ, the operator is asked whose values hold.
 */
export const withoutTwins = <D>(list: KeptItems<D>, kind: TeamKind<D>): KeptItems<D> => ({
  ...list,
  items: list.items.reduce((items, item) => withoutTwin(items, item, kind), list.items),
})

function withoutTwin<D>(items: readonly KeptItem<D>[], later: KeptItem<D>, kind: TeamKind<D>): readonly KeptItem<D>[] {
  const isQuiet = (item: KeptItem<D>) => item.team !== undefined && item.theirs === undefined && !item.isGone
  const first = items.find(
    (item) => isQuiet(item) && item.id < later.id && kind.isSame(item.doc, later.doc) && !isWaiting(kind, item),
  )
  if (!first?.team || !isQuiet(later)) return items
  const { before: _before, ...back } = later
  const one = taken(later, first.id, first.team, first.doc, kind)
  return items.flatMap((item) => (item === later ? [{ ...back, isGone: true }] : item === first ? [one] : [item]))
}

/** An item of this browser becomes the library's entry of the same ship or name. */
function taken<D>(mine: KeptItem<D>, id: string, there: TeamState, doc: D, kind: TeamKind<D>): KeptItem<D> {
  const joined = kind.joined(mine.doc, doc)
  return joined === null ? { id, doc: mine.doc, theirs: there } : { id, doc: joined, team: there }
}

/** What is to be sent of an item. `document` is the whole one, with what this version does not know. */
export type TeamStep =
  | { readonly do: 'create'; readonly document: TeamState['document'] }
  | {
      readonly do: 'save'
      readonly rev: number
      readonly document: TeamState['document']
      readonly restores: boolean
    }
  | { readonly do: 'archive'; readonly rev: number }

/** The next step of an item; null: none, or the operator has to decide first. */
export function nextSending<D>(item: KeptItem<D>, kind: TeamKind<D>): TeamStep | null {
  const { team, theirs, doc, isGone = false } = item
  if (theirs !== undefined || !isWaiting(kind, item)) return null
  if (isGone) return team ? { do: 'archive', rev: team.rev } : null
  const document = onto(team?.document ?? {}, doc)
  return team ? { do: 'save', rev: team.rev, document, restores: team.isArchived } : { do: 'create', document }
}

type Fields = Readonly<Record<string, unknown>>
const isPlain = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** A document with what is known of it now; members of another version stay. */
const onto = (document: Fields, doc: unknown): Fields => ({
  ...document,
  ...Object.fromEntries(
    Object.entries(doc as Fields).map(([key, value]) => {
      const there = document[key]
      return [key, isPlain(there) && isPlain(value) ? onto(there, value) : value]
    }),
  ),
})

const changedItem = <D>(
  list: KeptItems<D>,
  id: string,
  change: (item: KeptItem<D>) => readonly KeptItem<D>[],
): KeptItems<D> => ({ ...list, items: list.items.flatMap((item) => (item.id === id ? change(item) : [item])) })

/** Before it is sent: if the answer is lost, the next reading tells. */
export const withSent = <D>(list: KeptItems<D>, id: string, document: TeamState['document']): KeptItems<D> =>
  changedItem(list, id, (item) => [{ ...item, sent: document }])

/** After the library took it; it may have been changed here meanwhile. */
export const withAnswer = <D>(list: KeptItems<D>, id: string, team: TeamState): KeptItems<D> =>
  changedItem(list, id, ({ sent: _, isBack: _back, ...item }) =>
    team.isArchived && item.isGone ? [] : [{ ...item, team, ...(item.before && { before: 'taken' as const }) }],
  )

/** Of two values the operator's own holds, and is sent. */
export const withMine = <D>(list: KeptItems<D>, id: string): KeptItems<D> =>
  changedItem(list, id, (item) => {
    const { theirs, team: _team, sent: _sent, isBack: _isBack, ...own } = item
    if (theirs === undefined) return [item]
    return [theirs === 'removed' ? own : { ...own, team: theirs }]
  })

/** Of two values the library's holds. */
export const withTheirs = <D>(list: KeptItems<D>, id: string, kind: TeamKind<D>): KeptItems<D> =>
  changedItem(list, id, (item) => {
    const { theirs, sent: _sent, isGone: _isGone, isBack: _isBack, ...rest } = item
    if (theirs === undefined) return [item]
    const doc = theirs === 'removed' || theirs.isArchived ? null : kind.read(theirs.document)
    return theirs === 'removed' || doc === null ? [] : [{ ...rest, doc, team: theirs }]
  })

/** The list of what was taken in has been read. */
export const withTakenSeen = <D>(list: KeptItems<D>): KeptItems<D> => ({
  ...list,
  items: list.items.map(({ before, ...item }) => (before === 'held' ? { ...item, before } : item)),
})
