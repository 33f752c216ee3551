import { at, numberAt } from '../../at.ts'
import { schedule } from '../../route/schedule.ts'
import { formatIso } from '../../units/time-text.ts'
import { type Cell, decimal, filePlace, sheetText } from './text.ts'
import type { RouteVoyage, TrackVoyage } from './export-formats.ts'

/** One cell after RFC 4180, safe in a spreadsheet. */
export function csvCell(value: Cell): string {
  const text = sheetText(value)
  return /[",;\n\r]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** With a byte order mark, without which spreadsheets take UTF-8 for something else; CRLF as RFC 4180 has it. */
export const csvFile = (rows: readonly (readonly Cell[])[]): string =>
  `\uFEFF${rows.map((row) => `${row.map(csvCell).join(',')}\r\n`).join('')}`

const time = (ms: number | null) => (ms === null || Number.isNaN(ms) ? null : formatIso(ms))
const rounded = (value: number | null, decimals: number) =>
  value === null || !Number.isFinite(value) ? null : decimal(value, decimals)

/** Signed decimal degrees, six places. */
function coordinates(position: { lat: number; lon: number }): [string, string] {
  const { lat, lon } = filePlace(position, 6)
  return [lat.toFixed(6), lon.toFixed(6)]
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
export function writeCsvRoute({ route, timing }: RouteVoyage): string {
  const rows = schedule(route, timing).rows.map((row, index): Cell[] => [
    index + 1,
    row.name,
    ...coordinates(row.position),
    index === 0 ? null : at(route.waypoints, index).leg.type,
    row.courseDeg === null ? null : rounded((Math.round(row.courseDeg * 10) % 3600) / 10, 1),
    rounded(row.legDistanceNm, 3),
    rounded(row.distanceToGoNm, 3),
    rounded(row.speedKn, 3),
    time(index === 0 ? null : row.etaMs),
    row.stayMin > 0 ? rounded(row.stayMin, 1) : null,
    time(row.etdMs),
  ])
  return csvFile([routeHeader, ...rows])
}

/** One row for each point, with its time where it has one. */
export function writeCsvTrack({ track }: TrackVoyage): string {
  const rows = Array.from(track.lat, (lat, index): Cell[] => [
    ...coordinates({ lat, lon: numberAt(track.lon, index) }),
    time(numberAt(track.timeMs, index)),
  ])
  return csvFile([['Latitude', 'Longitude', 'Time (UTC)'], ...rows])
}
