import { AppError } from '../../errors.ts'
import { cleanName, fileTime, plural } from '../file-values.ts'
import { readCoordinates, readLine, readLines } from './geojson-lines.ts'
import { type JsonObject, listOf, objectOf, textOf } from './json-values.ts'
import { withLoosePoints } from '../text/loose-points.ts'
import { ownRoute } from '../own-waypoints.ts'
import type { Draft, DraftPoint, FormatReader, ImportNote, Reading } from '../reading.ts'
import { UnusedFields } from '../unused-fields.ts'

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
      line ? `line ${line} is not valid JSON` : 'it is not valid JSON: it may be cut off',
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
