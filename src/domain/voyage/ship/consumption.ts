import { at } from '../../at.ts'
import { z } from '../../schema.ts'

/** A fuel, and the tonnes of CO₂ from each tonne burnt. Source: IMO MEPC.364(79), 2.2.1; nothing but the burning. */
export const fuels = {
  hfo: { label: 'HFO', co2: 3.114 },
  lfo: { label: 'LFO', co2: 3.151 },
  mgo: { label: 'MDO/MGO', co2: 3.206 },
  lng: { label: 'LNG', co2: 2.75 },
  propane: { label: 'LPG (propane)', co2: 3 },
  butane: { label: 'LPG (butane)', co2: 3.03 },
  methanol: { label: 'methanol', co2: 1.375 },
  ethanol: { label: 'ethanol', co2: 1.913 },
} as const
export type FuelId = keyof typeof fuels
export const fuelIds = Object.keys(fuels) as [FuelId, ...FuelId[]]

export const loadConditions = ['laden', 'ballast'] as const
export type LoadCondition = (typeof loadConditions)[number]

const ConsumptionRow = z
  .object({
    speedKn: z.number().positive(),
    /** Tonnes a day; null: not given. */
    laden: z.number().positive().nullable(),
    ballast: z.number().positive().nullable(),
  })
  .readonly()
export type ConsumptionRow = z.infer<typeof ConsumptionRow>

/** What a ship burns by speed, as it was entered; `consumptionFault` says whether it can be used. */
export const Consumption = z.object({ fuel: z.enum(fuelIds), rows: z.array(ConsumptionRow).readonly() }).readonly()
export type Consumption = z.infer<typeof Consumption>

/** Knots and tonnes a day a table may hold. */
export const CONSUMPTION_LIMITS = { speedKn: { min: 1, max: 60 }, tPerDay: { min: 0.1, max: 1000 } } as const
export const MAX_CONSUMPTION_ROWS = 12

export interface CurvePoint {
  readonly speedKn: number
  /** A day. */
  readonly tonnes: number
}

/** The rows that have a figure. */
export const curveOf = (rows: readonly ConsumptionRow[], condition: LoadCondition): CurvePoint[] =>
  rows.flatMap(({ speedKn, [condition]: tonnes }) => (tonnes === null ? [] : [{ speedKn, tonnes }]))

/** Why a table cannot be used, in words; null: it can. */
export function consumptionFault({ rows }: Consumption): string | null {
  for (const [index, { speedKn }] of rows.entries()) {
    const before = rows[index - 1]
    if (before && speedKn <= before.speedKn)
      return `Speeds have to rise from row to row: ${speedKn} kn follows ${before.speedKn} kn.`
  }
  for (const condition of loadConditions) {
    const curve = curveOf(rows, condition)
    const falls = curve.findIndex(({ tonnes }, index) => tonnes < (curve[index - 1]?.tonnes ?? 0))
    if (falls < 0) continue
    const [slower, faster] = [at(curve, falls - 1), at(curve, falls)]
    return `Faster cannot burn less: ${condition}, ${faster.speedKn} kn has ${faster.tonnes} t/day and ${slower.speedKn} kn ${slower.tonnes}.`
  }
  return null
}

/** `HFO: 12 kn 22.5 laden, 20 ballast; 13 kn …`, t/day; empty without rows. */
export function consumptionWords(consumption: Consumption | null): string {
  if (!consumption || consumption.rows.length === 0) return ''
  const rows = consumption.rows.map(({ speedKn, ...row }) => {
    const given = loadConditions.filter((condition) => row[condition] !== null)
    return `${speedKn} kn ${given.map((condition) => `${row[condition]} ${condition}`).join(', ')}`.trim()
  })
  return `${fuels[consumption.fuel].label}, t/day: ${rows.join('; ')}`
}
