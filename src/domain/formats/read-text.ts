import { wrapLongitude } from '../position.ts'
import { plural } from './file-values.ts'
import type { DraftPoint, FormatReader, Reading, ReadOptions } from './reading.ts'
import { eglobe } from './read/chart-systems/eglobe.ts'
import { geojson } from './read/json/geojson.ts'
import { gpx } from './read/gpx.ts'
import { jsonPositions } from './read/json/json-positions.ts'
import { kml } from './read/kml.ts'
import { navisailor } from './read/chart-systems/navisailor.ts'
import { nmea } from './read/nmea/nmea.ts'
import { oziRoute } from './read/chart-systems/ozi-route.ts'
import { rou } from './read/chart-systems/rou.ts'
import { rt3 } from './read/chart-systems/rt3.ts'
import { rtz } from './read/rtz.ts'
import { table } from './read/table.ts'
import { textList } from './read/text/text-list.ts'
import { wkt } from './read/text/wkt.ts'
import { isXmlBehindText, strangeText } from './strangers.ts'

/** Every format that can be read, the pickiest first. A new one is one more row. */
const readers: readonly FormatReader[] = [
  rtz,
  gpx,
  kml,
  rt3,
  eglobe,
  geojson,
  jsonPositions,
  rou,
  nmea,
  wkt,
  navisailor,
  oziRoute,
  table,
  textList,
]

/** The reader for a text, by content, never by the file's name; null where there is none. */
export function readerOf(text: string): FormatReader | null {
  if (isXmlBehindText(text)) return null
  // A link has its numbers in an order of its own.
  const fitting = /^\s*https?:\/\//i.test(text) ? [textList] : readers
  return fitting.find(({ recognises }) => recognises(text)) ?? null
}

/** @throws AppError of the format's reader; `file-not-understood` where there is none, its detail naming what was found */
export function readRouteText(text: string, options: ReadOptions): Reading {
  const reader = readerOf(text)
  if (!reader) throw strangeText(text)
  return withWrappedLongitudes(reader.read(text, options))
}

/** Longitudes to ±360 are written by programs that count so; beyond that only by those that count the turns. */
function withWrappedLongitudes(reading: Reading): Reading {
  const isFar = ({ lon }: DraftPoint) => Math.abs(lon) > 360
  const far = reading.drafts.reduce((sum, { points }) => sum + points.filter(isFar).length, 0)
  if (far === 0) return reading
  const drafts = reading.drafts.map((draft) => ({
    ...draft,
    points: draft.points.map((point) => (isFar(point) ? { ...point, lon: wrapLongitude(point.lon) } : point)),
  }))
  const text = `${plural(far, 'longitude')} beyond ±360° ${far === 1 ? 'was' : 'were'} wrapped to ±180°.`
  return { ...reading, drafts, notes: [...reading.notes, { text }] }
}
