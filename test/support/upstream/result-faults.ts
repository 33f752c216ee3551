import type { Behaviour } from './answer.ts'
import { edited, editedText } from './edits.ts'
import type { Entry } from './results.ts'

type Conditions = Readonly<Record<string, unknown>>

/** The honest result with its entries changed: of a held call, and of a task that has one. */
export const editedResult = (change: (entries: readonly Entry[]) => unknown): Behaviour =>
  edited((body) => {
    if (Array.isArray(body)) return change(body as Entry[])
    const { result, ...task } = body as { result: Entry[] | null }
    return { ...task, result: result && change(result) }
  })

const editedConditions = (change: (conditions: Entry['conditions'], index: number) => Conditions): Behaviour =>
  editedResult((entries) => entries.map((entry, index) => ({ ...entry, conditions: change(entry.conditions, index) })))

const everyValue = (value: (old: number | null, index: number) => unknown): Behaviour =>
  editedConditions((conditions, index) =>
    Object.fromEntries(Object.entries(conditions).map(([name, old]) => [name, value(old, index)])),
  )

/** One object of equal columns instead of a list of entries. */
export const columnar: Behaviour = editedResult((entries) => {
  const column = <T>(read: (entry: Entry) => T) => entries.map(read)
  const names = Object.keys(entries[0]?.conditions ?? {})
  return {
    coordinates: {
      latitude: column(({ coordinates }) => coordinates.latitude),
      longitude: column(({ coordinates }) => coordinates.longitude),
      timestamp: column(({ coordinates }) => coordinates.timestamp),
    },
    conditions: Object.fromEntries(names.map((name) => [name, column(({ conditions }) => conditions[name])])),
  }
})

export const emptied: Behaviour = editedResult(() => [])
export const allNull: Behaviour = everyValue(() => null)
/** The last third of the entries is missing. */
export const shortened: Behaviour = editedResult((entries) => entries.slice(0, Math.ceil((entries.length * 2) / 3)))
export const reversed: Behaviour = editedResult((entries) => entries.toReversed())
/** The entries of other places. */
export const elsewhere: Behaviour = editedResult((entries) =>
  entries.map(({ coordinates, conditions }) => ({
    coordinates: { ...coordinates, latitude: coordinates.latitude > 0 ? -40 : 40 },
    conditions,
  })),
)

/** Numbers that mean "nothing" or that no sea has, in turn: 9 999, netCDF's fill values, below zero. */
export const outOfRange: Behaviour = everyValue((_, index) => [9999, 9.96921e36, -32_768, -1e9][index % 4])
/** Numbers as text. */
export const stringNumbers: Behaviour = everyValue((old) => (old === null ? null : String(old)))
/** JSON.parse makes Infinity of it. */
export const tooBigNumbers: Behaviour = editedText((text) => text.replaceAll(/("[A-Z]\w+_\w+":)-?[\d.]+/g, '$11e999'))
/** A Python encoder's words where JSON has null. */
export const bareWords: Behaviour = editedText((text) => text.replaceAll(/("[A-Z]\w+_\w+":)null/g, '$1NaN'))

/** The conditions under unknown names, and one more that was not requested. */
export const renamed: Behaviour = editedConditions((conditions) => ({
  ...Object.fromEntries(Object.entries(conditions).map(([name, value]) => [`${name}_v2`, value])),
  Ice_Cover: 0.25,
  Quality: 'good',
}))
/** An unknown envelope around the list. */
export const wrapped: Behaviour = edited((body) =>
  Array.isArray(body) ? { data: body, model: 'new', cost: null } : { ...(body as object), model: 'new', cost: null },
)

/** The result repeated until it has so many bytes. */
export const inflated =
  (bytes: number): Behaviour =>
  async (asked, serve) => {
    const answer = await serve()
    const entries = answer.body.toString().slice(1, -1)
    return {
      ...answer,
      body: `[${Array.from({ length: Math.ceil(bytes / (entries.length + 1)) }, () => entries).join(',')}]`,
    }
  }
