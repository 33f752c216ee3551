import { legLine } from '../geodesy/leg-line.ts'
import { cleanName, fileTime } from './file-values.ts'
import { fileSpeed, withCommonSpeed } from './leg-speeds.ts'
import type { Draft, DraftPoint, ImportNote } from './reading.ts'
import { childNamed, textOf, type XmlElement } from './xml-tree.ts'

const HOUR_MS = 3_600_000
const MINUTE_MS = 60_000
/** A departure within this of the arrival is the same moment, computed by another program's distances. */
const SAME_TIME_MIN = 1

/**
 * The plan that OpenCPN and its like put into a route's extensions: departure and speed of the route, and per point the
 * speed of the leg that ENDS there and the time at which the ship leaves it.
 * Source: OpenCPN/OpenCPN, model/src/route.cpp (UpdateSegmentDistance) and nav_object_database.cpp (`rte_properties`).
 * @param points of the elements, in their order
 */
export function withPlan(rte: XmlElement, elements: readonly XmlElement[], points: readonly DraftPoint[], notes: ImportNote[]): Omit<Draft, 'kind' | 'name'> {
  const words = childNamed(rte, 'extensions')
  const routeSpeed = fileSpeed(textOf(words, 'planned_speed'))
  const properties = elements.map((element) => childNamed(childNamed(element, 'extensions'), 'rte_properties')?.attributes)
  const leaves = properties.map((own) => fileTime(own?.get('etd')))
  const planned = points.map((point, index): DraftPoint => {
    const said = properties[index]?.get('planned_speed')
    const speedKn = index === 0 ? null : fileSpeed(said)
    // OpenCPN writes 0 for a leg without a speed of its own.
    if (index > 0 && said !== undefined && speedKn === null && Number(said) !== 0) {
      notes.push({ line: elements[index]!.line, item: `Waypoint ${index + 1}`, text: `Speed "${cleanName(said).slice(0, 40)}" cannot be used and was left out.` })
    }
    return { ...point, leg: { type: 'RL', speedKn } }
  })
  const departureMs = fileTime(textOf(words, 'planned_departure')) ?? leaves[0] ?? null
  const stayed = withStays(planned, leaves, departureMs, routeSpeed, elements, notes)
  if (routeSpeed !== null) return { points: stayed, departureMs, speedKn: routeSpeed }
  return { ...withCommonSpeed(stayed), departureMs }
}

/** A time of leaving becomes the stay since the arrival, which follows from departure, distances and speeds. */
function withStays(
  points: readonly DraftPoint[], leaves: readonly (number | null)[], departureMs: number | null, routeSpeed: number | null, elements: readonly XmlElement[], notes: ImportNote[],
): DraftPoint[] {
  let timeMs = departureMs
  return points.map((point, index) => {
    if (index === 0) return point
    const speedKn = point.leg?.speedKn ?? routeSpeed
    const { distanceNm } = legLine(points[index - 1]!, point, 'RL')
    timeMs = timeMs === null || speedKn === null ? null : timeMs + (distanceNm / speedKn) * HOUR_MS
    const leavesMs = leaves[index] ?? null
    if (leavesMs === null) return point
    const stayMin = timeMs === null ? null : (leavesMs - timeMs) / MINUTE_MS
    timeMs = leavesMs
    if (stayMin !== null && stayMin >= SAME_TIME_MIN) return { ...point, stayMin: Math.round(stayMin * 10) / 10 }
    if (stayMin === null || stayMin <= -SAME_TIME_MIN) {
      const why = stayMin === null ? 'without a departure and a speed before it says nothing' : 'is before the arrival there'
      notes.push({ line: elements[index]!.line, item: `Waypoint ${index + 1}`, text: `Its time of leaving ${why} and was left out.` })
    }
    return point
  })
}
