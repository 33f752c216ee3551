import { describe, expect, it } from 'vitest'
import { fieldsOfAll, variables } from '#src/domain/metocean/layers/variables.ts'
import { DAY_MS, HOUR_MS } from '#src/domain/time.ts'
import { NOW_MS, overAYear, quantile, sampleHere, valueOf } from './field-samples.ts'

/** Some 7,000 points all over the globe, equal in area, at times spread over the next ten days. */
const globe = Array.from({ length: 60 }, (_, row) => (Math.asin((row * 2 - 59) / 60) * 180) / Math.PI).flatMap((lat) =>
  Array.from(
    { length: 120 },
    (_, column) => [lat, column * 3 - 178.5, NOW_MS + ((column * 7) % 240) * HOUR_MS] as const,
  ),
)

describe('ranges', () => {
  const entries = sampleHere(globe, variables)

  it.each(fieldsOfAll(variables))(
    '$name stays within what the sea can do',
    ({ name, plausible: [low, high], quantity }) => {
      const values = entries.map(({ conditions }) => conditions[name]).filter((value) => value != null)
      expect(values.length).toBeGreaterThan(4000)
      expect(values.every((value) => Number.isFinite(value) && value >= low && value <= high)).toBe(true)
      if (quantity === 'direction') expect(values.every((value) => value < 360)).toBe(true)
    },
  )

  it('is a world of ordinary weather', () => {
    const of = (name: string) => entries.map(({ conditions }) => conditions[name]).filter((value) => value != null)
    // Ocean winds average 6.6 m/s (Archer & Jacobson 2005), significant heights about 2.5 m (Young 1999).
    expect(quantile(of('Winds_10m_Intensity'), 0.5)).toBeGreaterThan(5)
    expect(quantile(of('Winds_10m_Intensity'), 0.5)).toBeLessThan(9)
    expect(Math.max(...of('Winds_10m_Intensity'))).toBeLessThan(40)
    expect(quantile(of('Waves_Significant_Height'), 0.5)).toBeGreaterThan(1.5)
    expect(quantile(of('Waves_Significant_Height'), 0.5)).toBeLessThan(3.5)
    expect(Math.max(...of('Waves_Significant_Height'))).toBeLessThan(17)
    expect(Math.max(...of('Currents_Intensity'))).toBeLessThan(2.6)
    expect(Math.max(...of('Bathymetry'))).toBeLessThan(6000)
    expect(Math.min(...of('Bathymetry'))).toBeGreaterThan(0)
  })

  it('adds swell and wind sea up by energy', () => {
    for (const { conditions } of entries) {
      if (conditions['Waves_Significant_Height'] == null) continue
      const parts = Math.hypot(
        conditions['Swell_Wave_Significant_Height']!,
        conditions['Wind_Wave_Significant_Height']!,
      )
      expect(Math.abs(parts - conditions['Waves_Significant_Height'])).toBeLessThan(0.02)
    }
  })
})

describe('known places', () => {
  it('has easterly trades of 5 to 10 m/s', () => {
    for (const [lat, lon] of [
      [15, -140],
      [15, -40],
      [-15, -10],
    ] as const) {
      expect(quantile(overAYear(lat, lon, 'wind', 'Winds_10m_Intensity'), 0.5)).toBeGreaterThan(5)
      expect(quantile(overAYear(lat, lon, 'wind', 'Winds_10m_Intensity'), 0.5)).toBeLessThan(10)
      const directions = overAYear(lat, lon, 'wind', 'Winds_10m_Direction')
      expect(directions.filter((from) => from > 30 && from < 150).length / directions.length).toBeGreaterThan(0.95)
    }
  })

  it('has westerlies and high seas in the roaring forties and the North Atlantic', () => {
    for (const [lat, lon] of [
      [-47, 80],
      [48, -30],
    ] as const) {
      const directions = overAYear(lat, lon, 'wind', 'Winds_10m_Direction')
      expect(directions.filter((from) => from > 180 && from < 360).length / directions.length).toBeGreaterThan(0.75)
      const heights = overAYear(lat, lon, 'wave', 'Waves_Significant_Height')
      expect(quantile(heights, 0.5)).toBeGreaterThan(2.5)
      expect(quantile(heights, 0.95)).toBeGreaterThan(5)
      expect(quantile(heights, 0.05)).toBeLessThan(2.8)
    }
  })

  it.each([
    ['Gulf Stream off Hatteras', 35, -74.8, 20, 80],
    ['Kuroshio south of Shikoku', 32.3, 134, 30, 100],
    ['Agulhas Current off Port Edward', -31.5, 30.8, 180, 270],
  ])('%s runs at more than 1 m/s along its coast', (_, lat, lon, from, to) => {
    const [entry] = sampleHere([[lat, lon]], ['current'])
    expect(valueOf(entry, 'Currents_Intensity')).toBeGreaterThan(1)
    expect(valueOf(entry, 'Currents_Intensity')).toBeLessThan(2.2)
    expect(valueOf(entry, 'Currents_Direction')).toBeGreaterThan(from)
    expect(valueOf(entry, 'Currents_Direction')).toBeLessThan(to)
  })

  it('is sheltered if no ocean swell comes in', () => {
    expect(quantile(overAYear(58, 20, 'extra_wave', 'Swell_Wave_Significant_Height'), 0.9)).toBeLessThan(0.5)
    expect(quantile(overAYear(27, 51, 'extra_wave', 'Swell_Wave_Significant_Height'), 0.9)).toBeLessThan(0.5)
  })

  it('is shallow in the North Sea and deep in mid-ocean', () => {
    const [northSea, atlantic] = sampleHere(
      [
        [56, 3],
        [30, -40],
      ],
      ['bathy'],
    )
    expect(valueOf(northSea, 'Bathymetry')).toBeLessThan(120)
    expect(valueOf(atlantic, 'Bathymetry')).toBeGreaterThan(3500)
  })
})

describe('smoothness', () => {
  /** Wind and current as vectors, and heights, of neighbours that should hardly differ. */
  function steps(points: readonly (readonly [number, number, number])[]) {
    const entries = sampleHere(points, ['wind', 'wave', 'current'])
    const vector = (index: number, kind: 'Winds_10m' | 'Currents') => {
      const speed = valueOf(entries[index], `${kind}_Intensity`)
      const angle = (valueOf(entries[index], `${kind}_Direction`) * Math.PI) / 180
      return [speed * Math.sin(angle), speed * Math.cos(angle)] as const
    }
    const apart = (index: number, kind: 'Winds_10m' | 'Currents') => {
      const [a, b] = [vector(index - 1, kind), vector(index, kind)]
      return Math.hypot(a[0] - b[0], a[1] - b[1])
    }
    const indices = points.map((_, index) => index).slice(1)
    return {
      wind: Math.max(...indices.map((index) => apart(index, 'Winds_10m'))),
      current: Math.max(...indices.map((index) => apart(index, 'Currents'))),
      height: Math.max(
        ...indices.map((index) =>
          Math.abs(
            valueOf(entries[index], 'Waves_Significant_Height') -
              valueOf(entries[index - 1], 'Waves_Significant_Height'),
          ),
        ),
      ),
    }
  }

  it('changes little over 3 NM along an ocean crossing', () => {
    const { wind, current, height } = steps(
      Array.from({ length: 1400 }, (_, index) => [45, 160 + index * 0.05, NOW_MS] as const),
    )
    expect(wind).toBeLessThan(0.6)
    expect(height).toBeLessThan(0.25)
    expect(current).toBeLessThan(0.1)
  })

  it('changes little over a quarter of an hour', () => {
    const { wind, height } = steps(
      Array.from({ length: 960 }, (_, index) => [50, -30, NOW_MS + (index * HOUR_MS) / 4] as const),
    )
    expect(wind).toBeLessThan(1)
    expect(height).toBeLessThan(0.5)
  })

  it('is the same field on both sides of 180°', () => {
    for (const lat of [-60, -45, -30, -10, 0, 12, 30, 45, 58]) {
      const [west, east] = sampleHere(
        [
          [lat, 179.9999, NOW_MS],
          [lat, -179.9999, NOW_MS],
        ],
        variables,
      )
      for (const [name, value] of Object.entries(west!.conditions)) {
        if (value === null || name.endsWith('Direction')) continue
        expect(Math.abs(value - valueOf(east, name)), `${name} at ${lat}°`).toBeLessThan(0.2 + Math.abs(value) / 1000)
      }
    }
  })

  it('lets weather pass: a week in the North Atlantic has more than one value', () => {
    const heights = Array.from(
      { length: 40 },
      (_, index) => [50, -30, NOW_MS - 5 * DAY_MS + index * 6 * HOUR_MS] as const,
    )
    const values = sampleHere(heights, ['wave']).map((entry) => valueOf(entry, 'Waves_Significant_Height'))
    expect(Math.max(...values) - Math.min(...values)).toBeGreaterThan(2)
  })
})
