import { describe, expect, it } from 'vitest'
import { tableLayout } from '#src/domain/formats/table/layout.ts'
import { tableRows } from '#src/domain/formats/table/rows.ts'
import { rolesIn } from '#test/support/tables.ts'

const lines = (count: number, line: (index: number) => string) => Array.from({ length: count }, (_, n) => line(n))
const table = (...rows: readonly string[]) => tableLayout(rows.join('\n'))
const roles = (...rows: readonly string[]) => rolesIn(rows.join('\n'))
const positions = (count: number) => lines(count, (n) => `${n % 80}.5,${n % 170}.25`)

describe('a table with headings', () => {
  it('is read by them, below any title', () => {
    expect(table('Rotterdam to Halifax', '', 'name,lat,lon', 'a,1,2')).toMatchObject({
      delimiter: ',',
      first: 2,
      head: { start: 1, end: 2 },
      fitting: 1,
    })
  })

  it('has them among its first sixty rows', () => {
    const titled = (count: number) =>
      table(...lines(count, (n) => `remark ${n}`), 'lat,lon,name', '51.5,4.5,a', '55.5,3.5,b')
    expect(titled(59)).toMatchObject({ head: { start: 59 }, first: 60 })
    expect(titled(60)).toMatchObject({ head: null, first: 61 })
  })

  it('is none without a row below them', () => expect(table('lat,lon')).toBeNull())

  it('is one though hardly a row has a position: the bad ones are told by their lines', () => {
    expect(table('lat,lon', 'here,there', '1,2', 'north,south', 'east,west')).toMatchObject({
      head: { start: 0 },
      fitting: 1,
    })
  })

  it.each([
    'Position A,51.5,4.5',
    'Position A,"51,5","4,5"',
    'Position A,-51.5,+4.5',
    "Position A,51°30'N,004°30'E",
    'Position A,51 30 N,4 30 E',
  ])('has headings that are no position themselves: %s', (row) =>
    expect(table(row, row.replace('A', 'B'))).toMatchObject({
      head: null,
      first: 0,
      fitting: 2,
      uses: [{ role: 'name' }, { role: 'lat' }, { role: 'lon' }],
    }),
  )

  it('counts its rows in the first 120', () => {
    expect(table('lat,lon', ...positions(119))).toMatchObject({ fitting: 119 })
    expect(table('lat,lon', ...positions(121))).toMatchObject({ fitting: 120 })
  })
})

describe('headings over several rows and cells', () => {
  const parted = ['lat', 'lat-minutes', 'lat-hemisphere', 'lon', 'lon-minutes', 'lon-hemisphere']

  it.each([
    ['blank headings', ['LAT,,,LON,,', '35,57.5,S,18,23.4,E', '36,30.25,S,19,58.1,E']],
    [
      'parts below',
      ['Latitude,,,Longitude,,', 'Deg,Min,N/S,Deg,Min,E/W', '35,57.5,S,18,23.4,E', '36,30.25,S,19,58.1,E'],
    ],
    ['a group above', [',Position,,,,', 'Lat,Min,Hem,Lon,Min,Hem', '35,57.5,S,18,23.4,E', '36,30.25,S,19,58.1,E']],
    [
      'one row for each',
      ['Lat,Lat,Lat,Lon,Lon,Lon', 'deg,min,hem,deg,min,hem', '35,57.5,S,18,23.4,E', '36,30.25,S,19,58.1,E'],
    ],
  ])('are read with %s', (_, rows) => expect(roles(...rows)).toEqual(parted))

  it('have their units in a row below', () => {
    expect(table('name;lat;lon;speed', ';deg;deg;mph', 'A;35,5;14,2;10', 'B;36,5;15,2;10')).toMatchObject({
      first: 2,
      uses: [{ role: 'name' }, { role: 'lat' }, { role: 'lon' }, { role: 'speed', speedUnit: 'mph' }],
    })
  })

  it('are asked for where the group above tells two positions apart', () => {
    expect(
      table('Start,,End,', 'Lat,Lon,Lat,Lon', '35.1,14.2,36.1,15.2', '36.1,15.2,36.5,15.5')?.roles.position?.isSound,
    ).toBe(false)
  })
})

describe('a table without headings', () => {
  it('is one where six rows in ten have a position, from the first that has values', () => {
    expect(table('1.5,2.5', '1.5,3.5', '1.5,4.5', 'a,b', 'c,d')).toMatchObject({ fitting: 3, first: 0 })
    expect(table('1.5,2.5', '1.5,3.5', 'a,b', 'c,d')).toBeNull()
    expect(table('a', 'c', 'e', '1.5,2.5', '1.5,3.5')).toMatchObject({ fitting: 2, first: 3 })
  })

  it('is judged by its first 120 rows', () => {
    expect(table(...positions(200))).toMatchObject({ fitting: 120 })
    expect(table(...lines(120, () => 'remark'), ...positions(2))).toBeNull()
  })

  it.each<[string, readonly string[], readonly string[]]>([
    ['letters tell', ['a,4.5E,51.5N', 'b,3.5W,55.5N'], ['name', 'lon', 'lat']],
    ['a number beyond 90 tells', ['a,120.5,31.5', 'b,21.5,32.5'], ['name', 'lon', 'lat']],
    ['90 may be a latitude', ['a,90,120.5', 'b,21.5,32.5'], ['name', 'lat', 'lon']],
    ['nothing tells: latitude first', ['a,51.5,4.5', 'b,55.5,3.5'], ['name', 'lat', 'lon']],
    ['running numbers are no position', ['1,51.5,4.5', '2,55.5,3.5'], ['none', 'lat', 'lon']],
    ['nor are they after it', ['51.5,4.5,1', '55.5,3.5,2'], ['lat', 'lon', 'none']],
    ['degrees and minutes', ['a;51 30.0;4 30.0', 'b;55 30.0;3 30.0'], ['name', 'lat', 'lon']],
    ['both in one cell', ["a;51°30'N 004°30'E", "b;55°30'N 003°30'E"], ['name', 'position']],
    [
      'letters in columns of their own',
      ['1,35,57.5,S,18,23.4,E,12.5', '2,36,30.2,S,19,58.1,E,12.5'],
      ['none', 'lat', 'lat-minutes', 'lat-hemisphere', 'lon', 'lon-minutes', 'lon-hemisphere', 'none'],
    ],
    ['the kind of leg beside it', ['1;51.5N;4.5E;RL', '2;55.5N;3.5E;GC'], ['none', 'lat', 'lon', 'leg-type']],
    [
      'speeds and courses beside it',
      ['1,35.95833,-14.39000,12.5,234.5', '2,36.5,-13.1234,12.6,233.1'],
      ['none', 'lat', 'lon', 'none', 'none'],
    ],
  ])('finds its columns: %s', (_, rows, expected) => expect(roles(...rows)).toEqual(expected))

  it('takes no pair beyond the poles', () => {
    expect(table('91.5,120.5', '92.5,121.5')).toMatchObject({ rank: 0, guess: { guessed: null } })
  })

  it('has its names in the first column of words, where most rows have one', () => {
    const nameOf = (...rows: readonly string[]) => table(...rows)?.uses.findIndex(({ role }) => role === 'name')
    expect(nameOf('1.5,2.5,,x', '1.5,3.5,b,y', '1.5,4.5,c,z')).toBe(2)
    expect(nameOf('1.5,2.5,,x', '1.5,3.5,b,y')).toBe(3)
    expect(nameOf('1.5,2.5,7', '1.5,3.5,8')).toBe(-1)
    expect(nameOf('1.5N,2.5E', '1.5N,3.5E')).toBe(-1)
  })
})

it.each(['\t', ';', '|', ','])('is cut where most rows have a position: %j', (delimiter) => {
  expect(table(`name${delimiter}lat${delimiter}lon`, `a${delimiter}1${delimiter}2`)).toMatchObject({ delimiter })
})

it('is cut at blanks where headings stand above columns', () => {
  expect(table('lon    lat', '4.5    51.5', '3.25   55.5')).toMatchObject({
    delimiter: ' ',
    uses: [{ role: 'lon' }, { role: 'lat' }],
  })
})

it('is cut as its first line says', () => {
  expect(table('sep=;', 'lat;lon', '35,5;14,2', '36,5;15,2')).toMatchObject({ delimiter: ';', fitting: 2 })
})

it('is looked at in its first 32,768 characters, up to the end of a line', () => {
  const padded = (n: number) => `${'x'.repeat(1000)},${n}.5,2.5`
  expect(table(...lines(40, padded))).toMatchObject({ fitting: 32 })
  expect(tableLayout(lines(40, padded).join('\r'))).toMatchObject({ fitting: 32 })
})

describe('the rows', () => {
  it('are counted by lines of the file, line breaks in cells included, blank ones left away', () => {
    const { rows, openQuoteLine } = tableRows('a, b \n\n"c\nd\ne",f\n , \ng', ',')
    expect(rows).toEqual([
      { line: 1, cells: ['a', 'b'] },
      { line: 3, cells: ['c\nd\ne', 'f'] },
      { line: 7, cells: ['g'] },
    ])
    expect(openQuoteLine).toBeNull()
  })

  it('say where a quote is never closed', () => {
    expect(tableRows('a,b\n"c\nd",e\nf,"g\nh', ',').openQuoteLine).toBe(4)
  })

  it('have cells as spreadsheets guard them, and count the line that names the separator', () => {
    expect(tableRows('sep=,\n="035",\'-14\n"=""36"""', ',').rows).toEqual([
      { line: 2, cells: ['035', '-14'] },
      { line: 3, cells: ['36'] },
    ])
  })
})
