import { describe, expect, it } from 'vitest'
import { readPositionList } from '#src/domain/formats/position-list.ts'
import { notesOf, readTable } from '#test/support/tables.ts'

const placesOf = (text: string) =>
  readPositionList(text).entries.flatMap(({ position }) =>
    position ? [`${position.lat.toFixed(4)} ${position.lon.toFixed(4)}`] : [],
  )

describe('bare numbers are no positions', () => {
  it.each([
    '058.5 11.5 KN 41-12.0N 012-30.0E\n059.5 11.5 KN 42-00.0N 013-00.0E',
    '41-12.0N 012-30.0E\nDraft 9.5 10.2\nROB: 75.5, 35.2\n42-00.0N 013-00.0E',
    '41-12.0N 012-30.0E\nDist 24h 280.5, 11.5 kn\n42-00.0N 013-00.0E',
    'Speed\tDist\tName\tLat\tLon\n11.1\t103.5\tA\t41-12.0N\t012-30.0E\n11.1\t99.5\tB\t42-00.0N\t013-00.0E',
  ])('beside positions with letters: %j', (text) => {
    expect(placesOf(text)).toEqual(['41.2000 12.5000', '42.0000 13.0000'])
  })

  it.each([
    'Lon (W+),Lat\n12.5,41.2\n13.5,42.2',
    'All latitudes south\n41.2 12.5\n42.2 13.5',
    'Lat S Lon W\n41.2 12.5\n42.2 13.5',
    'lonlat: -12.5 41.2',
    '41.2 12.5 (S, W)',
    'SW 41.2 12.5',
    '41.2 - 12.5',
    'Lat - Long\n41.2 - 12.5\n42.2 - 13.5',
  ])('where words or a dash say another reading: %j', (text) => {
    const { entries } = readPositionList(text)
    expect(entries.filter(({ position }) => position !== null)).toEqual([])
    expect(entries.at(-1)?.problem).toContain('was not taken')
  })

  it('but a list of them below plain headings is one', () => {
    expect(placesOf('Lat Lon\n41.2 12.5\n42.2 13.5')).toEqual(['41.2000 12.5000', '42.2000 13.5000'])
  })
})

it.each(['41.2\tN\t12.5\tE\t9.5\n42.2\tN\t13.5\tE\t9.5', 'A|41.2|N|12.5|E|9.5\nB|42.2|N|13.5|E|9.5'])(
  'letters in columns of their own with a number more are asked for: %j',
  (text) => {
    expect(placesOf(text)).toEqual([])
    expect(readTable(text).table.asks).toEqual(['columns'])
  },
)

it.each(['36.30N 010.45W\n37.15N 011.10W', 'Name,Lat,Lon\nA,36.30N,010.45W\nB,37.15N,011.10W'])(
  'two decimals below 60 are told to be taken as decimal degrees: %j',
  (text) => {
    expect(placesOf(text)).toEqual(['36.3000 -10.4500', '37.1500 -11.1000'])
    expect(notesOf(text).join(' ')).toContain('taken as decimal degrees')
    expect(notesOf(text.replace('37.15', '37.75')).join(' ')).not.toContain('taken as decimal degrees')
  },
)

it('a name with a position in it is no name', () => {
  const names = readPositionList('A 41-12.0N 012-30.0E, 42-00.0N 013-00.0E\nB 42-00.0N 013-00.0E, 43-00.0N 013-00.0E')
  expect(names.entries.map(({ name }) => name).join()).not.toContain('12.0N')
})

it('lines of settings that begin like the headings are comments', () => {
  const text = '!Boat,Lat,Lon,COG\n!boat,48,49,50\n0,41.2,12.5,90\n0,42.2,13.5,90'
  expect(placesOf(text)).toEqual(['41.2000 12.5000', '42.2000 13.5000'])
})

it('headings in no known language are above columns parted by semicolons, not by decimal commas', () => {
  const { table } = readTable('Nr;Zemepis;Dolzina\n1;41,2083;12,51\n2;42,2083;13,51\n3;43,2083;13,51')
  expect(table.headings).toHaveLength(3)
  expect(table.asks).toEqual(['columns'])
})
