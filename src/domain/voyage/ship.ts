import { z } from '../schema.ts'
import { Consumption, loadConditions } from './ship/consumption.ts'

/** A container ship has figures of her own, whatever her loading. */
const lossShips = ['as loaded', 'container'] as const

const metres = z.number().positive().nullable()

/** The ship of a voyage. Text is empty, numbers are null where they are not given. */
export const Ship = z
  .object({
    name: z.string(),
    /** Seven digits with a valid check digit, or empty. */
    imo: z.string(),
    /** Nine digits, or empty. */
    mmsi: z.string(),
    callSign: z.string(),
    draughtM: metres,
    /** Over all. */
    lengthM: metres,
    beamM: metres,
    /** Between perpendiculars. Not known to what was kept before, nor is the next. */
    lppM: metres.default(null),
    blockCoefficient: z.number().positive().nullable().default(null),
    /** null: no table of it. */
    consumption: Consumption.nullable().default(null),
    /** What Kwon's method takes her for; null: her speed loss in weather is not shown. */
    speedLoss: z.enum(lossShips).nullable().default(null),
    /** Length of the bow up to 95 % of the beam on the waterline. */
    bowM: metres.default(null),
  })
  .readonly()
export type Ship = z.infer<typeof Ship>

/** How she is loaded on this voyage: it changes from one to the next, and so belongs to none of the ship's records. */
export const Loading = z
  .object({
    condition: z.enum(loadConditions).default('laden'),
    displacementT: z.number().positive().nullable(),
    /** Metacentric height, corrected for free surfaces, metres. */
    gmM: z.number().positive().nullable(),
    /** Natural period of roll as measured on board, seconds. */
    rollPeriodS: z.number().positive().nullable(),
  })
  .readonly()
export type Loading = z.infer<typeof Loading>

export const noLoading: Loading = { condition: 'laden', displacementT: null, gmM: null, rollPeriodS: null }

export const emptyShip: Ship = {
  name: '',
  imo: '',
  mmsi: '',
  callSign: '',
  draughtM: null,
  lengthM: null,
  beamM: null,
  lppM: null,
  blockCoefficient: null,
  consumption: null,
  speedLoss: null,
  bowM: null,
}

/** Metres a ship may measure; the largest ever built was 458.5 m long, 68.9 m wide, 24.6 m deep (Seawise Giant). */
export const SHIP_LIMITS = {
  draughtM: { min: 0.1, max: 35 },
  lengthM: { min: 1, max: 600 },
  beamM: { min: 0.5, max: 150 },
  lppM: { min: 1, max: 600 },
  bowM: { min: 1, max: 300 },
} as const

/** Tonnes, metres and seconds a loaded ship may have; the largest displacement ever was 657 019 t (Seawise Giant). */
export const LOADING_LIMITS = {
  displacementT: { min: 1, max: 700_000 },
  gmM: { min: 0.01, max: 30 },
  rollPeriodS: { min: 1, max: 60 },
} as const

/**
 * An IMO number as people write it: `9074729`, `IMO 9074729`.
 * @returns seven digits, '' for blank text, null where it is none
 * Source: IMO Resolution A.1117(30): the last digit is that of the sum of the first six times 7, 6, 5, 4, 3, 2.
 */
export function parseImo(text: string): string | null {
  const plain = text
    .trim()
    .replace(/^imo/i, '')
    .replace(/[\s.:-]/g, '')
  if (plain === '') return ''
  if (!/^\d{7}$/.test(plain) || plain === '0000000') return null
  const sum = [...plain.slice(0, 6)].reduce((total, digit, index) => total + Number(digit) * (7 - index), 0)
  return sum % 10 === Number(plain[6]) ? plain : null
}

/** An MMSI: nine digits. @returns '' for blank text, null where it is none */
export function parseMmsi(text: string): string | null {
  const plain = text.replace(/\s/g, '')
  return plain === '' || /^\d{9}$/.test(plain) ? plain : null
}

/** A call sign in capitals: 3 to 7 letters and digits. @returns '' for blank text, null where it is none */
export function parseCallSign(text: string): string | null {
  const plain = text.replace(/[\s-]/g, '').toUpperCase()
  return plain === '' || /^[A-Z0-9]{3,7}$/.test(plain) ? plain : null
}

export const isEmptyShip = (ship: Ship): boolean => Object.values(ship).every((value) => value === '' || value === null)

/** Two records of one ship: the same IMO number, or the same name where one of them has no number. */
export function isSameShip(a: Ship, b: Ship): boolean {
  if (a.imo && b.imo) return a.imo === b.imo
  return a.name !== '' && a.name.toLowerCase() === b.name.toLowerCase()
}

/** A file's facts about the ship: added to the known ones if it is the same ship, else another ship. */
export function shipFromFile(known: Ship, file: Partial<Ship>): Ship {
  const other = { ...emptyShip, ...file }
  return isSameShip(known, other) ||
    isEmptyShip({ ...emptyShip, name: known.name, imo: known.imo, mmsi: known.mmsi, callSign: known.callSign })
    ? { ...known, ...file }
    : other
}

/** `MV Name · IMO 9074729 · T 11.5 m`; empty where nothing is given. */
export function shipWords({ name, imo, callSign, draughtM }: Ship): string {
  return [name, imo && `IMO ${imo}`, !imo && callSign, draughtM !== null && `T ${draughtM.toFixed(1)} m`]
    .filter(Boolean)
    .join(' · ')
}
