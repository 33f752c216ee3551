import { describe, expect, it } from 'vitest'
import {
  evidenceCells,
  evidenceSheet,
  goodWeatherReport,
  goodWeatherSections,
} from '#src/domain/report/good-weather-sheet.ts'
import { MAIL_COLUMNS } from '#src/domain/units/aligned-text.ts'
import { summaryText } from '#src/domain/report/summary-sections.ts'
import { studied } from '#src/domain/report/answer-study.ts'
import { defaultLimits } from '#src/domain/limits/limits.ts'
import { routeFromPositions } from '#src/domain/route/edit.ts'
import type { Waypoint } from '#src/domain/route/route.ts'
import { defaultUnits } from '#src/domain/units/unit-choice.ts'
import { HOUR_MS } from '#src/domain/time.ts'
import type { NamedAnswer } from '#src/domain/tasks/answer-name.ts'
import { type Charter, charterLine, startingCharter } from '#src/domain/voyage/charter/charter.ts'
import { emptyVoyage } from '#src/domain/voyage/voyage.ts'
import { answerOf, columnsOf, passageAnswer } from '#test/support/voyage-answer.ts'

const KN = 1852 / 3600
const departure = Date.UTC(2026, 10, 22, 18)

interface Sailing {
  /** Knots ahead; null: the answer has none. */
  readonly current?: number | null
  readonly change?: Partial<NamedAnswer>
  readonly stepMs?: number
}

/** Northward at 12 minutes of latitude an hour, hourly, the wind at 10 kn. */
function sailing(heights: readonly number[], { current = 0.3, change = {}, stepMs = HOUR_MS }: Sailing = {}) {
  const columns = columnsOf(
    {
      Winds_10m_Intensity: heights.map(() => 10 * KN),
      Waves_Significant_Height: heights,
      ...(current !== null && {
        Currents_Intensity: heights.map(() => Math.abs(current) * KN),
        Currents_Direction: heights.map(() => (current < 0 ? 180 : 0)),
      }),
    },
    {
      lat: heights.map((_, index) => (index * stepMs) / HOUR_MS / 5),
      lon: heights.map(() => 0),
      timeMs: heights.map((_, index) => departure + index * stepMs),
    },
  )
  return answerOf(columns, change)
}

const charter: Charter = { ...startingCharter, speedKn: 12.5 }
const terms = (change: Partial<Charter['goodWeather']>): Charter => ({
  ...charter,
  goodWeather: { ...charter.goodWeather, ...change },
})
const figuresOf = (answer: ReturnType<typeof sailing>, by = charter) => {
  const { figures } = goodWeatherReport(answer, by)
  return Object.fromEntries(figures.flatMap(({ rows }) => rows).map(([label = '', ...cells]) => [label, cells]))
}
const day = (height: number) => Array.from({ length: 25 }, () => height)

describe('the figures by the charter party', () => {
  it('are those of voyage analysis, section 7, in words', () => {
    const figures = figuresOf(sailing([...day(1), ...day(3)]))
    expect(figures).toMatchObject({
      'In good weather': ['24.5 h, 292.6 NM'],
      'Left out': ['none'],
      Known: ['100 % of the time'],
      'Speed in good weather': ['11.94 kn'],
      'Current factor': ['+0.30 kn'],
      'Performance speed': ['11.64 kn'],
      Passage: ['49.0 h, 585.2 NM'],
      'Speed in all weather': ['11.94 kn'],
      'Weather factor': ['0.00 kn'],
      'Time at charter speed': ['46.8 h'],
      'Time at performance speed': ['50.3 h'],
      'Time gained or lost': ['−3.5 h, lost'],
    })
    expect(figuresOf(sailing(day(1)), { ...charter, speedKn: 11 })['Time gained or lost']).toEqual(['+1.4 h, gained'])
  })

  it('are expected where they were asked before, as it was where asked afterwards, and both apart where in between', () => {
    const headsAt = (askedMs: number | null) =>
      goodWeatherReport(sailing(day(1), { change: { askedMs } }), charter).figures.map(({ head }) => head.slice(1))
    expect(headsAt(departure - 1)).toEqual([['Expected'], ['Expected']])
    expect(headsAt(departure + 24 * HOUR_MS)).toEqual([['As it was'], ['As it was']])
    expect(headsAt(departure + 6 * HOUR_MS)[0]).toEqual(['As it was', 'Expected', 'Whole passage'])
    const mixed = sailing([...day(1).slice(0, 7), ...day(3)], { change: { askedMs: departure + 6 * HOUR_MS } })
    expect(figuresOf(mixed)['In good weather']).toEqual(['6.0 h, 71.6 NM', '0.5 h, 6.0 NM', '6.5 h, 77.6 NM'])
    expect(figuresOf(mixed)['Passage']).toEqual(['6.0 h, 71.6 NM', '25.0 h, 298.5 NM', '31.0 h, 370.2 NM'])
    expect(goodWeatherReport(mixed, charter).notes[0]).toBe(
      'As it was up to 23 Nov 2026 00:00Z, when it was asked; expected from then on.',
    )
    const unknown = goodWeatherReport(sailing(day(1), { change: { askedMs: null } }), charter)
    expect(unknown.figures[0]!.head).toEqual(['', 'Whole passage'])
    expect(unknown.notes).toEqual(['When it was asked is not known, nor whether it is expected or as it was.'])
  })

  it('say what they rest on where it is not nearly all, and are then the least there was', () => {
    const gap = (from: number, to: number) => day(1).map((height, hour) => (hour >= from && hour < to ? NaN : height))
    const figures = figuresOf(sailing(gap(1, 5)))
    expect(figures['In good weather']).toEqual(['at least 19.0 h, 226.9 NM (79 % known)'])
    expect(figures['Known']).toEqual(['79 % of the time'])
    expect(figures['Performance speed']).toEqual(['11.64 kn (79 % known)'])
    expect(figures['Time gained or lost']![0]).toMatch(/^−\d\.\d h, lost \(79 % known\)$/)
    expect(figures['Speed in all weather']).toEqual(['11.94 kn'])
    expect(figuresOf(sailing(gap(1, 2)))['In good weather']).toEqual(['at least 22.0 h, 262.7 NM'])
    expect(figuresOf(sailing(day(NaN)))['In good weather']).toEqual(['none known (0 % known)'])
  })

  it('tell small samples, what was left out, and what is missing', () => {
    const notes = (answer: ReturnType<typeof sailing>, by = charter) => goodWeatherReport(answer, by).notes
    expect(notes(sailing(day(1)))).toEqual([])
    expect(notes(sailing([1, 1, 1, ...day(3)]))).toEqual(['2.5 h of 27.0 h, little to judge by.'])
    const adverse = sailing(day(1), { current: -0.5 })
    expect(figuresOf(adverse)).toMatchObject({
      'In good weather': ['none'],
      'Left out': ['24.0 h adverse current'],
      'Performance speed': ['—'],
    })
    expect(figuresOf(adverse, terms({ minCurrentKn: null }))['Performance speed']).toEqual(['12.44 kn'])
    expect(figuresOf(sailing([...day(1).slice(0, 8), ...day(3)]), terms({ shortest: 12 }))['Left out']).toEqual([
      '7.5 h too short',
    ])
    expect(notes(sailing(day(1), { current: null }))).toEqual([
      'This answer has no current, which the terms ask for: no period counts. Choose it on the Request tab and press Get weather.',
    ])
    expect(notes(sailing(day(1), { current: null }), terms({ minCurrentKn: null }))[0]).toBe(
      'This answer has no current, so the performance speed is not known. Choose it on the Request tab and press Get weather.',
    )
    expect(notes(sailing(day(1)), { ...charter, speedKn: null })).toEqual([
      'With a charter speed it also tells the time gained or lost.',
    ])
    const still = sailing(day(1))
    still.columns.lat.fill(1, 5, 8)
    expect(notes(still)).toEqual(['The ship lies still for 2.0 h, which count as time of the passage.'])
  })

  it('say that the speeds are through the water where the times leave the current out', () => {
    const study = (
      planned: 'over ground' | 'through water',
      more: { waypoints?: readonly Waypoint[]; corrections?: number },
    ) =>
      studied('good-weather', {
        answers: [
          sailing(day(1), {
            change: {
              askedFor: {
                voyageId: 'v',
                voyageName: '',
                alternativeId: null,
                alternativeName: '',
                corrections: more.corrections ?? 0,
              },
            },
          }),
        ],
        limits: defaultLimits,
        units: defaultUnits,
        sailing: { planned, waypoints: more.waypoints ?? waypoints },
        charter,
      })!.notes
    const { waypoints } = routeFromPositions('', [
      { lat: 0, lon: 0 },
      { lat: 4.8, lon: 0 },
    ])
    expect(study('through water', {})).toEqual([
      'The plan is through the water, so these times and speeds leave the current out until the weather is asked for at the corrected times.',
    ])
    expect(study('over ground', {})).toEqual([])
    expect(study('through water', { corrections: 1 })).toEqual([])
    expect(study('through water', { waypoints: [] })).toEqual([])
  })

  it('say which variable is missing and how to ask for it', () => {
    const { figures, notes } = goodWeatherReport(sailing(day(1)), terms({ sea: 'parts' }))
    expect(figures).toEqual([])
    expect(notes).toEqual([
      'Not worked out: this answer has no swell and wind sea. Choose it on the Request tab and press Get weather.',
    ])
    const bare = answerOf(columnsOf({ Gust_10m: [1, 2] }))
    expect(goodWeatherReport(bare, charter).notes[0]).toBe(
      'Not worked out: this answer has no wind at 10 m and no waves. Choose them on the Request tab and press Get weather.',
    )
    expect(evidenceSheet(bare, charter, 'minutes')).toBeNull()
    expect(evidenceCells(bare, charter)).toEqual([])
  })

  it('go into a mail in its width', () => {
    const answer = passageAnswer(300, { askedMs: Date.UTC(2026, 10, 26) })
    const text = summaryText(answer, emptyVoyage('v', 0), goodWeatherSections(goodWeatherReport(answer, charter)))
    expect(text).toMatch(/Beaufort 4 \(11–16 kn\)\s+or less/)
    expect(Math.max(...text.split('\n').map(({ length }) => length))).toBeLessThanOrEqual(MAIL_COLUMNS)
  })
})

describe('the evidence sheet', () => {
  const answer = sailing([...day(1), NaN, ...day(3), ...day(1)], {
    change: { askedMs: departure + 10 * HOUR_MS, synthetic: true },
  })
  const sheet = evidenceSheet(answer, charter, 'minutes')!

  it('has the terms as entered, and how each figure is worked out', () => {
    expect(sheet.termsEntered).toEqual([
      ['Charter speed', '12.5 kn'],
      ['Wind at 10 m', 'Beaufort 4 (11–16 kn) or less'],
      ['Sea, significant height', 'waves up to 1.25 m'],
      ['Current', 'no adverse current'],
      ['Periods that count', 'periods of any length'],
    ])
    expect(charterLine(terms({ sea: 'parts', minCurrentKn: null, shortest: 'noon to noon' }))).toBe(
      '12.5 kn · Beaufort 4 (11–16 kn) or less · wind sea up to 1.25 m, swell up to 2.00 m · any current · days from noon to noon, ship’s time',
    )
    expect(sheet.how).toHaveLength(sheet.figures.flatMap(({ rows }) => rows).length)
  })

  it('lists every period with its ends, its worst and whether it counts', () => {
    const { head, rows } = sheet.periods
    expect(head).toEqual([
      'No',
      'From, to\nUTC',
      'Positions',
      'Hours',
      'Distance\nNM',
      'Max\nBf',
      'Max Hs\nm',
      'Current\nkn along',
      'Counted',
    ])
    expect(rows[0]).toEqual([
      '1',
      '22 Nov 2026 18:00Z\n23 Nov 2026 18:00Z',
      "00°00.000'N 000°00.000'E\n04°48.000'N 000°00.000'E",
      '≥ 24.0',
      '286.6',
      '3',
      '1.00',
      '+0.30',
      'counted',
    ])
    expect(rows.map((row) => row[3])).toEqual(['≥ 24.0', '24.5'])
    const short = evidenceSheet(answer, terms({ shortest: 'noon to noon' }), 'minutes')!
    expect(short.periods.rows.map((row) => row.at(-1))).toEqual([
      'left out: not noon to noon',
      'left out: not noon to noon',
      'left out: not noon to noon',
      'left out: not noon to noon',
    ])
  })

  it('has every point with its values, its state and its source', () => {
    const { head, rows, leftOut } = sheet.points
    expect(head.at(-1)).toBe('Source\nsynthetic data')
    expect(rows).toHaveLength(answer.columns.count)
    expect(leftOut).toBeNull()
    const [first, beyond, gap] = [rows[0]!, rows[12]!, rows[25]!]
    expect(first.slice(2)).toEqual(['10', '3', '1.00', '+0.3', 'good', 'hindcast'])
    expect(beyond.slice(-2)).toEqual(['good', 'forecast, 2 h ahead'])
    expect(gap.slice(4)).toEqual(['—', '+0.3', 'not known', 'forecast, 15 h ahead'])
    expect(rows[26]!.at(-2)).toBe('not good')
  })

  it('thins thousands of points to whole hours, and says so', () => {
    const many = sailing(
      Array.from({ length: 5000 }, () => 1),
      { stepMs: HOUR_MS / 20 },
    )
    const { rows, leftOut } = evidenceSheet(many, charter, 'minutes')!.points
    expect(leftOut).toBe('The first point of every 1 h, of 5\u2009000; the CSV file has all.')
    expect(rows).toHaveLength(251)
    expect(rows[1]![0]).toBe('22 Nov 2026 19:00Z')
    const heights = Array.from({ length: 2000 }, (_, index) => (index % 4 < 2 ? 1 : 3))
    const broken = sailing(heights, { stepMs: HOUR_MS / 20 })
    expect(evidenceSheet(broken, charter, 'minutes')!.periods).toMatchObject({
      leftOut: 'The 150 longest of 500 periods; the CSV file has all.',
      rows: { length: 150 },
    })
  })

  it('has all of it as cells, each point with service, time asked and label', () => {
    const cells = evidenceCells(answer, charter)
    const heads = cells.find(([first]) => first === 'Time (UTC)')!
    expect(heads.slice(-5)).toEqual(['Source', 'Asked (UTC)', 'Kind', 'Hours ahead', 'Data'])
    expect(cells.at(-1)!.slice(-5)).toEqual([
      'Test service',
      '2026-11-23T04:00:00Z',
      'forecast',
      { digits: '65' },
      'Synthetic data, not for navigation',
    ])
    expect(cells.length - cells.indexOf(heads) - 1).toBe(answer.columns.count)
    expect(cells).toContainEqual(['Passage', ...figuresOf(answer)['Passage']!, 'From the first point to the last.'])
  })

  it('takes no side', () => {
    const words = JSON.stringify([sheet, evidenceCells(answer, charter)])
    expect(words).not.toMatch(/claim|breach|fault|liab|owner|charterer|entitle|must|should|underperform|warrant/i)
  })
})
