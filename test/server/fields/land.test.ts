import { describe, expect, it } from 'vitest'
import { isLand, coastKm } from '#src/server/fields/sea/sea-map.ts'
import { openWaterAround, openWaterKm } from '#src/server/fields/sea/open-water.ts'
import { seaMap } from './field-samples.ts'

// Positions read off public charts and atlases, degrees.
const land = {
  'Rotterdam, city': [51.92, 4.48],
  'Suez Canal': [30.6, 32.33],
  Chukotka: [67, 179.9],
  'Chukotka east of 180°': [67, -179.9],
  'Taveuni, Fiji': [-16.85, -179.97],
  'South Pole': [-90, 0],
  Greenland: [72, -40],
  Kansas: [38, -98],
} as const
const sea = {
  'Maas approach': [52.02, 3.7],
  'Kristiansand approach': [58.05, 8.05],
  'Port Said approach': [31.5, 32.4],
  'Gulf of Suez': [28.5, 33.1],
  'Dover Strait': [51.0, 1.45],
  'Singapore Strait': [1.2, 103.9],
  'Strait of Hormuz': [26.5, 56.5],
  'North Pole': [90, 0],
  'Pacific at 180°': [30, 180],
  'Pacific at −180°': [30, -180],
  'Fiji, Koro Sea': [-18, 179.9],
} as const

describe('land mask', () => {
  it.each(Object.entries(land))('%s is land', (_, [lat, lon]) => expect(isLand(seaMap, lat, lon)).toBe(true))
  it.each(Object.entries(sea))('%s is sea', (_, [lat, lon]) => expect(isLand(seaMap, lat, lon)).toBe(false))

  it('covers the share of the globe that is land', () => {
    // 29.2 % of the surface is land (CIA World Factbook); lakes other than the Caspian count as land here.
    let landWeight = 0
    let all = 0
    for (let lat = -89.75; lat < 90; lat += 0.5) {
      const weight = Math.cos((lat * Math.PI) / 180)
      for (let lon = -179.75; lon < 180; lon += 0.5) {
        all += weight
        if (isLand(seaMap, lat, lon)) landWeight += weight
      }
    }
    expect(landWeight / all).toBeGreaterThan(0.28)
    expect(landWeight / all).toBeLessThan(0.3)
  })
})

describe('distance to the coast', () => {
  it('finds the most remote place of the oceans', () => {
    // Point Nemo, 48°52.6'S 123°23.6'W: 2,688 km from land (H. Lukatela 1992). The chamfer is up to 8 % too long.
    const km = coastKm(seaMap, -48.877, -123.393)
    expect(km).toBeGreaterThan(2600)
    expect(km).toBeLessThan(2688 * 1.08)
  })

  it('is the same on both sides of 180°', () => {
    expect(coastKm(seaMap, 20, 179.999)).toBeCloseTo(coastKm(seaMap, 20, -179.999), 0)
  })
})

describe('open water', () => {
  it('is short towards the coast and long away from it', () => {
    // 60 km west of Portugal at 40°N.
    const around = openWaterAround(seaMap, 40, -9.6)
    expect(openWaterKm(around, 90)).toBeLessThan(120)
    expect(openWaterKm(around, 270)).toBe(2000)
  })
})
