import { describe, expect, it } from 'vitest'
import { type ImportResult, readRouteFile } from '#src/domain/formats/import-file.ts'
import { sheetRows } from '#src/domain/formats/read/workbooks/xlsx-rows.ts'
import { refusal } from '#test/support/route-files.ts'
import { placesIn, timesIn } from '#test/support/tables.ts'
import { readParts, readRows, type TestCell, workbookParts, zipped } from '#test/support/workbooks.ts'

const texts = ({ notes }: ImportResult) => notes.map(({ text }) => text)
const names = ({ candidates }: ImportResult) => candidates.map(({ name }) => name)
const dated = (value: number, format = 'dd/mm/yyyy hh:mm'): TestCell => ({ value, format })
const head = ['Name', 'Lat', 'Lon']
const two = [head, ['A', 35.5, 14.25], ['B', 36.5, 15.25]]

describe('a sheet', () => {
  it('is read as the table it is, with the numbers of its rows', () => {
    const result = readRows([
      ['Malta to Sfax'],
      [null],
      [...head, 'Crew'],
      ['A', 35.5, 14.25, 12],
      [null],
      ['B', 'x', 15.25, 12],
      ['C', 36.5, 15.5],
    ])
    expect(result.format).toBe('XLSX')
    expect(names(result)).toEqual(['Malta to Sfax'])
    expect(placesIn(result)).toEqual(['35.500 14.250', '36.500 15.500'])
    expect(result.notes).toContainEqual({ line: 3, text: 'Column not used: "Crew".' })
    expect(texts(result).join()).toContain('Line 6 has a latitude that cannot be read (x)')
  })

  it('has headings over merged cells, and letters in a column without one', () => {
    const parted: readonly TestCell[][] = [['Name', 'LAT', null, null, 'LON'], [null, 'D', 'M', 'H', 'D', 'M', 'H'], ['A', 35, 57.5, 'S', 18, 23.4, 'W'], ['B', 36, 0, 'S', 19, 30, 'W']] // prettier-ignore
    expect(placesIn(readRows(parted, { merged: ['B1:D1', 'E1:G1'] }))).toEqual(['-35.958 -18.390', '-36.000 -19.500'])
    expect(
      placesIn(
        readRows([
          ['Lat', null, 'Lon'],
          [35.5, 'S', 18.25, 'W'],
          [36.5, 'S', 19.25, 'W'],
        ]),
      ),
    ).toEqual(['-35.500 -18.250', '-36.500 -19.250'])
  })

  it('may hold a list of positions, or the lines of a CSV file', () => {
    const lines = ['WP,Lat,Lon', 'A,35.5,14.25', 'B,36.5,15.25']
    expect(placesIn(readRows(lines.map((line) => [line])))).toEqual(['35.500 14.250', '36.500 15.250'])
    const list = ["35°57.5'N 014°23.4'E", '36-57.5N 015-23.4E']
    expect(placesIn(readRows(list.map((line) => [line])))).toEqual(['35.958 14.390', '36.958 15.390'])
  })

  it('asks where its columns are in doubt, and takes the answer', () => {
    const parts = workbookParts([
      {
        name: 'Plan',
        rows: [
          ['a', 'b'],
          [35.5, 14.25],
          [36.5, 15.25],
          [37.5, 16.25],
        ],
      },
    ])
    expect(readParts(parts).table?.asks).toEqual(['columns'])
    const answer = { columns: [{ role: 'lon' }, { role: 'lat' }], dayFirst: null, zoneMin: 0 } as const
    expect(placesIn(readParts(parts, answer))).toEqual(['14.250 35.500', '15.250 36.500', '16.250 37.500'])
  })

  it('leaves hidden rows out and tells of hidden columns', () => {
    const result = readRows([...two, ['C', 40, 20], ['D', 41, 21]], {
      rowAttributes: { 4: 'hidden="1"', 5: 'hidden="true"' },
      before: '<cols><col min="3" max="3" hidden="1"/></cols>',
    })
    expect(placesIn(result)).toHaveLength(2)
    expect(texts(result)).toEqual(['2 hidden rows left out.', 'Hidden columns are read like all others: "Lon".'])
  })
})

describe('cells', () => {
  const lat = (xml: string) => readRows([head, ['A', { xml }, 14.25], ['B', 36.5, 15.25], ['C', 37.5, 15.25]])

  it.each([
    ['a number with the noise of a float', '<c><v>35.958300000000001</v></c>', '35.958 14.250'],
    ['an inline string', '<c t="inlineStr"><is><t>35°57.5&apos;S</t></is></c>', '-35.958 14.250'],
    ['rich text', '<c t="inlineStr"><is><r><t>35°</t></r><r><t>57.5 S</t></r></is></c>', '-35.958 14.250'],
    ['a formula with its number', '<c><f>A1+1</f><v>35.5</v></c>', '35.500 14.250'],
    ['a formula with its text', '<c t="str"><f>A1</f><v>35.5 S</v></c>', '-35.500 14.250'],
    ['no style of that number', '<c s="99"><v>35.5</v></c>', '35.500 14.250'],
  ])('%s', (_, xml, place) => expect(placesIn(lat(xml))[0]).toBe(place))

  it.each([
    [
      'a formula without a result',
      '<c><f>A1+1</f></c>',
      '1 formula without a result (B2) left blank: open the workbook in a spreadsheet and save it again.',
    ],
    ['a shared text out of range', '<c t="s"><v>4711</v></c>', '1 cell whose text is not in the file (B2) left blank.'],
    [
      'an error',
      '<c t="e"><v>#DIV/0!</v></c>',
      'Line 2 has a latitude that cannot be read (#DIV/0!) and was left out.',
    ],
    [
      'a date',
      '<c t="d"><v>2026-11-22</v></c>',
      'Line 2 has a latitude that cannot be read (2026-11-22) and was left out.',
    ],
  ])('%s is told', (_, xml, words) => {
    const result = lat(xml)
    expect(texts(result)).toContain(words)
    expect(placesIn(result)).toEqual(['36.500 15.250', '37.500 15.250'])
  })

  it('spoken letters of Japanese are no part of a name', () => {
    const xml = '<c t="inlineStr"><is><t>東京</t><rPh sb="0" eb="2"><t>トウキョウ</t></rPh></is></c>'
    expect(readRows([head, [{ xml }, 35.5, 14.25], ['B', 36.5, 15.25]]).candidates[0]?.route?.waypoints[0]?.name).toBe(
      '東京',
    )
  })

  it('may come in any order, once each', () => {
    const parts = workbookParts([{ name: 'Plan', rows: two }])
    const rows = parts['xl/worksheets/sheet1.xml']!
    const swapped = rows
      .replace(/(<row r="2".*?<\/row>)(<row r="3".*?<\/row>)/, '$2$1')
      .replace(/(<c r="B3".*?<\/c>)(<c r="C3".*?<\/c>)/, '$2$1<c r="B3"><v>99</v></c>')
    const result = readParts({ ...parts, 'xl/worksheets/sheet1.xml': swapped })
    expect(placesIn(result)).toEqual(['35.500 14.250', '36.500 15.250'])
    expect(texts(result)).toEqual(['Cells given twice (B3): the first of each was read.'])
    const bare = rows.replace(/ r="[A-C]?\d"/g, '')
    expect(placesIn(readParts({ ...parts, 'xl/worksheets/sheet1.xml': bare }))).toEqual([
      '35.500 14.250',
      '36.500 15.250',
    ])
  })
})

describe('number formats', () => {
  const places = (lat: readonly [number, string], lon: readonly [number, string]) =>
    placesIn(readRows([head, ['A', dated(...lat), dated(...lon)], ['B', 1, 2]]))[0]

  it.each([
    [
      'sexagesimal, of days',
      [35.9583333333333 / 24, `[h]"°"mm"'"ss\\"`],
      [18.39 / 24, `[h]°mm'ss.0"''"`],
      '35.958 18.390',
    ],
    [
      'without seconds, kept to the second',
      [35.9583333333333 / 24, `[h]"°"mm"'"`],
      [18.39 / 24, '[hh]°mm'],
      '35.958 18.390',
    ],
    ['below zero', [-35.5 / 24, `[h]"°"mm"'"`], [-18.25 / 24, `[h]°mm`], '-35.500 -18.250'],
    ['figures parted by marks', [3557.5, `00"°"00.0"'"`], [1823.4, `000°00.0\\'" W"`], '35.958 -18.390'],
    [
      'figures parted, no places behind the point',
      [3557.5, `00"°"00"'"" N"`],
      [1823.4, `000°00" W"`],
      '35.958 -18.390',
    ],
    ['a letter of the hemisphere', [35.5, '0.0" S"'], [18.25, '0.00\\W'], '-35.500 -18.250'],
    ['a letter by the sign', [-35.5, '0.0"N";0.0"S"'], [18.25, '0.00"E";0.00"W"'], '-35.500 18.250'],
    ['a letter by a condition', [-35.5, '[<0]0.0"S";0.0"N"'], [18.25, '[<0]0.0"W";0.0"E"'], '-35.500 18.250'],
    [
      'colours, blanks, thousands and brackets say nothing',
      [35.5, '[Red]#,##0.0_);(0.0)'],
      [18.25, '[$-409]0.00* '],
      '35.500 18.250',
    ],
    ['a currency says nothing of the number', [35.5, '0.0'], [18.25, '[$€-407]0.0'], '35.500 18.250'],
  ] as const)('%s', (_, lat, lon, place) => expect(places(lat, lon)).toBe(place))

  it('a unit goes with its number, and a percentage is none', () => {
    const speed = (cell: TestCell) =>
      readRows([
        [...head, 'Speed'],
        ['A', 35.5, 14, null],
        ['B', 36.5, 15, cell],
        ['C', 37.5, 15, cell],
      ]).candidates[0]
    expect(speed(dated(18.52, '0.0" km/h"'))?.speedKn).toBeCloseTo(10)
    expect(speed(dated(0.12, '0%'))?.speedKn).toBeNull()
  })

  it('zeros in front are kept', () => {
    const name = readRows([head, [dated(7, '000'), 35.5, 14.25], [dated(8, '"WP "00'), 36.5, 15.25]])
    expect(name.candidates[0]?.route?.waypoints.map((waypoint) => waypoint.name)).toEqual(['007', 'WP 08'])
  })
})

describe('dates', () => {
  const track = (cells: readonly TestCell[][], headings: readonly string[] = ['Time (UTC)'], options = {}) =>
    readRows([[...headings, 'Lat', 'Lon'], ...cells.map((row, index) => [...row, 35 + index, 14])], {}, options)

  it.each([
    ['a day and a time', 'dd/mm/yyyy hh:mm'],
    ['months in words', '[$-407]d. mmm yy h:mm'],
    ['half days', 'm/d/yy h:mm AM/PM'],
    ['a day alone, whose number has a time', 'dd.mm.yyyy'],
    ['a time alone, whose number has a day', 'hh:mm'],
    ['East Asian', 'yyyy"年"m"月"d"日" h"时"mm"分"'],
  ])('%s', (_, format) => {
    expect(timesIn(track([[dated(46_000.25, format)], [dated(46_000.5, format)]]))).toEqual([
      '2025-12-09T06:00',
      '2025-12-09T12:00',
    ])
  })

  it('have no zone, and one is asked where the sheet speaks of local time', () => {
    expect(track([[dated(46_000.25)], [dated(46_000.5)]], ['Time (LT)']).table?.asks).toEqual(['zone'])
  })

  it('never leave open whether day or month comes first', () => {
    const result = track([[dated(46_000.25, 'mm/dd/yyyy hh:mm')], [dated(46_001.25, 'mm/dd/yyyy hh:mm')]])
    expect(result.table?.asks).toEqual([])
    expect(timesIn(result)).toEqual(['2025-12-09T06:00', '2025-12-10T06:00'])
  })

  it('a day and a time in columns of their own', () => {
    const both = [
      ['Date', 'Time'],
      ['2025-12-09T06:00', '2025-12-10T12:00'],
    ] as const
    const day = (value: number) => dated(value, 'dd/mm/yyyy')
    const clock = (value: number) => dated(value, 'hh:mm')
    expect(
      timesIn(
        track(
          [
            [day(46_000), clock(0.25)],
            [day(46_001), clock(0.5)],
          ],
          both[0],
        ),
      ),
    ).toEqual(both[1])
    expect(
      timesIn(
        track(
          [
            [day(46_000.25), clock(46_000.25)],
            [day(46_001.5), clock(46_001.5)],
          ],
          both[0],
        ),
      ),
    ).toEqual(both[1])
  })

  it('of another day than the one beside it are not taken for that', () => {
    const { candidates, table } = readRows([['Lat', 'Lon', 'Sailing date', 'ETA'], [35, 14, dated(46_000, 'dd/mm/yyyy'), dated(46_000.25, 'hh:mm')], [36, 14, dated(46_000, 'dd/mm/yyyy'), dated(46_001.25, 'hh:mm')]]) // prettier-ignore
    expect(table?.rows[1]?.[3]).toBe('2025-12-10 06:00')
    expect(candidates).toHaveLength(1)
  })

  it('count from 1904 where the workbook says so, and have no 29 February 1900', () => {
    expect(timesIn(track([[dated(44_538.25)], [dated(44_538.5)]], undefined, { date1904: true }))).toEqual([
      '2025-12-09T06:00',
      '2025-12-09T12:00',
    ])
    expect(track([[dated(60.5)], [dated(46_000.5)]]).table?.rows[0]?.[0]).toBe('60.5')
    expect(track([[dated(59.5)], [dated(61.5)]]).table?.rows.map(([cell]) => cell)).toEqual([
      '1900-02-28 12:00',
      '1900-03-01 12:00',
    ])
  })

  it('to the second, and to its fraction where the format shows it', () => {
    const rows = (format: string) =>
      track([[dated(46_000.2500001, format)], [dated(46_000.5, format)]]).table?.rows[0]?.[0]
    expect(rows('yyyy-mm-dd hh:mm:ss')).toBe('2025-12-09 06:00')
    expect(rows('yyyy-mm-dd hh:mm:ss.000')).toBe('2025-12-09 06:00:00.009')
  })

  it('hours and minutes that count on are no time of day', () => {
    const shown = (value: number, format: string) =>
      track([[dated(value, format)], [dated(value, format)]]).table?.rows[0]?.[0]
    expect(shown(1.5, '[h]:mm')).toBe('36:00')
    expect(shown(0.5, '[h]:mm:ss')).toBe('12:00')
    expect(shown(12 / 1440 + 57.5 / 86_400, 'mm:ss.0')).toBe('12:57.5')
  })
})

describe('merged cells', () => {
  it('hold for all their rows, but a position counts once', () => {
    const rows: readonly TestCell[][] = [
      ['Vessel', 'WP', 'Lat', 'Lon', 'Speed'],
      ['Alpha', 'A', 35.5, 14, 12], [null, 'B', 36.5, 14], [null, 'C', 37.5, 14],
      ['Beta', 'D', 38.5, 14, 9], [null, 'E', 39.5, 14], [null, 'F', null, null],
    ] // prettier-ignore
    const result = readRows(rows, { merged: ['A2:A4', 'E2:E4', 'A5:A7', 'E5:E6', 'C6:C7', 'D6:D7'] })
    expect(result.candidates.map(({ name, count, speedKn }) => [name, count, speedKn])).toEqual([
      ['Alpha', 3, 12],
      ['Beta', 2, 9],
    ])
    expect(texts(result)).toContain('Rows without a ship have that of the row above.')
  })
})

describe('several sheets', () => {
  it('each come with their own rows and columns', () => {
    const sheet = (name: string, lat: number) => ({
      name,
      rows: [
        ['Lat', 'Lon'],
        [lat, 4],
        [lat + 1, 5],
      ],
    })
    const { candidates } = readParts(workbookParts([sheet('North', 50), sheet('South', -50)]))
    expect(candidates.map(({ table }) => table?.rows[0])).toEqual([
      ['50', '4'],
      ['-50', '4'],
    ])
  })

  const plan = (name: string, lat: number) => ({ name, rows: [head, ['A', lat, 14], ['B', lat + 1, 15]] })

  it('with positions are offered by their names, the others told', () => {
    const result = readParts(
      workbookParts([
        { name: 'Cover', rows: [['Voyage plan'], ['Master', 'N. N.']] },
        plan('North', 50),
        plan('South', 40),
        { ...plan('Old', 10), state: 'hidden' },
        { ...plan('Calc', 10), state: 'veryHidden' },
        {
          name: 'Bunkers',
          rows: [
            [1.5, 2.5],
            [3.5, 4.5],
          ],
        },
        { name: 'Empty', rows: [] },
      ]),
    )
    expect(names(result)).toEqual(['North', 'South'])
    expect(texts(result)).toEqual([
      'Sheets whose headings name no position left out: "Cover", "Bunkers".',
      'Hidden sheets left out: "Old", "Calc".',
    ])
  })

  it('say of which sheet their notes are, and ask for the first in doubt', () => {
    const local = {
      name: 'Local',
      rows: [
        ['Lat', 'Lon', 'ETA (LT)'],
        [50, 4, dated(46_000.25)],
        [51, 4, dated(46_000.5)],
      ],
    }
    const result = readParts(
      workbookParts([{ ...plan('North', 50), rows: [...plan('North', 50).rows, ['x', 'y', 'z']] }, local]),
    )
    expect(result.notes).toContainEqual(expect.objectContaining({ item: 'Sheet “North”' }))
    expect(result.table).toMatchObject({
      asks: ['zone'],
      reasons: ['Sheet “Local”: Choose in which zone its times are; until then they are left out.'],
    })
  })

  it('of the same columns take the same answer', () => {
    const local = (name: string) => ({
      name,
      rows: [
        ['Lat', 'Lon', 'ETA (LT)'],
        [50, 4, dated(46_000.25)],
        [51, 4, dated(46_000.5)],
      ],
    })
    const parts = workbookParts([local('One'), local('Two')])
    const { table } = readParts(parts)
    const answered = readParts(parts, { ...table!.assignment, zoneMin: 60 })
    expect(answered.candidates.map(({ departureMs }) => new Date(departureMs!).toISOString())).toEqual(
      Array(2).fill('2025-12-09T05:00:00.000Z'),
    )
  })

  it('a damaged one is left out', () => {
    const parts = workbookParts([plan('North', 50), plan('South', 40)])
    delete parts['xl/worksheets/sheet2.xml']
    const result = readParts(parts)
    expect(names(result)).toEqual(['North'])
    expect(texts(result)).toEqual(['A sheet was left out: the workbook is damaged: the sheet "South" is not in it.'])
  })
})

describe('bad workbooks are refused in words', () => {
  const parts = workbookParts([{ name: 'Plan', rows: two }])
  const sheet = 'xl/worksheets/sheet1.xml'
  const refused = (more: Readonly<Record<string, string>>, less: readonly string[] = []) =>
    refusal(() =>
      readParts(Object.fromEntries(Object.entries({ ...parts, ...more }).filter(([name]) => !less.includes(name)))),
    )

  it.each([
    ['without the sheet', {}, [sheet], 'file-malformed', 'the sheet "Plan" is not in it'],
    ['without the workbook', {}, ['xl/workbook.xml'], 'file-malformed', 'xl/workbook.xml is missing'],
    ['a cut sheet', { [sheet]: parts[sheet]!.slice(0, -30) }, [], 'file-malformed', 'unclosed element'],
    [
      'a cell of another row',
      { [sheet]: parts[sheet]!.replace('r="B3"', 'r="B9"') },
      [],
      'file-malformed',
      'cell "B9" stands in row 3',
    ],
    [
      'a row beyond the last',
      { [sheet]: parts[sheet]!.replace('row r="3"', 'row r="9999999"') },
      [],
      'file-malformed',
      'has a row "9999999"',
    ],
    [
      'entities',
      { [sheet]: `<!DOCTYPE x [<!ENTITY a "b">]>${parts[sheet]}` },
      [],
      'xml-entities',
      'entity declarations are not allowed',
    ],
    [
      'external entities',
      { 'xl/sharedStrings.xml': '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><sst/>' },
      [],
      'xml-entities',
      'the shared texts',
    ],
    [
      'no positions',
      { [sheet]: '<worksheet><sheetData/></worksheet>' },
      [],
      'file-no-route',
      'no sheet of it holds positions: "Plan"',
    ],
  ])('%s', (_, more, less, code, words) => {
    expect(refused(more as Record<string, string>, less)).toEqual({
      code,
      detail: expect.stringContaining(words) as string,
    })
  })

  it('a cut archive', () => {
    expect(refusal(() => readRouteFile(zipped(parts).slice(0, -200), 'plan.xlsx')).detail).toContain(
      'the archive is damaged',
    )
  })

  it('a sheet of a million rows and of too many cells', () => {
    const rows = (count: number, width: number) =>
      `<worksheet><sheetData>${Array.from({ length: count }, () => `<row>${'<c><v>1</v></c>'.repeat(width)}</row>`).join('')}</sheetData></worksheet>`
    expect(refused({ [sheet]: rows(1_000_000, 1) }).code).toBe('file-too-large')
    const plain = { strings: [], formats: [], is1904: false }
    expect(refusal(() => sheetRows(rows(10_001, 200), 'sheet1.xml', plain))).toEqual({
      code: 'file-too-large',
      detail: 'a sheet has more than 2\u2009000\u2009000 cells',
    })
  }, 60_000)
})
