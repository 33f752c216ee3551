import { at, numberAt } from '../../at.ts'
import { schedule } from '../../route/schedule.ts'
import { formatIso } from '../../units/time-text.ts'
import { plainNumbers } from '../../units/sheet-numbers.ts'
import { type Cell, csvFile, type SheetNumber } from './sheet.ts'
import { decimal, filePlace } from './text.ts'
import type { RouteVoyage, TrackVoyage } from './export-formats.ts'

const time = (ms: number | null) => (ms === null || Number.isNaN(ms) ? null : formatIso(ms))
const rounded = (value: number | null, decimals: number): SheetNumber | null =>
  value === null || !Number.isFinite(value) ? null : { digits: decimal(value, decimals) }

/** Signed decimal degrees, six places. */
export function coordinateCells(position: { lat: number; lon: number }): [lat: SheetNumber, lon: SheetNumber] {
  const { lat, lon } = filePlace(position, 6)
  return [{ digits: lat.toFixed(6) }, { digits: lon.toFixed(6) }]
}

const routeHeader = [
  'No',
  'Name',
  'Latitude',
  'Longitude',
  'Leg',
  'Course (deg T)',
  'Distance (NM)',
  'To go (NM)',
  'Speed (kn)',
  'ETA (UTC)',
  'Stay (min)',
  'ETD (UTC)',
]

/** One row for each waypoint, with the leg that ends there. */
export function writeCsvRoute({ route, timing }: RouteVoyage, numbers = plainNumbers): string {
  const rows = schedule(route, timing).rows.map((row, index): Cell[] => [
    index + 1,
    row.name,
    ...coordinateCells(row.position),
    index === 0 ? null : at(route.waypoints, index).leg.type,
    row.courseDeg === null ? null : rounded((Math.round(row.courseDeg * 10) % 3600) / 10, 1),
    rounded(row.legDistanceNm, 3),
    rounded(row.distanceToGoNm, 3),
    rounded(row.speedKn, 3),
    time(index === 0 ? null : row.etaMs),
    row.stayMin > 0 ? rounded(row.stayMin, 1) : null,
    time(row.etdMs),
  ])
  return csvFile([routeHeader, ...rows], numbers)
}

/** One row for each point, with its time where it has one. */
export function writeCsvTrack({ track }: TrackVoyage, numbers = plainNumbers): string {
  const rows = Array.from(track.lat, (lat, index): Cell[] => [
    ...coordinateCells({ lat, lon: numberAt(track.lon, index) }),
    time(numberAt(track.timeMs, index)),
  ])
  return csvFile([['Latitude', 'Longitude', 'Time (UTC)'], ...rows], numbers)
}
