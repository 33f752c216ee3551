import { describe, expect, it } from 'vitest'
import { fieldLook, fieldLooks, fieldNumber, fieldText } from '#src/domain/metocean/layers/field-look.ts'
import { columnsOf } from '#test/support/voyage-answer.ts'

describe('fieldText', () => {
  it.each([
    ['Winds_10m_Intensity', 10, '19 kn'], // 1 m/s = 1.943844 kn
    ['Winds_10m_Direction', 215.4, 'from 215°T'],
    ['Winds_10m_Direction', 359.7, 'from 000°T'],
    ['Gust_10m', 12.5, '24 kn'],
    ['Waves_Significant_Height', 3.449, '3.4 m'],
    ['Waves_Mean_Period', 9.05, '9.1 s'],
    ['Currents_Intensity', 0.5, '1.0 kn'],
    ['Currents_Direction', 7, 'towards 007°T'],
    ['Sea_Surface_Temperature', -1.24, '−1.2 °C'],
    ['Bathymetry', 4211.6, '4 212 m'],
    ['Waves_Significant_Height', 0, '0.0 m'],
    ['Waves_Significant_Height', NaN, '—'],
    ['Ice_Concentration', 0.256, '0.26'],
  ])('shows %s of %s as %s', (name, wire, text) => {
    expect(fieldText(fieldLook(name), wire).replaceAll('\u2009', ' ')).toBe(text)
  })
})

it('gives the bare number under a header that has the unit', () => {
  expect(fieldNumber(fieldLook('Winds_10m_Direction'), 7)).toBe('007')
  expect(fieldNumber(fieldLook('Winds_10m_Intensity'), 10)).toBe('19')
  expect(fieldNumber(fieldLook('Winds_10m_Intensity'), undefined)).toBe('—')
})

it('names the height of a wind that is not at 10 m', () => {
  expect(fieldLook('Winds_80m_Intensity')).toMatchObject({ label: 'Wind at 80 m', unit: 'kn', variable: 'wind' })
  expect(fieldLook('Winds_10m_Direction').label).toBe('Wind direction')
})

it('keeps an unknown condition under its own name, after the known ones', () => {
  const columns = columnsOf({
    Ice_Concentration: [1],
    Sea_Surface_Temperature: [1],
    Winds_10m_Intensity: [1],
    Winds_10m_Direction: [1],
  })
  expect(fieldLooks(columns).map(({ name }) => name)).toEqual([
    'Winds_10m_Intensity',
    'Winds_10m_Direction',
    'Sea_Surface_Temperature',
    'Ice_Concentration',
  ])
})
