import { at } from '../../at.ts'
import { cleanName, fileNumber, filePosition, plural } from '../file-values.ts'
import { fileSpeed, legTypeOf, withCommonSpeed } from '../draft-points.ts'
import { planByTimes, FileTimes } from '../point-times.ts'
import { wholePoints } from '../whole-points.ts'
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
import { legLine } from '../../geodesy/leg-line.ts'
import { HOUR_MS, MINUTE_MS } from '../../time.ts'

/** GPX 1.0 and 1.1: routes first, then tracks; single waypoints only where there is neither. */
export const gpx: FormatReader = { recognises: (text) => rootName(text) === 'gpx', read: readGpx }

function readGpx(text: string, { onProgress }: ReadOptions = {}): Reading {
  const notes: ImportNote[] = []
  const root = parseXml(text, { onProgress, notes })
  const salvage = new Salvage()
  const times = new FileTimes()
  const lines = [
    ...childrenNamed(root, 'rte').flatMap((rte) => salvage.attempt(() => readRoute(rte, times, notes))),
    ...childrenNamed(root, 'trk').flatMap((trk) => salvage.attempt(() => readTrack(trk, times, notes)).flat()),
  ]
  const usable = lines.some(({ points }) => points.length > 1)
  const drafts =
    usable || salvage.faults.length > 0
      ? lines
      : [...lines, ...salvage.attempt(() => readWaypoints(root, times, notes))]
  notes.push(...salvage.settle(usable))
  if (usable) noteUnused(root, notes)
  notes.push(...times.notes(), ...unusedFields(root, !usable).notes())
  const version = root.attributes.get('version')
  return { format: version === '1.0' || version === '1.1' ? `GPX ${version}` : 'GPX', drafts, notes }
}

function readPoint(element: XmlElement, times: FileTimes): DraftPoint {
  const { attributes, line } = element
  return {
    ...filePosition(attributes.get('lat'), attributes.get('lon'), `line ${line}`),
    name: textOf(element, 'name'),
    timeMs: timeOf(element, times),
  }
}

function timeOf(element: XmlElement, times: FileTimes): number | null {
  const time = childNamed(element, 'time')
  return time ? times.read(time.text, time.line) : null
}

function readRoute(rte: XmlElement, times: FileTimes, notes: ImportNote[]): Draft {
  const points = childrenNamed(rte, 'rtept')
  const shaping = points.reduce(
    (sum, point) =>
      sum + childrenNamed(childNamed(childNamed(point, 'extensions'), 'RoutePointExtension'), 'rpt').length,
    0,
  )
  if (shaping > 0)
    notes.push({ line: rte.line, text: `${plural(shaping, 'shaping point')} between the route points skipped.` })
  const whole = wholePoints(points, (element) => ({ element, point: readPoint(element, times) }), notes)
  const [elements, read] = [whole.map(({ element }) => element), whole.map(({ point }) => point)]
  return { kind: 'route', name: textOf(rte, 'name'), ...withPlan(rte, elements, read, times, notes) }
}

/** Without a single time it may as well have been drawn. */
function readTrack(trk: XmlElement, times: FileTimes, notes: ImportNote[]): readonly Draft[] {
  const parts = childrenNamed(trk, 'trkseg').map((segment) =>
    wholePoints(childrenNamed(segment, 'trkpt'), (element) => readPoint(element, times), notes),
  )
  return tracksOfParts(textOf(trk, 'name'), parts, notes)
}

function readWaypoints(root: XmlElement, times: FileTimes, notes: ImportNote[]): Draft {
  const read = wholePoints(childrenNamed(root, 'wpt'), (point) => readPoint(point, times), notes)
  if (read.length > 1)
    notes.push({
      text: `The file has no route or track; its ${read.length} waypoints are offered as a route, in the order of the file.`,
    })
  const { points, departureMs, notes: told } = planByTimes(read)
  notes.push(...told)
  return { kind: 'route', name: textOf(childNamed(root, 'metadata') ?? root, 'name'), points, departureMs }
}

function noteUnused(root: XmlElement, notes: ImportNote[]): void {
  const count = childrenNamed(root, 'wpt').length
  if (count > 0) notes.push({ text: `${plural(count, 'single waypoint')} outside routes and tracks left out.` })
}

const known = {
  rte: new Set(['name', 'rtept', 'extensions', 'planned_speed', 'planned_departure', 'time_display']),
  rtept: new Set(['name', 'time', 'extensions', 'rte_properties', 'waypointPlan', 'RoutePointExtension']),
  trk: new Set(['name', 'trkseg', 'extensions']),
  trkpt: new Set(['time', 'extensions']),
  wpt: new Set(['name', 'time', 'extensions']),
}

/**
 * What routes, tracks and their points have beside what is read, extensions of other programs included.
 * @param withWaypoints whether single waypoints are read too
 */
function unusedFields(root: XmlElement, withWaypoints: boolean): UnusedFields {
  const unused = new UnusedFields()
  const look = (elements: readonly XmlElement[], read: ReadonlySet<string>) => {
    for (const child of elements.flatMap(({ children }) => children)) {
      const names = child.name === 'extensions' ? child.children : [child]
      for (const { name } of names) unused.add(name, read)
    }
  }
  for (const rte of childrenNamed(root, 'rte')) {
    look([rte], known.rte)
    look(childrenNamed(rte, 'rtept'), known.rtept)
  }
  for (const trk of childrenNamed(root, 'trk')) {
    look([trk], known.trk)
    look(
      childrenNamed(trk, 'trkseg').flatMap((segment) => childrenNamed(segment, 'trkpt')),
      known.trkpt,
    )
  }
  if (withWaypoints) look(childrenNamed(root, 'wpt'), known.wpt)
  return unused
}

/** A departure within this of the arrival is the same moment, computed by another program's distances. */
const SAME_TIME_MIN = 1

/** A point with what its extensions say. */
interface PlannedPoint {
  readonly point: DraftPoint
  readonly line: number
  /** Of the leg that ends here, whether the operator gave it or a fixed ETA requires it. */
  readonly speedKn: number | null
  /** Epoch milliseconds UTC at which the ship leaves. */
  readonly leavesMs: number | null
}

/**
 * The plan that OpenCPN and its like put into a route's extensions: departure and speed of the route, and per point the
 * speed of the leg that ENDS there and the time at which the ship leaves it.
 * Source: OpenCPN/OpenCPN, model/src/route.cpp (UpdateSegmentDistance) and nav_object_database.cpp (`rte_properties`).
 * @param read the points of the elements, in their order
 */
function withPlan(
  rte: XmlElement,
  elements: readonly XmlElement[],
  read: readonly DraftPoint[],
  times: FileTimes,
  notes: ImportNote[],
): Omit<Draft, 'kind' | 'name'> {
  const words = childNamed(rte, 'extensions')
  const routeKn = fileSpeed(textOf(words, 'planned_speed'))
  const leaves = childNamed(words, 'planned_departure')
  const saidMs = (leaves ? times.read(leaves.text, leaves.line) : null) ?? leavesAt(elements[0], times)
  const { points, departureMs, notes: told } = planByTimes(read, { line: rte.line, departureMs: saidMs })
  notes.push(...told)
  const planned = points.map((point, index) => plannedPoint(at(elements, index), point, index, times, notes))
  const stayed = withStays(planned, departureMs, routeKn, notes)
  if (routeKn !== null) return { points: stayed, departureMs, speedKn: routeKn }
  return { ...withCommonSpeed(stayed), departureMs }
}

const openCpnPlan = (element: XmlElement | undefined) =>
  childNamed(childNamed(element, 'extensions'), 'rte_properties')?.attributes

const leavesAt = (element: XmlElement | undefined, times: FileTimes) =>
  element ? times.read(openCpnPlan(element)?.get('etd'), element.line) : null

function plannedPoint(
  element: XmlElement,
  point: DraftPoint,
  index: number,
  times: FileTimes,
  notes: ImportNote[],
): PlannedPoint {
  const { line } = element
  const extensions = childNamed(element, 'extensions')
  const openCpn = openCpnPlan(element)
  const leavesMs = index === 0 ? null : leavesAt(element, times)
  const own = childNamed(extensions, 'waypointPlan')?.attributes
  const named = { ...point, name: cleanName(own?.get('name') ?? point.name) }
  if (index === 0) return { point: { ...named, leg: { type: 'RL', speedKn: null } }, line, speedKn: null, leavesMs }
  const said = openCpn?.get('planned_speed')
  const speedKn = fileSpeed(said)
  // OpenCPN writes 0 for a leg without a speed of its own.
  if (said !== undefined && speedKn === null && Number(said) !== 0) {
    notes.push({
      line,
      item: `Waypoint ${index + 1}`,
      text: `Speed "${cleanName(said).slice(0, 40)}" cannot be used and was left out.`,
    })
  }
  return { point: { ...named, ...ownPlan(own, speedKn, (text) => times.read(text, line)) }, line, speedKn, leavesMs }
}

/** What Fairway adds of its own, besides names: kinds of legs, stays, fixed ETAs. A speed that such an ETA requires is not the leg's own. */
function ownPlan(
  own: ReadonlyMap<string, string> | undefined,
  speedKn: number | null,
  readTime: (text: string | undefined) => number | null,
): Pick<DraftPoint, 'leg' | 'stayMin' | 'fixedEtaMs'> {
  const stayMin = fileNumber(own?.get('stayMin'))
  return {
    leg: {
      type: legTypeOf(own?.get('leg') ?? '') ?? 'RL',
      speedKn: own?.get('speedRequired') === 'true' ? null : speedKn,
    },
    stayMin: stayMin !== null && stayMin > 0 ? stayMin : null,
    fixedEtaMs: readTime(own?.get('fixedEta')),
  }
}

/** Where no stay is given, a time of leaving becomes the stay since the arrival, which follows from departure, distances and speeds. */
function withStays(
  planned: readonly PlannedPoint[],
  departureMs: number | null,
  routeKn: number | null,
  notes: ImportNote[],
): DraftPoint[] {
  let timeMs = departureMs
  return planned.map(({ point, line, speedKn, leavesMs }, index) => {
    if (index === 0) return point
    const sailedKn = speedKn ?? routeKn
    const { distanceNm } = legLine(at(planned, index - 1).point, point, point.leg?.type ?? 'RL')
    const arrivesMs =
      timeMs === null || sailedKn === null ? (point.etaMs ?? null) : timeMs + (distanceNm / sailedKn) * HOUR_MS
    timeMs = leavesMs ?? arrivesMs
    if (leavesMs === null || point.stayMin != null) return point
    const stayMin = arrivesMs === null ? null : (leavesMs - arrivesMs) / MINUTE_MS
    if (stayMin !== null && stayMin >= SAME_TIME_MIN) return { ...point, stayMin: Math.round(stayMin * 10) / 10 }
    if (stayMin === null || stayMin <= -SAME_TIME_MIN) {
      const why = stayMin === null ? 'has no departure and speed before it' : 'is before the arrival there'
      notes.push({ line, item: `Waypoint ${index + 1}`, text: `Its departure time ${why} and was left out.` })
    }
    return point
  })
}
