import { describe, expect, it } from 'vitest'
import { derive } from '#src/domain/voyage/derived.ts'
import { shipAtSea } from '#src/domain/voyage/ship/ship-at-sea.ts'
import { noParticulars, type Particulars } from '#src/domain/voyage/ship/hull.ts'
import { bulker } from '#test/domain/voyage/ships.ts'
import { readingAt, readingSentence } from '#src/features/results/reading.ts'
import { defaultLimits, startingPair } from '#src/domain/limits/limits.ts'
import { magneticWords } from '#src/domain/voyage/variation.ts'
import { answerOf, columnsOf } from '#test/support/voyage-answer.ts'

const rows = (fields: Record<string, readonly number[]>, gaps: Parameters<typeof columnsOf>[1] = {}) =>
  readingAt(answerOf(columnsOf(fields, gaps)), 0)!.rows

it('has the component along the track after the current', () => {
  expect(rows({ Currents_Intensity: [1, 1], Currents_Direction: [0, 0] })).toEqual([
    { label: 'Current', text: '1.9 kn towards 000°T' },
    { label: 'Along track', text: '+1.9 kn favourable' },
    { label: 'To steer', text: '000°T, 10.1 kn STW' },
  ])
})

it('has no period and no direction of a swell of 0.0 m, and counts neither as missing', () => {
  const swell = (height: number, period: number, direction: number) =>
    rows({
      Swell_Wave_Significant_Height: [height, 1],
      Swell_Wave_Mean_Period: [period, 9],
      Swell_Wave_Mean_Direction: [direction, 90],
    })
  expect(swell(0.04, 12, 270)).toEqual([{ label: 'Swell height', text: '0.0 m' }])
  expect(swell(0, NaN, NaN)).toEqual([{ label: 'Swell height', text: '0.0 m' }])
  expect(swell(0.05, 12, 270)).toEqual([{ label: 'Swell height', text: '0.1 m, 12.0 s from 270°T' }])
})

it('names the direction if a current has a speed but no direction', () => {
  const gaps = [{ field: 'Currents_Direction', reason: 'no-value', count: 1 }] as const
  expect(rows({ Currents_Intensity: [1, 1], Currents_Direction: [NaN, 0] }, { gaps })).toEqual([
    { label: 'Current', text: '1.9 kn' },
    { label: 'Along track', text: '—', reason: 'no direction: no value from the service (land or outside the grid)' },
  ])
})

it('says once why a current without speed is missing', () => {
  expect(rows({ Currents_Intensity: [NaN, 1], Currents_Direction: [90, 90] })).toEqual([
    { label: 'Current', text: '—', reason: 'no value from the service (land or outside the grid)' },
  ])
})

it('has no component along the track, rather than zero, if no direction came at all', () => {
  const [current, along] = rows({ Currents_Intensity: [1, 1] })
  expect(current).toEqual({ label: 'Current', text: '1.9 kn' })
  expect(along).toMatchObject({ label: 'Along track', text: '—' })
  expect(along?.reason).toMatch(/^no direction/)
})

it('reads a missing current aloud as having no value, with the reason', () => {
  const reading = readingAt(answerOf(columnsOf({ Currents_Intensity: [NaN, 1], Currents_Direction: [90, 90] })), 0)
  expect(reading && readingSentence(reading)).toMatch(
    /\. Current no value, no value from the service \(land or outside the grid\)\.$/,
  )
})

describe('of the ship', () => {
  const columns = columnsOf({ Waves_Significant_Height: [1, 1], Bathymetry: [19, 19] })
  const rowsFor = (particulars: Particulars) => {
    const derived = derive(columns, { particulars, planned: 'over ground', period: 'tm01' })
    const { rows } = readingAt(answerOf(columns), 0, { ship: shipAtSea(columns, particulars, derived) })!
    return rows.filter(({ label }) => label === 'Motion' || label === 'Under the keel')
  }
  it('says what is shallow, and why something is not known', () => {
    expect(rowsFor(bulker)).toEqual([
      { label: 'Motion', text: '—', reason: 'swell is not in this answer' },
      { label: 'Under the keel', text: '3 m, shallow: check the chart' },
    ])
  })
  it('has no row for what her particulars do not allow', () => {
    expect(rowsFor({ ...noParticulars, lengthM: 217 }).map(({ label }) => label)).toEqual(['Motion'])
    expect(rowsFor(noParticulars)).toEqual([])
  })
})

const KN = 1852 / 3600
/** Eastbound along the equator at 12 kn. */
const eastbound = { lat: [0, 0], lon: [0, (12 * 1852) / 111_319.4908] }
const shipRows = (fields: Record<string, number>, by: Parameters<typeof readingAt>[2] = {}) => {
  const columns = columnsOf(
    Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, [value, value]])),
    eastbound,
  )
  return new Map(readingAt(answerOf(columns), 0, by)!.rows.map(({ label, text }) => [label, text]))
}

it('says where to point the ship in a known current, and at which speed', () => {
  const south = { Currents_Intensity: 2 * KN, Currents_Direction: 180 }
  expect(shipRows(south).get('To steer')).toBe('081°T, 12.2 kn STW')
  const through = { planned: 'through water' } as const
  expect(shipRows(south, through).get('To steer')).toBe('080°T, 11.8 kn SOG at 12.0 kn STW')
  expect(shipRows({ ...south, Currents_Intensity: 13 * KN }, through).get('To steer')).toBe('cannot hold this track')
})

it('says that angles are relative to the course where the current is not known', () => {
  const wind = { Winds_10m_Intensity: 10, Winds_10m_Direction: 45 }
  expect(shipRows(wind).get('Angles')).toBe('relative to course')
  expect(shipRows({ ...wind, Currents_Intensity: 0, Currents_Direction: 0 }).has('Angles')).toBe(false)
  expect(shipRows({ Currents_Intensity: NaN, Currents_Direction: NaN }).has('Angles')).toBe(false)
})

it('has the steepness of the whole sea, and of a part that is steeper', () => {
  const sea = { Waves_Significant_Height: 4, Waves_Mean_Period: 12 }
  const parts = { Swell_Wave_Significant_Height: 3.5, Swell_Wave_Mean_Period: 13 }
  const windSea = { Wind_Wave_Significant_Height: 2, Wind_Wave_Mean_Period: 5 }
  const steep = (fields: Record<string, number>) => shipRows(fields).get('Wave steepness')
  expect(steep({ ...sea, Waves_Mean_Period: 8 })).toBe('0.040 total sea')
  expect(steep(sea)).toBe('0.018 total sea')
  expect(steep({ ...sea, ...parts })).toBe('0.018 total sea')
  expect(steep({ ...sea, ...parts, ...windSea })).toBe('0.018 total sea, 0.051 wind sea')
  expect(steep({ ...sea, Waves_Mean_Period: NaN })).toBeUndefined()
})

it('has wind on the beam where that is watched', () => {
  const wind = { Winds_10m_Intensity: 20 * KN, Winds_10m_Direction: 60 }
  const limits = { ...defaultLimits, 'beam-wind': startingPair['beam-wind'] }
  expect(shipRows(wind).has('Wind on the beam')).toBe(false)
  expect(shipRows(wind, { limits }).get('Wind on the beam')).toBe('10 kn')
})

it('tells of wind against current', () => {
  const row = (from: number, to: number) =>
    shipRows({
      Winds_10m_Intensity: 10,
      Winds_10m_Direction: from,
      Currents_Intensity: 1,
      Currents_Direction: to,
    }).get('Wind against current')
  expect(row(350, 20)).toBe('steeper seas than Hs suggests')
  expect(row(90, 180)).toBeUndefined()
})

it('has magnetic courses beside true ones where they are wanted', () => {
  const south = { Currents_Intensity: 2 * KN, Currents_Direction: 180 }
  const read = (magnetic: typeof magneticWords | null) => shipRows(south, { magnetic })
  expect([read(null).has('Course'), read(null).has('Variation')]).toEqual([false, false])
  // On the equator at Greenwich, where the compass points west of north.
  const rows = read(magneticWords)
  expect(rows.get('Course')).toMatch(/^090°T = 09\d\.[05]°M$/)
  expect(rows.get('Variation')).toMatch(/^\d\.[05]°W by WMM2025$/)
  expect(rows.get('To steer')).toMatch(/^081°T = 08\d\.[05]°M, 12\.2 kn STW$/)
  const none: typeof magneticWords = () => ({ known: false, reason: 'no magnetic model for this date' })
  expect(read(none).get('Course')).toBe('090°T')
  expect(read(none).get('Variation')).toBe('no magnetic model for this date')
})

describe('what the weather takes of her speed', () => {
  // Northbound at 13.5 kn, wind of force 5 and waves of 3 m from ahead
  const columns = columnsOf(
    {
      Winds_10m_Intensity: [9.26, 9.26],
      Winds_10m_Direction: [0, 0],
      Waves_Significant_Height: [3, 3],
      Waves_Mean_Direction: [0, 180],
    },
    { lat: [0, 13.5 / 59.705] },
  )
  const lossRows = (index: number, bowM: number | null) =>
    readingAt(answerOf(columns), index, { loss: { kind: 'laden', particulars: bulker, bowM } })!.rows.slice(-2)
  it('has a row for each of the two figures, and why one is not known', () => {
    expect(lossRows(0, 50)).toEqual([
      { label: 'Speed loss', text: '~ 8.7 %, leaves 12.3 kn' },
      { label: 'Head-wave resistance', text: '146 kN' },
    ])
    expect(lossRows(1, 50)[1]).toEqual({
      label: 'Head-wave resistance',
      text: '—',
      reason: 'for waves within 45° of the bow only',
    })
    expect(lossRows(0, null).map(({ label }) => label)).not.toContain('Head-wave resistance')
  })
  it('has none unless it was asked for', () =>
    expect(readingAt(answerOf(columns), 0)!.rows.map(({ label }) => label)).not.toContain('Speed loss'))
})
