import { KNOTS_PER_MS } from '#src/domain/metocean/layers/layers.ts'
import type { ResultColumns } from '#src/domain/metocean/result.ts'
import { formatQuantity } from '#src/domain/units/format.ts'
import { shownSpeed, type Units } from '#src/domain/units/unit-choice.ts'
import { angleText, relativeText, relativeWeather } from '#src/domain/report/relative-weather.ts'
import type { ReadingRow } from '../reading.ts'

/** How wind and sea meet the ship at a sample; what is not known has no row, since its parts say why. */
export function relativeRows(columns: ResultColumns, index: number, units: Units): ReadingRow[] {
  const { windDeg, apparent, seaDeg } = relativeWeather(columns, index)
  const rows: ReadingRow[] = []
  if (windDeg !== null) rows.push({ label: 'True wind angle', text: relativeText(windDeg) })
  if (apparent) {
    // Beaufort is of the true wind.
    const { unit, decimals, of } = shownSpeed(units, 0, false)
    const speed = formatQuantity(of(apparent.speedMs * KNOTS_PER_MS), unit, decimals)
    rows.push({
      label: 'Apparent wind',
      text: apparent.angleDeg === null ? 'calm' : `${speed}, ${angleText(apparent.angleDeg)}`,
    })
  }
  if (seaDeg !== null) rows.push({ label: 'Wave angle', text: relativeText(seaDeg) })
  return rows
}
