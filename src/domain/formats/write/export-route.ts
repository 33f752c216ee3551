import { AppError } from '../../errors.ts'
import { MAX_EDITABLE_WAYPOINTS } from '../../route/route.ts'
import { plainNumbers, type SheetNumbers } from '../../units/sheet-numbers.ts'
import { activeAlternative, activePlan, nameAmong, type Voyage } from '../../voyage/voyage.ts'
import { writeCsvRoute, writeCsvTrack } from './csv.ts'
import { type ExportFormat, fileName, type RouteVoyage, type TrackVoyage } from './export-formats.ts'
import { writeGeoJsonRoute, writeGeoJsonTrack } from './geojson.ts'
import { writeGpxRoute, writeGpxTrack } from './gpx.ts'
import { writeKmlRoute, writeKmlTrack } from './kml.ts'
import { writeRtz } from './rtz.ts'

/** What of a voyage goes into a file: the active alternative, and its name where there are others. */
export type ExportedVoyage = Pick<Voyage, 'name' | 'ship' | 'voyageNumber' | 'rtzInfo' | 'alternatives' | 'activeId'>

/** A file as text, ready to be saved as UTF-8. */
export interface ExportedFile {
  readonly fileName: string
  readonly mediaType: string
  readonly text: string
}

interface Writer {
  readonly extension: string
  readonly mediaType: string
  readonly route: (voyage: RouteVoyage, numbers: SheetNumbers) => string
  readonly track?: (voyage: TrackVoyage, numbers: SheetNumbers) => string
}

const rtz = { extension: 'rtz', mediaType: 'application/xml' }

const writers: Readonly<Record<ExportFormat, Writer>> = {
  'rtz-1.0': { ...rtz, route: (voyage) => writeRtz(voyage, '1.0') },
  'rtz-1.1': { ...rtz, route: (voyage) => writeRtz(voyage, '1.1') },
  'rtz-1.2': { ...rtz, route: (voyage) => writeRtz(voyage, '1.2') },
  gpx: { extension: 'gpx', mediaType: 'application/gpx+xml', route: writeGpxRoute, track: writeGpxTrack },
  kml: {
    extension: 'kml',
    mediaType: 'application/vnd.google-earth.kml+xml',
    route: writeKmlRoute,
    track: writeKmlTrack,
  },
  geojson: {
    extension: 'geojson',
    mediaType: 'application/geo+json',
    route: writeGeoJsonRoute,
    track: writeGeoJsonTrack,
  },
  csv: { extension: 'csv', mediaType: 'text/csv;charset=utf-8', route: writeCsvRoute, track: writeCsvTrack },
}

/**
 * A voyage's route, or its track, as a file: `Rotterdam – Halifax, North` where the voyage has other alternatives.
 * @param numbers of a CSV file
 * @throws AppError `too-few-points` for a route of fewer than two waypoints, `too-many-points` where the format takes no track
 */
export function exportRoute(format: ExportFormat, voyage: ExportedVoyage, numbers = plainNumbers): ExportedFile {
  const { ship, voyageNumber, rtzInfo } = voyage
  const { route, track, departureMs, speedKn } = activePlan(voyage)
  const writer = writers[format]
  const voyageName = voyage.name || route.name || track?.name || 'Route'
  const name = [voyageName, nameAmong(voyage, activeAlternative(voyage))].filter(Boolean).join(', ')
  const file = (text: string): ExportedFile => ({
    fileName: fileName(name, writer.extension),
    mediaType: writer.mediaType,
    text,
  })
  if (track) {
    if (!writer.track)
      throw new AppError('too-many-points', `a track is not a route of up to ${MAX_EDITABLE_WAYPOINTS} waypoints`)
    return file(writer.track({ name, track }, numbers))
  }
  if (route.waypoints.length < 2) throw new AppError('too-few-points', 'a route needs at least two waypoints')
  return file(
    writer.route(
      { name, route, timing: { departureMs, speedKn }, info: { ship, voyageNumber, kept: rtzInfo } },
      numbers,
    ),
  )
}
