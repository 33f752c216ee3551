import { cutAt180 } from '../formats/write/cut-at-180.ts'
import { filePlace, plainText } from '../formats/write/text.ts'
import { type ExportColumn, exportColumns } from '../metocean/export-columns.ts'
import type { ResultColumns } from '../metocean/result.ts'
import { formatIso } from '../units/time-text.ts'
import { type ExportedResult, stateTexts } from './exported-result.ts'
import { resultFacts } from './result-facts.ts'

/**
 * GeoJSON (RFC 7946): the track as one line, cut at 180°, that says what the file is of, and a point for each sample.
 * What the properties of a point mean is told once, on the line.
 */
export function geoJsonResult(result: ExportedResult): string {
  const { columns } = result.answer
  const fields = exportColumns(columns)
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
    const { lat, lon } = filePlace({ lat: columns.lat[index]!, lon: columns.lon[index]! }, 6)
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
  const pieces = cutAt180(Array.from(lat, (degrees, index) => ({ lat: degrees, lon: lon[index]! })))
  const lines = pieces.map((piece) => piece.map((point) => [round(point.lon), round(point.lat)]))
  if (lines.length < 2) return lines[0] ? { type: 'LineString', coordinates: lines[0] } : null
  return { type: 'MultiLineString', coordinates: lines }
}

const round = (degrees: number) => Math.round(degrees * 1e6) / 1e6 + 0

const valuesOf = (fields: readonly ExportColumn[], index: number) =>
  Object.fromEntries(fields.map(({ key, of }) => [key, of(index)]))
