import Papa from 'papaparse'
import { describe, expect, it } from 'vitest'
import { readRouteFile } from '#src/domain/formats/import-file.ts'
import { parseXml } from '#src/domain/formats/read/xml-tree.ts'
import { exportResult, type ResultFormat } from '#src/domain/report/export-result.ts'
import type { SheetNumbers } from '#src/domain/units/sheet-numbers.ts'
import { addAlternative, renameAlternative } from '#src/domain/voyage/alternatives.ts'
import { emptyVoyage } from '#src/domain/voyage/voyage.ts'
import { answerOf, columnsOf } from '#test/support/voyage-answer.ts'

const columns = columnsOf(
  {
    Winds_10m_Intensity: [10, 20, NaN],
    Winds_10m_Direction: [270, 0, NaN],
    Waves_Significant_Height: [1.25, 4, 2],
    Sea_Surface_Temperature: [-1.8, 0, 3],
    '=cmd()': [1, 2, NaN],
  },
  { lat: [-12.3, -12, -11.7], lon: [179.9, 180.1, 180.3] },
)
const voyage = {
  ...emptyVoyage('v', 0),
  name: '=cmd()',
  voyageNumber: '+1',
  ship: { ...emptyVoyage('v', 0).ship, name: '@x,"y"' },
}
const file = (format: ResultFormat, change = {}) =>
  exportResult(format, { answer: answerOf(columns, { synthetic: true, ...change }), voyage })

describe('a result as CSV', () => {
  const rows = Papa.parse<string[]>(
    file('csv')
      .text.replace(/^\uFEFF/, '')
      .trimEnd(),
    { delimiter: ',' },
  ).data
  const blank = rows.findIndex((row) => row.join('') === '')

  it('says first what it holds and how to read it', () => {
    expect(Object.fromEntries(rows.slice(0, blank))).toMatchObject({
      Voyage: "'=cmd() · +1",
      Source: 'Test service',
      Asked: '2026-11-22T17:51:00Z',
      Data: 'Synthetic data, not for navigation',
      Conventions: expect.stringContaining('current sets towards') as string,
      Limits: expect.stringContaining('Wave height 4.0 m (caution 3.2 m)') as string,
    })
    expect(rows.slice(0, blank).find(([label]) => label === 'Ship')![1]).toBe('\'@x,"y"')
  })

  it('has units in its heads, numbers as numbers, and nothing for unknown values', () => {
    expect(rows[blank + 1]).toEqual([
      'No',
      'Time (UTC)',
      'Latitude (deg N)',
      'Longitude (deg E)',
      'Distance (NM)',
      'Wind (kn)',
      'Wind (from °T)',
      'Wave height (m)',
      'Sea temperature (°C)',
      "'=cmd()",
      'True wind angle (°, + to starboard)',
      'Apparent wind (kn)',
      'Apparent wind angle (°, + to starboard)',
      'Wind on the beam (kn)',
      'Wave angle (°, + to starboard)',
      'Wave steepness',
      'Heading to steer (°T)',
      'Speed through water (kn)',
      'Gained by the current (h, + gained)',
      'Against limits',
    ])
    // 10 m/s is 19.438 kn. Adverse current is watched and not in the answer.
    expect(rows[blank + 2]).toEqual([
      '1',
      '2026-11-22T18:00:00Z',
      '-12.300000',
      '179.900000',
      '0',
      '19.44',
      '270',
      '1.25',
      '-1.8',
      '1',
      // Course 033.3, 21.4 kn: 10 m/s from 270 is 123.3° to port; no current is known, and no period.
      '-123.3',
      '19.5',
      '-56.5',
      '16.25',
      '',
      '',
      '',
      '',
      '',
      'not known',
    ])
    expect(rows[blank + 3]!.slice(2, 4)).toEqual(['-12.000000', '-179.900000'])
    expect(rows[blank + 3]!.at(-1)).toBe('over limit')
    expect(rows[blank + 4]!.slice(5, 7)).toEqual(['', ''])
  })

  it('names the alternative it is for, where there are several', () => {
    const north = renameAlternative(emptyVoyage('v', 0), 'a1', 'North')
    const askedFor = { voyageId: 'v', voyageName: 'Old', alternativeId: 'a1', alternativeName: 'Was', count: 3 }
    const exported = (of: typeof askedFor | null, among = addAlternative(north), format: ResultFormat = 'csv') =>
      exportResult(format, {
        answer: answerOf(columns, { askedFor: of }),
        voyage: { ...among, name: 'Rotterdam – Halifax' },
      })
    expect(exported(askedFor).fileName).toMatch(/^Rotterdam_Halifax_North_rtm_hal_/)
    expect(exported(askedFor).text).toMatch(/Voyage,Rotterdam – Halifax\r\nAlternative,North\r\n/)
    expect(exported(askedFor, addAlternative(north), 'gpx').text).toContain('<name>Rotterdam – Halifax, North</name>')
    expect(exported({ ...askedFor, alternativeId: 'gone' }).text).toContain('Alternative,Was')
    for (const of of [null, { ...askedFor, voyageId: 'other' }]) expect(exported(of).text).not.toContain('Alternative')
    expect(exported(askedFor, north).text).not.toContain('Alternative')
    expect(exported(askedFor, north).fileName).toMatch(/^Rotterdam_Halifax_rtm_hal_/)
  })

  const csv = (...more: [numbers?: SheetNumbers]) => {
    const waypoints = [
      { name: 'Suva', position: { lat: -12.3, lon: 179.9 } },
      { name: 'Elsewhere', position: { lat: 1, lon: 2 } },
      { name: '', position: { lat: -11.7, lon: -179.7 } },
    ]
    return exportResult('csv', { answer: answerOf(columns), voyage, waypoints }, ...more).text
  }

  it('names the waypoints that have a sample', () => {
    const named = Papa.parse<string[]>(csv(), { delimiter: ',' }).data.filter(({ length }) => length > 4)
    expect(named.map((row) => row[4])).toEqual(['Waypoint', 'Suva', '', 'WP 3'])
  })

  it('has the decimal mark and the separator asked for, and is read back as the same track', () => {
    const text = csv({ decimal: ',', separator: ';' })
    expect(text).toContain(
      '\r\n1;2026-11-22T18:00:00Z;-12,300000;179,900000;Suva;0;19,44;270;1,25;-1,8;1;-123,3;19,5;-56,5;16,25;;;;;;not known\r\n',
    )
    const { candidates } = readRouteFile(new TextEncoder().encode(text), 'result.csv')
    expect([...candidates[0]!.track!.lat]).toEqual([-12.3, -12, -11.7])
  })
})

describe('a whole number beyond 2^24', () => {
  const wide = answerOf({
    ...columns,
    fields: { Valid_Time: Float64Array.of(1_795_366_801, 999_999_999_999_999, 9_007_199_254_740_994) },
  })
  const written = (format: ResultFormat) => exportResult(format, { answer: wide, voyage }).text

  it('is written exactly in every format, and marked where it cannot be', () => {
    for (const format of ['csv', 'geojson', 'gpx'] as const) {
      expect(written(format)).toMatch(/[,:"]1795366801\b/)
      expect(written(format)).toMatch(/[,:"]999999999999999\b/)
      expect(written(format)).toContain('≈\u20099.00719925474099e+15')
      expect(written(format)).not.toContain('9007199254740994')
    }
  })
})

describe('a result as GeoJSON', () => {
  interface Feature {
    properties: Record<string, unknown>
    geometry: { type: string; coordinates: unknown } | null
  }
  const read = (text: string) => (JSON.parse(text) as { features: Feature[] }).features

  it('is a line cut at 180° that says what it holds, and a point per sample', () => {
    const [line, ...points] = read(file('geojson').text)
    expect(line!.geometry!.type).toBe('MultiLineString')
    expect(line!.properties).toMatchObject({
      source: 'Test service',
      data: 'Synthetic data, not for navigation',
      fields: { wind_kn: { unit: 'kn' }, wind_from_degT: { convention: 'from' } },
    })
    expect(points).toHaveLength(3)
    expect(points[1]!.geometry).toEqual({ type: 'Point', coordinates: [-179.9, -12] })
    expect(points[2]!.properties).toMatchObject({
      time: '2026-11-22T20:00:00Z',
      wind_kn: null,
      wave_height_m: 2,
      limits: 'not known',
    })
  })

  it('works for one sample, whose track is no line', () => {
    const one = exportResult('geojson', { answer: answerOf(columnsOf({ Gust_10m: [3] })), voyage })
    expect(read(one.text).map(({ geometry }) => geometry?.type ?? null)).toEqual([null, 'Point'])
  })
})

describe('a result as GPX', () => {
  it('is a track other programs read, with the weather as extensions', () => {
    const { text } = file('gpx')
    const root = parseXml(text)
    expect(JSON.stringify(root)).toContain('wave_height_m')
    expect(text).toContain('wind_kn="19.44"')
    expect(text).not.toContain('NaN')
    expect(text).toContain('Synthetic data, not for navigation')
    const { candidates } = readRouteFile(new TextEncoder().encode(text), 'weather.gpx')
    expect(candidates[0]!.route!.waypoints.map(({ position }) => position.lat)).toEqual([-12.3, -12, -11.7])
  })
})

it('is named after the voyage and the task', () => {
  expect(file('csv').fileName).toBe('cmd_rtm_hal_20261122_1751_4x7k2m.csv')
})

it('does not call real data synthetic', () => {
  for (const format of ['csv', 'geojson', 'gpx'] as const)
    expect(file(format, { synthetic: false }).text).not.toMatch(/synthetic/i)
})

it.each(['csv', 'gpx', 'geojson'] as const)('leaves out period and direction of a swell of 0.0 m in %s', (format) => {
  const swell = columnsOf({
    Swell_Wave_Significant_Height: [0.04, 1],
    Swell_Wave_Mean_Period: [12.34, 5.67],
    Swell_Wave_Mean_Direction: [271, 91],
  })
  const text = exportResult(format, { answer: answerOf(swell), voyage }).text
  expect(text).toContain('0.04')
  expect(text).toContain('5.67')
  expect(text).not.toMatch(/12\.34|271/)
})
