// Files come with a hundred thousand objects: looked at by hand, as all bulk data is, which also keeps the reader's worker small.

export type JsonObject = Readonly<Record<string, unknown>>

const nothing: JsonObject = {}

/** The value as an object; one without anything where it is something else. */
export const objectOf = (value: unknown): JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : nothing

/** The value as a list; an empty one where it is something else. */
export const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? (value as unknown[]) : [])

/** A text, a number or a truth value as text; undefined for anything else. */
export function textOf(value: unknown): string | undefined {
  return typeof value === 'string'
    ? value
    : typeof value === 'number' || typeof value === 'boolean'
      ? String(value)
      : undefined
}
