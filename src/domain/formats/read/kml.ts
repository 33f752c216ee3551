import { AppError } from '../../errors.ts'
import { filePosition, plural } from '../file-values.ts'
import { ownRoute, withLoosePoints } from '../draft-points.ts'
import { FileTimes } from '../point-times.ts'
import { tracksOfParts } from '../track-parts.ts'
import {
  type Draft,
  type DraftPoint,
  type FormatReader,
  type ImportNote,
  type ReadOptions,
  type Reading,
  Salvage,
  UnusedFields,
} from '../reading.ts'
import { childNamed, childrenNamed, parseXml, rootName, textOf, type XmlElement } from './xml-tree.ts'
import type { FilePolygon } from './polygons.ts'
import type { Position } from '../../position.ts'

/**
 * KML 2.0 to 2.3 and Google's tracks, with or without its outermost element: each line and each track is a candidate,
 * points only where there is neither, polygons only where there is nothing else.
 */
export const kml: FormatReader = {
  recognises: (text) => /^(kml|Document|Folder|Placemark)$/.test(rootName(text) ?? ''),
  read: readKml,
}

interface Found {
  readonly lines: Draft[]
  readonly points: DraftPoint[]
  readonly notes: ImportNote[]
  readonly salvage: Salvage
  readonly times: FileTimes
  readonly unused: UnusedFields
  /** How many of each kind were passed over. */
  readonly passed: Map<string, number>
  /** Read only where there is nothing else. */
  readonly polygons: { readonly name: string; readonly element: XmlElement }[]
}

/** What a placemark, or a folder around it, says of the shapes inside. */
interface Around {
  readonly name: string
  readonly timeMs: number | null
}

const LINK = 'link to another file'
const passedOver: Readonly<Record<string, string>> = {
  NetworkLink: LINK,
  Polygon: 'polygon',
  LinearRing: 'ring',
  Model: 'model',
  GroundOverlay: 'picture',
}

/** What a placemark says that no route has a place for; looks and views are not reported. */
const unread: ReadonlySet<string> = new Set([
  'description',
  'ExtendedData',
  'TimeSpan',
  'address',
  'phoneNumber',
  'Snippet',
])
const none: ReadonlySet<string> = new Set()

function readKml(text: string, { onProgress }: ReadOptions = {}): Reading {
  const found: Found = {
    lines: [],
    points: [],
    notes: [],
    salvage: new Salvage(),
    times: new FileTimes(),
    unused: new UnusedFields(),
    passed: new Map(),
    polygons: [],
  }
  const root = parseXml(text, { onProgress, notes: found.notes })
  const own = readOwn(root)
  if (own) return { format: 'KML', drafts: [own], notes: found.notes }
  walk(root, { name: '', timeMs: null }, found)
  const { lines, points, notes, salvage, passed, polygons, times, unused } = found
  if (lines.length === 0 && points.length === 0 && salvage.faults.length === 0 && polygons.length > 0)
    return { format: 'KML', drafts: [], notes: [...notes, ...unused.notes()], polygons: polygons.map(readPolygon) }
  const usable = lines.some((line) => line.points.length > 1) || (lines.length === 0 && points.length > 0)
  notes.push(...salvage.settle(usable))
  if (lines.length === 0 && points.length === 0 && passed.has(LINK)) {
    throw new AppError('file-no-route', 'it only links to other files, which are not fetched')
  }
  if (lines.length === 0 && points.length === 0 && passed.size > 0) {
    const others = [...passed].map(([kind, count]) => plural(count, kind)).join(', ')
    throw new AppError('file-no-route', `it has no line and no points, only ${others}`)
  }
  const drafts = withLoosePoints(lines, points, notes)
  for (const [kind, count] of passed) notes.push({ text: `${plural(count, kind)} left out.` })
  notes.push(...times.notes(), ...unused.notes())
  return { format: 'KML', drafts, notes }
}

/** A route that Fairway wrote: one placemark with the line, then a folder of numbered points. */
function readOwn(root: XmlElement): Draft | null {
  const document = childNamed(root, 'Document')
  const line = childNamed(document, 'Placemark')
  const points = childrenNamed(childNamed(document, 'Folder'), 'Placemark')
  const firstPoint = points[0]
  if (!line || !firstPoint || dataOf(firstPoint)('waypoint') !== '1') return null
  const valued = points.flatMap((placemark) => {
    const point = childNamed(placemark, 'Point')
    return point ? [{ point: { ...readPoint(point), name: textOf(placemark, 'name') }, values: dataOf(placemark) }] : []
  })
  return ownRoute(textOf(line, 'name'), dataOf(line), valued)
}

function dataOf(placemark: XmlElement): (name: string) => string | undefined {
  const data = childrenNamed(childNamed(placemark, 'ExtendedData'), 'Data')
  return (name) =>
    childNamed(
      data.find(({ attributes }) => attributes.get('name') === name),
      'value',
    )?.text
}

function walk(element: XmlElement, around: Around, found: Found): void {
  const { lines, points, salvage, passed, unused } = found
  const passing = passedOver[element.name]
  if (element.name === 'Polygon') found.polygons.push({ name: around.name, element })
  if (passing) passed.set(passing, (passed.get(passing) ?? 0) + 1)
  else if (unread.has(element.name)) unused.add(element.name, none)
  else if (element.name === 'LineString') {
    lines.push(...salvage.attempt(() => readLineString(element, around.name)))
    if (around.timeMs !== null) unused.add('TimeStamp', none)
  } else if (element.name === 'Point') points.push(...salvage.attempt(() => ({ ...readPoint(element), ...around })))
  else if (element.name === 'Track')
    lines.push(...salvage.attempt(() => readTracks([element], around.name, found)).flat())
  else if (element.name === 'MultiTrack') {
    const tracks = element.children.filter(({ name }) => name === 'Track')
    lines.push(...salvage.attempt(() => readTracks(tracks, around.name, found)).flat())
  } else {
    const inner = isNamed(element.name) ? ownWords(element, around, found) : around
    for (const child of element.children) walk(child, inner, found)
  }
}

const isNamed = (name: string) => name === 'Placemark' || name === 'Folder' || name === 'Document'

function ownWords(element: XmlElement, around: Around, { times, unused }: Found): Around {
  // A point without a name has none; a line without one goes by the folder's.
  const name = textOf(element, 'name') || (element.name === 'Placemark' && hasPointOnly(element) ? '' : around.name)
  const when = childNamed(childNamed(element, 'TimeStamp'), 'when')
  const timeMs = when ? times.read(when.text, when.line) : null
  // A time of a folder is not that of the points in it.
  if (element.name === 'Placemark') return { name, timeMs }
  if (timeMs !== null) unused.add('TimeStamp', none)
  return { name, timeMs: null }
}

const hasPointOnly = (placemark: XmlElement) => childNamed(placemark, 'Point') !== undefined

/** "lon,lat[,altitude]" tuples, parted by blanks. Some programs put a blank after the commas, which KML forbids. */
function tuples(element: XmlElement): string[] {
  const text = childNamed(element, 'coordinates')?.text ?? ''
  return text
    .replace(/,\s+/g, ',')
    .split(/\s+/)
    .filter((tuple) => tuple !== '')
}

function tuplePosition(tuple: string, where: string): Position {
  const parts = tuple.split(',')
  if (parts.length > 3)
    throw new AppError('file-malformed', `${where}: "${tuple.slice(0, 40)}" is not a longitude, latitude and altitude`)
  return filePosition(parts[1], parts[0], where)
}

/** @throws AppError `file-malformed`, naming the line of the element and the number of the position */
function readLineString(element: XmlElement, name: string): Draft {
  const line = childNamed(element, 'coordinates')?.line ?? element.line
  return {
    kind: 'line',
    name,
    points: tuples(element).map((tuple, index) => tuplePosition(tuple, `position ${index + 1} from line ${line}`)),
  }
}

/** @throws AppError `file-malformed` */
function readPolygon({ name, element }: Found['polygons'][number]): FilePolygon {
  const ring = childNamed(childNamed(element, 'outerBoundaryIs'), 'LinearRing')
  const outline = ring ? readLineString(ring, name).points : []
  return { name, outline, holes: childrenNamed(element, 'innerBoundaryIs').length }
}

/** @throws AppError `file-malformed` */
function readPoint(element: XmlElement): DraftPoint {
  const line = childNamed(element, 'coordinates')?.line ?? element.line
  const [tuple = ''] = tuples(element)
  return tuplePosition(tuple, `line ${line}`)
}

/** The tracks of one MultiTrack are pieces of one journey, unless they are over the same time. @throws AppError `file-malformed` */
function readTracks(tracks: readonly XmlElement[], name: string, { notes, times }: Found): readonly Draft[] {
  const parts = tracks.map((track) => readTrack(track, times, notes))
  return tracksOfParts(name, parts, notes)
}

/** KML pairs the n-th `when` with the n-th `coord`; an empty `coord` says that the place at that time is unknown. */
function readTrack(track: XmlElement, unread: FileTimes, notes: ImportNote[]): DraftPoint[] {
  const times = childrenNamed(track, 'when')
  const places = childrenNamed(track, 'coord')
  // One missing in the middle would move all others to a wrong place.
  const isPaired = times.length === places.length
  const points = places.flatMap(({ text, line }, index): DraftPoint[] => {
    if (text === '') return []
    const [lon, lat] = text.split(/\s+/)
    const when = isPaired ? times[index] : undefined
    return [{ ...filePosition(lat, lon, `line ${line}`), timeMs: when ? unread.read(when.text, when.line) : null }]
  })
  const unknown = places.length - points.length
  if (unknown > 0) notes.push({ line: track.line, text: `${plural(unknown, 'time')} without a position left out.` })
  if (!isPaired && times.length > 0) {
    notes.push({
      line: track.line,
      text: `The track has ${plural(times.length, 'time')} for ${plural(places.length, 'position')}; they were left out.`,
    })
  }
  return points
}
