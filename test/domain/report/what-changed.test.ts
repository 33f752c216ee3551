import { describe, expect, it } from 'vitest'
import { comparedAnswers } from '#src/domain/report/comparison.ts'
import { whatChanged } from '#src/domain/report/what-changed.ts'
import type { Limits } from '#src/domain/limits/limits.ts'
import { HOUR_MS } from '#src/domain/time.ts'
import { defaultUnits } from '#src/domain/units/unit-choice.ts'
import { answerOf, columnsOf } from '#test/support/voyage-answer.ts'

const NONE: Limits = {
  wind: null,
  gust: null,
  'beam-wind': null,
  wave: null,
  swell: null,
  steepness: null,
  'adverse-current': null,
}
const WAVES: Limits = { ...NONE, wave: { caution: 3.2, limit: 4 } }
const WIND: Limits = { ...NONE, wind: { caution: 24, limit: 30 } }
const START = Date.UTC(2026, 10, 22, 18)
type Fields = Record<string, readonly number[]>

const answers = (now: Fields, before: Fields, place: Parameters<typeof columnsOf>[1] = {}) =>
  [
    answerOf(columnsOf(now, place), { name: 'now', askedMs: Date.UTC(2026, 10, 22, 17, 51) }),
    answerOf(columnsOf(before, place), { name: 'before', askedMs: Date.UTC(2026, 10, 22, 6, 10) }),
  ] as const
const changed = (now: Fields, before: Fields, limits = NONE, units = defaultUnits) =>
  whatChanged(...answers(now, before), limits, units, { waypoints })
const waves = (...heights: number[]) => ({ Waves_Significant_Height: heights })
/** On the first and the fourth sample, which are 36 NM apart. */
const waypoints = [
  { name: '', position: { lat: 50, lon: -20 } },
  { name: 'Bishop Rock', position: { lat: 50.6, lon: -20 } },
]

describe('the headline of what changed', () => {
  it('is as the page on analysis words it', () =>
    expect(changed(waves(3.4, 4.6, 4.6, 3.4, 3), waves(3.4, 3.4, 3.4, 3.4, 3), WAVES).headline).toBe(
      'Since the answer of 22 Nov 06:10Z: Hs up to 1.2 m higher off WP 1; now over limit 18–21Z',
    ))
  it('is in the units shown, and tells what is lower', () =>
    expect(changed(waves(1, 1, 1, 1), waves(1, 1, 1, 3), NONE, { ...defaultUnits, height: 'ft' }).headline).toBe(
      'Since the answer of 22 Nov 06:10Z: Hs up to 6.6 ft lower off Bishop Rock',
    ))
  it('names the limit where it is not that of the variable that leads, and what is no longer over one', () => {
    const now = { ...waves(1, 1, 3, 1), Winds_10m_Intensity: [10, 10, 10, 10] }
    const before = { ...waves(1, 1, 1, 1), Winds_10m_Intensity: [11, 16, 16, 11] }
    expect(changed(now, before, WIND).headline).toBe(
      'Since the answer of 22 Nov 06:10Z: Hs up to 2.0 m higher off Bishop Rock; wind no longer over limit 18–21Z',
    )
  })
  it('dates what is on another day, and what lasts beyond midnight', () => {
    const day = Array.from({ length: 24 }, (_, hour) => START + hour * HOUR_MS)
    const sea = (from: number, to: number) => day.map((_, hour) => (hour >= from && hour < to ? 5 : 2))
    const of = (from: number, to: number) =>
      whatChanged(...answers(waves(...sea(from, to)), waves(...sea(0, 0)), { timeMs: day }), WAVES, defaultUnits)
        .headline
    expect(of(3, 9)).toMatch(/ now over limit 22 Nov 20Z – 23 Nov 03Z$/)
    expect(of(10, 14)).toMatch(/higher at 23 Nov 04:00Z; now over limit 23 Nov 03–08Z$/)
  })
  it('says plainly that hardly anything changed, by what a forecast can tell', () => {
    expect(changed(waves(2, 2.25), waves(2, 2))).toMatchObject({
      degree: 'hardly',
      headline: 'Hardly changed since the answer of 22 Nov 06:10Z',
    })
    expect(changed({ Winds_10m_Intensity: [10, 11.4] }, { Winds_10m_Intensity: [10, 10] }).degree).toBe('hardly')
    expect(changed({ Winds_10m_Intensity: [10, 11.6] }, { Winds_10m_Intensity: [10, 10] }).headline).toBe(
      'Since the answer of 22 Nov 06:10Z: wind up to 3 kn stronger off WP 1',
    )
    expect(changed(waves(3.9, 4.1), waves(3.9, 3.9), WAVES).headline).toBe(
      'Hardly changed since the answer of 22 Nov 06:10Z; Hs now over limit 18–19Z',
    )
  })
  it('does not call a limit newly reached where the stretch only began some minutes earlier', () =>
    expect(changed(waves(3.05, 5, 5, 3), waves(3, 5, 5, 3), WAVES).limits).toEqual([]))
  it('tells a turn of the wind that keeps its strength, and one of the sea', () => {
    const wind = (from: number) => ({ Winds_10m_Intensity: [12, 12], Winds_10m_Direction: [10, from] })
    expect(changed(wind(50), wind(10)).headline).toMatch(/: wind turned by 40° off WP 1$/)
    const sea = (from: number) => ({ ...waves(1, 1), Waves_Mean_Direction: [10, from] })
    expect(changed(sea(330), sea(10)).headline).toMatch(/: waves turned by 40° off WP 1$/)
    expect(changed(sea(340), sea(10)).degree).toBe('hardly')
  })
  it('never hides what was lost, or is known now', () => {
    expect(changed(waves(2, NaN, 2, 2), waves(2, 2, NaN, 2), WAVES)).toMatchObject({
      headline: 'Hardly changed since the answer of 22 Nov 06:10Z; values lost at 1 sample; new data at 1 sample',
      limits: [],
    })
    expect(changed(waves(NaN, NaN), waves(5, 5), WAVES)).toMatchObject({
      headline: 'Since the answer of 22 Nov 06:10Z: no value is known in both; values lost at 2 samples',
      limits: [],
    })
  })
  it('says of other places or times that they cannot be compared', () => {
    const [now, before] = answers(waves(1, 2), waves(1, 2))
    const later = {
      ...now,
      columns: columnsOf(waves(1, 2), { lat: [50, 50.2], timeMs: [START + 2000, START + HOUR_MS + 2000] }),
    }
    expect(whatChanged(later, before, WAVES, defaultUnits)).toMatchObject({
      degree: 'apart',
      headline:
        'Asked for other places or times than the answer of 22 Nov 06:10Z, so they cannot be compared place by place',
    })
    const corrected = { ...now, columns: columnsOf(waves(1, 2), { timeMs: [START, START + HOUR_MS + 2000] }) }
    expect(whatChanged(corrected, before, WAVES, defaultUnits).degree).toBe('apart')
    const partly = { ...now, columns: columnsOf(waves(1, 2, 2)) }
    expect(whatChanged(partly, before, WAVES, defaultUnits).headline).toBe(
      'Hardly changed since the answer of 22 Nov 06:10Z; compared at 2 of 3 samples',
    )
  })
})

describe('limits newly reached', () => {
  it('are stretches between samples, of caution and limit, and nothing is new where the older answer knew nothing', () => {
    const { limits } = changed(waves(3, 5, 5, 3, 3.5), waves(3, 3, NaN, 3, 4.5), WAVES)
    expect(
      limits.map(({ level, way, fromMs, toMs }) => [level, way, (fromMs - START) / HOUR_MS, (toMs - START) / HOUR_MS]),
    ).toEqual([
      ['caution', 'reached', expect.closeTo(0.1, 5), 1],
      ['limit', 'reached', 0.5, 1],
      ['caution', 'left', expect.closeTo(3.133, 3), expect.closeTo(3.4, 5)],
      ['limit', 'left', expect.closeTo(3.667, 3), 4],
    ])
  })
})

describe('the comparison of an answer with an older one', () => {
  const titles = (now: Fields, before: Fields) =>
    comparedAnswers(...splitOf(answers(now, before)), WAVES, defaultUnits, { waypoints }).deltas.map(
      ({ title }) => title,
    )
  const splitOf = ([now, before]: ReturnType<typeof answers>) => [now, [before]] as const

  it('adds the turn of the sea, the waypoint, and limits where they changed', () => {
    const now = { ...waves(5, 1), Waves_Mean_Direction: [50, 10] }
    const before = { ...waves(3, 1), Waves_Mean_Direction: [10, 10] }
    const [deltas, limits] = comparedAnswers(...splitOf(answers(now, before)), WAVES, defaultUnits, {
      waypoints,
    }).deltas
    expect(deltas?.rows.map(([name, largest, where]) => [name, largest, where?.slice(0, 24)])).toEqual([
      ['Wave height', '+2.0 m', '22 Nov 18:00Z, off WP 1,'],
      ['Wave direction', '+40°', '22 Nov 18:00Z, off WP 1,'],
    ])
    expect(limits).toEqual({
      title: 'Limits newly reached, and no longer, since 22 Nov 06:10Z',
      head: ['When', 'What', 'Change', 'Time'],
      rows: [
        ['22 Nov 18:00Z – 22 Nov 18:15Z', 'Wave height ≥ 4.0 m', 'now over limit', '15 min'],
        ['22 Nov 18:00Z – 22 Nov 18:27Z', 'Wave height ≥ 3.2 m', 'now over caution', '27 min'],
      ],
    })
    expect(titles(before, before)).toHaveLength(1)
  })

  it('shows how a forecast agreed with what was given once its times were past, from 30 samples on', () => {
    const count = 60
    const timeMs = Array.from({ length: count }, (_, hour) => START + hour * HOUR_MS)
    const heights = (value: number) => timeMs.map(() => value)
    const forecast = answerOf(columnsOf({ ...waves(...heights(2.4)), Winds_10m_Intensity: heights(10) }, { timeMs }), {
      name: 'forecast',
      askedMs: START - HOUR_MS,
    })
    const hindcast = answerOf(columnsOf(waves(...heights(2)), { timeMs }), {
      name: 'hindcast',
      askedMs: START + 54 * HOUR_MS,
    })
    const section = { title: 'Agreement with the hindcast by lead time: forecast minus hindcast' }
    const found = comparedAnswers(hindcast, [forecast], NONE).deltas.find(({ title }) => title === section.title)
    expect(found?.head).toEqual(['Hours ahead', 'Samples', 'Bias', 'Mean absolute', 'RMSE', 'Scatter index'])
    expect(found?.rows).toEqual([
      ['Hs, 0–24 h', '23', 'too few', '—', '—', '—'],
      ['Hs, 24–72 h', '31', '+0.40 m', '0.40 m', '0.40 m', '0.00'],
    ])
    const soon = { ...hindcast, askedMs: START - 30 * 60_000 }
    expect(comparedAnswers(soon, [forecast], NONE).deltas).toHaveLength(1)
  })
})

describe('answers for a plan through the water', () => {
  it('are compared by when she arrives with the current; one for another plan has no such time', () => {
    const [now, before] = answers(waves(1, 1), waves(1, 1))
    const other = { ...before, name: 'other', key: 'other' }
    const { rows } = comparedAnswers(
      { ...now, key: 'now' },
      [{ ...before, key: 'before' }, other],
      NONE,
      defaultUnits,
      {
        planned: 'through water',
        arrivals: { now: START + 3 * HOUR_MS, before: NaN },
      },
    )
    const texts = (name: string) => rows.find((row) => row.name === name)?.cells.map(({ text }) => text)
    expect(texts('Arrival, with the current')).toEqual([
      '22 Nov 21:00Z',
      'cannot hold this track',
      '22 Nov 19:00Z in still water',
    ])
    expect(texts('Time, with the current')).toEqual(['3 h', 'cannot hold this track', '1 h in still water'])
  })
})
