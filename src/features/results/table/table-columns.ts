import { numberAt } from '#src/domain/at.ts'
import type { Cell } from '#src/domain/formats/write/sheet.ts'
import { inexactText, isExact } from '#src/domain/metocean/wire/exact-number.ts'
import {
  type FieldLook,
  fieldLooks,
  fieldNumber,
  isFlatAt,
  shownField,
  unitKindOf,
} from '#src/domain/metocean/layers/field-look.ts'
import type { ResultColumns } from '#src/domain/metocean/result.ts'
import { trackOf } from '#src/domain/metocean/along-track.ts'
import { formatCourse, formatNumber, isMissing, type Maybe } from '#src/domain/units/format.ts'
import { formatLatitude, formatLongitude, type Notation } from '#src/domain/units/position-text.ts'
import { formatShipTime, formatUtc } from '#src/domain/units/time-text.ts'
import { shownSpeed, type UnitKind, type Units } from '#src/domain/units/unit-choice.ts'
import { type ShownBounds, shownBounds } from '#src/domain/limits/limit-words.ts'
import { LIMIT_STATE, limitStates } from '#src/domain/limits/limit-states.ts'
import { ownField } from '#src/domain/limits/watched.ts'
import { type LimitId, type Limits, watchedLimits } from '#src/domain/limits/limits.ts'
import type { PlannedSpeed } from '#src/domain/voyage/voyage.ts'
import { shipFigures } from '#src/domain/voyage/ship/ship-figures.ts'
import { laneNumber } from '../lanes/lanes.ts'

/** A column of a table of results: two lines of header, and each cell both as shown and as a spreadsheet takes it. */
export interface TableColumn {
  readonly key: string
  readonly label: string
  /** Unit, with from or towards on a direction. */
  readonly unit: string
  /** What a click on the unit changes; null: there is only one unit. */
  readonly unitKind: UnitKind | null
  /** The limit its values are compared with; undefined: none. */
  readonly bounds?: ShownBounds | undefined
  readonly widthPx: number
  /** Words, not figures: aligned left. */
  readonly words?: boolean
  readonly text: (row: number) => string
  readonly cell: (row: number) => Cell
  /** The unit of its cells, where that is not the unit of what is shown. */
  readonly cellUnit?: string
  /** Is a row's value over caution or limit? Left out: it has none, or says so in words. */
  readonly over?: (row: number) => 'caution' | 'limit' | null
  /** Hidden until it is asked for. */
  readonly extra?: boolean
}

/** The units of figures, and the limits they are compared with. */
export interface FigureStyle {
  readonly units: Units
  readonly limits: Limits
  /** What the speeds of the plan are; over ground unless given. */
  readonly planned?: PlannedSpeed
}

type Head = Pick<TableColumn, 'key' | 'label' | 'unit' | 'widthPx'> & Partial<Pick<TableColumn, 'unitKind'>>

/** Digits as in a file: a decimal point, an ASCII minus, nothing between thousands. */
function plainNumber(value: Maybe, decimals: number): Cell {
  if (isMissing(value)) return null
  return isExact(value) ? Number(value.toFixed(decimals)) + 0 : inexactText(value)
}

export function numberColumn(head: Head, decimals: number, value: (row: number) => Maybe): TableColumn {
  return {
    unitKind: null,
    ...head,
    text: (row) => formatNumber(value(row), decimals),
    cell: (row) => plainNumber(value(row), decimals),
  }
}

export function wordColumn(head: Head, text: (row: number) => string): TableColumn {
  return { unitKind: null, ...head, words: true, text, cell: text }
}

/** Its head says UTC, as spreadsheets have no time zones. */
export function timeColumn(label: string, timeMs: (row: number) => Maybe): TableColumn {
  const cell = (row: number): Cell => {
    const value = timeMs(row)
    return isMissing(value) ? null : { timeMs: value }
  }
  return { key: 'time', label, unit: 'UTC', unitKind: null, widthPx: 112, text: (row) => formatUtc(timeMs(row)), cell }
}

/** By the clocks on board, with UTC beside it; in a spreadsheet it is UTC alone. */
export const shipTimeColumn = (label: string, timeOf: (row: number) => { timeMs: number; zoneHours: number }) => ({
  ...timeColumn(label, (row) => timeOf(row).timeMs),
  unit: 'ship’s time = UTC',
  cellUnit: 'UTC',
  widthPx: 300,
  text: (row: number) => formatShipTime(timeOf(row).timeMs, timeOf(row).zoneHours),
})

export function positionColumns(
  notation: Notation,
  lat: (row: number) => Maybe,
  lon: (row: number) => Maybe,
): TableColumn[] {
  const column = (key: string, label: string, widthPx: number, text: (row: number) => string): TableColumn => ({
    key,
    label,
    unit: '',
    unitKind: null,
    widthPx,
    text,
    // Decimal degrees are numbers, so they take the decimal mark of the spreadsheet.
    cell: (row) => (notation === 'decimal' && !isMissing(lat(row)) ? { digits: text(row) } : text(row)),
  })
  const morePx = notation === 'seconds' ? 10 : 0
  return [
    column('lat', 'Latitude', 100 + morePx, (row) => formatLatitude(lat(row), notation)),
    column('lon', 'Longitude', 108 + morePx, (row) => formatLongitude(lon(row), notation)),
  ]
}

const overNames: Readonly<Record<number, 'caution' | 'limit'>> = {
  [LIMIT_STATE.caution]: 'caution',
  [LIMIT_STATE.limit]: 'limit',
}

/** Every field of an answer, with the current's component after it, and what they mean to the ship. @param sampleOf the row's sample; −1: none */
export function fieldColumns(
  columns: ResultColumns,
  { units, limits, planned = 'over ground' }: FigureStyle,
  sampleOf: (row: number) => number,
): TableColumn[] {
  const { current } = trackOf(columns)
  const watched = new Map(watchedLimits(limits).map((id) => [ownField(columns, id), id]))
  const { perLimit } = limitStates(columns, limits)
  const overOf = (id: LimitId) => (row: number) =>
    overNames[perLimit[id]?.[sampleOf(row)] ?? LIMIT_STATE.noData] ?? null
  const against = (column: TableColumn, id: LimitId, sign?: -1): TableColumn => ({
    ...bounded(column, id, limits, units, sign),
    over: overOf(id),
  })
  const fields = fieldLooks(columns).map((look) => {
    const column = fieldColumn(look, columns, units, sampleOf)
    const id = watched.get(look.name)
    return id ? against(column, id) : column
  })
  const after = fields.findIndex(({ key }) => key === 'Currents_Direction')
  const { unit, decimals, of } = shownSpeed(units, 1, false)
  const along = (row: number) => (current && sampleOf(row) >= 0 ? of(numberAt(current, sampleOf(row))) : undefined)
  const column: TableColumn = {
    ...numberColumn(
      { key: 'along-track', label: 'Current along', unit: `+ with, ${unit}`, unitKind: 'speed', widthPx: 106 },
      decimals,
      along,
    ),
    text: (row) => laneNumber({ decimals, signed: true }, along(row)),
  }
  const all = current ? fields.toSpliced(after + 1, 0, against(column, 'adverse-current', -1)) : fields
  return [
    ...all,
    ...shipColumns(columns, planned, units, sampleOf).map((one) => {
      const id = derivedLimits.find((limit) => limit === one.key)
      return id && limits[id] ? against({ ...one, extra: false }, id) : one
    }),
  ]
}

/** Limits on what follows from an answer; their columns have their names. */
const derivedLimits = ['beam-wind', 'steepness'] as const

/** How wind, sea and current meet the ship, for what the answer has. */
function shipColumns(
  columns: ResultColumns,
  planned: PlannedSpeed,
  units: Units,
  sampleOf: (row: number) => number,
): TableColumn[] {
  const speed = shownSpeed(units, 0, false)
  return shipFigures(columns, planned).flatMap(({ key, label, unit, side, decimals, of }) => {
    if (!of) return []
    const isWind = unit === 'kn' && decimals === 0
    const shown = isWind ? speed : { unit, decimals, of: (value: number) => value }
    const value = (row: number) => (sampleOf(row) < 0 ? undefined : shown.of(of(sampleOf(row))))
    const unitText = [side, shown.unit].filter(Boolean).join(', ')
    const head = {
      key,
      label,
      unit: unitText,
      unitKind: isWind ? ('speed' as const) : null,
      widthPx: Math.max(76, 18 + label.length * 6.6, 18 + unitText.length * 6),
    }
    const column = { ...numberColumn(head, shown.decimals, value), extra: true }
    if (unit === '°T') return { ...column, text: (row: number) => formatCourse(value(row)).slice(0, 3) }
    return side ? { ...column, text: (row: number) => laneNumber({ decimals, signed: true }, value(row)) } : column
  })
}

/** Room in a head for caution and limit beside the unit, px: the minimum, then by length. */
const BOUNDED_PX = 104
const boundedPx = (words: string): number => Math.max(BOUNDED_PX, 18 + words.length * 5.7)

/** A column that shows its caution and limit in the head. */
export function bounded(column: TableColumn, id: LimitId, limits: Limits, units: Units, sign: 1 | -1 = 1): TableColumn {
  const pair = limits[id]
  if (!pair) return column
  const bounds = shownBounds(id, pair, units, { unit: column.unit, sign })
  return { ...column, widthPx: Math.max(column.widthPx, boundedPx(`${column.unit} · ${bounds.short}`)), bounds }
}

function fieldColumn(
  look: FieldLook,
  columns: ResultColumns,
  units: Units,
  sampleOf: (row: number) => number,
): TableColumn {
  const { unit, decimals, of } = shownField(look, units)
  const label = look.unit === '°T' ? look.label.replace(/ (direction|set)$/, '') : look.label
  const wire = (row: number) => columns.fields[look.name]?.[sampleOf(row)]
  const isOfNothing = (row: number) => isFlatAt(columns, look.name, sampleOf(row))
  return {
    key: look.name,
    label,
    unit: [look.convention, unit].filter(Boolean).join(' '),
    unitKind: unitKindOf(look),
    widthPx: Math.max(68, 18 + label.length * 6.6),
    text: (row) => (isOfNothing(row) ? '' : fieldNumber(look, wire(row), units)),
    cell: (row) => {
      const value = wire(row)
      return plainNumber(isMissing(value) || isOfNothing(row) ? null : of(value * look.factor), decimals)
    },
  }
}
