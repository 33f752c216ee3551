import { filePosition, fileTime, plural } from '../file-values.ts'
import { withPlan } from './gpx-plan.ts'
import { lineKind } from '../text/loose-points.ts'
import type { Draft, DraftPoint, FormatReader, ImportNote, Reading, OnProgress } from '../reading.ts'
import { rootName } from './root-name.ts'
import { Salvage } from '../salvage.ts'
import { UnusedFields } from '../unused-fields.ts'
import { childNamed, childrenNamed, parseXml, textOf, type XmlElement } from './xml-tree.ts'

/** GPX 1.0 and 1.1: routes first, then tracks; single waypoints only where there is neither. */
export const gpx: FormatReader = { recognises: (text) => rootName(text) === 'gpx', read: readGpx }

function readGpx(text: string, onProgress?: OnProgress): Reading {
  const root = parseXml(text, onProgress)
  const notes: ImportNote[] = []
  const salvage = new Salvage()
  const lines = [
    ...childrenNamed(root, 'rte').flatMap((rte) => salvage.attempt(() => readRoute(rte, notes))),
    ...childrenNamed(root, 'trk').flatMap((trk) => salvage.attempt(() => readTrack(trk))),
  ]
  const usable = lines.some(({ points }) => points.length > 1)
  const drafts =
    usable || salvage.faults.length > 0 ? lines : [...lines, ...salvage.attempt(() => readWaypoints(root, notes))]
  notes.push(...salvage.settle(usable))
  if (usable) noteUnused(root, notes)
  notes.push(...unusedFields(root).notes())
  const version = root.attributes.get('version')
  return { format: version === '1.0' || version === '1.1' ? `GPX ${version}` : 'GPX', drafts, notes }
}

function readPoint(element: XmlElement): DraftPoint {
  const { attributes, line } = element
  return {
    ...filePosition(attributes.get('lat'), attributes.get('lon'), `line ${line}`),
    name: textOf(element, 'name'),
  }
}

const timeOf = (element: XmlElement) => fileTime(textOf(element, 'time'))

/** The times of route points are when they were made, not when the ship is there: they are no schedule. */
function readRoute(rte: XmlElement, notes: ImportNote[]): Draft {
  const points = childrenNamed(rte, 'rtept')
  const shaping = points.reduce(
    (sum, point) =>
      sum + childrenNamed(childNamed(childNamed(point, 'extensions'), 'RoutePointExtension'), 'rpt').length,
    0,
  )
  if (shaping > 0)
    notes.push({ line: rte.line, text: `${plural(shaping, 'shaping point')} between the route points skipped.` })
  return { kind: 'route', name: textOf(rte, 'name'), ...withPlan(rte, points, points.map(readPoint), notes) }
}

/** Segments are joined. Without a single time it may as well have been drawn. */
function readTrack(trk: XmlElement): Draft {
  const points = childrenNamed(trk, 'trkseg')
    .flatMap((segment) => childrenNamed(segment, 'trkpt'))
    .map((element): DraftPoint => ({ ...readPoint(element), timeMs: timeOf(element) }))
  return { kind: lineKind(points), name: textOf(trk, 'name'), points }
}

function readWaypoints(root: XmlElement, notes: ImportNote[]): Draft {
  const points = childrenNamed(root, 'wpt').map(readPoint)
  if (points.length > 1)
    notes.push({
      text: `The file has no route or track; its ${points.length} waypoints are offered as a route, in the order of the file.`,
    })
  return { kind: 'route', name: textOf(childNamed(root, 'metadata') ?? root, 'name'), points }
}

function noteUnused(root: XmlElement, notes: ImportNote[]): void {
  const count = childrenNamed(root, 'wpt').length
  if (count > 0) notes.push({ text: `${plural(count, 'single waypoint')} outside routes and tracks left out.` })
}

const known: Readonly<Record<string, ReadonlySet<string>>> = {
  rte: new Set(['name', 'rtept', 'extensions', 'planned_speed', 'planned_departure', 'time_display']),
  rtept: new Set(['name', 'extensions', 'rte_properties', 'waypointPlan', 'RoutePointExtension']),
  trk: new Set(['name', 'trkseg', 'extensions']),
  trkpt: new Set(['time', 'extensions']),
}

/** What routes, tracks and their points have beside what is read, extensions of other programs included. */
function unusedFields(root: XmlElement): UnusedFields {
  const unused = new UnusedFields()
  const look = (element: XmlElement) => {
    const read = known[element.name]!
    for (const child of element.children) {
      const names = child.name === 'extensions' ? child.children : [child]
      for (const { name } of names) unused.add(name, read)
    }
  }
  for (const rte of childrenNamed(root, 'rte')) [rte, ...childrenNamed(rte, 'rtept')].forEach(look)
  for (const trk of childrenNamed(root, 'trk'))
    [trk, ...childrenNamed(trk, 'trkseg').flatMap((segment) => childrenNamed(segment, 'trkpt'))].forEach(look)
  return unused
}
