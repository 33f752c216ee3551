import { AppError } from '../../../errors.ts'
import { parseLatitude, parseLongitude } from '../../../units/position-grammar.ts'
import { cleanName, filePosition, fileTime, plural } from '../../file-values.ts'
import { lacksZone, zoneNotes } from '../../point-times.ts'
import { leftOutNotes } from '../../whole-points.ts'
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
const mmsiNames = ['mmsi']
const known: ReadonlySet<string> = new Set([...latNames, ...lonNames, ...nameNames, ...timeNames, ...mmsiNames])

/** A point, and the ship that was there, where the file says which. */
interface ShipPoint {
  readonly point: DraftPoint
  readonly mmsi: string
}

interface Found {
  readonly lists: ShipPoint[][]
  readonly unused: UnusedFields
  readonly faults: AppError[]
  /** Positions that are empty. */
  blank: number
  unreadTimes: number
  unzonedTimes: number
}

function readJsonPositions(text: string): Reading {
  const found: Found = {
    lists: [],
    unused: new UnusedFields(),
    faults: [],
    blank: 0,
    unreadTimes: 0,
    unzonedTimes: 0,
  }
  const loose: ShipPoint[] = []
  walk(parseJson(text), {}, loose, found, 0)
  const lists = [loose, ...found.lists].filter((points) => points.length > 0)
  const count = lists.reduce((sum, { length }) => sum + length, 0)
  const bad = leftOutNotes(found.faults, count)
  if (count === 0) throw new AppError('file-no-route', 'it contains no points')
  const ships = lists.map(byShip)
  if (ships.every(({ length }) => length === 1) && lists.flat().some(({ mmsi }) => mmsi !== ''))
    found.unused.add('mmsi', nothingKnown)
  const notes = [...bad, ...found.unused.notes(), ...zoneNotes(found.unzonedTimes)]
  if (found.blank > 0)
    notes.push({ text: `${plural(found.blank, 'position')} without latitude or longitude left out.` })
  if (found.unreadTimes > 0) notes.push({ text: `Times were left out: ${found.unreadTimes} cannot be read.` })
  const drafts = ships.flat()
  return { format: 'JSON', drafts, notes }
}

/** One line for each ship of a list: fixes of several stand among one another. */
function byShip(list: readonly ShipPoint[]): Draft[] {
  const ships = new Map<string, DraftPoint[]>()
  for (const { point, mmsi } of list) {
    const own = ships.get(mmsi)
    if (own) own.push(point)
    else ships.set(mmsi, [point])
  }
  return [...ships].map(([mmsi, points]): Draft => {
    return { kind: lineKind(points), name: ships.size > 1 && mmsi !== '' ? `MMSI ${mmsi}` : '', points }
  })
}

/**
 * @param around what the object stands in, which may have the name: `{"name": "A", "position": {"lat": …}}`
 * @param list where positions go
 */
function walk(value: unknown, around: JsonObject, list: ShipPoint[], found: Found, depth: number): void {
  if (depth > MAX_DEPTH) throw new AppError('file-malformed', `lists more than ${MAX_DEPTH} deep`)
  if (Array.isArray(value)) {
    const own: ShipPoint[] = []
    for (const child of jsonList(value)) walk(child, {}, own, found, depth + 1)
    if (own.length > 1) found.lists.push(own)
    else list.push(...own)
    return
  }
  const node = objectOf(value)
  const [lat, lon] = [valueOf(node, latNames), valueOf(node, lonNames)]
  if (lat !== undefined && lon !== undefined) addPoint(node, around, [lat, lon], list, found)
  else if (isBlank(node, latNames) && isBlank(node, lonNames)) found.blank += 1
  const isRead = hasPosition(node) || Object.values(node).some(hasPosition)
  for (const [name, child] of Object.entries(node)) {
    if (typeof child === 'object' && child !== null) walk(child, node, list, found, depth + 1)
    else if (child !== null) found.unused.add(isRead ? name.toLowerCase() : name, isRead ? known : nothingKnown)
  }
}

/** Has it one of the fields, without a value? A field that is a list or an object is no position. */
const isBlank = (node: JsonObject, names: readonly string[]) =>
  Object.entries(node).some(
    ([name, value]) => names.includes(name.toLowerCase()) && (value === null || typeof value !== 'object'),
  )

function addPoint(
  node: JsonObject,
  around: JsonObject,
  [lat, lon]: readonly [string, string],
  list: ShipPoint[],
  found: Found,
): void {
  const mmsi = valueOf(node, mmsiNames) ?? valueOf(around, mmsiNames) ?? ''
  try {
    list.push({ point: pointOf(node, around, lat, lon, found), mmsi: cleanName(mmsi) })
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    found.faults.push(error)
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
  else if (time && lacksZone(time)) found.unzonedTimes += 1
  return { ...positionOf(lat, lon), name: valueOf(node, nameNames) ?? valueOf(around, nameNames), timeMs }
}

function positionOf(lat: string, lon: string) {
  try {
    return { lat: parseLatitude(lat), lon: parseLongitude(lon) }
  } catch {
    return filePosition(lat, lon, `"${cleanName(lat).slice(0, 30)}, ${cleanName(lon).slice(0, 30)}"`)
  }
}
