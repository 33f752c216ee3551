import { AppError } from '../../../errors.ts'
import type { FilePolygon } from '../polygons.ts'
import { cleanName, filePosition, plural } from '../../file-values.ts'
import { lineKind, ownRoute, withLoosePoints } from '../../draft-points.ts'
import {
  type Draft,
  type DraftPoint,
  type FormatReader,
  type ImportNote,
  type Reading,
  UnusedFields,
} from '../../reading.ts'
import { FileTimes } from '../../point-times.ts'
import { wholePoints } from '../../whole-points.ts'
import { isCut, mend } from './cut-line.ts'
import { timesOf, timesOfParts } from './line-times.ts'
import { type JsonObject, jsonText, jsonList, objectOf, parseJson, pointsByShip, shipIn } from './json.ts'
import type { Position } from '../../../position.ts'
import { SECOND_MS } from '../../../time.ts'

/**
 * GeoJSON (RFC 7946), bare geometries too, and what has it inside, such as the routes of Signal K: each line is a
 * candidate; points only where there are no lines, polygons only where there is neither.
 */
export const geojson: FormatReader = {
  recognises: (text) =>
    /^\s*[{[]/.test(text) &&
    !isTopology(text) &&
    /"type"\s*:\s*"(Feature|FeatureCollection|GeometryCollection|(Multi)?(Point|LineString|Polygon))"/.test(text),
  read: readGeoJson,
}

/** Its lines are made of arcs, whose numbers are differences on a grid. */
export const isTopology = (text: string): boolean => /"type"\s*:\s*"Topology"/.test(text)

/** Collections inside collections: nobody needs many, a made-up file may have thousands. */
const MAX_DEPTH = 20

const knownMembers: ReadonlySet<string> = new Set(['name', 'time', 'times', 'coordTimes', 'coordinatesMeta'])
/** Times of points and of lines, told of where they cannot be used. */
const knownProperties: ReadonlySet<string> = new Set([
  ...knownMembers,
  'timestamp',
  'timestamps',
  'coordinateProperties',
])
const none: ReadonlySet<string> = new Set()

interface Found {
  readonly lines: Draft[]
  readonly points: DraftPoint[]
  /** Whose each of the points is; '' where nobody says it. */
  readonly ships: string[]
  readonly skipped: Map<string, number>
  /** Read only where there is nothing else. */
  readonly polygons: { readonly name: string; readonly rings: readonly unknown[] }[]
  readonly notes: ImportNote[]
  readonly unused: UnusedFields
  readonly times: FileTimes
  /** Have places a third coordinate that is not zero? */
  hasHeights: boolean
  /** Have places a fourth coordinate? */
  hasMore: boolean
}

function readGeoJson(text: string): Reading {
  const found: Found = {
    lines: [],
    points: [],
    ships: [],
    skipped: new Map(),
    polygons: [],
    notes: [],
    unused: new UnusedFields(),
    times: new FileTimes(),
    hasMore: false,
    hasHeights: false,
  }
  const root = parseJson(text)
  refuseOtherDatum(root)
  const own = readOwn(root)
  if (own) return { format: 'GeoJSON', drafts: [own], notes: [] }
  walk(root, {}, 0, found)
  const { lines, points, skipped, polygons, notes, unused } = found
  if (lines.length === 0 && points.length === 0 && polygons.length > 0)
    return { format: 'GeoJSON', drafts: [], notes: unused.notes(), polygons: polygons.map(readPolygon) }
  if (lines.length === 0 && points.length === 0 && skipped.size > 0) {
    const others = [...skipped].map(([type, count]) => plural(count, type)).join(', ')
    throw new AppError('file-no-route', `it has no line and no points, only ${others}`)
  }
  for (const [type, count] of skipped) notes.push({ text: `${plural(count, type)} left out: not a line or a point.` })
  notes.push(...found.times.notes())
  if (found.hasMore) notes.push({ text: 'Fourth coordinates (times or measures) were not used.' })
  if (found.hasHeights) notes.push({ text: 'Heights and depths (the third coordinate) were not used.' })
  const several = lines.length === 0 && new Set(found.ships).size > 1
  const drafts = several ? byShip(found) : withLoosePoints(lines, points, notes)
  return { format: 'GeoJSON', drafts, notes: [...notes, ...unused.notes()] }
}

/** Points of several ships stand among one another. */
function byShip({ points, ships }: Found): readonly Draft[] {
  const all = points.map((point, index) => ({ point, ship: ships[index] ?? '' }))
  return [...pointsByShip(all)].map(([ship, own]): Draft => {
    return { kind: lineKind(own), name: cleanName(ship), points: own }
  })
}

/** RFC 7946 knows WGS84 only; older files may name another system, whose numbers would be wrong places here. */
function refuseOtherDatum(root: unknown): void {
  const name = jsonText(objectOf(objectOf(objectOf(root)['crs'])['properties'])['name'])
  if (name && !/CRS84|4326|WGS ?84/i.test(name))
    throw new AppError('file-malformed', `its positions are in ${cleanName(name).slice(0, 60)}; only WGS84 can be read`)
}

/** A route that Fairway wrote: its line is there to be looked at, cut at 180° and bent; its numbered points are the waypoints. */
function readOwn(root: unknown): Draft | null {
  const [line, ...points] = jsonList(objectOf(root)['features']).map((value) => {
    const feature = objectOf(value)
    return { properties: objectOf(feature['properties']), ...shapeOf(feature['geometry']) }
  })
  if (
    !line ||
    !/LineString$/.test(line.type) ||
    points[0]?.properties['waypoint'] !== 1 ||
    points.some(({ type }) => type !== 'Point')
  )
    return null
  const valued = points.map(({ properties, coordinates }, index) => ({
    point: { ...readCoordinates(coordinates, index), name: jsonText(properties['name']) },
    values: (name: string) => jsonText(properties[name]),
  }))
  return ownRoute(jsonText(line.properties['name']) ?? '', (name) => jsonText(line.properties[name]), valued)
}

function shapeOf(geometry: unknown): { type: string; coordinates: unknown } {
  const { type, coordinates } = objectOf(geometry)
  return { type: jsonText(type) ?? '', coordinates }
}

/** Of no use beside what they stand with; the rest of an object is told where it is passed over. */
const formal: ReadonlySet<string> = new Set(['type', 'properties', 'id', 'bbox', 'crs', 'coordinates'])

/** @param inherited properties of the feature around a geometry */
function walk(value: unknown, inherited: JsonObject, depth: number, found: Found): void {
  if (depth > MAX_DEPTH) throw new AppError('file-malformed', `collections more than ${MAX_DEPTH} deep`)
  for (const child of jsonList(value)) if (isStructure(child)) walk(child, inherited, depth + 1, found)
  const node = objectOf(value)
  const properties = propertiesOf(node, inherited, found)
  if (node['coordinates'] !== undefined) readGeometry(shapeOf(node), properties, found)
  const isKnown = node['type'] !== undefined || node['feature'] !== undefined
  for (const [name, child] of Object.entries(node)) {
    if (formal.has(name)) continue
    if (isStructure(child)) walk(child, properties, depth + 1, found)
    else if (child !== null && isKnown) found.unused.add(name, knownMembers)
  }
}

const isStructure = (value: unknown) => typeof value === 'object' && value !== null

/** Those of a feature; Signal K has the name beside the feature. */
function propertiesOf(node: JsonObject, inherited: JsonObject, { unused }: Found): JsonObject {
  const own = objectOf(node['properties'])
  for (const name of Object.keys(own)) unused.add(name, knownProperties)
  for (const name of Object.keys(objectOf(own['coordinateProperties']))) unused.add(name, knownMembers)
  const outer = node['feature'] && node['name'] !== undefined ? { name: node['name'] } : inherited
  return node['properties'] ? { ...outer, ...own } : outer
}

function readGeometry(
  { type, coordinates }: { type: string; coordinates: unknown },
  properties: JsonObject,
  found: Found,
): void {
  const { lines, points, ships, skipped, notes } = found
  const list = jsonList(coordinates)
  if (type !== 'Point' && properties['timestamp'] !== undefined && !Array.isArray(properties['timestamp']))
    found.unused.add('timestamp', none)
  if (type === 'Point')
    points.push({
      ...readPlace(list, points.length, found),
      name: jsonText(properties['name']),
      timeMs: readTime(properties['time'] ?? properties['timestamp'], found),
    })
  else if (type === 'MultiPoint') points.push(...readPoints(list, timesOf(properties), properties, found))
  else if (type === 'LineString')
    lines.push(lineOf(readPoints(list, timesOf(properties), properties, found), properties))
  else if (type === 'MultiLineString') {
    const { lines: parts, mended } = readLines(list, properties, found)
    lines.push(...parts)
    if (mended > 0) notes.push({ text: `The line is cut at 180° in ${plural(mended, 'place')}; it was joined there.` })
  } else {
    skipped.set(type || 'object', (skipped.get(type || 'object') ?? 0) + 1)
    const name = jsonText(properties['name']) ?? ''
    const all = type === 'Polygon' ? [list] : type === 'MultiPolygon' ? list.map(jsonList) : []
    found.polygons.push(...all.map((rings) => ({ name, rings })))
  }
  while (ships.length < points.length) ships.push(shipIn(properties))
}

/** @throws AppError `file-malformed` */
function readPolygon({ name, rings }: Found['polygons'][number]): FilePolygon {
  const [outer, ...inner] = rings
  return { name, outline: jsonList(outer).map(readCoordinates), holes: inner.length }
}

/** Numbers, or numbers written as text, which real files have. Longitude first. @throws AppError `file-malformed` */
function readCoordinates(place: unknown, index: number): Position {
  const [lon, lat] = jsonList(place)
  return filePosition(jsonText(lat), jsonText(lon), `point ${index + 1}`)
}

function readPlace(place: unknown, index: number, found: Found): Position {
  found.hasMore ||= jsonList(place).length > 3
  found.hasHeights ||= Number(jsonList(place)[2] ?? 0) !== 0
  return readCoordinates(place, index)
}

/** Milliseconds since 1970 have more figures than seconds, for all of a ship's time. */
const SECONDS_BELOW = 1e11

/** A text, or a number of seconds or milliseconds since 1970; null where there is none. What cannot be read is counted. */
function readTime(value: unknown, found: Found): number | null {
  if (value === undefined || value === null || value === '') return null
  if (typeof value === 'number' && value > 1e8) return value < SECONDS_BELOW ? value * SECOND_MS : value
  return found.times.read(jsonText(value) ?? JSON.stringify(value))
}

/** Signal K has the names of a route's points in a list of their own. */
function namesOf(properties: JsonObject, count: number, notes: ImportNote[]): readonly (string | undefined)[] {
  const named = jsonList(properties['coordinatesMeta'])
  if (named.length === count) return named.map((one) => jsonText(objectOf(one)['name']))
  if (named.length > 0)
    notes.push({ text: `A line of ${plural(count, 'point')} has ${plural(named.length, 'name')}; they were not used.` })
  return []
}

function readPoints(
  list: readonly unknown[],
  times: readonly unknown[],
  properties: JsonObject,
  found: Found,
): DraftPoint[] {
  const isTimed = times.length === list.length
  if (!isTimed && times.length > 0)
    found.notes.push({
      text: `A line of ${plural(list.length, 'point')} has ${plural(times.length, 'time')}; they were left out.`,
    })
  const names = namesOf(properties, list.length, found.notes)
  const read = (place: unknown, index: number): DraftPoint => ({
    ...readPlace(place, index, found),
    name: names[index],
    timeMs: isTimed ? readTime(times[index], found) : null,
  })
  return [...wholePoints(list, read, found.notes)]
}

const lineOf = (points: readonly DraftPoint[], properties: JsonObject): Draft => ({
  kind: lineKind(points),
  name: jsonText(properties['name']) ?? '',
  points,
})

/**
 * The lines of a MultiLineString. Parts that end and begin at one place of the 180° meridian are one line that was cut
 * there, as RFC 7946 (3.1.9) asks for, and are joined again.
 * @param parts as in the file
 * @returns the lines, and how many cuts were mended
 */
function readLines(
  parts: readonly unknown[],
  properties: JsonObject,
  found: Found,
): { lines: Draft[]; mended: number } {
  const times = timesOfParts(timesOf(properties), parts, found.notes)
  if (properties['coordinatesMeta'] !== undefined) found.unused.add('coordinatesMeta', none)
  const read = parts.map((part, index) => readPoints(jsonList(part), jsonList(times[index]), {}, found))
  const lines: DraftPoint[][] = []
  for (const points of read) {
    const before = lines.at(-1)
    if (before && isCut(before.at(-1), points[0])) mend(before, points)
    else lines.push(points)
  }
  return { lines: lines.map((points) => lineOf(points, properties)), mended: read.length - lines.length }
}
