import { at } from '../at.ts'
import { AppError } from '../errors.ts'
import { wrapLongitude } from '../position.ts'
import { plural } from './file-values.ts'
import type { DraftPoint, FormatReader, ImportNote, Reading, ReadOptions } from './reading.ts'
import { eglobe } from './read/chart-systems/eglobe.ts'
import { esri } from './read/json/esri.ts'
import { geojson } from './read/json/geojson.ts'
import { gpx } from './read/gpx.ts'
import { jsonPositions } from './read/json/json-positions.ts'
import { kml } from './read/kml.ts'
import { numberPairs } from './read/json/number-pairs.ts'
import { navisailor } from './read/chart-systems/navisailor.ts'
import { nmea } from './read/nmea/nmea.ts'
import { oziRoute } from './read/chart-systems/ozi-route.ts'
import { rou } from './read/chart-systems/rou.ts'
import { rt3 } from './read/chart-systems/rt3.ts'
import { rtz } from './read/rtz.ts'
import { table } from './read/table.ts'
import { cutNumberNotes } from './read/text/cut-number.ts'
import { positionLines } from './read/text/position-lines.ts'
import { textList } from './read/text/text-list.ts'
import { wkt, wktTable } from './read/text/wkt.ts'
import { isXmlBehindText, strangeText } from './strangers.ts'

/** Every format that can be read, the pickiest first. A new one is one more row. */
const readers: readonly FormatReader[] = [
  rtz,
  gpx,
  kml,
  rt3,
  eglobe,
  geojson,
  esri,
  jsonPositions,
  rou,
  nmea,
  wkt,
  wktTable,
  navisailor,
  oziRoute,
  numberPairs,
  table,
  textList,
]

/** The reader for a text, by content, never by the file's name; null where there is none. */
export function readerOf(text: string): FormatReader | null {
  if (isXmlBehindText(text)) return null
  // A link has its numbers in an order of its own.
  const fitting = /^\s*(?:https?:\/\/|geo:)/i.test(text) ? [textList] : readers
  return fitting.find(({ recognises }) => recognises(text)) ?? null
}

/** @throws AppError of the format's reader; `file-not-understood` where there is none, its detail naming what was found */
export function readRouteText(text: string, options: ReadOptions): Reading {
  const reader = readerOf(text)
  if (!reader) throw withPositions(text, strangeText(text))
  const reading = withWrappedLongitudes(reader.read(text, options))
  const odd = reading.drafts.flatMap(({ points }) => turnedNotes(points))
  return { ...reading, notes: [...odd, ...reading.notes, ...cutNotes(text, reader, reading)] }
}

/**
 * The word on longitudes beyond ±180° that neither go on from their neighbours nor are counted to 360° as all are: -200.5
 * between 2 and -8 is more likely -20.5 than 159°30' E.
 */
function turnedNotes(points: readonly DraftPoint[]): ImportNote[] {
  const isWestern = points.some(({ lon }) => lon < 0)
  const odd = points.flatMap((point, index) => {
    const isBeyond = point.lon < -180 || (point.lon > 180 && isWestern)
    const beside = [points[index - 1], points[index + 1]].filter((one) => one !== undefined)
    return isBeyond && beside.every(({ lon }) => Math.abs(lon - point.lon) > 180) ? [index] : []
  })
  const [first] = odd
  if (first === undefined) return []
  const { lon } = at(points, first)
  const more = odd.length > 1 ? `, and ${plural(odd.length - 1, 'other')} like it` : ''
  return [
    {
      item: `Point ${first + 1}`,
      text: `Its longitude ${lon} lies beyond ±180° and far from its neighbours${more}; it was taken as ${wrapLongitude(lon)}.`,
      isCaution: true,
    },
  ]
}

/** More text than any report has. */
const MAX_REPORT = 100_000

/** Reports and mails are no files of routes, but what they hold can be pasted. */
function withPositions(text: string, refusal: AppError): AppError {
  if (text.length > MAX_REPORT || /^\s*[<{[]/.test(text)) return refusal
  const count = positionLines(text).reduce((sum, { places }) => sum + places.length, 0)
  if (count === 0) return refusal
  const them = count === 1 ? 'it' : 'them'
  return new AppError(
    refusal.code,
    `${refusal.detail}; it holds ${plural(count, 'position')} among other words: copy its text and use Paste positions to take ${them}`,
  )
}

/** Of lines alone: other formats say themselves where they end. */
function cutNotes(text: string, reader: FormatReader, { table: sheet }: Reading): readonly ImportNote[] {
  if (reader !== textList && reader !== table) return []
  // A cell that is not read may be as it likes.
  return sheet?.assignment.columns.at(-1)?.role === 'none' ? [] : cutNumberNotes(text)
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
