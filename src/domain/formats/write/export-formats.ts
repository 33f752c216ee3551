export type ExportFormat = 'rtz-1.1' | 'rtz-1.0' | 'rtz-1.2' | 'gpx' | 'kml' | 'geojson' | 'csv'

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
