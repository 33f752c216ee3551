import { AppError } from '../../../errors.ts'
import { parseLatitude, parseLongitude } from '../../../units/position-grammar.ts'
import { cleanName, filePosition, plural } from '../../file-values.ts'
import { FileTimes } from '../../point-times.ts'
import { leftOutNotes } from '../../whole-points.ts'
import { lineKind } from '../../draft-points.ts'
import { type Draft, type DraftPoint, type FormatReader, type Reading, UnusedFields } from '../../reading.ts'
import { type JsonObject, jsonText, jsonList, objectOf, parseJson, pointsByShip, shipFields, shipIn } from './json.ts'

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
const timeNames = ['time', 'timestamp', 'datetime', 'time_utc']
const known: ReadonlySet<string> = new Set([...latNames, ...lonNames, ...nameNames, ...timeNames, ...shipFields])

/** A point, and the ship that was there, where the file says which. */
interface ShipPoint {
  readonly point: DraftPoint
  /** '' where nobody says it. */
  readonly ship: string
}

interface Found {
  readonly lists: ShipPoint[][]
  readonly unused: UnusedFields
  readonly faults: AppError[]
  /** Positions that are empty. */
  blank: number
  readonly times: FileTimes
}

function readJsonPositions(text: string): Reading {
  const found: Found = {
    lists: [],
    unused: new UnusedFields(),
    faults: [],
    blank: 0,
    times: new FileTimes(),
  }
  const loose: ShipPoint[] = []
  walk(parseJson(text), { around: {}, ship: '', depth: 0 }, loose, found)
  const lists = [loose, ...found.lists].filter((points) => points.length > 0)
  const count = lists.reduce((sum, { length }) => sum + length, 0)
  const bad = leftOutNotes(found.faults, count)
  if (count === 0) throw new AppError('file-no-route', 'it contains no points')
  const ships = lists.map(byShip)
  if (ships.every(({ length }) => length === 1) && lists.flat().some(({ ship }) => ship !== ''))
    found.unused.add(lists.flat().every(({ ship }) => /^(?:MMSI |$)/.test(ship)) ? 'mmsi' : 'ship', nothingKnown)
  const notes = [...bad, ...found.unused.notes(), ...found.times.notes()]
  if (found.blank > 0)
    notes.push({ text: `${plural(found.blank, 'position')} without latitude or longitude left out.` })
  const drafts = ships.flat()
  return { format: 'JSON', drafts, notes }
}

/** One line for each ship of a list: fixes of several stand among one another. */
function byShip(list: readonly ShipPoint[]): Draft[] {
  const ships = pointsByShip(list)
  return [...ships].map(([ship, own]): Draft => {
    const points = withoutRepeats(own)
    return { kind: lineKind(points), name: ships.size > 1 ? cleanName(ship) : '', points }
  })
}

/** Messages of AIS repeat the position that stands around them, without its time. */
function withoutRepeats(points: readonly DraftPoint[]): DraftPoint[] {
  const kept: DraftPoint[] = []
  for (const point of points) {
    const last = kept.at(-1)
    const isRepeated = last?.timeMs != null && point.timeMs == null && last.lat === point.lat && last.lon === point.lon
    if (!isRepeated) kept.push(point)
  }
  return kept
}

interface Around {
  /** What the object stands in, which may have the name: `{"name": "A", "position": {"lat": …}}` */
  readonly around: JsonObject
  /** Of what stands in it, as far as that says nothing else. */
  readonly ship: string
  readonly depth: number
}

/** @param list where positions go */
function walk(value: unknown, { around, ship, depth }: Around, list: ShipPoint[], found: Found): void {
  if (depth > MAX_DEPTH) throw new AppError('file-malformed', `lists more than ${MAX_DEPTH} deep`)
  if (Array.isArray(value)) {
    const own: ShipPoint[] = []
    for (const child of jsonList(value)) walk(child, { around: {}, ship, depth: depth + 1 }, own, found)
    if (own.length > 1) found.lists.push(own)
    else list.push(...own)
    return
  }
  const node = objectOf(value)
  const own = shipOf(node) || ship
  const [lat, lon] = [valueOf(node, latNames), valueOf(node, lonNames)]
  if (lat !== undefined && lon !== undefined) addPoint(node, { around, ship: own, depth }, [lat, lon], list, found)
  else if (isBlank(node, latNames) && isBlank(node, lonNames)) found.blank += 1
  const isRead = hasPosition(node) || Object.values(node).some(hasPosition)
  for (const [name, child] of Object.entries(node)) {
    // Signal K has its ships by their names: {"vessels": {"urn:mrn:imo:mmsi:…": …}}
    if (typeof child === 'object' && child !== null)
      walk(child, { around: node, ship: /^urn:|mmsi:/i.test(name) ? name : own, depth: depth + 1 }, list, found)
    else if (child !== null) found.unused.add(isRead ? name.toLowerCase() : name, isRead ? known : nothingKnown)
  }
}

/** The ship of an object, as it says or the one part of it that says it: `{"staticData": {"mmsi": …}, "position": …}`. */
function shipOf(node: JsonObject): string {
  const own = shipIn(node)
  if (own !== '') return own
  const ofParts = new Set(Object.values(node).map((child) => shipIn(objectOf(child))))
  ofParts.delete('')
  const [only = '', ...others] = ofParts
  return others.length === 0 ? only : ''
}

/** Has it one of the fields, without a value? A field that is a list or an object is no position. */
const isBlank = (node: JsonObject, names: readonly string[]) =>
  Object.entries(node).some(
    ([name, value]) => names.includes(name.toLowerCase()) && (value === null || typeof value !== 'object'),
  )

function addPoint(
  node: JsonObject,
  { around, ship }: Around,
  [lat, lon]: readonly [string, string],
  list: ShipPoint[],
  found: Found,
): void {
  try {
    refuseParts(node, [lat, lon])
    list.push({ point: pointOf(node, around, lat, lon, found), ship })
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    found.faults.push(error)
  }
}

const partName =
  /^(?:(?:lat|lon|lng|long|latitude|longitude)[ _-]?(?:m|min|minutes?|s|sec|seconds?|dir|direction|ref|h|hem|hemi|hemisphere|ns|ew)|[ns][ _/]?[sn]|[ew][ _/]?[we])$/i

/**
 * Minutes and hemispheres in fields of their own, of which only N and E of plain degrees change nothing, and minutes in
 * one number with the degrees (`0030.500`). @throws AppError
 */
function refuseParts(node: JsonObject, values: readonly string[]): void {
  const part = Object.entries(node).find(([name, value]) => {
    const text = jsonText(value) ?? ''
    const isPlain = /^(?:N|E|north|east)$/i.test(text) && values.every((degrees) => !/^\s*-?\d{4}/.test(degrees))
    return partName.test(name) && text !== '' && !isPlain
  })
  if (part)
    throw new AppError(
      'file-malformed',
      `its positions have a part in a field of its own, "${cleanName(part[0]).slice(0, 30)}", which cannot be read`,
    )
  const run = values.find((degrees) => /^\s*[-+]?0\d{3,}(?:\.|$)/.test(degrees))
  if (run !== undefined)
    throw new AppError(
      'file-malformed',
      `"${run.trim().slice(0, 30)}" looks like degrees and minutes in one number, which cannot be read`,
    )
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
  const timeMs = found.times.read(time)
  return { ...positionOf(lat, lon), name: valueOf(node, nameNames) ?? valueOf(around, nameNames), timeMs }
}

function positionOf(lat: string, lon: string) {
  try {
    return { lat: parseLatitude(lat), lon: parseLongitude(lon) }
  } catch {
    return filePosition(lat, lon, `"${cleanName(lat).slice(0, 30)}, ${cleanName(lon).slice(0, 30)}"`)
  }
}
