import { AppError } from '../../../errors.ts'
import { parseLatitude, parseLongitude } from '../../../units/position-grammar.ts'
import { cleanName, filePosition, fileTime } from '../../file-values.ts'
import { lineKind } from '../../draft-points.ts'
import { type Draft, type DraftPoint, type FormatReader, type Reading, UnusedFields } from '../../reading.ts'
import { type JsonObject, jsonText, jsonList, objectOf, parseJson } from './json.ts'

/**
 * JSON of any program whose objects name their latitude and longitude: each list of them is a line. Pairs of numbers are
 * not read: nobody says which of them is the latitude.
 */
export const jsonPositions: FormatReader = {
  recognises: (text) =>
    /^\s*[{[]/.test(text) && /"lat(?:itude)?"\s*:/i.test(text) && /"(?:lon|lng|long|longitude)"\s*:/i.test(text),
  read: readJsonPositions,
}

const MAX_DEPTH = 20
const latNames = ['lat', 'latitude']
const lonNames = ['lon', 'lng', 'long', 'longitude']
const nameNames = ['name', 'title', 'label', 'waypoint', 'id']
const timeNames = ['time', 'timestamp', 'datetime']
const known: ReadonlySet<string> = new Set([...latNames, ...lonNames, ...nameNames, ...timeNames])

interface Found {
  readonly lists: DraftPoint[][]
  readonly unused: UnusedFields
  unreadTimes: number
}

function readJsonPositions(text: string): Reading {
  const found: Found = { lists: [], unused: new UnusedFields(), unreadTimes: 0 }
  const loose: DraftPoint[] = []
  walk(parseJson(text), {}, loose, found, 0)
  const lists = [loose, ...found.lists].filter((points) => points.length > 0)
  if (lists.length === 0) throw new AppError('file-no-route', 'it contains no points')
  const notes = found.unused.notes()
  if (found.unreadTimes > 0) notes.push({ text: `Times were left out: ${found.unreadTimes} cannot be read.` })
  const drafts = lists.map((points): Draft => ({ kind: lineKind(points), name: '', points }))
  return { format: 'JSON', drafts, notes }
}

/**
 * @param around what the object stands in, which may have the name: `{"name": "A", "position": {"lat": …}}`
 * @param list where positions go
 */
function walk(value: unknown, around: JsonObject, list: DraftPoint[], found: Found, depth: number): void {
  if (depth > MAX_DEPTH) throw new AppError('file-malformed', `lists more than ${MAX_DEPTH} deep`)
  if (Array.isArray(value)) {
    const own: DraftPoint[] = []
    for (const child of jsonList(value)) walk(child, {}, own, found, depth + 1)
    if (own.length > 1) found.lists.push(own)
    else list.push(...own)
    return
  }
  const node = objectOf(value)
  const [lat, lon] = [valueOf(node, latNames), valueOf(node, lonNames)]
  if (lat !== undefined && lon !== undefined) list.push(pointOf(node, around, lat, lon, found))
  const isRead = hasPosition(node) || Object.values(node).some(hasPosition)
  for (const [name, child] of Object.entries(node)) {
    if (typeof child === 'object' && child !== null) walk(child, node, list, found, depth + 1)
    else if (child !== null) found.unused.add(isRead ? name.toLowerCase() : name, isRead ? known : nothingKnown)
  }
}

const nothingKnown: ReadonlySet<string> = new Set()

function hasPosition(value: unknown): boolean {
  const node = objectOf(value)
  return valueOf(node, latNames) !== undefined && valueOf(node, lonNames) !== undefined
}

function valueOf(node: JsonObject, names: readonly string[]): string | undefined {
  const [, value] = Object.entries(node).find(([name]) => names.includes(name.toLowerCase())) ?? []
  return jsonText(value)
}

function pointOf(node: JsonObject, around: JsonObject, lat: string, lon: string, found: Found): DraftPoint {
  const time = valueOf(node, timeNames) ?? valueOf(around, timeNames)
  const timeMs = fileTime(time)
  if (time && timeMs === null) found.unreadTimes += 1
  return { ...positionOf(lat, lon), name: valueOf(node, nameNames) ?? valueOf(around, nameNames), timeMs }
}

function positionOf(lat: string, lon: string) {
  try {
    return { lat: parseLatitude(lat), lon: parseLongitude(lon) }
  } catch {
    return filePosition(lat, lon, `"${cleanName(lat).slice(0, 30)}, ${cleanName(lon).slice(0, 30)}"`)
  }
}
