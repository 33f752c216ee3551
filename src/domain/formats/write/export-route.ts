import { AppError } from '../../errors.ts'
import { MAX_EDITABLE_WAYPOINTS } from '../../route/route.ts'
import type { Voyage } from '../../voyage/voyage.ts'
import { writeCsvRoute, writeCsvTrack } from './csv.ts'
import { fileName } from './file-name.ts'
import { writeGeoJsonRoute, writeGeoJsonTrack } from './geojson.ts'
import { writeGpxRoute, writeGpxTrack } from './gpx.ts'
import { writeKmlRoute, writeKmlTrack } from './kml.ts'
import { writeRtz } from './rtz.ts'
import type { RouteVoyage, TrackVoyage } from './voyage-parts.ts'

/** What of a voyage goes into a file. */
export type ExportedVoyage = Pick<Voyage, 'name' | 'route' | 'track' | 'departureMs' | 'speedKn' | 'ship' | 'voyageNumber' | 'rtzInfo'>

export type ExportFormat = 'rtz-1.1' | 'rtz-1.0' | 'rtz-1.2' | 'gpx' | 'kml' | 'geojson' | 'csv'

/** A file as text, ready to be saved as UTF-8. */
export interface ExportedFile {
  readonly fileName: string
  readonly mediaType: string
  readonly text: string
}

export interface ExportFormatInfo {
  readonly format: ExportFormat
  readonly label: string
  /** What of the plan the file cannot carry, in words; null: it carries all of it. */
  readonly leavesOut: string | null
  /** Can a track (a file kept as points) be saved in it? */
  readonly takesTracks: boolean
}

/** In the order in which they are offered; the first is the one to begin with. */
export const exportFormats: readonly ExportFormatInfo[] = [
  { format: 'rtz-1.1', label: 'RTZ 1.1', leavesOut: null, takesTracks: false },
  { format: 'rtz-1.0', label: 'RTZ 1.0', leavesOut: null, takesTracks: false },
  { format: 'rtz-1.2', label: 'RTZ 1.2', leavesOut: null, takesTracks: false },
  { format: 'gpx', label: 'GPX 1.1', leavesOut: null, takesTracks: true },
  { format: 'kml', label: 'KML', leavesOut: null, takesTracks: true },
  { format: 'geojson', label: 'GeoJSON', leavesOut: null, takesTracks: true },
  { format: 'csv', label: 'CSV', leavesOut: 'which ETAs are fixed', takesTracks: true },
]

interface Writer {
  readonly extension: string
  readonly mediaType: string
  readonly route: (voyage: RouteVoyage) => string
  readonly track?: (voyage: TrackVoyage) => string
}

const rtz = { extension: 'rtz', mediaType: 'application/xml' }

const writers: Readonly<Record<ExportFormat, Writer>> = {
  'rtz-1.0': { ...rtz, route: (voyage) => writeRtz(voyage, '1.0') },
  'rtz-1.1': { ...rtz, route: (voyage) => writeRtz(voyage, '1.1') },
  'rtz-1.2': { ...rtz, route: (voyage) => writeRtz(voyage, '1.2') },
  gpx: { extension: 'gpx', mediaType: 'application/gpx+xml', route: writeGpxRoute, track: writeGpxTrack },
  kml: { extension: 'kml', mediaType: 'application/vnd.google-earth.kml+xml', route: writeKmlRoute, track: writeKmlTrack },
  geojson: { extension: 'geojson', mediaType: 'application/geo+json', route: writeGeoJsonRoute, track: writeGeoJsonTrack },
  csv: { extension: 'csv', mediaType: 'text/csv;charset=utf-8', route: writeCsvRoute, track: writeCsvTrack },
}

/**
 * A voyage's route, or its track, as a file.
 * @throws AppError `too-few-points` for a route of fewer than two waypoints, `too-many-points` where the format takes no track
 */
export function exportRoute(format: ExportFormat, voyage: ExportedVoyage): ExportedFile {
  const { route, track, departureMs, speedKn, ship, voyageNumber, rtzInfo } = voyage
  const writer = writers[format]
  const name = voyage.name || route.name || track?.name || 'Route'
  const file = (text: string): ExportedFile => ({ fileName: fileName(name, writer.extension), mediaType: writer.mediaType, text })
  if (track) {
    if (!writer.track) throw new AppError('too-many-points', `a track is not a route of up to ${MAX_EDITABLE_WAYPOINTS} waypoints`)
    return file(writer.track({ name, track }))
  }
  if (route.waypoints.length < 2) throw new AppError('too-few-points', 'a route needs at least two waypoints')
  return file(writer.route({ name, route, timing: { departureMs, speedKn }, info: { ship, voyageNumber, kept: rtzInfo } }))
}
