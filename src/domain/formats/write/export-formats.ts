import type { Route, Track } from '../../route/route.ts'
import type { Timing } from '../../route/timed-legs.ts'
import type { RtzInfo } from '../rtz-fields.ts'

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
  { format: 'rtz-1.0', label: 'RTZ 1.0', leavesOut: 'the history of changes', takesTracks: false },
  { format: 'rtz-1.2', label: 'RTZ 1.2', leavesOut: null, takesTracks: false },
  { format: 'gpx', label: 'GPX 1.1', leavesOut: null, takesTracks: true },
  { format: 'kml', label: 'KML', leavesOut: null, takesTracks: true },
  { format: 'geojson', label: 'GeoJSON', leavesOut: null, takesTracks: true },
  { format: 'csv', label: 'CSV', leavesOut: 'which ETAs are fixed', takesTracks: true },
]

const MAX_CHARACTERS = 80
/** File systems count bytes; this leaves room for the extension. */
const MAX_BYTES = 240
/** Names that Windows keeps for devices, whatever comes after the dot. */
const reserved = /^(?:con|prn|aux|nul|(?:com|lpt)[\d¹²³])$/i

/** A name that every file system takes and no shell needs quoted: letters and figures of any script, all else `_`. */
export function fileName(name: string, extension: string): string {
  const plain = name
    .normalize('NFC')
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, '_')
    .replace(/^[_\p{M}]+/u, '') // a mark without its letter is drawn upon what stands before
  const stem = shortened(plain).replace(/_$/, '')
  return `${stem === '' || reserved.test(stem) ? `route${stem && `_${stem}`}` : stem}.${extension}`
}

function shortened(text: string): string {
  const characters = [...text].slice(0, MAX_CHARACTERS)
  const encoder = new TextEncoder()
  while (encoder.encode(characters.join('')).length > MAX_BYTES) characters.pop()
  return characters.join('')
}

/** What of a voyage goes into a route file. */
export interface RouteVoyage {
  readonly name: string
  readonly route: Route
  readonly timing: Timing
  readonly info: RtzInfo
}

/** A voyage whose file is kept as points. */
export interface TrackVoyage {
  readonly name: string
  readonly track: Track
}
