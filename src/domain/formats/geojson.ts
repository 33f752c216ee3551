import { z } from 'zod'
import { AppError } from '../errors.ts'
import { filePosition, fileTime, plural } from './file-values.ts'
import { lineKind, withLoosePoints } from './loose-points.ts'
import { ownRoute } from './own-waypoints.ts'
import type { Draft, DraftPoint, FormatReader, ImportNote, Reading } from './reading.ts'

/** GeoJSON (RFC 7946), bare geometries too: each line is a candidate; points only where there are no lines. */
export const geojson: FormatReader = {
  recognises: (text) => /^\s*\{/.test(text) && /"type"\s*:\s*"(Feature|FeatureCollection|GeometryCollection|(Multi)?(Point|LineString|Polygon))"/.test(text),
  read: readGeoJson,
}

/** Collections inside collections: nobody needs many, a made-up file may have thousands. */
const MAX_DEPTH = 20

const Node = z.object({
  type: z.string().optional(),
  features: z.array(z.unknown()).optional(),
  geometries: z.array(z.unknown()).optional(),
  geometry: z.unknown().optional(),
  coordinates: z.unknown().optional(),
  properties: z.record(z.string(), z.unknown()).nullish().catch(null),
  crs: z.unknown().optional(),
})
type Properties = Readonly<Record<string, unknown>>

interface Found {
  readonly lines: Draft[]
  readonly points: DraftPoint[]
  readonly skipped: Map<string, number>
}

function readGeoJson(text: string): Reading {
  const found: Found = { lines: [], points: [], skipped: new Map() }
  const root = parseJson(text)
  refuseOtherDatum(root)
  const own = readOwn(root)
  if (own) return { format: 'GeoJSON', drafts: [own], notes: [] }
  walk(root, {}, 0, found)
  const { lines, points, skipped } = found
  const notes: ImportNote[] = [...skipped].map(([type, count]) => ({ text: `${plural(count, type)} left out: not a line or a point.` }))
  return { format: 'GeoJSON', drafts: withLoosePoints(lines, points, notes), notes }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : ''
    const line = /line (\d+)/.exec(message)?.[1] ?? lineAt(text, /position (\d+)/.exec(message)?.[1])
    throw new AppError('file-malformed', line ? `line ${line} is not valid JSON` : 'it is not valid JSON: it may be cut off', { cause })
  }
}

function lineAt(text: string, offset: string | undefined): number | null {
  return offset === undefined ? null : text.slice(0, Number(offset)).split('\n').length
}

/** RFC 7946 knows WGS84 only; older files may name another system, whose numbers would be wrong places here. */
function refuseOtherDatum(root: unknown): void {
  const name = z.object({ crs: z.object({ properties: z.object({ name: z.string() }) }) }).safeParse(root).data?.crs.properties.name
  if (name && !/CRS84|4326|WGS ?84/i.test(name)) throw new AppError('file-malformed', `its positions are in ${name.slice(0, 60)}; only WGS84 can be read`)
}

const OwnFile = z.object({
  features: z.tuple(
    [z.object({ properties: z.record(z.string(), z.unknown()), geometry: z.object({ type: z.enum(['LineString', 'MultiLineString']) }) })],
    z.object({ properties: z.record(z.string(), z.unknown()), geometry: z.object({ type: z.literal('Point'), coordinates: z.array(z.unknown()) }) }),
  ),
})

/** A route that Fairway wrote: its line is there to be looked at, cut at 180° and bent; its numbered points are the waypoints. */
function readOwn(root: unknown): Draft | null {
  const [line, ...points] = OwnFile.safeParse(root).data?.features ?? []
  if (!line || points[0]?.properties['waypoint'] !== 1) return null
  const valued = points.map(({ properties, geometry }, index) => ({
    point: { ...readCoordinates(geometry.coordinates, index), name: text(properties['name']) },
    values: (name: string) => text(properties[name]),
  }))
  return ownRoute(text(line.properties['name']) ?? '', (name) => text(line.properties[name]), valued)
}

/** @param inherited properties of the feature around a geometry */
function walk(value: unknown, inherited: Properties, depth: number, found: Found): void {
  const node = Node.safeParse(value).data
  if (!node) return
  if (depth > MAX_DEPTH) throw new AppError('file-malformed', `collections more than ${MAX_DEPTH} deep`)
  const properties = node.properties ?? inherited
  for (const child of [...(node.features ?? []), ...(node.geometries ?? [])]) walk(child, properties, depth + 1, found)
  if (node.geometry) walk(node.geometry, properties, depth + 1, found)
  if (node.coordinates !== undefined) readGeometry(node.type ?? '', node.coordinates, properties, found)
}

function readGeometry(type: string, coordinates: unknown, properties: Properties, { lines, points, skipped }: Found): void {
  const list = Array.isArray(coordinates) ? (coordinates as unknown[]) : []
  if (type === 'Point') points.push({ ...readCoordinates(list, points.length), name: text(properties['name']), timeMs: fileTime(text(properties['time'])) })
  else if (type === 'MultiPoint') for (const place of list) points.push(readCoordinates(place, points.length))
  else if (type === 'LineString') lines.push(readLine(list, properties))
  else if (type === 'MultiLineString') for (const line of list) lines.push(readLine(Array.isArray(line) ? (line as unknown[]) : [], properties))
  else skipped.set(type || 'object', (skipped.get(type || 'object') ?? 0) + 1)
}

function readLine(list: readonly unknown[], properties: Properties): Draft {
  const times = [properties['coordTimes'], properties['times']].find(Array.isArray) as unknown[] | undefined
  const points = list.map((place, index): DraftPoint => ({ ...readCoordinates(place, index), timeMs: times ? fileTime(text(times[index])) : null }))
  return { kind: lineKind(points), name: text(properties['name']) ?? '', points }
}

/** Numbers, or numbers written as text, which real files have. Longitude first. */
function readCoordinates(place: unknown, index: number): DraftPoint {
  const [lon, lat] = Array.isArray(place) ? (place as unknown[]) : []
  return filePosition(text(lat), text(lon), `point ${index + 1}`)
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined
}
