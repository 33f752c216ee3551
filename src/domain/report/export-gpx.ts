import { placeText } from '../formats/write/text.ts'
import { element, elementAround, escapeXml, xmlFile } from '../formats/write/xml.ts'
import { exportColumns } from '../metocean/export-columns.ts'
import { formatIso } from '../units/time-text.ts'
import { type ExportedResult, stateTexts } from './exported-result.ts'
import { resultFacts } from './result-facts.ts'

/** GPX 1.1 with one track; the weather of a point is in an extension of Fairway's own, which other programs pass over. */
export function gpxResult(result: ExportedResult): string {
  const { columns } = result.answer
  const fields = exportColumns(columns)
  const state = stateTexts(result)
  const facts = resultFacts(result.answer, result.voyage, { time: formatIso })
  const meaning = fields.map(({ key, label }) => `${key}: ${label}`).join('; ')
  const metadata = element('metadata', {}, [
    element('name', {}, result.voyage.name || result.answer.taskName),
    element('desc', {}, [...facts.map(([label, text]) => `${label}: ${text}`), `Fields: ${meaning}`].join(' | ')),
  ])
  const points = Array.from({ length: columns.count }, (_, index) => {
    const place = placeText({ lat: columns.lat[index]!, lon: columns.lon[index]! })
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
