import { AppError } from '../../errors.ts'
import { fileTime, plural } from '../file-values.ts'
import { readLineString, readPoint, readTracks } from './kml-shapes.ts'
import { withLoosePoints } from '../text/loose-points.ts'
import { ownRoute } from '../own-waypoints.ts'
import type { Draft, DraftPoint, FormatReader, ImportNote, Reading, OnProgress } from '../reading.ts'
import { rootName } from './root-name.ts'
import { Salvage } from '../salvage.ts'
import { UnusedFields } from '../unused-fields.ts'
import { childNamed, childrenNamed, parseXml, textOf, type XmlElement } from './xml-tree.ts'

/**
 * KML 2.0 to 2.3 and Google's tracks, with or without its outermost element: each line and each track is a candidate,
 * points only where there is neither.
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
  readonly unused: UnusedFields
  /** How many of each kind were passed over. */
  readonly passed: Map<string, number>
}

/** What a placemark, or a folder around it, says of the shapes inside. */
interface Around {
  readonly name: string
  readonly timeMs: number | null
}

const passedOver: Readonly<Record<string, string>> = {
  NetworkLink: 'link to another file',
  Polygon: 'polygon',
  LinearRing: 'ring',
  Model: 'model',
  GroundOverlay: 'picture',
}

/** What a placemark says that no route has a place for; looks and views are not told. */
const unread: ReadonlySet<string> = new Set([
  'description',
  'ExtendedData',
  'TimeSpan',
  'address',
  'phoneNumber',
  'Snippet',
])
const none: ReadonlySet<string> = new Set()

function readKml(text: string, onProgress?: OnProgress): Reading {
  const found: Found = {
    lines: [],
    points: [],
    notes: [],
    salvage: new Salvage(),
    unused: new UnusedFields(),
    passed: new Map(),
  }
  const root = parseXml(text, onProgress)
  const own = readOwn(root)
  if (own) return { format: 'KML', drafts: [own], notes: [] }
  walk(root, { name: '', timeMs: null }, found)
  const { lines, points, notes, salvage, passed, unused } = found
  const usable = lines.some((line) => line.points.length > 1) || (lines.length === 0 && points.length > 0)
  notes.push(...salvage.settle(usable))
  if (lines.length === 0 && points.length === 0 && passed.has(passedOver['NetworkLink']!)) {
    throw new AppError('file-no-route', 'it only links to other files, which are not fetched')
  }
  const drafts = withLoosePoints(lines, points, notes)
  for (const [kind, count] of passed) notes.push({ text: `${plural(count, kind)} left out.` })
  notes.push(...unused.notes())
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
  const { lines, points, salvage, notes, passed, unused } = found
  const passing = passedOver[element.name]
  if (passing) passed.set(passing, (passed.get(passing) ?? 0) + 1)
  else if (unread.has(element.name)) unused.add(element.name, none)
  else if (element.name === 'LineString') lines.push(...salvage.attempt(() => readLineString(element, around.name)))
  else if (element.name === 'Point') points.push(...salvage.attempt(() => ({ ...readPoint(element), ...around })))
  else if (element.name === 'Track') lines.push(...salvage.attempt(() => readTracks([element], around.name, notes)))
  else if (element.name === 'MultiTrack') {
    const tracks = element.children.filter(({ name }) => name === 'Track')
    lines.push(...salvage.attempt(() => readTracks(tracks, around.name, notes)))
  } else {
    const inner = isNamed(element.name) ? ownWords(element, around) : around
    for (const child of element.children) walk(child, inner, found)
  }
}

const isNamed = (name: string) => name === 'Placemark' || name === 'Folder' || name === 'Document'

function ownWords(element: XmlElement, around: Around): Around {
  // A point without a name has none; a line without one goes by the folder's.
  const name = textOf(element, 'name') || (element.name === 'Placemark' && hasPointOnly(element) ? '' : around.name)
  return { name, timeMs: fileTime(textOf(childNamed(element, 'TimeStamp'), 'when')) }
}

const hasPointOnly = (placemark: XmlElement) => childNamed(placemark, 'Point') !== undefined
