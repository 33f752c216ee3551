import { at, numberAt } from '../../at.ts'
import type { Leg, Waypoint } from '../../route/route.ts'
import { schedule, type ScheduleRow } from '../../route/schedule.ts'
import { formatIso } from '../../units/time-text.ts'
import { type Attributes, decimal, element, elementAround, knots, placeText, xmlFile } from './text.ts'
import type { RouteVoyage, TrackVoyage } from './export-formats.ts'

/** GPX lets any program add elements of its own namespace; what neither GPX nor OpenCPN has a place for goes here. */
const attributes =
  'version="1.1" creator="Fairway" xmlns="http://www.topografix.com/GPX/1/1" xmlns:opencpn="http://www.opencpn.org" xmlns:fairway="urn:x-fairway:plan:1"'
const root = (content: string) => xmlFile(`<gpx ${attributes}>\n${content}\n</gpx>`)

const text = (name: string, value: string) => (value === '' ? [] : [element(name, {}, value)])

/**
 * GPX 1.1 with one route. Departure and speeds are in OpenCPN's extensions, as its own files have them: a point's speed is
 * that of the leg that ends there, its `etd` when the ship leaves it. Kinds of legs, stays, fixed ETAs and names that are
 * missing or occur twice in the route are in an extension of Fairway's own, which other programs pass over.
 */
export function writeGpxRoute({ name, route, timing }: RouteVoyage): string {
  const { rows } = schedule(route, timing)
  const extensions = element('extensions', {}, [
    ...(timing.speedKn > 0 ? [element('opencpn:planned_speed', {}, knots(timing.speedKn))] : []),
    ...(Number.isFinite(timing.departureMs)
      ? [element('opencpn:planned_departure', {}, formatIso(timing.departureMs))]
      : []),
    element('opencpn:time_display', {}, 'UTC'),
  ])
  const names = uniqueNames(route.waypoints)
  const points = route.waypoints.map((waypoint, index) =>
    element('rtept', placeText(waypoint.position), pointContent(waypoint, at(names, index), at(rows, index))),
  )
  return root(element('rte', {}, [...text('name', name), extensions, ...points]))
}

/**
 * Plotters take points over by their names, so each has one, and no two have the same: a waypoint without one gets its
 * number.
 */
function uniqueNames(waypoints: readonly Waypoint[]): string[] {
  const given = new Set(waypoints.map(({ name }) => name))
  const written = new Set<string>()
  return waypoints.map(({ name }, index) => {
    const stem = name || String(index + 1)
    let unique = stem
    for (let count = 2; written.has(unique) || (unique !== name && given.has(unique)); count++)
      unique = `${stem} ${count}`
    written.add(unique)
    return unique
  })
}

function pointContent({ name, leg }: Waypoint, written: string, row: ScheduleRow): string[] {
  const ownName = name === written ? null : name
  const plan = row.legDistanceNm === null ? noPlan(ownName) : [...openCpnPlan(leg, row), ...ownPlan(leg, row, ownName)]
  return [...text('name', written), ...(plan.length === 0 ? [] : [element('extensions', {}, plan)])]
}

const noPlan = (name: string | null) => withAny('fairway:waypointPlan', { name })

const withAny = (name: string, properties: Attributes): string[] =>
  Object.values(properties).every((value) => value === null) ? [] : [element(name, properties)]

function openCpnPlan(leg: Leg, { speedKn, speedRequired, stayMin, etdMs }: ScheduleRow): string[] {
  return withAny('opencpn:rte_properties', {
    planned_speed: speedKn !== null && (leg.speedKn !== null || speedRequired) ? knots(speedKn) : null,
    // OpenCPN reads this one without its zone.
    etd: stayMin > 0 && etdMs !== null ? formatIso(etdMs).replace(/Z$/, '') : null,
  })
}

function ownPlan(leg: Leg, { speedRequired, stayMin, fixedEtaMs }: ScheduleRow, name: string | null): string[] {
  return withAny('fairway:waypointPlan', {
    name,
    leg: leg.type === 'GC' ? 'GC' : null,
    stayMin: stayMin > 0 ? decimal(stayMin, 3) : null,
    fixedEta: fixedEtaMs === null ? null : formatIso(fixedEtaMs),
    speedRequired: speedRequired ? 'true' : null,
  })
}

/** GPX 1.1 with one track; a point without a time has none. */
export function writeGpxTrack({ name, track }: TrackVoyage): string {
  // Two hundred thousand points: written line by line, not through a tree of strings.
  const points = Array.from(track.lat, (lat, index) => {
    const place = placeText({ lat, lon: numberAt(track.lon, index) })
    const timeMs = numberAt(track.timeMs, index)
    return `<trkpt lat="${place.lat}" lon="${place.lon}">${Number.isNaN(timeMs) ? '' : `<time>${formatIso(timeMs)}</time>`}</trkpt>`
  })
  return root(elementAround('trk', [...text('name', name), elementAround('trkseg', points)]))
}
