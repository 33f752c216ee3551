import { type PositionReport, sailTheRest } from '../route/sail-the-rest.ts'
import { minuteBegun } from '../time.ts'
import { formatUtc } from '../units/time-text.ts'
import { activateAlternative, addPlan, freeName, MAX_ALTERNATIVES } from './alternatives.ts'
import { activeAlternative, type Alternative, type Voyage } from './voyage.ts'

/** What the rest of a voyage can be planned anew by: the names of dialogs, and what leads to them. */
export const restWork = {
  'better-route': 'Better route…',
  'speed-plan': 'Speed plan…',
  departures: 'Departures…',
} as const
export type RestWork = keyof typeof restWork
export const restWorks = ['better-route', 'speed-plan', 'departures'] as const satisfies readonly RestWork[]

/** So much of the last leg sailed leaves nothing. */
const AT_END = 0.9999
/** Positions are written to a metre. */
const SAME_DEG = 1e-5

/**
 * The voyage with the rest of its active plan from a report as an alternative of its own, made active; the plan stays
 * as it was. One that begins at the same report is taken again, the active one first.
 * @returns or why there is none, in words
 */
export function restBeside(
  voyage: Voyage,
  { position, timeMs }: PositionReport,
): { readonly voyage: Voyage; readonly problem: null } | { readonly problem: string } {
  const report: PositionReport = { position, timeMs: minuteBegun(timeMs) } // a plan begins at a minute
  const active = activeAlternative(voyage)
  const known = [active, ...voyage.alternatives].find((one) => beginsAt(one, report))
  if (known) return { voyage: activateAlternative(voyage, known.id), problem: null }
  const { plan } = active
  if (plan.track) return { problem: 'A track has no waypoints ahead. Make a route of it first.' }
  const rest = sailTheRest(plan.route, plan, report)
  if (!rest) return { problem: 'There is no route to sail the rest of.' }
  if (rest.place.legIndex === plan.route.waypoints.length - 1 && rest.place.fraction > AT_END)
    return { problem: 'She is at the last waypoint or past it: nothing is left to plan.' }
  if (voyage.alternatives.length >= MAX_ALTERNATIVES)
    return { problem: `This voyage has ${MAX_ALTERNATIVES} alternatives. Delete one first.` }
  const name = freeName(voyage, `From ${formatUtc(report.timeMs)}`, 1)
  const { route, departureMs } = rest
  return { voyage: addPlan(voyage, name, { ...plan, route, departureMs }), problem: null }
}

function beginsAt({ plan }: Alternative, { position, timeMs }: PositionReport): boolean {
  const first = plan.route.waypoints[0]?.position
  if (!first || plan.track || plan.departureMs !== timeMs) return false
  const turns = (first.lon - position.lon) / 360
  return Math.abs(first.lat - position.lat) < SAME_DEG && Math.abs(turns - Math.round(turns)) * 360 < SAME_DEG
}
