import { defaultLimits, limitPair, type Limits } from './limits.ts'

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
