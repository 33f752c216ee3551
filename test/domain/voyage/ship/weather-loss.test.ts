import { describe, expect, it } from 'vitest'
import {
  addedWords,
  type LossShip,
  lossShip,
  lossWords,
  passageLoss,
  weatherLossOf,
} from '#src/domain/voyage/ship/weather-loss.ts'
import { noParticulars } from '#src/domain/voyage/ship/hull.ts'
import { emptyShip, noLoading } from '#src/domain/voyage/ship.ts'
import { HOUR_MS } from '#src/domain/time.ts'
import { columnsOf } from '#test/support/voyage-answer.ts'
import { bulker } from '../ships.ts'

const KN = 1852 / 3600
const ship: LossShip = { kind: 'laden', particulars: bulker, bowM: 50 }

/** Northbound at 13.5 kn, an hour from sample to sample; wind and waves from ahead unless told. */
function sailing(windKn: readonly number[], change: Record<string, readonly number[]> = {}, stays = 0) {
  const count = windKn.length
  const all = (value: number) => windKn.map(() => value)
  const fields = {
    Winds_10m_Intensity: windKn.map((kn) => kn * KN),
    Winds_10m_Direction: all(0),
    Waves_Significant_Height: all(3),
    Waves_Mean_Direction: all(0),
    ...change,
  }
  const step = 13.5 / 59.705
  const places = Array.from({ length: count + stays }, (_, index) => Math.min(index, count - 1) * step)
  const padded = Object.fromEntries(
    Object.entries(fields).map(([name, values]) => [name, places.map((_, index) => values[index] ?? values.at(-1)!)]),
  )
  return columnsOf(padded, { lat: places, lon: places.map(() => 0), timeMs: places.map((_, index) => index * HOUR_MS) })
}
const words = (windKn: number, change?: Record<string, readonly number[]>, of: LossShip = ship) => {
  const weather = weatherLossOf(sailing([windKn, windKn], change), of, 'over ground')(0)!
  return [lossWords(weather), weather.added && addedWords(weather.added)]
}

describe('what the weather takes of her speed', () => {
  it('is a loss and a resistance, each by itself', () => {
    // 18 kn is force 5: row 25 has 8.68 %, and row 27 146 kN
    expect(words(18)).toEqual([{ text: '~ 8.7 %, leaves 12.3 kn' }, { text: '146 kN' }])
  })
  it('has no speed outside the method', () => {
    expect(words(30)[0]).toEqual({ text: '~ more than 30 %, outside the method' })
    expect(words(30, { Winds_10m_Direction: [180, 180] })[0]).toEqual({ text: '~ outside the method' })
  })
  it('is nothing in a calm, which has no direction', () =>
    expect(words(0, { Winds_10m_Direction: [NaN, NaN] })[0]).toEqual({ text: '~ 0.0 %, leaves 13.5 kn' }))
  it('says why it is not known', () => {
    expect(words(NaN)[0]).toEqual({ known: false, reason: 'speed, wind or heading not known' })
    expect(words(18, {}, { ...ship, particulars: noParticulars })).toEqual([
      { known: false, reason: 'needs length, beam and draught' },
      { known: false, reason: 'needs length, beam and draught' },
    ])
    expect(words(18, { Waves_Mean_Direction: [90, 90] })[1]).toEqual({
      known: false,
      reason: 'for waves within 45° of the bow only',
    })
    const high = columnsOf({ Winds_80m_Intensity: [10, 10], Winds_80m_Direction: [0, 0] })
    expect(weatherLossOf(high, ship, 'over ground')(0)!.loss).toEqual({
      known: false,
      reason: 'needs the wind at 10 m',
    })
  })
  it('marks waves that are higher than the resistance is for', () =>
    expect(words(18, { Waves_Significant_Height: [4, 4] })[1]).toEqual({
      text: '~ 260 kN; waves are higher than 3.3 m',
    }))
  it('has no resistance without the length of the bow, and nothing at rest', () => {
    expect(words(18, {}, { ...ship, bowM: null })[1]).toBeNull()
    const still = columnsOf({ Winds_10m_Intensity: [9, 9] }, { lat: [0, 0], lon: [0, 0], timeMs: [0, HOUR_MS] })
    expect(weatherLossOf(still, ship, 'over ground')(0)).toBeNull()
  })
  it('counts what is lost from the speed over the ground, which a current helps', () => {
    const current = { Currents_Intensity: [KN, KN], Currents_Direction: [0, 0] }
    // 13.5 over the ground is 12.5 through the water
    expect(weatherLossOf(sailing([18, 18], current), ship, 'over ground')(0)).toMatchObject({
      calmKn: expect.closeTo(12.5, 2) as number,
      groundKn: expect.closeTo(13.5, 2) as number,
    })
  })
})

describe('over a passage', () => {
  it('rests on what the method covers, and counts the rest apart', () => {
    // Hours from half-way to half-way: ½ and 1 of force 5, 1 of force 7 ahead, 1 not known, 1 and ½ of force 5
    const found = passageLoss(sailing([18, 18, 30, NaN, 18, 18]), ship, 'over ground')
    expect(found).toEqual({
      meanPercent: expect.closeTo(8.68, 1) as number,
      laterHours: expect.closeTo((3 * 0.0868) / (1 - 0.0868), 2) as number,
      hours: 5,
      coveredHours: 3,
      outsideHours: 0,
      tooMuchHours: 1,
      unknownHours: 1,
      unknownReason: 'speed, wind or heading not known',
    })
  })
  it('tells a loss that is too much from what is outside the method for another reason', () => {
    const astern = passageLoss(sailing([30, 30], { Winds_10m_Direction: [180, 180] }), ship, 'over ground')
    expect(astern).toMatchObject({ hours: 1, outsideHours: 1, tooMuchHours: 0, coveredHours: 0 })
  })
  it('has no mean where the method covers nothing', () =>
    expect(passageLoss(sailing([30, 30]), ship, 'over ground')).toMatchObject({
      meanPercent: NaN,
      laterHours: 0,
      coveredHours: 0,
      tooMuchHours: 1,
    }))
  it('takes her through the water, and the current off the time, where that is planned', () => {
    const against = { Currents_Intensity: [KN, KN], Currents_Direction: [180, 180] }
    const { laterHours, hours } = passageLoss(sailing([18, 18], against), ship, 'through water')
    // 13.5 NM at 12.5 kn over the ground, less 8.68 % of 13.5 kn
    expect([hours, laterHours]).toEqual([1, expect.closeTo(13.5 / (12.5 - 1.172) - 13.5 / 12.5, 2)])
  })
})

it('is off until it is switched on, and goes by her loading unless she carries containers', () => {
  expect(lossShip(emptyShip, noLoading)).toBeNull()
  const kind = (speedLoss: 'as loaded' | 'container') =>
    lossShip({ ...emptyShip, speedLoss }, { ...noLoading, condition: 'ballast' })?.kind
  expect([kind('as loaded'), kind('container')]).toEqual(['ballast', 'container'])
})
