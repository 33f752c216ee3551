import { describe, expect, it } from 'vitest'
import { fieldLook, fieldText } from '#src/domain/metocean/layers/field-look.ts'
import { defaultUnits, nextUnits, type Units } from '#src/domain/units/unit-choice.ts'

const text = (name: string, wire: number, units: Partial<Units>) =>
  fieldText(fieldLook(name), wire, { ...defaultUnits, ...units })

describe('units', () => {
  // 10 m/s is 19.438 kn, 36 km/h, force 5 (17 to 21 kn); 1 m is 3.28084 ft.
  it.each([
    ['Winds_10m_Intensity', 10, {}, '19 kn'],
    ['Winds_10m_Intensity', 10, { speed: 'm/s' }, '10.0 m/s'],
    ['Winds_10m_Intensity', 10, { speed: 'km/h' }, '36 km/h'],
    ['Winds_10m_Intensity', 10, { speed: 'Bft' }, '5 Bft'],
    ['Winds_10m_Intensity', 8, { speed: 'Bft' }, '4 Bft'], // 15.55 kn, force 4 by knots
    ['Winds_10m_Intensity', 0, { speed: 'Bft' }, '0 Bft'],
    ['Winds_80m_Intensity', 10, { speed: 'Bft' }, '19 kn'], // Beaufort is of the wind at 10 m
    ['Gust_10m', 10, { speed: 'Bft' }, '19 kn'],
    ['Currents_Intensity', 1, { speed: 'Bft' }, '1.9 kn'],
    ['Currents_Intensity', 1, { speed: 'm/s' }, '1.0 m/s'],
    ['Currents_Intensity', 1, { speed: 'km/h' }, '3.6 km/h'],
    ['Waves_Significant_Height', 4, { height: 'ft' }, '13.1 ft'],
    ['Bathymetry', 100, { height: 'ft' }, '328 ft'],
    ['Sea_Surface_Temperature', 20, { temperature: '°F' }, '68.0 °F'],
    ['Sea_Surface_Temperature', -1.8, { temperature: '°F' }, '28.8 °F'],
    ['Waves_Mean_Period', 9, { height: 'ft' }, '9.0 s'],
    ['Winds_10m_Direction', 7, { speed: 'm/s' }, 'from 007°T'],
    ['Winds_10m_Intensity', NaN, { speed: 'Bft' }, '—'],
  ] as const)('%s of %d shown in %j is %s', (name, wire, units, expected) =>
    expect(text(name, wire, units)).toBe(expected),
  )

  it('follow one another with a click and come round', () => {
    let units = defaultUnits
    const seen = Array.from({ length: 4 }, () => (units = nextUnits(units, 'speed')).speed)
    expect(seen).toEqual(['m/s', 'km/h', 'Bft', 'kn'])
    expect(units).toEqual(defaultUnits)
  })
})
