import { numberAt } from '../at.ts'
import { inexactText, isExact } from './wire/exact-number.ts'
import { type FieldLook, fieldLooks, isFlatAt } from './layers/field-look.ts'
import type { FieldColumn, ResultColumns } from './result.ts'
import type { PlannedSpeed } from '../voyage/voyage.ts'
import { shipFigures } from '../voyage/ship/ship-figures.ts'
import { trackOf } from './along-track.ts'

/** One column of an exported result. */
export interface ExportColumn {
  /** For programs: `wind_kn`, `wave_from_degT`; a condition Fairway does not know keeps its own name. */
  readonly key: string
  /** For people: `Wind (kn)`, `Wind (from °T)`. */
  readonly label: string
  readonly unit: string
  readonly convention: string | null
  /** Rounded to what the service can know, whole numbers kept; text if too large to be exact; null: no value, or none of a flat sea. */
  readonly of: (index: number) => number | string | null
}

/** More than the screen shows, less than the noise of a 24-bit float. */
const DECIMALS = { kn: 2, m: 2, s: 2, '°T': 1, '°': 1, h: 2, '°C': 2, '': 4 } as const

function rounded(value: number, decimals: number): number | string | null {
  if (Number.isNaN(value)) return null
  if (!isExact(value)) return inexactText(value)
  // Scaled, a large whole number would lose its last digits.
  return (Number.isInteger(value) ? value : Math.round(value * 10 ** decimals) / 10 ** decimals) + 0
}

/** Distance, every field, the current along the track, and how they meet the ship, in screen units. */
export function exportColumns(columns: ResultColumns, planned: PlannedSpeed = 'over ground'): ExportColumn[] {
  const { distanceNm, current } = trackOf(columns)
  const distance: ExportColumn = {
    key: 'distance_nm',
    label: 'Distance (NM)',
    unit: 'NM',
    convention: null,
    of: (index) => rounded(numberAt(distanceNm, index), 2),
  }
  const along = (values: FieldColumn): ExportColumn => ({
    key: 'current_along_kn',
    label: 'Current along track (kn, + with the ship)',
    unit: 'kn',
    convention: '+ with the ship',
    of: (index) => rounded(numberAt(values, index), 2),
  })
  const fields = fieldLooks(columns).flatMap((look) => {
    const values = columns.fields[look.name]
    return values ? [fieldColumn(look, values, columns)] : []
  })
  const ship = shipFigures(columns, planned).map(({ label, unit, side, of }): ExportColumn => {
    const unitWords = [unit, side].filter(Boolean).join(', ')
    return {
      key: [keyOf(label), unit === '°' ? 'deg' : unit.replace('°', 'deg')].filter(Boolean).join('_'),
      label: unitWords ? `${label} (${unitWords})` : label,
      unit,
      convention: side || null,
      of: (index) => rounded(of?.(index) ?? NaN, DECIMALS[unit]),
    }
  })
  return [distance, ...fields, ...(current ? [along(current)] : []), ...ship]
}

function fieldColumn(look: FieldLook, values: FieldColumn, columns: ResultColumns): ExportColumn {
  const { name, label, unit, convention = null, factor } = look
  const stem = label.replace(/ (direction|set)$/, '')
  const unitWords = [convention, unit].filter(Boolean).join(' ')
  return {
    key: look.variable
      ? `${keyOf(stem)}_${unit === '°T' ? `${convention}_degT` : unit === '°C' ? 'degC' : unit}`
      : name,
    label: unitWords ? `${stem} (${unitWords})` : stem,
    unit,
    convention,
    of: (index) => (isFlatAt(columns, name, index) ? null : rounded(numberAt(values, index) * factor, DECIMALS[unit])),
  }
}

const keyOf = (label: string) => label.toLowerCase().replace(/[^a-z0-9]+/g, '_')
