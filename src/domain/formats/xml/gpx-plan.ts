import { legLine } from '../../geodesy/leg-line.ts'
import { cleanName, fileNumber, fileTime } from '../file-values.ts'
import { fileSpeed, legTypeOf, withCommonSpeed } from '../leg-speeds.ts'
import type { Draft, DraftPoint, ImportNote } from '../reading.ts'
import { childNamed, textOf, type XmlElement } from './xml-tree.ts'
import { HOUR_MS, MINUTE_MS } from '../../time.ts'

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
 * @param points of the elements, in their order
 */
export function withPlan(
  rte: XmlElement,
  elements: readonly XmlElement[],
  points: readonly DraftPoint[],
  notes: ImportNote[],
): Omit<Draft, 'kind' | 'name'> {
  const words = childNamed(rte, 'extensions')
  const routeKn = fileSpeed(textOf(words, 'planned_speed'))
  const planned = points.map((point, index) => plannedPoint(elements[index]!, point, index, notes))
  const departureMs = fileTime(textOf(words, 'planned_departure')) ?? planned[0]?.leavesMs ?? null
  const stayed = withStays(planned, departureMs, routeKn, notes)
  if (routeKn !== null) return { points: stayed, departureMs, speedKn: routeKn }
  return { ...withCommonSpeed(stayed), departureMs }
}

function plannedPoint(element: XmlElement, point: DraftPoint, index: number, notes: ImportNote[]): PlannedPoint {
  const { line } = element
  const extensions = childNamed(element, 'extensions')
  const openCpn = childNamed(extensions, 'rte_properties')?.attributes
  const leavesMs = fileTime(openCpn?.get('etd'))
  if (index === 0) return { point: { ...point, leg: { type: 'RL', speedKn: null } }, line, speedKn: null, leavesMs }
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
  const own = childNamed(extensions, 'waypointPlan')?.attributes
  return { point: { ...point, ...ownPlan(own, speedKn) }, line, speedKn, leavesMs }
}

/** What Fairway adds of its own: kinds of legs, stays, fixed ETAs. A speed that such an ETA requires is not the leg's own. */
function ownPlan(
  own: ReadonlyMap<string, string> | undefined,
  speedKn: number | null,
): Pick<DraftPoint, 'leg' | 'stayMin' | 'fixedEtaMs'> {
  const stayMin = fileNumber(own?.get('stayMin'))
  return {
    leg: {
      type: legTypeOf(own?.get('leg') ?? '') ?? 'RL',
      speedKn: own?.get('speedRequired') === 'true' ? null : speedKn,
    },
    stayMin: stayMin !== null && stayMin > 0 ? stayMin : null,
    fixedEtaMs: fileTime(own?.get('fixedEta')),
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
    const { distanceNm } = legLine(planned[index - 1]!.point, point, point.leg?.type ?? 'RL')
    const arrivesMs = timeMs === null || sailedKn === null ? null : timeMs + (distanceNm / sailedKn) * HOUR_MS
    timeMs = leavesMs ?? arrivesMs
    if (leavesMs === null || point.stayMin != null) return point
    const stayMin = arrivesMs === null ? null : (leavesMs - arrivesMs) / MINUTE_MS
    if (stayMin !== null && stayMin >= SAME_TIME_MIN) return { ...point, stayMin: Math.round(stayMin * 10) / 10 }
    if (stayMin === null || stayMin <= -SAME_TIME_MIN) {
      const why =
        stayMin === null ? 'without a departure and a speed before it says nothing' : 'is before the arrival there'
      notes.push({ line, item: `Waypoint ${index + 1}`, text: `Its time of leaving ${why} and was left out.` })
    }
    return point
  })
}
