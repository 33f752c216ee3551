import { AppError } from '../../errors.ts'

/** The entries of an answer, whatever form it came in. Values are unread: `column(name)[i]` may be anything. */
export interface Entries {
  readonly count: number
  readonly lat: (index: number) => unknown
  readonly lon: (index: number) => unknown
  readonly time: (index: number) => unknown
  /** Names of the conditions, in the order first met. */
  readonly names: readonly string[]
  /** undefined: the entry has no such condition. */
  readonly value: (name: string, index: number) => unknown
}

type Json = Readonly<Record<string, unknown>>

const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value)
/** An object's own member; undefined where the object itself is missing. */
const own = (object: Json | undefined, name: string): unknown =>
  object && Object.hasOwn(object, name) ? object[name] : undefined
const coordinateNames = new Set(['latitude', 'longitude', 'timestamp'])
const refuse = (detail: string): never => {
  throw new AppError('answer-unreadable', detail)
}

/**
 * Finds the entries: a bare array, an object whose `result`, `results` or `data` is one, or one object of columns
 * (plain, or under `coordinates` and `conditions`). Other members of an envelope are ignored.
 * @throws AppError `answer-unreadable` naming what is missing
 */
export function entriesOf(body: unknown): Entries {
  if (Array.isArray(body)) return fromRows(body)
  if (!isObject(body)) return refuse('the answer is neither a list of entries nor columns')
  for (const name of ['result', 'results', 'data']) {
    const inner = own(body, name)
    if (Array.isArray(inner)) return fromRows(inner)
    if (isObject(inner)) return entriesOf(inner)
  }
  return fromColumns(body)
}

function fromRows(rows: readonly unknown[]): Entries {
  const names = new Set<string>()
  const parts = rows.map((row, index) => {
    if (!isObject(row)) return refuse(`entry ${index + 1} is not an object`)
    const { coordinates = row, conditions } = row
    if (!isObject(coordinates)) return refuse(`entry ${index + 1} has no coordinates`)
    const values = isObject(conditions)
      ? conditions
      : conditions == null
        ? withoutCoordinates(row)
        : refuse(`entry ${index + 1}: conditions are not an object`)
    for (const name in values) names.add(name)
    return { coordinates, values }
  })
  const coordinate = (name: string) => (index: number) => own(parts[index]?.coordinates, name)
  return {
    count: rows.length,
    lat: coordinate('latitude'),
    lon: coordinate('longitude'),
    time: coordinate('timestamp'),
    names: [...names],
    value: (name, index) => own(parts[index]?.values, name),
  }
}

/** A flat entry: whatever is not its place or an envelope's part is a condition. */
function withoutCoordinates(row: Json): Json {
  return Object.fromEntries(
    Object.entries(row).filter(
      ([name]) => !coordinateNames.has(name) && name !== 'coordinates' && name !== 'conditions',
    ),
  )
}

function fromColumns(body: Json): Entries {
  const coordinates = isObject(own(body, 'coordinates')) ? (own(body, 'coordinates') as Json) : body
  const conditions = isObject(own(body, 'conditions')) ? (own(body, 'conditions') as Json) : body
  const [lat, lon, time] = ['latitude', 'longitude', 'timestamp'].map((name) => {
    const column = own(coordinates, name)
    return Array.isArray(column) ? (column as unknown[]) : refuse(`the answer has no ${name}`)
  }) as [unknown[], unknown[], unknown[]]
  const names = Object.keys(conditions).filter((name) => !coordinateNames.has(name) && Array.isArray(conditions[name]))
  const columns = new Map(names.map((name) => [name, conditions[name] as unknown[]]))
  for (const [name, column] of [['longitude', lon] as const, ['timestamp', time] as const, ...columns]) {
    if (column.length !== lat.length) refuse(`${name} has ${column.length} values for ${lat.length} points`)
  }
  const at = (column: readonly unknown[]) => (index: number) => column[index]
  return {
    count: lat.length,
    lat: at(lat),
    lon: at(lon),
    time: at(time),
    names,
    value: (name, index) => columns.get(name)?.[index],
  }
}
