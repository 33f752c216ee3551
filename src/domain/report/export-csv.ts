import { csvFile } from '../formats/write/csv.ts'
import type { Cell } from '../formats/write/sheet-text.ts'
import { filePlace } from '../formats/write/text.ts'
import { exportColumns } from '../metocean/export-columns.ts'
import { formatIso } from '../units/time-text.ts'
import { type ExportedResult, stateTexts } from './exported-result.ts'
import { resultFacts } from './result-facts.ts'

/** What the file is of in its first lines, then a blank one, then a row per sample. Missing values are empty. */
export function csvResult(result: ExportedResult): string {
  const { columns } = result.answer
  const fields = exportColumns(columns)
  const state = stateTexts(result)
  const head: Cell[] = [
    'No',
    'Time (UTC)',
    'Latitude (deg N)',
    'Longitude (deg E)',
    ...fields.map(({ label }) => label),
    'Against limits',
  ]
  const rows = Array.from({ length: columns.count }, (_, index): Cell[] => {
    const { lat, lon } = filePlace({ lat: columns.lat[index]!, lon: columns.lon[index]! }, 6)
    return [
      index + 1,
      formatIso(columns.timeMs[index]),
      lat.toFixed(6),
      lon.toFixed(6),
      ...fields.map(({ of }) => of(index)),
      state(index),
    ]
  })
  return csvFile([...resultFacts(result.answer, result.voyage, { time: formatIso }), [], head, ...rows])
}
