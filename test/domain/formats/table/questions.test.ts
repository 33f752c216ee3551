import { describe, expect, it } from 'vitest'
import type { ColumnUse, TableAssignment } from '#src/domain/formats/table-sheet.ts'
import { refusal } from '#test/support/route-files.ts'
import { asksOf, notesOf, placesIn, readTable, rolesIn, timesIn } from '#test/support/tables.ts'

const assigned = (columns: readonly ColumnUse[], more: Partial<TableAssignment> = {}): TableAssignment => ({
  columns,
  dayFirst: null,
  zoneMin: 0,
  ...more,
})

describe('columns are asked for, and no position is offered before,', () => {
  it.each([
    ['whole numbers without headings', '1,35,14\n2,36,15\n4,37,16'],
    ['running numbers, speeds and courses', '1,12.5,234.5\n2,12.7,235.5'],
    ['dilutions, altitudes and depths', '1,0.9,12.3,45.6\n2,0.8,12.4,45.7'],
    ['whole degrees beside minutes', '35,57.5,14,23.4\n36,30.2,13,58.1'],
    ['four columns as fine as each other', '35.1,14.2,36.1,15.2\n36.1,15.2,36.5,15.5'],
    ['headings of other things', 'SOG,COG,Depth\n12.5,134.5,40.5\n12.7,135.5,41.5'],
    ['headings nobody knows', 'foo,bar\n35.5,14.25\n36.5,15.25'],
    ['minutes that are not named', 'lat,a,lon,b\n35,57.5,18,23.4\n36,30.2,19,58.1'],
    ['minutes behind both', 'lat,lon,a,b\n35,18,57.5,23.4\n36,19,30.2,58.1'],
    ['hemispheres that are not named', 'lat,lon,name,q,r\n35.958,18.39,a,S,W\n36.5,19.97,b,S,W'],
    ['minutes alone', 'Lat min,Lon min\n35.9,14.3\n37.0,11.6'],
    [
      'two positions that differ',
      'planned lat,planned lon,actual lat,actual lon\n35.1,14.2,36.1,15.2\n35.5,14.5,36.5,15.5',
    ],
    ['signs against headings', 'Latitude (S),Longitude (W)\n-35.96,-14.39\n-37.04,-11.68'],
    ['letters against headings', 'Lat S,Lon W\n35.96 N,14.39\n37.04 N,11.68'],
    ['west as positive', 'Lat,Lon (W+)\n35.96,14.39\n37.04,11.68'],
  ])('of %s', (_, text) => {
    const { candidates, table } = readTable(text)
    expect(candidates).toEqual([])
    expect(table.asks).toEqual(['columns'])
    expect(table.reasons.join(' ')).toMatch(/^[A-Z“].*\.$/)
    expect(table.rows.length).toBeGreaterThan(1)
  })
})

describe('a guess is offered with its reason', () => {
  it('of two numbers, latitude first', () => {
    const { candidates, table } = readTable('1,35.95833,-14.39\n2,37.035,-11.68167')
    expect(candidates[0]!.first).toEqual({ lat: 35.95833, lon: -14.39 })
    expect(table).toMatchObject({
      asks: ['columns'],
      reasons: [
        'Column 2 is taken as latitude and column 3 as longitude: there is no heading, and every number in either could be a latitude, and latitude comes first as a rule.',
      ],
    })
  })

  it('of the numbers of the most decimals', () => {
    expect(rolesIn('1,35.95833,-14.39000,12.5,234.5\n2,36.5,-13.1234,12.6,233.1')).toEqual([
      'none',
      'lat',
      'lon',
      'none',
      'none',
    ])
  })

  it('and none is asked where letters tell', () => {
    expect(asksOf('35 57.5N,14 23.4W\n37 02.1N,11 40.9W')).toEqual([])
  })

  it('of letters in columns of their own', () => {
    const { candidates, table } = readTable('35,57.5,S,018,23.4,E\n36,30.2,S,019,58.1,E')
    expect(candidates[0]!.first).toEqual({
      lat: expect.closeTo(-35.95833, 5) as number,
      lon: expect.closeTo(18.39, 5) as number,
    })
    expect(table).toMatchObject({
      asks: ['columns'],
      reasons: [
        'The letters of columns 3 and 6 are taken to belong to the numbers before them: there is no heading that says so.',
      ],
    })
  })

  it('of points of which nobody says what comes first', () => {
    expect(asksOf('Name;Coordinates\nA;51.5, 4.5\nB;55.5, 3.2')).toEqual(['columns'])
    expect(asksOf('Name;Position\nA;51.5N 4.5E\nB;55.5N 3.2E')).toEqual([])
  })
})

describe('an assignment', () => {
  const whole = '1,35,14\n2,36,15\n4,37,16'

  it('is followed as it is, and carried back', () => {
    const assignment = assigned([{ role: 'none' }, { role: 'lat', hemisphere: 'S' }, { role: 'lon' }])
    const result = readTable(whole, assignment)
    expect(placesIn(result)).toEqual(['-35.000 14.000', '-36.000 15.000', '-37.000 16.000'])
    expect(result.table).toMatchObject({ assignment, asks: [], reasons: [] })
  })

  it('goes before the headings', () => {
    const result = readTable('lat,lon\n35.5,14.5\n36.5,15.5', assigned([{ role: 'lon' }, { role: 'lat' }]))
    expect(placesIn(result)).toEqual(['14.500 35.500', '15.500 36.500'])
  })

  it('of minutes, units and zones', () => {
    const { candidates } = readTable(
      '35,57.5,18,23.4,20,2026-11-13 06:30\n36,30.0,19,58.2,20,2026-11-13 10:30',
      assigned([
        { role: 'lat' },
        { role: 'lat-minutes' },
        { role: 'lon' },
        { role: 'lon-minutes' },
        { role: 'speed', speedUnit: 'km/h' },
        { role: 'etd', zoneMin: 180 },
      ]),
    )
    expect(candidates[0]).toMatchObject({
      departureMs: Date.UTC(2026, 10, 13, 3, 30),
      speedKn: expect.closeTo(10.799, 3) as number,
    })
    expect(candidates[0]!.first).toEqual({
      lat: expect.closeTo(35.95833, 5) as number,
      lon: expect.closeTo(18.39, 5) as number,
    })
  })

  it.each<[string, readonly ColumnUse[], string]>([
    ['without a longitude', [{ role: 'none' }, { role: 'lat' }], 'No column is assigned to the longitude.'],
    ['without a latitude', [{ role: 'none' }, { role: 'lon' }], 'No column is assigned to the latitude.'],
    ['of nothing', [], 'No column is assigned to the position.'],
    [
      'of one thing twice',
      [{ role: 'lat' }, { role: 'lat' }, { role: 'lon' }],
      'Two columns are assigned to the latitude; only one can be.',
    ],
  ])('%s is asked again', (_, columns, reason) => {
    expect(readTable(whole, assigned(columns))).toMatchObject({
      candidates: [],
      table: { asks: ['columns'], reasons: [reason] },
    })
  })

  it('that fits no row says what is wrong with them', () => {
    const { candidates, table } = readTable(
      'name,q,r\na,500,600\nb,501,601',
      assigned([{ role: 'none' }, { role: 'lat' }, { role: 'lon' }]),
    )
    expect(candidates).toEqual([])
    expect(table).toMatchObject({
      asks: ['columns'],
      reasons: ['Lines 2 and 3 have a latitude out of range (500; 501) and were left out.'],
    })
  })

  it('answers the order of days and the zone, one at a time', () => {
    const text = 'lat,lon,Time (LT)\n1,2,03/04/2026 10:00\n1,3,03/04/2026 12:00'
    const { table } = readTable(text)
    expect(table.asks).toEqual(['day-order'])
    const ordered = readTable(text, { ...table.assignment, dayFirst: true })
    expect(ordered.table.asks).toEqual(['zone'])
    expect(timesIn(ordered)).not.toContain('2026-04-03T10:00')
    const known = readTable(text, { ...table.assignment, dayFirst: true, zoneMin: 180 })
    expect([known.table.asks, timesIn(known)]).toEqual([[], ['2026-04-03T07:00', '2026-04-03T09:00']])
    expect(timesIn(readTable(text, { ...table.assignment, dayFirst: false, zoneMin: 0 }))).toEqual([
      '2026-03-04T10:00',
      '2026-03-04T12:00',
    ])
  })
})

describe('the layout of a table', () => {
  const keyOf = (text: string) => readTable(text).table.layoutKey

  it('is known again by its headings, width and delimiter, whatever its rows', () => {
    expect(keyOf('lat,lon\n1.5,2.5\n2.5,3.5')).toBe(keyOf('Lat,LON\n7.5,8.5\n9.5,3.5\n1.5,2'))
    expect(keyOf('lat,lon\n1.5,2.5\n2.5,3.5')).not.toBe(keyOf('lat;lon\n1.5;2.5\n2.5;3.5'))
    expect(keyOf('1.5,2.5\n2.5,3.5')).toBe(keyOf('7.5,8.5\n9.5,3.5'))
    expect(keyOf('1.5,2.5\n2.5,3.5')).not.toBe(keyOf('1,1.5,2.5\n2,2.5,3.5'))
  })

  it('shows its first six rows', () => {
    const { headings, rows } = readTable(`lat,lon\n${'1.5,2.5\n'.repeat(9)}`).table
    expect([headings, rows.length, rows[0]]).toEqual([['lat', 'lon'], 6, ['1.5', '2.5']])
  })
})

describe('odd rows', () => {
  it('are left out by line, all of a kind at once', () => {
    const text =
      'name,lat,lon\nA,35.5,14.2\nB,91,181\nC,36.5,15.2\n# to be checked\nname,lat,lon\nD,37.5,16.2\nE,95.2,16\nF,38.5,17.2\nG,NaN,NaN\nH,39.5,18.5\nI,40.5,18.5\nJ,40.9,18.5\nK,41.0,18.5\nTotal,,\nL,,18.5'
    expect(notesOf(text)).toEqual([
      'Lines 3 and 10 have no position (91, 181; NaN) and were left out.',
      'Line 8 has a latitude out of range (95.2) and was left out.',
      'Line 16 has no latitude and was left out.',
      'Line 5 is a comment and was left out.',
      'Line 6 repeats the headings and was left out.',
      'Line 15 is a total and was left out.',
    ])
    expect(placesIn(readTable(text))).toHaveLength(8)
    expect(asksOf(text)).toEqual([])
  })

  it('of more than a third make the columns doubtful', () => {
    const { candidates, table } = readTable('lat,lon\n35.5,14.2\nNaN,NaN\n36.5,15.2\n-999,-999')
    expect(candidates[0]!.count).toBe(2)
    expect(table).toMatchObject({
      asks: ['columns'],
      reasons: ['Lines 2 and 4 have no position (NaN; -999) and were left out.'.replace('2 and 4', '3 and 5')],
    })
  })

  it('of longitudes beyond a full turn are wrapped, and told', () => {
    expect(placesIn(readTable('lat,lon\n10,355\n10,365.5'))).toEqual(['10.000 355.000', '10.000 365.500'])
    expect(notesOf('lat,lon\n10,355\n10,365.5')).toEqual([
      'Line 3 has a longitude beyond 360° (365.5), which was taken as the same meridian within 180°.',
    ])
  })

  it('still refuse a table with fewer than two good ones', () => {
    expect(refusal(() => readTable('lat,lon\n1,2\n95,3')).detail).toBe('line 3: latitude 95 is outside −90 to 90')
  })
})

describe('several ships in one table', () => {
  const rows =
    'MMSI,Name,time,lat,lon\n111111111,ALPHA,2026-11-13T06:00Z,35.5,14.2\n222222222,,2026-11-13T06:00Z,45.5,-14.2\n111111111,,2026-11-13T07:00Z,35.6,14.3\n222222222,BETA,2026-11-13T07:00Z,45.6,-14.1'

  it('are one track each, with their names', () => {
    expect(readTable(rows).candidates.map(({ kind, name, count }) => [kind, name, count])).toEqual([
      ['track', 'ALPHA', 2],
      ['track', 'BETA', 2],
    ])
  })

  it('are told apart by any one column of ships', () => {
    const of = (heading: string) =>
      readTable(`${heading},lat,lon\nA,1.5,2\nB,2.5,3\nA,3.5,4\nB,4.5,5`).candidates.map(({ name }) => name)
    for (const heading of ['MMSI', 'IMO number', 'Vessel', 'Ship name', 'Callsign'])
      expect(of(heading)).toEqual(['A', 'B'])
    expect(of('Ship type')).toEqual(['file'])
  })
})

describe('several routes in one table', () => {
  const routes = (heading: string, ...ids: readonly string[]) =>
    readTable([`${heading},WP,Lat,Lon`, ...ids.map((id, index) => `${id},W${index},${index + 1},2`)].join('\n'))
  const found = (...args: Parameters<typeof routes>) =>
    routes(...args).candidates.map(({ name, count }) => [name, count])

  it.each(['Route', 'Route name', 'Voyage', 'Leg name', 'Track', 'Track ID', 'track_id', 'Voyage No', 'Reise'])(
    'are told apart by %s',
    (heading) => {
      expect(found(heading, 'North', 'North', 'South', 'South', 'South')).toEqual([
        ['North', 2],
        ['South', 3],
      ])
    },
  )

  it('by a number, where the heading is of no course', () => {
    expect(found('Track ID', '7', '7', '8', '8')).toEqual([
      ['Track ID 7', 2],
      ['Track ID 8', 2],
    ])
    expect(found('Voyage', '12', '12', '12', '12')).toEqual([['Voyage 12', 4]])
    for (const heading of ['Track', 'Route']) expect(found(heading, '045', '045', '090', '090')).toEqual([['file', 4]])
  })

  it('by what is written once and holds until the next', () => {
    const { candidates, notes } = routes('Route', 'North', '', '', 'South', '', '')
    expect(candidates.map(({ name, count }) => [name, count])).toEqual([
      ['North', 3],
      ['South', 3],
    ])
    expect(notes.map(({ text }) => text)).toContain('Rows without a route have that of the row above.')
    expect(found('Vessel', 'Alpha', '', '', 'Beta', '', '')).toEqual([
      ['Alpha', 3],
      ['Beta', 3],
    ])
  })

  it('blanks among ships that come again are nobody’s', () => {
    expect(found('Vessel', 'Alpha', '', 'Beta', '', 'Alpha', 'Beta')).toEqual(
      [
        ['Alpha', 2],
        ['', 2],
        ['Beta', 2],
      ].map(([name, count]) => [name || 'file 2', count]),
    )
  })

  it('not by a running number or one value for each row', () => {
    for (const heading of ['Route', 'Route no', 'Leg name', 'Voyage'])
      for (const ids of [
        ['1', '2', '3', '4'],
        ['a', 'b', 'c', 'd'],
      ])
        expect(found(heading, ...ids)).toEqual([['file', 4]])
  })
})
