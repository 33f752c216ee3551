import { beaufort } from './sea-words.ts'

/** The units and notations an operator may have figures shown in, in the order a click goes through them. Files keep knots, metres and minutes. */
export const unitChoices = {
  speed: ['kn', 'm/s', 'km/h', 'Bft'],
  height: ['m', 'ft'],
  temperature: ['°C', '°F'],
  /** Minutes and their thousandths, seconds and their tenths, or signed decimal degrees. */
  position: ['minutes', 'seconds', 'decimal'],
} as const

export type UnitKind = keyof typeof unitChoices
export type Units = { readonly [K in UnitKind]: (typeof unitChoices)[K][number] }

export const defaultUnits: Units = { speed: 'kn', height: 'm', temperature: '°C', position: 'minutes' }

/** What a kind and its choices are called where they are chosen; a unit's sign is its name. */
export const unitWords: Readonly<
  Record<UnitKind, { readonly label: string; readonly choices: Readonly<Partial<Record<string, string>>> }>
> = {
  speed: { label: 'Wind and current', choices: { Bft: 'Beaufort' } },
  height: { label: 'Waves and depth', choices: {} },
  temperature: { label: 'Temperature', choices: {} },
  position: {
    label: 'Positions',
    choices: { minutes: 'degrees and minutes', seconds: 'degrees, minutes and seconds', decimal: 'decimal degrees' },
  },
}

/** How a figure in knots, metres or degrees Celsius is shown. */
export interface ShownUnit {
  readonly unit: string
  readonly decimals: number
  readonly of: (value: number) => number
}

const KMH_PER_KN = 1.852
const MS_PER_KN = 1852 / 3600
const FEET_PER_METRE = 1 / 0.3048

/**
 * Knots in the unit chosen.
 * @param decimals of the figure in knots
 * @param scale does it have a Beaufort force? Only the wind at 10 m has one; others stay in knots
 */
export function shownSpeed(units: Units, decimals: number, scale: boolean): ShownUnit {
  switch (units.speed) {
    case 'm/s':
      return { unit: 'm/s', decimals: 1, of: (kn) => kn * MS_PER_KN }
    case 'km/h':
      return { unit: 'km/h', decimals, of: (kn) => kn * KMH_PER_KN }
    case 'Bft':
      if (scale) return { unit: 'Bft', decimals: 0, of: (kn) => beaufort(kn) ?? NaN }
  }
  return { unit: 'kn', decimals, of: (kn) => kn }
}

/** Metres in the unit chosen; whole feet for depths. @param decimals of the figure in metres */
export function shownHeight(units: Units, decimals: number): ShownUnit {
  return units.height === 'ft'
    ? { unit: 'ft', decimals, of: (m) => m * FEET_PER_METRE }
    : { unit: 'm', decimals, of: (m) => m }
}

export function shownTemperature(units: Units, decimals: number): ShownUnit {
  return units.temperature === '°F'
    ? { unit: '°F', decimals, of: (celsius) => celsius * 1.8 + 32 }
    : { unit: '°C', decimals, of: (celsius) => celsius }
}

/** What a click on a unit leads to. */
export function nextUnits(units: Units, kind: UnitKind): Units {
  const choices: readonly string[] = unitChoices[kind]
  return { ...units, [kind]: choices[(choices.indexOf(units[kind]) + 1) % choices.length] }
}
