import { formatCourse, formatNumber, isMissing, type Maybe, MISSING } from '../../units/format.ts'
import {
  defaultUnits,
  shownHeight,
  shownSpeed,
  shownTemperature,
  type ShownUnit,
  type UnitKind,
  type Units,
} from '../../units/unit-choice.ts'
import { inexactText, isExact } from '../wire/exact-number.ts'
import { KNOTS_PER_MS } from './layers.ts'
import type { ResultColumns } from '../result.ts'
import { fieldByName, type Variable, variables } from './variables.ts'

/** How one field of an answer is shown: its words, its unit on the screen, and how to get there from the wire. */
export interface FieldLook {
  /** Name on the wire. */
  readonly name: string
  readonly label: string
  /** Unit on the screen; empty for a condition Fairway does not know. */
  readonly unit: 'kn' | 'm' | 's' | '°T' | '°C' | ''
  readonly factor: number
  readonly decimals: number
  readonly convention?: 'from' | 'towards'
  readonly variable: Variable | null
}

/** A sea lower than this reads 0.0 m. Metres. */
export const FLAT_M = 0.05

/**
 * Is this the period or direction of a flat sea? The model may name them, but there is nothing they could be of: they are
 * not shown, and not missing either.
 * @param valueOf the values beside it, by their names on the wire
 */
export function isOfFlatSea(name: string, valueOf: (name: string) => Maybe): boolean {
  const height = name.replace(/_Mean_(?:Period|Direction)$/, '_Significant_Height')
  return height !== name && (valueOf(height) ?? NaN) < FLAT_M
}

/** `isOfFlatSea` at a sample. */
export const isFlatAt = ({ fields }: ResultColumns, name: string, index: number): boolean =>
  isOfFlatSea(name, (other) => fields[other]?.[index])

/** How a field is shown; an unknown condition keeps its own name and has no unit. */
export function fieldLook(name: string): FieldLook {
  const field = fieldByName(name)
  if (!field) return { name, label: name, unit: '', factor: 1, decimals: 2, variable: null }
  const common = { name, label: field.label, variable: field.variable, convention: field.convention, factor: 1 }
  switch (field.quantity) {
    case 'speed':
      return { ...common, unit: 'kn', factor: KNOTS_PER_MS, decimals: field.variable === 'current' ? 1 : 0 }
    case 'direction':
      return { ...common, unit: '°T', decimals: 0 }
    case 'height':
      return { ...common, unit: 'm', decimals: 1 }
    case 'period':
      return { ...common, unit: 's', decimals: 1 }
    case 'temperature':
      return { ...common, unit: '°C', decimals: 1 }
    case 'depth':
      return { ...common, unit: 'm', decimals: 0 }
  }
}

/** The fields of an answer in the order the screen lists them; unknown ones at the end, as they came. */
export function fieldLooks(columns: ResultColumns): FieldLook[] {
  const rank = ({ variable }: FieldLook) => (variable ? variables.indexOf(variable) : variables.length)
  return Object.keys(columns.fields)
    .map(fieldLook)
    .sort((one, other) => rank(one) - rank(other)) // stable: the wire's order inside a variable
}

/** Which choice of units a field follows; null: it has one unit only. */
export function unitKindOf({ unit }: FieldLook): UnitKind | null {
  return unit === 'kn' ? 'speed' : unit === 'm' ? 'height' : unit === '°C' ? 'temperature' : null
}

/** A field in the units chosen. Directions and periods have one unit only. */
export function shownField(look: FieldLook, units: Units): ShownUnit {
  switch (look.unit) {
    case 'kn':
      return shownSpeed(units, look.decimals, look.variable === 'wind' && /^Winds_10m_/.test(look.name))
    case 'm':
      return shownHeight(units, look.decimals)
    case '°C':
      return shownTemperature(units, look.decimals)
    default:
      return { unit: look.unit, decimals: look.decimals, of: (value) => value }
  }
}

/** The number as a column headed by its unit has it: `24`, `007`, `—`; marked if too large to be exact. */
export function fieldNumber(look: FieldLook, wire: number | undefined, units = defaultUnits): string {
  if (isMissing(wire)) return MISSING
  if (!isExact(wire)) return inexactText(wire)
  if (look.unit === '°T') return formatCourse(wire).slice(0, 3)
  const { of, decimals } = shownField(look, units)
  return formatNumber(of(wire * look.factor), decimals)
}

/** The number with its unit and the side a direction is from: `24 kn`, `from 215°T`, `—`. */
export function fieldText(look: FieldLook, wire: number | undefined, units = defaultUnits): string {
  if (isMissing(wire)) return MISSING
  if (look.unit === '°T') return `${look.convention ?? ''} ${formatCourse(wire)}`.trim()
  return `${fieldNumber(look, wire, units)} ${shownField(look, units).unit}`.trim()
}
