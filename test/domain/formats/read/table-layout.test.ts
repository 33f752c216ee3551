import { describe, expect, it } from 'vitest'
import { coordinateTexts, tableLayout, tableRows } from '#src/domain/formats/read/table-layout.ts'
import { noColumns } from '#src/domain/formats/read/table-columns.ts'

const lines = (count: number, line: (index: number) => string) => Array.from({ length: count }, (_, n) => line(n))
const table = (...rows: readonly string[]) => tableLayout(rows.join('\n'))
const positions = (count: number) => lines(count, (n) => `${n % 80}.5,${n % 170}.25`)

describe('a table with a header', () => {
  it('is read by it, below any title', () => {
    expect(table('Rotterdam to Halifax', '', 'name,lat,lon', 'a,1,2')).toMatchObject({
      delimiter: ',',
      headerRow: 1,
      hasHeader: true,
      orderGuessed: false,
      fitting: 1,
      columns: { name: 0, lat: [1], lon: [2] },
    })
  })

  it('has it among its first sixty rows', () => {
    const titled = (count: number) =>
      table(...lines(count, (n) => `remark ${n}`), 'lat,lon,name', '51.5,4.5,a', '55.5,3.5,b')
    expect(titled(59)).toMatchObject({ hasHeader: true, headerRow: 59 })
    expect(titled(60)).toMatchObject({ hasHeader: false, headerRow: 60 })
  })

  it('is none without a row below it', () => expect(table('lat,lon')).toBeNull())

  it('is one though hardly a row has a position: the bad ones are told by their lines', () => {
    expect(table('lat,lon', 'here,there', '1,2', 'north,south', 'east,west')).toMatchObject({
      hasHeader: true,
      fitting: 1,
    })
  })

  it.each([
    'Position A,51.5,4.5',
    'Position A,"51,5","4,5"',
    'Position A,-51.5,+4.5',
    "Position A,51°30'N,004°30'E",
    'Position A,51 30 N,4 30 E',
  ])('has a header that is no position itself: %s', (row) => {
    expect(table(row, row.replace('A', 'B'))).toMatchObject({
      hasHeader: false,
      headerRow: -1,
      fitting: 2,
      columns: { name: 0, lat: [1], lon: [2], position: null },
    })
  })

  it('counts its rows in the first 120', () => {
    expect(table('lat,lon', ...positions(119))).toMatchObject({ fitting: 119 })
    expect(table('lat,lon', ...positions(121))).toMatchObject({ fitting: 120 })
  })
})

describe('a table without a header', () => {
  it('is one where six rows in ten have a position, from the first that has', () => {
    expect(table('1.5,2.5', '1.5,3.5', '1.5,4.5', 'a,b', 'c,d')).toMatchObject({ fitting: 3, headerRow: -1 })
    expect(table('1.5,2.5', '1.5,3.5', 'a,b', 'c,d')).toBeNull()
    expect(table('a,b', 'c,d', 'e,f', '1.5,2.5', '1.5,3.5')).toMatchObject({ fitting: 2, headerRow: 2 })
  })

  it('is judged by its first 120 rows', () => {
    expect(table(...positions(200))).toMatchObject({ fitting: 120 })
    expect(table(...lines(119, () => 'remark'), ...positions(2))).toMatchObject({ fitting: 1, headerRow: 118 })
    expect(table(...lines(120, () => 'remark'), ...positions(2))).toBeNull()
  })

  it.each<[string, readonly string[], object]>([
    ['letters tell', ['a,4.5E,51.5N', 'b,3.5W,55.5N'], { lat: [2], lon: [1], name: 0 }],
    ['a number beyond 90 tells', ['a,120.5,31.5', 'b,21.5,32.5'], { lat: [2], lon: [1], name: 0 }],
    ['90 may be a latitude', ['a,90,120.5', 'b,21.5,32.5'], { lat: [1], lon: [2], name: 0 }],
    ['nothing tells: latitude first', ['a,51.5,4.5', 'b,55.5,3.5'], { lat: [1], lon: [2], name: 0 }],
    ['running numbers are no position', ['1,51.5,4.5', '2,55.5,3.5'], { lat: [1], lon: [2] }],
    ['nor are they after it', ['51.5,4.5,1', '55.5,3.5,2'], { lat: [0], lon: [1] }],
    ['degrees and minutes', ['a;51 30.0;4 30.0', 'b;55 30.0;3 30.0'], { lat: [1], lon: [2], name: 0 }],
    ['both in one cell', ["a;51°30'N 004°30'E", "b;55°30'N 003°30'E"], { position: 1, lat: [], lon: [], name: 0 }],
    ['both in one cell, whatever its commas', ['51.5,4.5', '55.5,3.5'], { position: 0, lat: [], lon: [] }],
  ])('finds its columns: %s', (_, rows, columns) => expect(table(...rows)).toMatchObject({ columns }))

  it('says where the order of two numbers was a guess', () => {
    expect(table('a,51.5,4.5', 'b,55.5,3.5')).toMatchObject({ orderGuessed: true })
    expect(table('a,51.5N,4.5E', 'b,55.5N,3.5E')).toMatchObject({ orderGuessed: false })
    expect(table("51°30'N 004°30'E", "55°30'N 003°30'E")).toMatchObject({ orderGuessed: false })
  })

  it('counts the rows that have both coordinates', () => {
    expect(table('a,1.5N,2.5E', 'b,1.5N,3.5E', 'c,1.5N,x')).toMatchObject({ fitting: 2 })
    expect(table('a,1.5N,2.5E', 'b,1.5N,3.5E', 'c,x,4.5E')).toMatchObject({ fitting: 2 })
  })

  it('takes no pair beyond the poles', () => {
    expect(table('91.5,120.5', '92.5,121.5')).toBeNull()
  })

  it('has its names in the first column of words, where most rows have one', () => {
    const nameOf = (...rows: readonly string[]) => table(...rows)?.columns.name
    expect(nameOf('1.5,2.5,,x', '1.5,3.5,b,y', '1.5,4.5,c,z')).toBe(2)
    expect(nameOf('1.5,2.5,,x', '1.5,3.5,b,y')).toBe(3)
    expect(nameOf('1.5,2.5,7', '1.5,3.5,8')).toBeNull()
    expect(nameOf('1.5N,2.5E', '1.5N,3.5E')).toBeNull()
  })
})

it.each(['\t', ';', '|', ','])('is cut where most rows have a position: %j', (delimiter) => {
  expect(table(`name${delimiter}lat${delimiter}lon`, `a${delimiter}1${delimiter}2`)).toMatchObject({ delimiter })
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
})

it('joins the columns of a coordinate, without those that are blank or missing', () => {
  const columns = { ...noColumns, lat: [0, 1, 2], lon: [3, 9] }
  expect(coordinateTexts(['51', '', 'N', '4.5E'], columns)).toEqual(['51 N', '4.5E'])
})
