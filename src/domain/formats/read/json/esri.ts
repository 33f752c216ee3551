import { AppError } from '../../../errors.ts'
import { degrees } from '../../../geodesy/wgs84.ts'
import type { Position } from '../../../position.ts'
import { cleanName, filePosition, plural } from '../../file-values.ts'
import { withLoosePoints } from '../../draft-points.ts'
import {
  type Draft,
  type DraftPoint,
  type FormatReader,
  type ImportNote,
  type Reading,
  UnusedFields,
} from '../../reading.ts'
import { wholePoints } from '../../whole-points.ts'
import { type JsonObject, jsonList, jsonText, objectOf, parseJson } from './json.ts'

/** The JSON of Esri's services: features with `attributes`, and a `geometry` of `paths`, `points` or `x` and `y`. */
export const esri: FormatReader = {
  recognises: (text) =>
    /^\s*\{/.test(text) && /"features"\s*:/.test(text) && /"(?:geometryType|spatialReference)"\s*:/.test(text),
  read: readEsri,
}

/** How a system of positions is turned into degrees. */
type ToDegrees = (x: number, y: number) => readonly [lon: number, lat: number]

/** The radius of the sphere that web maps are drawn on, metres. */
const SPHERE_M = 6_378_137
const fromWebMercator: ToDegrees = (x, y) => [
  degrees(x / SPHERE_M),
  degrees(2 * Math.atan(Math.exp(y / SPHERE_M)) - Math.PI / 2),
]
const webMercator = new Set(['102100', '102113', '3857', '900913'])

/** @throws AppError `file-malformed` for any other system than WGS84 and that of web maps */
function systemOf(reference: JsonObject): ToDegrees {
  const wkid = jsonText(reference['latestWkid']) ?? jsonText(reference['wkid'])
  if (wkid === '4326') return (x, y) => [x, y]
  if (wkid !== undefined && webMercator.has(wkid)) return fromWebMercator
  const name =
    wkid === undefined
      ? cleanName(jsonText(reference['wkt'])).slice(0, 60) || 'an unnamed system'
      : `wkid ${cleanName(wkid).slice(0, 20)}`
  throw new AppError(
    'file-malformed',
    `its positions are in ${name}; only WGS84 (4326) and Web Mercator (3857) can be read`,
  )
}

const nameFields = ['name', 'title', 'label']
const known: ReadonlySet<string> = new Set([...nameFields, 'objectid', 'fid'])
const none: ReadonlySet<string> = new Set()

function readEsri(text: string): Reading {
  const root = objectOf(parseJson(text))
  const notes: ImportNote[] = []
  const unused = new UnusedFields()
  const [lines, points]: [Draft[], DraftPoint[]] = [[], []]
  let others = 0
  for (const value of jsonList(root['features'])) {
    const feature = objectOf(value)
    const geometry = objectOf(feature['geometry'])
    const own = objectOf(geometry['spatialReference'])
    const toDegrees = systemOf(Object.keys(own).length > 0 ? own : objectOf(root['spatialReference']))
    const attributes = Object.entries(objectOf(feature['attributes'])).map(
      ([field, of]) => [field.toLowerCase(), of] as const,
    )
    const name = jsonText(attributes.find(([field]) => nameFields.includes(field))?.[1]) ?? ''
    for (const [field, of] of attributes) if (of !== null) unused.add(field, known)
    const read = (place: unknown, index: number) => placeOf(jsonList(place), toDegrees, `point ${index + 1}`)
    if (geometry['x'] !== undefined)
      points.push({ ...placeOf([geometry['x'], geometry['y']], toDegrees, `point ${points.length + 1}`), name })
    else if (Array.isArray(geometry['points'])) points.push(...wholePoints(jsonList(geometry['points']), read, notes))
    else if (Array.isArray(geometry['paths']))
      for (const path of jsonList(geometry['paths']))
        lines.push({ kind: 'line', name, points: [...wholePoints(jsonList(path), read, notes)] })
    else others += 1
    if (geometry['hasZ'] === true || geometry['hasM'] === true) unused.add('z and m', none)
  }
  if (lines.length === 0 && points.length === 0) throw new AppError('file-no-route', 'it has no line and no points')
  if (others > 0) notes.push({ text: `${plural(others, 'feature')} left out: not a line or a point.` })
  return { format: 'Esri JSON', drafts: withLoosePoints(lines, points, notes), notes: [...notes, ...unused.notes()] }
}

function placeOf([x, y]: readonly unknown[], toDegrees: ToDegrees, where: string): Position {
  if (typeof x !== 'number' || typeof y !== 'number') return filePosition(jsonText(y), jsonText(x), where)
  const [lon, lat] = toDegrees(x, y)
  return filePosition(lat.toFixed(9), lon.toFixed(9), where)
}
