import { at, numberAt } from '../../at.ts'
import type { Route } from '../../route/route.ts'
import { schedule, type ScheduleRow } from '../../route/schedule.ts'
import { formatIso } from '../../units/time-text.ts'
import { decimal, element, elementAround, knots, placeText, xmlFile } from './text.ts'
import type { RouteVoyage, TrackVoyage } from './export-formats.ts'

const root = (name: string, content: readonly string[]) =>
  xmlFile(
    `<kml xmlns="http://www.opengis.net/kml/2.2" xmlns:gx="http://www.google.com/kml/ext/2.2">\n${elementAround('Document', [element('name', {}, name), ...content])}\n</kml>`,
  )

/** Longitude first, as KML has it. */
function coordinate(position: { lat: number; lon: number }): string {
  const { lat, lon } = placeText(position)
  return `${lon},${lat}`
}

const line = (coordinates: string) =>
  element('LineString', {}, [element('tessellate', {}, '1'), element('coordinates', {}, coordinates)])

const data = (name: string, value: string | null) =>
  value === null ? [] : [element('Data', { name }, [element('value', {}, value)])]
const iso = (ms: number | null) => (ms === null || !Number.isFinite(ms) ? null : formatIso(ms))

/** KML 2.2: the route as one line through its waypoints, and a placemark for each of them with the schedule as its data. */
export function writeKmlRoute({ name, route, timing }: RouteVoyage): string {
  const { rows } = schedule(route, timing)
  const details = [
    ...data('departure', iso(timing.departureMs)),
    ...data('speedKn', timing.speedKn > 0 ? knots(timing.speedKn) : null),
  ]
  const whole = element('Placemark', {}, [
    element('name', {}, name),
    element('ExtendedData', {}, details),
    line(route.waypoints.map(({ position }) => coordinate(position)).join(' ')),
  ])
  const places = rows.map((row, index) => waypointPlacemark(route, row, index))
  return root(name, [whole, element('Folder', {}, [element('name', {}, 'Waypoints'), ...places])])
}

function waypointPlacemark({ waypoints }: Route, row: ScheduleRow, index: number): string {
  const details = [
    ...data('waypoint', String(index + 1)),
    ...data('leg', index === 0 ? null : at(waypoints, index).leg.type),
    ...data('distanceNm', row.legDistanceNm === null ? null : decimal(row.legDistanceNm, 3)),
    ...data('speedKn', row.speedKn === null || !(row.speedKn > 0) ? null : knots(row.speedKn)),
    ...data('speedRequired', row.speedRequired ? 'true' : null),
    ...data('eta', index === 0 ? null : iso(row.etaMs)),
    ...data('fixedEta', iso(row.fixedEtaMs)),
    ...data('stayMin', row.stayMin > 0 ? decimal(row.stayMin, 3) : null),
    ...data('etd', iso(row.etdMs)),
  ]
  return element('Placemark', {}, [
    element('name', {}, row.name),
    element('ExtendedData', {}, details),
    element('Point', {}, [element('coordinates', {}, coordinate(row.position))]),
  ])
}

/** A track with times as gx:Track, without as a line: KML has no way to leave out single times, so one is enough to miss them all. */
export function writeKmlTrack({ name, track }: TrackVoyage): string {
  const places = Array.from(track.lat, (lat, index) => ({ lat, lon: numberAt(track.lon, index) }))
  const timed = track.timeMs.every((timeMs) => !Number.isNaN(timeMs))
  const geometry = timed ? timedTrack(places, track.timeMs) : line(places.map(coordinate).join(' '))
  return root(name, [elementAround('Placemark', [element('name', {}, name), geometry])])
}

function timedTrack(places: readonly { lat: number; lon: number }[], timeMs: Float64Array): string {
  const whens = Array.from(timeMs, (ms) => `<when>${formatIso(ms)}</when>`)
  const coords = places.map((place) => `<gx:coord>${coordinate(place).replace(',', ' ')} 0</gx:coord>`)
  return elementAround('gx:Track', [...whens, ...coords])
}
