import { z } from '../schema.ts'
import type { ShownUnit } from '../units/unit-choice.ts'

/** The quantities a ship may have a limit for, in the order the screen lists them. */
export const limitIds = ['wind', 'gust', 'beam-wind', 'wave', 'swell', 'steepness', 'adverse-current'] as const
export type LimitId = (typeof limitIds)[number]

/** Reached at ≥, on raw values. Screen units: wind and current in knots, significant heights in metres, steepness as a ratio. */
export const LimitPair = z
  .object({ caution: z.number().positive(), limit: z.number().positive() })
  .readonly()
  .refine(({ caution, limit }) => caution <= limit)
export type LimitPair = z.infer<typeof LimitPair>

// What was kept before there was a limit does not watch it.
const laterLimit = LimitPair.nullable().default(null)

/** The limits of a voyage; null: not watched. */
export const Limits = z
  .object({
    wind: LimitPair.nullable(),
    gust: LimitPair.nullable(),
    'beam-wind': laterLimit,
    wave: LimitPair.nullable(),
    swell: laterLimit,
    steepness: laterLimit,
    'adverse-current': LimitPair.nullable(),
  })
  .readonly()
export type Limits = z.infer<typeof Limits>

/** Where caution begins unless the operator says otherwise. */
const CAUTION_SHARE = 0.8

/** Decimals a limit is entered and shown with. */
export const limitDecimals: Readonly<Record<LimitId, number>> = {
  wind: 0,
  gust: 0,
  'beam-wind': 0,
  wave: 1,
  swell: 1,
  steepness: 3,
  'adverse-current': 1,
}

type Figures = Pick<ShownUnit, 'of' | 'decimals'>

const inOwnUnit = (id: LimitId): Figures => ({ of: (value) => value, decimals: limitDecimals[id] })

/** A limit with caution at 80 % of it, rounded to what the screen shows. @param shown the unit it is shown in */
export function limitPair(id: LimitId, limit: number, { of, decimals } = inOwnUnit(id)): LimitPair {
  const scale = 10 ** decimals
  return { caution: Math.round(of(limit * CAUTION_SHARE) * scale) / scale / of(1), limit }
}

/** The pair with another limit: a caution at 80 % stays at 80 %, any other stays as it is, but never over the limit. */
export function withLimit(id: LimitId, pair: LimitPair, limit: number, shown = inOwnUnit(id)): LimitPair {
  const isAtShare = [inOwnUnit(id), shown].some((unit) => pair.caution === limitPair(id, pair.limit, unit).caution)
  return isAtShare ? limitPair(id, limit, shown) : { caution: Math.min(pair.caution, limit), limit }
}

export const isSameLimits = (one: Limits, other: Limits): boolean =>
  limitIds.every((id) => one[id]?.limit === other[id]?.limit && one[id]?.caution === other[id]?.caution)

/** The range of a limit, in screen units; nothing at sea is larger. */
export const LIMIT_RANGE: Readonly<Record<LimitId, { readonly min: number; readonly max: number }>> = {
  wind: { min: 1, max: 150 },
  gust: { min: 1, max: 200 },
  'beam-wind': { min: 1, max: 150 },
  wave: { min: 0.1, max: 30 },
  swell: { min: 0.1, max: 30 },
  // A wave of 1 in 7 breaks.
  steepness: { min: 0.005, max: 0.142 },
  'adverse-current': { min: 0.1, max: 15 },
}

/** The values a limit starts with when it is first watched. */
export const startingPair: Readonly<Record<LimitId, LimitPair>> = {
  wind: limitPair('wind', 30),
  gust: limitPair('gust', 40),
  'beam-wind': limitPair('beam-wind', 25),
  wave: limitPair('wave', 4),
  swell: limitPair('swell', 3),
  steepness: limitPair('steepness', 0.05),
  'adverse-current': limitPair('adverse-current', 2),
}

/** Nothing is watched. */
export const noLimits: Limits = {
  wind: null,
  gust: null,
  'beam-wind': null,
  wave: null,
  swell: null,
  steepness: null,
  'adverse-current': null,
}

/** What a voyage starts with (wind 30 kn, Hs 4 m, adverse current 2 kn): planning values without any authority. */
export const defaultLimits: Limits = {
  ...noLimits,
  wind: startingPair.wind,
  wave: startingPair.wave,
  'adverse-current': startingPair['adverse-current'],
}

export const watchedLimits = (limits: Limits): LimitId[] => limitIds.filter((id) => limits[id] !== null)

/** The limits that are watched, with their bounds. */
export const watchedPairs = (limits: Limits): (readonly [LimitId, LimitPair])[] =>
  limitIds.flatMap((id) => (limits[id] ? [[id, limits[id]] as const] : []))

/** Limits to start from, by the kind of ship. */
export interface LimitPreset {
  readonly name: string
  readonly limits: Limits
}

const preset = (name: string, windKn: number, waveM: number): LimitPreset => ({
  name,
  limits: { ...defaultLimits, wind: limitPair('wind', windKn), wave: limitPair('wave', waveM) },
})

/** Fairway's own starting points, with no authority behind them: the screen says so. */
export const limitPresets: readonly LimitPreset[] = [
  preset('Any ship', 30, 4),
  preset('Coaster', 28, 3),
  preset('Bulk carrier or tanker, laden', 35, 5),
  preset('Bulk carrier or tanker, in ballast', 35, 4.5),
  preset('Large container ship', 40, 6),
  preset('Ro-ro or car carrier', 35, 4),
  preset('Passenger ship', 35, 3.5),
  preset('Tow or heavy lift', 20, 2),
]
