import { at } from '../../at.ts'
import { schedule, type ScheduleRow } from '../../route/schedule.ts'
import { formatIso } from '../../units/time-text.ts'
import type { Leg, Waypoint } from '../../route/route.ts'
import { fits, legFields, routeInfoAttributes, type RtzInfo, type RtzVersion } from '../rtz-fields.ts'
import { type Attributes, decimal, element, knots, placeText, xmlFile } from './text.ts'
import type { RouteVoyage } from './export-formats.ts'

const geometry = { RL: 'Loxodrome', GC: 'Orthodrome' } as const
const DAY_S = 86_400

/**
 * RTZ (IEC 61174 Annex S), each version after its own schema. Waypoint ids are 1 … n. The manual schedule has what the
 * operator gave: departure, speeds, stays, fixed ETAs; the calculated one all that follows.
 * @param voyage with at least two waypoints, which the schemas ask for
 */
export function writeRtz({ name, route, timing, info }: RouteVoyage, version: RtzVersion): string {
  const plan = schedule(route, timing)
  const root = { xmlns: `http://www.cirm.org/RTZ/${version.replace('.', '/')}`, version }
  const schedules = element('schedules', {}, [
    element('schedule', { id: 1, name: 'Plan' }, [
      element('manual', {}, manual(route.waypoints, plan.rows, version)),
      element(
        'calculated',
        {},
        plan.rows.map((row, index) => scheduleElement(version, calculatedTimes(row, index, version))),
      ),
    ]),
  ])
  const waypoints = element('waypoints', {}, [
    ...draughts(info),
    ...route.waypoints.map((waypoint, index) => waypointElement(waypoint, index, version)),
  ])
  const routeInfo = element('routeInfo', { routeName: name, ...routeInfoAttributes(info, version) })
  return xmlFile(element('route', root, [routeInfo, waypoints, schedules]))
}

/** The draught has its place on legs; on the default one it holds for all of them. */
function draughts({ ship: { draughtM } }: RtzInfo): string[] {
  if (draughtM === null || !(draughtM > 0)) return []
  const draught = decimal(draughtM, 2)
  return [element('defaultWaypoint', {}, [element('leg', { draughtForward: draught, draughtAft: draught })])]
}

function waypointElement({ name, position, leg, radiusNm }: Waypoint, index: number, version: RtzVersion): string {
  // 1.2 demands a revision; nothing leads to the first waypoint, so it has no leg.
  const attributes = {
    id: index + 1,
    revision: version === '1.2' ? 0 : null,
    name: name || null,
    radius: radiusText(radiusNm ?? null, version),
  }
  const legs = index === 0 ? [] : [element('leg', { geometryType: geometry[leg.type], ...legAttributes(leg) })]
  return element('waypoint', attributes, [element('position', placeText(position)), ...legs])
}

/** A turn radius as far as the schema takes it: to 5 NM, in 1.0 to under 10. */
function radiusText(radiusNm: number | null, version: RtzVersion): string | null {
  if (radiusNm === null || !(radiusNm >= 0) || !(version === '1.0' ? radiusNm < 10 : radiusNm <= 5)) return null
  return decimal(radiusNm, 6)
}

/** What a file brought of the leg; what its schema would not take is left out, as it would make the whole file invalid. */
function legAttributes({ rtz = {} }: Leg): Attributes {
  const kept = new Map(Object.entries(rtz))
  return Object.fromEntries(
    Object.entries(legFields).map(([name, kind]) => {
      const value = kept.get(name)
      return [name, value !== undefined && fits[kind](value) ? value : null]
    }),
  )
}

/** The schema of 1.0 leaves a letter out of the name; a file with the right one is not valid. */
const scheduleElement = (version: RtzVersion, attributes: Attributes) =>
  element(version === '1.0' ? 'sheduleElement' : 'scheduleElement', attributes)

const iso = (ms: number | null) => (ms === null || !Number.isFinite(ms) ? null : formatIso(ms))
const speedText = (speedKn: number | null) =>
  speedKn !== null && speedKn > 0 && Number.isFinite(speedKn) ? knots(speedKn) : null

/** xs:duration; in 1.0 xs:time, which ends before 24 hours: a longer stay is given by the calculated ETA and ETD alone. */
function stayText(stayMin: number, version: RtzVersion): string | null {
  const seconds = Math.round(stayMin * 60)
  if (seconds <= 0) return null
  if (version !== '1.0') return seconds % 60 === 0 ? `PT${seconds / 60}M` : `PT${seconds}S`
  return seconds < DAY_S ? new Date(seconds * 1000).toISOString().slice(11, 19) : null
}

/** A leg on the way to a fixed ETA has no speed unless the operator gave it one: with a speed the ETA would not be taken for a fixed one. */
function manual(waypoints: readonly Waypoint[], rows: readonly ScheduleRow[], version: RtzVersion): string[] {
  const lastFix = rows.findLastIndex(({ fixedEtaMs }) => fixedEtaMs !== null)
  return rows.map((row, index) => {
    const free = index <= lastFix && at(waypoints, index).leg.speedKn === null
    return scheduleElement(version, {
      waypointId: index + 1,
      etd: index === 0 ? iso(row.etdMs) : null,
      eta: iso(row.fixedEtaMs),
      stay: stayText(row.stayMin, version),
      speed: free ? null : speedText(row.speedKn),
    })
  })
}

function calculatedTimes(row: ScheduleRow, index: number, version: RtzVersion): Attributes {
  return {
    waypointId: index + 1,
    etd: index === 0 || row.stayMin > 0 ? iso(row.etdMs) : null,
    eta: index === 0 ? null : iso(row.etaMs),
    stay: stayText(row.stayMin, version),
    speed: speedText(row.speedKn),
  }
}
