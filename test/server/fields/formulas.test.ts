import { describe, expect, it } from 'vitest'
import { ekmanDrift } from '#src/server/fields/current.ts'
import { bearingOf, vectorLength } from '#src/server/fields/sea/geometry.ts'
import { hollandWind } from '#src/server/fields/lows.ts'
import { seaTemperature } from '#src/server/fields/values.ts'
import { smb } from '#src/server/fields/waves.ts'
import { gustOf, windAtHeight } from '#src/server/fields/wind.ts'

describe('formulas of the field model', () => {
  it('grows a sea to about Pierson & Moskowitz if the fetch is long', () => {
    // Pierson & Moskowitz 1964: Hs = 0.0246 U²; SMB with 1,000 km lies within a fifth of it at 10 to 15 m/s.
    for (const wind of [10, 12, 15]) expect(smb(wind, 1000).height / (0.0246 * wind * wind)).toBeCloseTo(1, 0.7)
  })

  it('agrees with a hand calculation of the SMB curves', () => {
    // U = 20 m/s, F = 100 km: gF/U² = 2452; gH/U² = 0.283 tanh(0.0125 · 2452^0.42) = 0.0905; gT/2πU = 1.2 tanh(0.077 · 2452^0.25) = 0.593.
    const { height, significantPeriod } = smb(20, 100)
    expect(height).toBeCloseTo(3.69, 1)
    expect(significantPeriod).toBeCloseTo(7.6, 1)
  })

  it('has the cyclostrophic wind of Holland at the radius of strongest wind', () => {
    // Without rotation V = √(B Δp / (ρ e)): Δp 30 hPa, ρ 1.15, B 1 gives 30.98 m/s, 0.8 of it at 10 m.
    expect(hollandWind(30, 400, 400, 0)).toBeCloseTo(24.8, 1)
    expect(hollandWind(30, 400, 400, 1e-4)).toBeLessThan(hollandWind(30, 400, 400, 0))
    expect(hollandWind(30, 400, 0, 1e-4)).toBe(0)
  })

  it('drifts water to the right of the wind in the north and to the left in the south', () => {
    // Ekman 1905: 0.0127 U/√sin|φ| at 45°; a wind of 10 m/s towards the north at 30°: 0.18 m/s.
    const north = ekmanDrift(30, { east: 0, north: 10 })
    expect(vectorLength(north.east, north.north)).toBeCloseTo(0.1796, 3)
    expect(bearingOf(north)).toBeCloseTo(45, 6)
    expect(bearingOf(ekmanDrift(-30, { east: 0, north: 10 }))).toBeCloseTo(315, 6)
    expect(bearingOf(ekmanDrift(0, { east: 0, north: 10 }))).toBeCloseTo(0, 6)
  })

  it('raises the wind with height by the power law and the gust by its factor', () => {
    expect(windAtHeight(10, 10)).toBe(10)
    expect(windAtHeight(10, 100)).toBeCloseTo(12.88, 2) // 10^0.11
    expect(gustOf(10)).toBeCloseTo(12.3, 6)
  })

  it('is warmest near the equator, swings with the season and never freezes through', () => {
    const august = Date.UTC(2026, 7, 21)
    const february = Date.UTC(2026, 1, 20)
    expect(seaTemperature(2, -30, august)).toBeGreaterThan(25)
    expect(seaTemperature(40, -40, august) - seaTemperature(40, -40, february)).toBeGreaterThan(4)
    expect(seaTemperature(-40, -40, august) - seaTemperature(-40, -40, february)).toBeLessThan(-4)
    expect(seaTemperature(-75, 0, august)).toBe(-1.8)
  })
})
