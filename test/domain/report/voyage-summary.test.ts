import { describe, expect, it } from 'vitest'
import { currentEffect, voyageSummary } from '#src/domain/report/voyage-summary.ts'
import { defaultLimits } from '#src/domain/limits/limits.ts'
import { summarySections, summaryText } from '#src/domain/report/summary-sections.ts'
import type { Units } from '#src/domain/units/unit-choice.ts'
import { emptyVoyage } from '#src/domain/voyage/voyage.ts'
import { answerOf, columnsOf } from '#test/support/voyage-answer.ts'

const KN = 1852 / 3600
const variable = (fields: Record<string, readonly number[]>, id: string) =>
  voyageSummary(columnsOf(fields))!.variables.find(({ layer }) => layer.id === id)

describe('voyageSummary', () => {
  it('has the worst and the mean of each variable in screen units', () => {
    const wind = variable(
      { Winds_10m_Intensity: [10 * KN, 30 * KN, 20 * KN], Winds_10m_Direction: [350, 10, 0] },
      'wind',
    )!
    expect(wind).toMatchObject({ maxIndex: 1, minIndex: 0, coverage: 1 })
    expect([wind.max, wind.min, wind.mean].map((value) => Math.round(value! * 1e4) / 1e4)).toEqual([30, 10, 22.5])
    // Weights 0.5 h × 10, 1 h × 30 and 0.5 h × 20 kn: tan θ = 25·sin 10° / (35·cos 10° + 10)
    expect(wind.direction).toBeCloseTo(5.5758, 3)
  })

  it('weighs the direction of waves by their energy', () => {
    // Three hours at 1 m from north against the same at 3 m from east: tan θ = 9.
    const wave = variable({ Waves_Significant_Height: [1, 3, 3, 1], Waves_Mean_Direction: [0, 90, 90, 0] }, 'wave')!
    expect(wave.direction).toBeCloseTo((Math.atan2(18, 1) * 180) / Math.PI, 5)
  })

  it('counts hours per Beaufort force and sea state, unknown hours separately', () => {
    // By whole knots; the edge between two degrees of sea state belongs to the lower
    const summary = voyageSummary(
      columnsOf({
        Winds_10m_Intensity: [7.99, 8, 8.23, 17.2, NaN],
        Waves_Significant_Height: [0, 1.25, 1.26, 4, 14.1],
      }),
    )!
    expect(summary.beaufort).toEqual({ hours: [0, 0, 0, 0, 2.5, 0, 0, 0.5, 0, 0, 0, 0, 0], unknown: 1 })
    expect(summary.seaState!.hours).toEqual([0.5, 0, 0, 1, 1, 1, 0, 0, 0, 0.5])
  })

  it('has no Beaufort force for a wind at another height', () => {
    expect(voyageSummary(columnsOf({ Winds_80m_Intensity: [10, 10] }))!).toMatchObject({
      beaufort: null,
      variables: [{ label: 'Wind at 80 m' }],
    })
  })

  it('divides the time by where wind meets the ship, a calm from nowhere', () => {
    // Northbound
    const summary = voyageSummary(
      columnsOf({ Winds_10m_Intensity: [5, 5, 5, 0, 5], Winds_10m_Direction: [0, 90, 180, 10, NaN] }),
    )!
    expect(summary.windSectors).toEqual({ hours: [0.5, 0, 1, 0, 1, 0.5], unknown: 1 })
    expect(summary.waveSectors).toBeNull()
  })

  it('has no period or direction of a sea that reads 0.0 m', () => {
    const fields = {
      Waves_Significant_Height: [0.04, 0.04, 1, 1],
      Waves_Mean_Period: [14, 14, 6, 8],
      Waves_Mean_Direction: [90, 90, 0, 0],
      Swell_Wave_Significant_Height: [0.04, 0, 0.02, 0.04],
      Swell_Wave_Mean_Direction: [90, 90, 90, 90],
    }
    expect(variable(fields, 'period')).toMatchObject({ min: 6, max: 8, maxIndex: 3, mean: 7, coverage: 1 })
    expect(variable(fields, 'wave')!.direction).toBeCloseTo(0, 9)
    expect(variable(fields, 'swell')).toMatchObject({ max: expect.closeTo(0.04, 5) as number, direction: null })
    // Northbound: the flat sea of the first hour and a half comes from nowhere.
    expect(voyageSummary(columnsOf(fields))!.waveSectors).toEqual({ hours: [1.5, 0, 0, 0, 0, 1.5], unknown: 0 })
  })

  it('works for one sample and for no value at all, and is absent without samples', () => {
    expect(voyageSummary(columnsOf({ Gust_10m: [5] }))).toMatchObject({
      distanceNm: 0,
      variables: [{ mean: null, max: expect.closeTo(9.72, 2) as number }],
      current: null,
    })
    expect(voyageSummary(columnsOf({ Gust_10m: [NaN, NaN] }))).toMatchObject({ variables: [], beaufort: null })
    expect(voyageSummary(columnsOf({}))).toBeNull()
  })
})

describe('the current of a passage', () => {
  it('adds up over the steps', () => {
    // Northbound along 0.2° of latitude an hour from the equator: 22,114.9 m is 11.941 kn over ground; 1 kn with her.
    const lat = [0, 0.2, 0.4, 0.6]
    const effect = currentEffect(
      columnsOf({ Currents_Intensity: lat.map(() => KN), Currents_Direction: lat.map(() => 0) }, { lat }),
      'over ground',
    )!
    expect(effect.along).toEqual({ mean: expect.closeTo(1, 5) as number, coverage: 1 })
    expect(effect.hoursGained).toBeCloseTo(3 * (11.941 / 10.941 - 1), 3)
  })

  it('leaves out what is not known, and is absent without a current', () => {
    const partly = currentEffect(
      columnsOf({ Currents_Intensity: [KN, KN, NaN, KN], Currents_Direction: [0, 0, 0, 0] }),
      'over ground',
    )!
    expect(partly.along.coverage).toBeCloseTo(1 / 3, 9)
    expect(currentEffect(columnsOf({ Gust_10m: [1, 1] }), 'over ground')).toBeNull()
  })
})

describe('the current leg by leg', () => {
  // Northbound at 11.941 kn from the equator, then eastbound at 12.022 kn; 2 kn to the east throughout.
  const lat = [0, 0.2, 0.4, 0.4, 0.4]
  const lon = [0, 0, 0, 0.2, 0.4]
  const waypoints = [
    { name: 'South', position: { lat: 0, lon: 0 } },
    { name: '', position: { lat: 0.4, lon: 0 } },
    { name: 'East', position: { lat: 0.4, lon: 0.4 } },
  ]
  const rows = (speeds: number[], planned?: 'through water', names = waypoints) =>
    summarySections(
      columnsOf(
        { Currents_Intensity: speeds.map((kn) => kn * KN), Currents_Direction: speeds.map(() => 90) },
        { lat, lon },
      ),
      defaultLimits,
      undefined,
      { waypoints: names, ...(planned && { planned }) },
    ).find(({ title }) => title === 'Current by leg')?.rows

  it('has speeds, heading and hours', () => {
    // √(11.941² + 2²) = 12.107 kn on 350.5; 12.022 − 2 = 10.022 kn on 090.
    expect(rows([2, 2, 2, 2, 2])).toEqual([
      ['1 South – WP 2', '23.9 NM', '0.0 kn', '11.9 / 12.1 kn', '350°T', '0.0 h', 'all of the time'],
      ['2 WP 2 – East', '24.0 NM', '+2.0 kn', '12.0 / 10.0 kn', '090°T', '+0.4 h', 'all of the time'],
    ])
  })

  it('has the speed over ground of a speed through the water', () => {
    expect(rows([2, 2, 2, 2, 2], 'through water')?.[1]?.slice(3, 6)).toEqual(['14.0 / 12.0 kn', '090°T', '+0.3 h'])
  })

  it('counts what is known, and says how much that is', () => {
    expect(rows([2, 2, 2, 2, NaN])?.[1]?.slice(2)).toEqual([
      '+2.0 kn',
      '12.0 / 10.0 kn',
      '090°T',
      '+0.2 h',
      '50 % of the time',
    ])
    expect(rows([2, 2, 2, NaN, NaN])?.[1]?.slice(2)).toEqual(['—', '12.0 / — kn', '090°T', '—', 'none of the time'])
    expect(rows([NaN, NaN, NaN, NaN, NaN])).toBeUndefined()
    expect(rows([2, 2, 2, 2, 2], undefined, waypoints.slice(0, 1))).toBeUndefined()
  })

  it('adds up with its sign', () => {
    const section = (kn: number) =>
      summarySections(
        columnsOf(
          { Currents_Intensity: [kn * KN, kn * KN], Currents_Direction: [180, 180] },
          { lat: [0, 4], lon: [0, 0] },
        ),
        defaultLimits,
      ).find(({ title }) => title === 'Current')!.rows
    // 238.8 NM in an hour: the sign is what counts.
    expect(section(60)[1]).toEqual(['Gained by the current', '−0.2 h, against the same speed through still water'])
    expect(section(-60)[1]![1]).toMatch(/^\+0\.3 h/)
  })
})

it('has the times of the sun for each day on board', () => {
  const sun = (lat: number, day: string, hours: number) =>
    summarySections(
      columnsOf(
        {},
        { lat: [lat, lat], lon: [-30, -30], timeMs: [0, hours].map((h) => Date.parse(day) + h * 3_600_000) },
      ),
      defaultLimits,
    ).find(({ title }) => title === 'Sun, where the ship is at that time')?.rows
  expect(sun(45, '2026-11-22T09:00Z', 9)).toEqual([
    ['1', 'before departure', '22 Nov 09:06Z', 'after arrival', 'after arrival'],
  ])
  expect(sun(45, '2026-11-22T12:00Z', 3)).toBeUndefined()
  expect(sun(78, '2026-12-21T02:00Z', 22)).toEqual([['1', 'no dawn', 'no sunrise', 'no sunset', 'no dusk']])
})

describe('the summary as text', () => {
  const columns = columnsOf({
    Winds_10m_Intensity: [10 * KN, 36 * KN, NaN, 12 * KN],
    Winds_10m_Direction: [270, 270, NaN, 270],
    Waves_Significant_Height: [2, 4.5, 3, 2],
    Sea_Surface_Temperature: [12, 13, 14, 15],
    Bathymetry: [100, 20, 300, 400],
  })
  const answer = answerOf(columns, { synthetic: true })
  const voyage = { ...emptyVoyage('v', 0), name: 'Rotterdam – Halifax' }
  const text = summaryText(answer, voyage, summarySections(columns, voyage.limits))

  it('says what it holds, in which units and conventions, and that the data are synthetic', () => {
    for (const words of [
      'Rotterdam – Halifax',
      'Test service',
      '22 Nov 2026 17:51Z',
      'Synthetic data, not for navigation',
      'Times UTC',
      'Wind 30 kn (caution 24 kn)',
      'current sets towards',
    ])
      expect(text).toContain(words)
  })

  it('marks figures with gaps in them', () => {
    expect(text).toMatch(/Wind +at least 36 kn +22 Nov 19:00Z,.*\n +50°12\.000'N.*\n +020°00\.000'W/)
    expect(text).toMatch(/Wind ≥ 30 kn +at least 0\.2 h/)
    expect(text).toMatch(/Wave height ≥ 4\.0 m +0\.5 h/)
    expect(text).toMatch(/Adverse current ≥ 2\.0 kn +none known +none known +3\.0 h, 36\.0 NM/)
    expect(text).toMatch(/Depth +20 m/)
    expect(text).toMatch(/Sea temperature +12\.0 to 15\.0 °C/)
  })

  it('has one figure for what is not known', () => {
    const limits = { ...defaultLimits, 'adverse-current': null }
    const sections = summarySections(columns, limits)
    const rowOf = (title: string, name: string) =>
      sections.find((section) => section.title === title)?.rows.find(([label]) => label === name)
    // Of three hours the one before and the one after the missing wind.
    expect(rowOf('Passage', 'Not known')).toEqual(['Not known', '2.0 h, 24.0 NM (67 % of the distance)'])
    expect(rowOf('Against the limits', 'Wind ≥ 30 kn')?.at(-1)).toBe('2.0 h, 24.0 NM')
    expect(rowOf('Against the limits', 'Any of them')?.at(-1)).toBe('2.0 h, 24.0 NM (67 % of the distance)')
    expect(rowOf('Hours per Beaufort force', 'Not known')).toEqual(['Not known', '2.0 h'])
    expect(rowOf('Where it meets the ship, share of the time known', 'Wind')?.at(-1)).toBe('2.0 h')
    expect(rowOf('Worst and mean', 'Wind')?.at(-1)).toMatch(/\(33 % of the time\)$/)
    expect(JSON.stringify(sections)).not.toContain('missing')
    expect(JSON.stringify(summarySections(columns, { ...limits, wind: null, wave: null })[0])).not.toContain(
      'Not known',
    )
  })

  it('names a variable that has no value anywhere', () => {
    const [, worst] = summarySections(columnsOf({ Gust_10m: [NaN, NaN] }), defaultLimits)
    expect(worst?.rows).toEqual([['Gust', 'not known', '', '—']])
  })

  it('is in the chosen units, except that a Beaufort force has no scale', () => {
    const inUnits = (units: Units) => summaryText(answer, voyage, summarySections(columns, voyage.limits, units), units)
    const metric = inUnits({ speed: 'm/s', height: 'ft', temperature: '°F', position: 'minutes' })
    // 36 kn × 1852 / 3600; 4.5 m and 20 m ÷ 0.3048; 12 and 15 °C × 1.8 + 32
    expect(metric).toMatch(/Wind +at least 18\.5 m\/s/)
    expect(metric).toMatch(/Wind ≥ 15\.4 m\/s +at least 0\.2 h/)
    expect(metric).toMatch(/Wave height +14\.8 ft/)
    expect(metric).toMatch(/Depth +66 ft/)
    expect(metric).toMatch(/Sea temperature +53\.6 to 59\.0 °F/)
    expect(metric).toContain('Wind 15.4 m/s (caution 12.3 m/s)')
    expect(inUnits({ speed: 'Bft', height: 'm', temperature: '°C', position: 'minutes' })).toBe(text)
  })

  it('leaves out the tables that would be empty', () => {
    expect(summarySections(columns, defaultLimits).map(({ title }) => title)).not.toContain('Current')
    expect(summarySections(columnsOf({}), defaultLimits)).toEqual([])
  })
})
