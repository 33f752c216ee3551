import type { DraftPoint } from '../../reading.ts'
import { AppError } from '../../../errors.ts'

// Files come with a hundred thousand objects: looked at by hand, as all bulk data is, which also keeps the reader's worker small.

export type JsonObject = Readonly<Record<string, unknown>>

const nothing: JsonObject = {}

/** The value as an object; one without anything where it is something else. */
export const objectOf = (value: unknown): JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : nothing

/** The value as a list; an empty one where it is something else. */
export const jsonList = (value: unknown): readonly unknown[] => (Array.isArray(value) ? (value as unknown[]) : [])

/** A text, a number or a truth value as text; undefined for anything else. */
export function jsonText(value: unknown): string | undefined {
  return typeof value === 'string'
    ? value
    : typeof value === 'number' || typeof value === 'boolean'
      ? String(value)
      : undefined
}

/**
 * The value of a JSON text; of one with a value on each line (RFC 8142 and its like), a list of them.
 * @throws AppError `file-malformed` with the line, where the parser says it
 */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    const values = valuesByLine(text)
    if (values) return values
    const message = cause instanceof Error ? cause.message : ''
    const line = /line (\d+)/.exec(message)?.[1] ?? lineAt(text, /position (\d+)/.exec(message)?.[1])
    throw new AppError(
      'file-malformed',
      line ? `line ${line} is not valid JSON` : 'it is not valid JSON; it may be truncated',
      { cause },
    )
  }
}

/** Stands before each value of RFC 8142. */
const RECORD_SEPARATOR = '\u001e'

function valuesByLine(text: string): unknown[] | null {
  const lines = text.split('\n').filter((line) => line.trim() !== '')
  // A text of one value over many lines fails at the first of them.
  if (lines.length < 2) return null
  try {
    return lines.map((line): unknown => JSON.parse(line.replace(RECORD_SEPARATOR, '')))
  } catch {
    return null
  }
}

function lineAt(text: string, offset: string | undefined): number | null {
  return offset === undefined ? null : text.slice(0, Number(offset)).split('\n').length
}

const shipNumbers = ['mmsi', 'userid']
const shipNames = 'imo callsign call_sign shipname ship_name vesselname vessel_name vessel ship boat deviceid device_id context'.split(' ') // prettier-ignore
/** Fields that say whose positions those of an object are. */
export const shipFields: ReadonlySet<string> = new Set([...shipNumbers, ...shipNames])

/** The ship that an object names in one of its fields; '' where it names none. */
export function shipIn(node: JsonObject): string {
  const fields = Object.entries(node).map(([name, value]) => [name.toLowerCase(), jsonText(value) ?? ''] as const)
  const valueOf = (names: readonly string[]) =>
    fields.find(([name, value]) => value !== '' && names.includes(name))?.[1]
  const number = valueOf(shipNumbers)
  return number === undefined ? (valueOf(shipNames) ?? '') : `MMSI ${number}`
}

/** The points of each ship, in the order of the file. */
export function pointsByShip(
  list: readonly { readonly point: DraftPoint; readonly ship: string }[],
): ReadonlyMap<string, readonly DraftPoint[]> {
  const ships = new Map<string, DraftPoint[]>()
  for (const { point, ship } of list) {
    const own = ships.get(ship)
    if (own) own.push(point)
    else ships.set(ship, [point])
  }
  return ships
}
