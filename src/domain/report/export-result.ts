import type { ExportedFile } from '../formats/write/export-route.ts'
import { fileName } from '../formats/write/file-name.ts'
import { csvResult } from './export-csv.ts'
import { geoJsonResult } from './export-geojson.ts'
import { gpxResult } from './export-gpx.ts'
import type { ExportedResult } from './exported-result.ts'

export type ResultFormat = 'csv' | 'geojson' | 'gpx'

/** In the order in which they are offered. */
export const resultFormats: readonly {
  readonly format: ResultFormat
  readonly label: string
  readonly hint: string
}[] = [
  { format: 'csv', label: 'CSV', hint: 'For spreadsheets, a row per sample' },
  { format: 'geojson', label: 'GeoJSON', hint: 'For GIS, a point per sample' },
  { format: 'gpx', label: 'GPX with extensions', hint: 'A track with the weather at each point' },
]

const writers: Readonly<Record<ResultFormat, { mediaType: string; write: (result: ExportedResult) => string }>> = {
  csv: { mediaType: 'text/csv;charset=utf-8', write: csvResult },
  geojson: { mediaType: 'application/geo+json', write: geoJsonResult },
  gpx: { mediaType: 'application/gpx+xml', write: gpxResult },
}

/** A result as a file: with units, conventions, source, time asked, limits and, where it applies, the synthetic label. */
export function exportResult(format: ResultFormat, result: ExportedResult): ExportedFile {
  const { mediaType, write } = writers[format]
  const name = [result.voyage.name, result.answer.taskName].filter(Boolean).join(' ')
  return { fileName: fileName(name, format), mediaType, text: write(result) }
}
