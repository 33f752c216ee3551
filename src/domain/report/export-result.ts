import { positionAt } from '../position.ts'
import { integerAt, numberAt } from '../at.ts'
import type { ExportedFile } from '../formats/write/export-route.ts'
import { fileName } from '../formats/write/export-formats.ts'
import { plannedIn } from '../voyage/answer-match.ts'
import { type ExportedResult, resultFacts, stateTexts } from './result-facts.ts'
import { coordinateCells } from '../formats/write/csv.ts'
import { type Cell, csvFile } from '../formats/write/sheet.ts'
import { element, elementAround, escapeXml, filePlace, placeText, plainText, xmlFile } from '../formats/write/text.ts'
import { type ExportColumn, exportColumns } from '../metocean/export-columns.ts'
import { plainNumbers, type SheetNumbers } from '../units/sheet-numbers.ts'
import { formatIso } from '../units/time-text.ts'
import { waypointSamples } from '../voyage/waypoint-samples.ts'
import { cutAt180 } from '../formats/write/geojson.ts'
import { answeredAlternative } from '../tasks/answer-name.ts'
import type { ResultColumns } from '../metocean/result.ts'

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

const writers: Readonly<
  Record<ResultFormat, { mediaType: string; write: (result: ExportedResult, numbers: SheetNumbers) => string }>
> = {
  csv: { mediaType: 'text/csv;charset=utf-8', write: csvResult },
  geojson: { mediaType: 'application/geo+json', write: geoJsonResult },
  gpx: { mediaType: 'application/gpx+xml', write: gpxResult },
}

/**
 * A result as a file: with units, conventions, source, time asked, limits and, where it applies, the synthetic label.
 * @param numbers how a CSV file writes them
 */
export function exportResult(format: ResultFormat, result: ExportedResult, numbers = plainNumbers): ExportedFile {
  const { mediaType, write } = writers[format]
  const { answer, voyage } = result
  const name = [voyage.name, answeredAlternative(answer, voyage), answer.taskName].filter(Boolean).join(' ')
  return { fileName: fileName(name, format), mediaType, text: write(result, numbers) }
}

/**
 * A head that says what the file holds, a blank line, then a row per sample. Missing values are empty. A sample at a
 * waypoint carries its name.
 */
function csvResult(result: ExportedResult, numbers: SheetNumbers): string {
  const { columns } = result.answer
  const fields = exportColumns(columns, plannedIn(result.answer, result.voyage.plannedSpeed))
  const state = stateTexts(result)
  const names = waypointNames(result)
  const named = (cell: Cell): Cell[] => (names.size > 0 ? [cell] : [])
  const head: Cell[] = [
    'No',
    'Time (UTC)',
    'Latitude (deg N)',
    'Longitude (deg E)',
    ...named('Waypoint'),
    ...fields.map(({ label }) => label),
    'Against limits',
  ]
  const rows = Array.from({ length: columns.count }, (_, index): Cell[] => [
    index + 1,
    formatIso(columns.timeMs[index]),
    ...coordinateCells(positionAt(columns, index)),
    ...named(names.get(index) ?? null),
    ...fields.map(({ of }) => of(index)),
    state(index),
  ])
  return csvFile([...resultFacts(result.answer, result.voyage, { time: formatIso }), [], head, ...rows], numbers)
}

/** Names of waypoints by the sample at each; `WP 3` where one has no name. */
function waypointNames({ answer: { columns }, waypoints = [] }: ExportedResult): ReadonlyMap<number, string> {
  const samples = waypointSamples(columns, waypoints)
  const named = waypoints.map(({ name }, index) => [integerAt(samples, index), name || `WP ${index + 1}`] as const)
  return new Map(named.filter(([sample]) => sample >= 0))
}

/** GPX 1.1 with one track; a point's weather is in Fairway's own extension, which other programs ignore. */
function gpxResult(result: ExportedResult): string {
  const { columns } = result.answer
  const fields = exportColumns(columns, plannedIn(result.answer, result.voyage.plannedSpeed))
  const state = stateTexts(result)
  const facts = resultFacts(result.answer, result.voyage, { time: formatIso })
  const name = [result.voyage.name, answeredAlternative(result.answer, result.voyage)].filter(Boolean).join(', ')
  const meaning = fields.map(({ key, label }) => `${key}: ${label}`).join('; ')
  const metadata = element('metadata', {}, [
    element('name', {}, name || result.answer.taskName),
    element('desc', {}, [...facts.map(([label, text]) => `${label}: ${text}`), `Fields: ${meaning}`].join(' | ')),
  ])
  const points = Array.from({ length: columns.count }, (_, index) => {
    const place = placeText(positionAt(columns, index))
    const values = fields
      .flatMap(({ key, of }) => (of(index) === null ? [] : [` ${attributeName(key)}="${of(index)}"`]))
      .join('')
    return `<trkpt lat="${place.lat}" lon="${place.lon}"><time>${formatIso(columns.timeMs[index])}</time><extensions><fairway:weather${values} limits="${escapeXml(state(index))}"/></extensions></trkpt>`
  })
  const track = elementAround('trk', [element('name', {}, result.answer.taskName), elementAround('trkseg', points)])
  return xmlFile(
    `<gpx version="1.1" creator="Fairway" xmlns="http://www.topografix.com/GPX/1/1" xmlns:fairway="urn:x-fairway:results:1">\n${metadata}\n${track}\n</gpx>`,
  )
}

/** A condition may be called anything on the wire; an attribute may not. */
const attributeName = (key: string) => key.replace(/[^A-Za-z0-9_.-]/g, '_').replace(/^(?=[^A-Za-z_])/, '_')

/**
 * GeoJSON (RFC 7946): the track as one line, cut at 180°, that says what the file holds, and a point for each sample.
 * The line also says, once for all points, what their properties mean.
 */
function geoJsonResult(result: ExportedResult): string {
  const { columns } = result.answer
  const fields = exportColumns(columns, plannedIn(result.answer, result.voyage.plannedSpeed))
  const state = stateTexts(result)
  const facts = Object.fromEntries(
    resultFacts(result.answer, result.voyage, { time: formatIso }).map(([label, text]) => [
      label.toLowerCase(),
      plainText(text),
    ]),
  )
  const meaning = Object.fromEntries(
    fields.map(({ key, label, unit, convention }) => [key, { label, unit, convention }]),
  )
  const line = { type: 'Feature', properties: { ...facts, fields: meaning }, geometry: lineGeometry(columns) }
  // A hundred thousand points: written one by one, not through a tree of them.
  const points = Array.from({ length: columns.count }, (_, index) => {
    const { lat, lon } = filePlace(positionAt(columns, index), 6)
    const properties = {
      no: index + 1,
      time: formatIso(columns.timeMs[index]),
      ...valuesOf(fields, index),
      limits: state(index),
    }
    return JSON.stringify({ type: 'Feature', properties, geometry: { type: 'Point', coordinates: [lon, lat] } })
  })
  return `{"type":"FeatureCollection","features":[\n${[JSON.stringify(line), ...points].join(',\n')}\n]}\n`
}

/** null for a track that goes nowhere: a line has two places at least. */
function lineGeometry({ lat, lon }: ResultColumns): object | null {
  const pieces = cutAt180(Array.from(lat, (degrees, index) => ({ lat: degrees, lon: numberAt(lon, index) })))
  const lines = pieces.map((piece) => piece.map((point) => [round(point.lon), round(point.lat)]))
  if (lines.length < 2) return lines[0] ? { type: 'LineString', coordinates: lines[0] } : null
  return { type: 'MultiLineString', coordinates: lines }
}

const round = (degrees: number) => Math.round(degrees * 1e6) / 1e6 + 0

const valuesOf = (fields: readonly ExportColumn[], index: number) =>
  Object.fromEntries(fields.map(({ key, of }) => [key, of(index)]))
