import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type Consumption,
  consumptionFault,
  type ConsumptionRow,
  consumptionWords,
} from '#src/domain/voyage/ship/consumption.ts'
import {
  co2Text,
  type FuelTable,
  fuelTable,
  fuelText,
  fuelUse,
  sailedStretches,
  tonnesPerDay,
} from '#src/domain/voyage/ship/fuel.ts'
import { HOUR_MS } from '#src/domain/time.ts'
import { columnsOf } from '#test/support/voyage-answer.ts'

const row = (speedKn: number, laden: number | null, ballast: number | null = null): ConsumptionRow => ({
  speedKn,
  laden,
  ballast,
})
const consumption: Consumption = { fuel: 'hfo', rows: [row(10, 15), row(12, 22, 20), row(14, 33)] }

function tableOf(given: Consumption, condition: 'laden' | 'ballast' = 'laden'): FuelTable {
  const table = fuelTable(given, condition)
  if (!table?.known) throw new Error(table?.reason)
  return table.value
}
const laden = tableOf(consumption)
const tonnes = (table: FuelTable, speedKn: number) => {
  const daily = tonnesPerDay(table, speedKn)
  return daily.known ? daily.value : NaN
}

describe('a consumption table', () => {
  it('gives what it says at its rows', () => {
    expect([10, 12, 14].map((speedKn) => tonnesPerDay(laden, speedKn))).toEqual(
      [15, 22, 33].map((value) => ({ known: true, value, outsideRange: null })),
    )
  })

  it('goes by the cube of speed between rows: at 11 kn, 331/728 of the way from 10 to 12 kn', () =>
    expect(tonnesPerDay(laden, 11)).toEqual({
      known: true,
      value: expect.closeTo(15 + (7 * 331) / 728, 9) as number,
      outsideRange: null,
    }))

  it('keeps what does not depend on speed: 4 t/day of auxiliaries stay 4 t/day', () => {
    const of = (speedKn: number) => 4 + 0.01 * speedKn ** 3
    const table = tableOf({ fuel: 'mgo', rows: [row(9, of(9)), row(15, of(15))] })
    for (const speedKn of [9.5, 12, 14.9]) expect(tonnes(table, speedKn)).toBeCloseTo(of(speedKn), 9)
  })

  it('is trusted up to 10 % beyond its ends, and says so', () => {
    const outsideRange = 'speed is outside the table'
    expect(tonnesPerDay(laden, 9)).toEqual({
      known: true,
      value: expect.closeTo(15 * 0.729, 9) as number,
      outsideRange,
    })
    expect(tonnesPerDay(laden, 15.4)).toEqual({
      known: true,
      value: expect.closeTo(33 * 1.331, 9) as number,
      outsideRange,
    })
    expect([9.96, 14.04].map((speedKn) => tonnesPerDay(laden, speedKn))).toMatchObject([
      { outsideRange: null },
      { outsideRange: null },
    ])
    const unknown = { known: false, reason: 'speed is more than 10 % outside the table' }
    for (const speedKn of [0, 8.99, 15.41, 40]) expect(tonnesPerDay(laden, speedKn)).toEqual(unknown)
    expect(tonnesPerDay(laden, NaN)).toEqual({ known: false, reason: 'speed not known' })
  })

  it('never burns less at a higher speed', () => {
    const steps = fc.array(
      fc.record({
        faster: fc.double({ min: 0.1, max: 3, noNaN: true }),
        more: fc.double({ min: 0, max: 20, noNaN: true }),
      }),
      { minLength: 1, maxLength: 8 },
    )
    fc.assert(
      fc.property(steps, fc.tuple(fc.double({ noNaN: true, min: 0, max: 1 }), fc.nat(1000)), (made, [place, gap]) => {
        let [speedKn, daily] = [8, 10]
        const rows = made.map(({ faster, more }) => row((speedKn += faster), (daily += more)))
        const table = tableOf({ fuel: 'hfo', rows })
        const [from, to] = [rows[0]!.speedKn * 0.9, rows.at(-1)!.speedKn * 1.1]
        const slow = Math.min(to, Math.max(from, from + (to - from) * place))
        const fast = Math.min(to, slow + ((to - slow) * gap) / 1000)
        expect(tonnes(table, fast)).toBeGreaterThanOrEqual(tonnes(table, slow) * (1 - 1e-12))
        expect(tonnes(table, slow)).toBeGreaterThan(0)
      }),
    )
  })

  it.each([
    [[row(12, 20), row(12, 22)], 'Speeds have to rise from row to row: 12 kn follows 12 kn.'],
    [[row(12, 20), row(11, 18)], 'Speeds have to rise from row to row: 11 kn follows 12 kn.'],
    [[row(10, 20), row(11, null), row(12, 18)], 'Faster cannot burn less: laden, 12 kn has 18 t/day and 10 kn 20.'],
    [[row(10, 20, 19), row(12, 22, 18)], 'Faster cannot burn less: ballast, 12 kn has 18 t/day and 10 kn 19.'],
    [[row(10, 20, 19), row(12, 20, 19)], null],
    [[], null],
  ])('is looked over before it is used', (rows, fault) => {
    expect(consumptionFault({ fuel: 'hfo', rows })).toBe(fault)
    if (fault) expect(fuelTable({ fuel: 'hfo', rows }, 'laden')).toEqual({ known: false, reason: fault })
  })

  it('is one for each loading, of the rows that have a figure for it', () => {
    expect(tableOf(consumption, 'ballast').curve).toEqual([{ speedKn: 12, tonnes: 20 }])
    expect(fuelTable({ fuel: 'hfo', rows: [row(12, 20)] }, 'ballast')).toEqual({
      known: false,
      reason: 'The table has no figures for ballast.',
    })
    expect(fuelTable({ fuel: 'hfo', rows: [] }, 'laden')).toBeNull()
    expect(fuelTable(null, 'laden')).toBeNull()
  })

  it('is told in one line', () => {
    expect(consumptionWords(consumption)).toBe('HFO, t/day: 10 kn 15 laden; 12 kn 22 laden, 20 ballast; 14 kn 33 laden')
    expect(consumptionWords({ fuel: 'hfo', rows: [row(12, null)] })).toBe('HFO, t/day: 12 kn')
    expect([consumptionWords(null), consumptionWords({ fuel: 'hfo', rows: [] })]).toEqual(['', ''])
  })
})

describe('fuel along a voyage', () => {
  const stretch = (hours: number, speedKn: number, isThroughWater = false) => ({ hours, speedKn, isThroughWater })

  it('counts the hours for which the speed through the water is known', () =>
    expect(fuelUse(laden, [stretch(3, 12, true), stretch(1, 12)])).toMatchObject({ hours: 4, throughWaterHours: 3 }))

  it('adds up the stretches under way and leaves out the stays', () => {
    const use = fuelUse(laden, [null, stretch(24, 12), null, stretch(12, 10)])
    expect(use).toEqual({
      tonnes: 29.5,
      co2T: expect.closeTo(29.5 * 3.114, 9) as number,
      hours: 36,
      throughWaterHours: 0,
      outsideHours: 0,
      unknownHours: 0,
    })
    expect([fuelText(use), fuelText(use, 'hfo'), co2Text(use)]).toEqual(['29.5 t', '29.5 t HFO', '91.9 t'])
  })

  it('says what of it rests on less than the table', () => {
    const text = (...stretches: Parameters<typeof fuelUse>[1]) => fuelText(fuelUse(laden, stretches))
    expect(text(stretch(240, 12))).toBe('220 t')
    expect(text(stretch(240, 12), stretch(24, 15))).toBe(`~ ${Math.round(220 + 33 * (15 / 14) ** 3)} t`)
    expect(text(stretch(240, 12), stretch(24, 20))).toBe('at least 220 t')
    expect(text(stretch(240, 20))).toBe('not known')
    expect(text(stretch(240, 12), stretch(Infinity, NaN))).toBe('not known')
  })

  /** Northbound 12 NM in an hour and 12 NM in 90 minutes, then at rest; the current is known over the first of them. */
  const degrees = 12 / 59.705
  const columns = columnsOf(
    { Currents_Intensity: [2, 2, NaN, NaN].map((kn) => (kn * 1852) / 3600), Currents_Direction: [0, 0, 0, 0] },
    {
      lat: [0, degrees, 2 * degrees, 2 * degrees],
      lon: [0, 0, 0, 0],
      timeMs: [0, HOUR_MS, 2.5 * HOUR_MS, 3.5 * HOUR_MS],
    },
  )
  const near = (value: number) => expect.closeTo(value, 2) as number

  it('goes by the speed through the water where the current is known', () =>
    expect(sailedStretches(columns, 'over ground')).toEqual([
      null,
      { hours: near(1), speedKn: near(10), isThroughWater: true },
      { hours: near(1.5), speedKn: near(8), isThroughWater: false },
      null,
    ]))

  it('takes the planned speed, and the time that the current leaves, where that is planned through the water', () =>
    expect(sailedStretches(columns, 'through water')).toEqual([
      null,
      { hours: near(12 / 14), speedKn: near(12), isThroughWater: true },
      { hours: near(1.5), speedKn: near(8), isThroughWater: false },
      null,
    ]))
})
