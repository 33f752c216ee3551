import { z } from 'zod'

/** What of the weather a ship may have a limit for, in the order the screen lists them. */
export const limitIds = ['wind', 'gust', 'wave', 'adverse-current'] as const
export type LimitId = (typeof limitIds)[number]

/** Reached at ≥, on raw values. Screen units: wind, gust and current in knots, significant wave height in metres. */
export const LimitPair = z
  .object({ caution: z.number().positive(), limit: z.number().positive() })
  .readonly()
  .refine(({ caution, limit }) => caution <= limit)
export type LimitPair = z.infer<typeof LimitPair>

/** The limits of a voyage; null: not watched. */
export const Limits = z.object({ wind: LimitPair.nullable(), gust: LimitPair.nullable(), wave: LimitPair.nullable(), 'adverse-current': LimitPair.nullable() }).readonly()
export type Limits = z.infer<typeof Limits>

/** Where caution begins unless the operator says otherwise. */
export const CAUTION_SHARE = 0.8

/** Decimals a limit is entered and shown with. */
export const limitDecimals: Readonly<Record<LimitId, 0 | 1>> = { wind: 0, gust: 0, wave: 1, 'adverse-current': 1 }

/** A limit with caution at 80 % of it, rounded to what the screen shows. */
export function limitPair(id: LimitId, limit: number): LimitPair {
  const scale = 10 ** limitDecimals[id]
  return { caution: Math.round(limit * CAUTION_SHARE * scale) / scale, limit }
}

/** What a voyage starts with (wind 30 kn, Hs 4 m, adverse current 2 kn): planning values of no authority. */
export const defaultLimits: Limits = {
  wind: limitPair('wind', 30),
  gust: null,
  wave: limitPair('wave', 4),
  'adverse-current': limitPair('adverse-current', 2),
}

export const watchedLimits = (limits: Limits): LimitId[] => limitIds.filter((id) => limits[id] !== null)
