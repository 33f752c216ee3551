import type { Waypoint } from '../../route/route.ts'
import { schedule, type ScheduleRow } from '../../route/schedule.ts'
import { formatIso } from '../../units/time-text.ts'
import { knots, placeText } from './text.ts'
import type { RouteVoyage, TrackVoyage } from './voyage-parts.ts'
import { element, elementAround, xmlFile } from './xml.ts'

const attributes = 'version="1.1" creator="Fairway" xmlns="http://www.topografix.com/GPX/1/1" xmlns:opencpn="http://www.opencpn.org"'
const root = (content: string) => xmlFile(`<gpx ${attributes}>\n${content}\n</gpx>`)

const text = (name: string, value: string) => (value === '' ? [] : [element(name, {}, value)])

/**
 * GPX 1.1 with one route. Departure and speeds are in OpenCPN's extensions, as its own files have them: a point's speed is
 * that of the leg that ends there, its `etd` when the ship leaves it. Kinds of legs have no place in GPX.
 */
export function writeGpxRoute({ name, route, timing }: RouteVoyage): string {
  const { rows } = schedule(route, timing)
  const extensions = element('extensions', {}, [
    ...(timing.speedKn > 0 ? [element('opencpn:planned_speed', {}, knots(timing.speedKn))] : []),
    ...(Number.isFinite(timing.departureMs) ? [element('opencpn:planned_departure', {}, formatIso(timing.departureMs))] : []),
    element('opencpn:time_display', {}, 'UTC'),
  ])
  const points = route.waypoints.map((waypoint, index) => element('rtept', placeText(waypoint.position), pointContent(waypoint, rows[index]!)))
  return root(element('rte', {}, [...text('name', name), extensions, ...points]))
}

function pointContent({ name, leg }: Waypoint, row: ScheduleRow): string[] {
  const ownSpeed = row.legDistanceNm !== null && (leg.speedKn !== null || row.speedRequired) ? row.speedKn : null
  const leaves = row.legDistanceNm !== null && row.stayMin > 0 ? row.etdMs : null
  if (ownSpeed === null && leaves === null) return text('name', name)
  const properties = element('opencpn:rte_properties', {
    planned_speed: ownSpeed === null ? null : knots(ownSpeed),
    // OpenCPN reads this one without its zone.
    etd: leaves === null ? null : formatIso(leaves).replace(/Z$/, ''),
  })
  return [...text('name', name), element('extensions', {}, [properties])]
}

/** GPX 1.1 with one track; a point without a time has none. */
export function writeGpxTrack({ name, track }: TrackVoyage): string {
  // Two hundred thousand points: written line by line, not through a tree of strings.
  const points = Array.from(track.lat, (lat, index) => {
    const place = placeText({ lat, lon: track.lon[index]! })
    const timeMs = track.timeMs[index]!
    return `<trkpt lat="${place.lat}" lon="${place.lon}">${Number.isNaN(timeMs) ? '' : `<time>${formatIso(timeMs)}</time>`}</trkpt>`
  })
  return root(elementAround('trk', [...text('name', name), elementAround('trkseg', points)]))
}
