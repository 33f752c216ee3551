import { z } from '../schema.ts'
import { AppError } from '../errors.ts'

const Path = z.array(z.union([z.string().max(100), z.number().int().nonnegative()])).max(20)

/** One difference between two states of a document: a value set or gone, or a run of a list replaced. */
export const Change = z.discriminatedUnion('do', [
  z.object({ do: z.literal('set'), path: Path, value: z.unknown() }),
  z.object({ do: z.literal('unset'), path: Path }),
  z.object({
    do: z.literal('splice'),
    path: Path,
    at: z.number().int().nonnegative(),
    remove: z.number().int().nonnegative(),
    insert: z.array(z.unknown()),
  }),
])
export type Change = z.infer<typeof Change>

type Key = string | number
type Path = readonly Key[]
type Fields = Readonly<Record<string, unknown>>

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !ArrayBuffer.isView(value)
const hasOwn = (fields: Fields, key: string) => Object.prototype.hasOwnProperty.call(fields, key)

/**
 * What leads from one state of a document to another. Documents are plain objects, lists, numbers, texts and typed
 * columns, replaced and never changed in place: the same object is not looked into, so a drag in a route of
 * two thousand waypoints costs one pass and gives one waypoint.
 * @returns nothing where both say the same
 */
export function changesBetween(before: unknown, after: unknown, path: Path = []): Change[] {
  if (Object.is(before, after)) return []
  if (Array.isArray(before) && Array.isArray(after)) return listChanges(before, after, path)
  if (isFields(before) && isFields(after)) return fieldChanges(before, after, path)
  return [{ do: 'set', path: [...path], value: after }]
}

function fieldChanges(before: Fields, after: Fields, path: Path): Change[] {
  const gone = Object.keys(before).filter((key) => !hasOwn(after, key))
  return [
    ...gone.map((key): Change => ({ do: 'unset', path: [...path, key] })),
    ...Object.keys(after).flatMap((key): Change[] =>
      hasOwn(before, key)
        ? changesBetween(before[key], after[key], [...path, key])
        : [{ do: 'set', path: [...path, key], value: after[key] }],
    ),
  ]
}

/** By its id; what has none is the same thing where it says the same. */
function isSameThing(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true
  if (!isFields(a) || !isFields(b) || a['id'] !== b['id']) return false
  return a['id'] !== undefined || changesBetween(a, b).length === 0
}

/** Lists at least this long are replaced as a whole once telling what differs would be longer. */
const LONG_LIST = 20

/** Items keep their id, so those around an insertion or removal are found again and compared inside. */
function listChanges(before: readonly unknown[], after: readonly unknown[], path: Path): Change[] {
  const shorter = Math.min(before.length, after.length)
  let start = 0
  while (start < shorter && isSameThing(before[start], after[start])) start++
  let end = 0
  while (end < shorter - start && isSameThing(before[before.length - 1 - end], after[after.length - 1 - end])) end++
  const inside: Change[] = []
  const shift = after.length - before.length
  for (let index = 0; index < before.length; index++) {
    if (index < start) inside.push(...changesBetween(before[index], after[index], [...path, index]))
    else if (index >= before.length - end)
      inside.push(...changesBetween(before[index], after[index + shift], [...path, index]))
  }
  if (before.length >= LONG_LIST && inside.length > 2 * before.length)
    return [{ do: 'splice', path: [...path], at: 0, remove: before.length, insert: [...after] }]
  const remove = before.length - start - end
  const insert = after.slice(start, after.length - end)
  // Changes inside come first: their places are those of the list as it was.
  return remove === 0 && insert.length === 0
    ? inside
    : [...inside, { do: 'splice', path: [...path], at: start, remove, insert }]
}

/**
 * A document after changes, in their order. What they do not touch stays the same object.
 * @throws AppError `unexpected` where a change does not fit the document
 */
export function withChanges<T>(document: T, changes: readonly Change[]): T {
  return changes.reduce<unknown>((state, change) => changed(state, change.path, change), document) as T
}

function changed(state: unknown, path: Path, change: Change): unknown {
  const [key, ...rest] = path
  if (key === undefined) return atPlace(state, change)
  if (Array.isArray(state) && typeof key === 'number' && key < state.length)
    return state.with(key, changed(state[key], rest, change))
  if (!isFields(state) || typeof key !== 'string') throw new AppError('unexpected', `no ${key} to change`)
  if (rest.length === 0 && change.do === 'unset')
    return Object.fromEntries(Object.entries(state).filter(([name]) => name !== key))
  return { ...state, [key]: changed(hasOwn(state, key) ? state[key] : undefined, rest, change) }
}

function atPlace(state: unknown, change: Change): unknown {
  if (change.do === 'set') return change.value
  if (change.do === 'unset' || !Array.isArray(state) || change.at + change.remove > state.length)
    throw new AppError('unexpected', 'a step of undo does not fit')
  return state.toSpliced(change.at, change.remove, ...change.insert)
}
