import { z } from '../../schema.ts'
import { formatQuantity, formatSpeed } from '../../units/format.ts'
import { beaufortKnots } from '../../units/sea-words.ts'

/** Good weather as a charter party defines it: each number is the contract's own. */
export const GoodWeather = z
  .object({
    maxBeaufort: z.number().int().min(1).max(12),
    /** Two readings are in dispute: the height is that of the whole sea, or of the wind sea beside a limit for swell. */
    sea: z.enum(['total', 'parts']),
    maxSeaM: z.number().positive(),
    /** With `parts` alone. */
    maxSwellM: z.number().positive(),
    /** A period whose mean current along the course is below this is out, knots; null: currents do not matter. */
    minCurrentKn: z.number().nullable(),
    /** The shortest period that counts, hours; `noon to noon`: whole days between noons, if the contract says so. */
    shortest: z.union([z.literal(0), z.literal(12), z.literal('noon to noon')]),
  })
  .readonly()
export type GoodWeather = z.infer<typeof GoodWeather>

/** What the charter party says of speed and weather. */
export const Charter = z
  .object({
    /** Knots, without the contract's `about`; null: not given. */
    speedKn: z.number().positive().nullable(),
    goodWeather: GoodWeather,
  })
  .readonly()
export type Charter = z.infer<typeof Charter>

/** To start from: the contract decides. */
export const usualGoodWeather: GoodWeather = {
  maxBeaufort: 4,
  sea: 'total',
  maxSeaM: 1.25,
  maxSwellM: 2,
  minCurrentKn: 0,
  shortest: 0,
}

export const startingCharter: Charter = { speedKn: null, goodWeather: usualGoodWeather }

/** Knots and metres that can be entered. */
export const CHARTER_LIMITS = {
  speedKn: { min: 1, max: 60 },
  maxSeaM: { min: 0.1, max: 14 },
  maxSwellM: { min: 0.1, max: 14 },
} as const

const lengths = {
  0: 'periods of any length',
  12: 'periods of 12 h or more',
  'noon to noon': 'days from noon to noon, ship’s time',
}

/** The terms as they were entered, label and words, in knots and metres as contracts have them. */
export function charterTerms({ speedKn, goodWeather }: Charter): (readonly [label: string, words: string])[] {
  const { maxBeaufort, sea, maxSeaM, maxSwellM, minCurrentKn, shortest } = goodWeather
  const upTo = (metres: number) => `up to ${formatQuantity(metres, 'm', 2)}`
  return [
    [
      'Charter speed',
      speedKn === null
        ? 'no charter speed'
        : formatQuantity(speedKn, 'kn', Math.round(speedKn * 100) % 10 === 0 ? 1 : 2),
    ],
    ['Wind at 10 m', `Beaufort ${maxBeaufort} (${beaufortKnots(maxBeaufort)}) or less`],
    [
      'Sea, significant height',
      sea === 'total' ? `waves ${upTo(maxSeaM)}` : `wind sea ${upTo(maxSeaM)}, swell ${upTo(maxSwellM)}`,
    ],
    [
      'Current',
      minCurrentKn === null
        ? 'any current'
        : minCurrentKn === 0
          ? 'no adverse current'
          : `mean current of ${formatSpeed(minCurrentKn)} or more`,
    ],
    ['Periods that count', lengths[shortest]],
  ]
}

/** `12.5 kn · Beaufort 4 (11–16 kn) or less · waves up to 1.25 m · no adverse current · periods of any length`. */
export const charterLine = (charter: Charter): string =>
  charterTerms(charter)
    .map(([, words]) => words)
    .join(' · ')
