import { at } from '../../at.ts'
import { AppError } from '../../errors.ts'
import { cleanName, filePosition, fileTime, plural } from '../file-values.ts'
import { lineKind, ownRoute, withLoosePoints } from '../draft-points.ts'
import {
  type Draft,
  type DraftPoint,
  type FormatReader,
  type ImportNote,
  type Reading,
  UnusedFields,
} from '../reading.ts'
import type { Position } from '../../position.ts'

/** GeoJSON (RFC 7946), bare geometries too: each line is a candidate; points only where there are no lines. */
export const geojson: FormatReader = {
  recognises: (text) =>
    /^\s*\{/.test(text) &&
    /"type"\s*:\s*"(Feature|FeatureCollection|GeometryCollection|(Multi)?(Point|LineString|Polygon))"/.test(text),
  read: readGeoJson,
}

/** Collections inside collections: nobody needs many, a made-up file may have thousands. */
const MAX_DEPTH = 20

const knownProperties: ReadonlySet<string> = new Set(['name', 'time', 'times', 'coordTimes'])

interface Found {
  readonly lines: Draft[]
  readonly points: DraftPoint[]
  readonly skipped: Map<string, number>
  readonly notes: ImportNote[]
  readonly unused: UnusedFields
}

function readGeoJson(text: string): Reading {
  const found: Found = { lines: [], points: [], skipped: new Map(), notes: [], unused: new UnusedFields() }
  const root = parseJson(text)
  refuseOtherDatum(root)
  const own = readOwn(root)
  if (own) return { format: 'GeoJSON', drafts: [own], notes: [] }
  walk(root, {}, 0, found)
  const { lines, points, skipped, notes, unused } = found
  for (const [type, count] of skipped) notes.push({ text: `${plural(count, type)} left out: not a line or a point.` })
  const drafts = withLoosePoints(lines, points, notes)
  return { format: 'GeoJSON', drafts, notes: [...notes, ...unused.notes()] }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : ''
    const line = /line (\d+)/.exec(message)?.[1] ?? lineAt(text, /position (\d+)/.exec(message)?.[1])
    throw new AppError(
      'file-malformed',
      line ? `line ${line} is not valid JSON` : 'it is not valid JSON; it may be truncated',
      { cause },
    )
  }
}

function lineAt(text: string, offset: string | undefined): number | null {
  return offset === undefined ? null : text.slice(0, Number(offset)).split('\n').length
}

/** RFC 7946 knows WGS84 only; older files may name another system, whose numbers would be wrong places here. */
function refuseOtherDatum(root: unknown): void {
  const name = textOf(objectOf(objectOf(objectOf(root)['crs'])['properties'])['name'])
  if (name && !/CRS84|4326|WGS ?84/i.test(name))
    throw new AppError('file-malformed', `its positions are in ${cleanName(name).slice(0, 60)}; only WGS84 can be read`)
}

/** A route that Fairway wrote: its line is there to be looked at, cut at 180° and bent; its numbered points are the waypoints. */
function readOwn(root: unknown): Draft | null {
  const [line, ...points] = listOf(objectOf(root)['features']).map((value) => {
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
    point: { ...readCoordinates(coordinates, index), name: textOf(properties['name']) },
    values: (name: string) => textOf(properties[name]),
  }))
  return ownRoute(textOf(line.properties['name']) ?? '', (name) => textOf(line.properties[name]), valued)
}

function shapeOf(geometry: unknown): { type: string; coordinates: unknown } {
  const { type, coordinates } = objectOf(geometry)
  return { type: textOf(type) ?? '', coordinates }
}

/** @param inherited properties of the feature around a geometry */
function walk(value: unknown, inherited: JsonObject, depth: number, found: Found): void {
  const node = objectOf(value)
  if (depth > MAX_DEPTH) throw new AppError('file-malformed', `collections more than ${MAX_DEPTH} deep`)
  const properties = node['properties'] ? objectOf(node['properties']) : inherited
  if (properties !== inherited) for (const name of Object.keys(properties)) found.unused.add(name, knownProperties)
  for (const child of [...listOf(node['features']), ...listOf(node['geometries'])])
    walk(child, properties, depth + 1, found)
  if (node['geometry']) walk(node['geometry'], properties, depth + 1, found)
  if (node['coordinates'] !== undefined) readGeometry(shapeOf(node), properties, found)
}

function readGeometry(
  { type, coordinates }: { type: string; coordinates: unknown },
  properties: JsonObject,
  { lines, points, skipped, notes }: Found,
): void {
  const list = listOf(coordinates)
  if (type === 'Point')
    points.push({
      ...readCoordinates(list, points.length),
      name: textOf(properties['name']),
      timeMs: fileTime(textOf(properties['time'])),
    })
  else if (type === 'MultiPoint') for (const place of list) points.push(readCoordinates(place, points.length))
  else if (type === 'LineString') lines.push(readLine(list, properties))
  else if (type === 'MultiLineString') {
    const { lines: parts, mended } = readLines(list, properties)
    lines.push(...parts)
    if (mended > 0) notes.push({ text: `The line is cut at 180° in ${plural(mended, 'place')}; it was joined there.` })
  } else skipped.set(type || 'object', (skipped.get(type || 'object') ?? 0) + 1)
}

/** Degrees, about a metre: programs round where they cut. */
const NEAR_DEGREES = 1e-5
/** A time between two others to the second, as files write them. */
const NEAR_MS = 1000

/** Numbers, or numbers written as text, which real files have. Longitude first. @throws AppError `file-malformed` */
function readCoordinates(place: unknown, index: number): Position {
  const [lon, lat] = listOf(place)
  return filePosition(textOf(lat), textOf(lon), `point ${index + 1}`)
}

/** The times of a line, or of each of its parts, as `coordTimes` or `times`. */
const timesOf = (properties: JsonObject): readonly unknown[] => listOf(properties['coordTimes'] ?? properties['times'])

function readPoints(list: readonly unknown[], times: readonly unknown[]): DraftPoint[] {
  return list.map((place, index) => ({ ...readCoordinates(place, index), timeMs: fileTime(textOf(times[index])) }))
}

const lineOf = (points: readonly DraftPoint[], properties: JsonObject): Draft => ({
  kind: lineKind(points),
  name: textOf(properties['name']) ?? '',
  points,
})

const readLine = (list: readonly unknown[], properties: JsonObject): Draft =>
  lineOf(readPoints(list, timesOf(properties)), properties)

/**
 * The lines of a MultiLineString. Parts that end and begin at one place of the 180° meridian are one line that was cut
 * there, as RFC 7946 (3.1.9) asks for, and are joined again.
 * @param parts as in the file
 * @returns the lines, and how many cuts were mended
 */
function readLines(parts: readonly unknown[], properties: JsonObject): { lines: Draft[]; mended: number } {
  const times = timesOf(properties)
  const read = parts.map((part, index) => readPoints(listOf(part), listOf(times[index])))
  const lines: DraftPoint[][] = []
  for (const points of read) {
    const before = lines.at(-1)
    if (before && isCut(before.at(-1), points[0])) mend(before, points)
    else lines.push(points)
  }
  return { lines: lines.map((points) => lineOf(points, properties)), mended: read.length - lines.length }
}

/** On the meridian, from one side of it to the other, at one latitude. */
function isCut(end: Position | undefined, begin: Position | undefined): boolean {
  if (!end || !begin || Math.sign(end.lon) === Math.sign(begin.lon)) return false
  return (
    [end, begin].every(({ lon }) => Math.abs(Math.abs(lon) - 180) <= NEAR_DEGREES) &&
    Math.abs(end.lat - begin.lat) <= NEAR_DEGREES
  )
}

/** Joins what follows a cut. The place of the cut goes where the line is straight there: it was made by cutting. */
function mend(line: DraftPoint[], after: readonly DraftPoint[]): void {
  const [from, cut, next] = [line.at(-2), at(line, line.length - 1), after[1]]
  if (from && next && isBetween(from, cut, next)) line.pop()
  for (const point of after.slice(1)) line.push(point)
}

function isBetween(from: DraftPoint, cut: DraftPoint, next: DraftPoint): boolean {
  const side = Math.sign(cut.lon)
  // Degrees east of the meridian, on its own side of it each.
  const [start, end] = [from.lon - side * 180, next.lon + side * 180]
  if (start === end) return false
  const share = start / (start - end)
  const mix = (a: number, b: number) => a + share * (b - a)
  if (Math.abs(mix(from.lat, next.lat) - cut.lat) > NEAR_DEGREES) return false
  if (cut.timeMs == null) return true
  return from.timeMs != null && next.timeMs != null && Math.abs(mix(from.timeMs, next.timeMs) - cut.timeMs) <= NEAR_MS
}

// Files come with a hundred thousand objects: looked at by hand, as all bulk data is, which also keeps the reader's worker small.

type JsonObject = Readonly<Record<string, unknown>>

const nothing: JsonObject = {}

/** The value as an object; one without anything where it is something else. */
const objectOf = (value: unknown): JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : nothing

/** The value as a list; an empty one where it is something else. */
const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? (value as unknown[]) : [])

/** A text, a number or a truth value as text; undefined for anything else. */
function textOf(value: unknown): string | undefined {
  return typeof value === 'string'
    ? value
    : typeof value === 'number' || typeof value === 'boolean'
      ? String(value)
      : undefined
}
