import { describe, expect, it } from 'vitest'
import { readPositionList } from '#src/domain/formats/position-list.ts'

const shown = (text: string) =>
  readPositionList(text).entries.map(({ name, position, problem }) =>
    position ? `${name}${name && ' '}${position.lat.toFixed(3)} ${position.lon.toFixed(3)}` : problem,
  )
const channel = ['51.983 4.038', '50.500 -1.333']

describe('a pasted list of positions', () => {
  it.each([
    ['degrees and minutes', "51°59.0'N 004°02.3'E\n50°30.0'N 001°20.0'W", channel],
    ['degrees, minutes and seconds', "51°59'00\"N, 4°2'18\"E\n50°30'N, 1°20'W", channel],
    ['signed decimal degrees', '51.98333, 4.03833\n50.5, -1.33333', channel],
    ['decimal commas between blanks', '51,98333 4,03833\n50,5 -1,33333', channel],
    ['letters in front', 'N51 59.0 E004 02.3\nN50 30 W001 20', channel],
    ['running numbers', "1. 51°59.0'N 004°02.3'E\n2. 50°30.0'N 001°20.0'W", channel],
    [
      'names before',
      'Maas 51-59.0N 004-02.3E\nThe Needles 50-30N 001-20W',
      ['Maas 51.983 4.038', 'The Needles 50.500 -1.333'],
    ],
    [
      'names after',
      "1) 51°59.0'N 004°02.3'E Maas\n2) 50°30.0'N 001°20.0'W The Needles",
      ['Maas 51.983 4.038', 'The Needles 50.500 -1.333'],
    ],
    [
      'a table from a spreadsheet',
      'Name\tLat\tLon\nMaas\t51.98333\t4.03833\nNeedles\t50.5\t-1.33333',
      ['Maas 51.983 4.038', 'Needles 50.500 -1.333'],
    ],
    ['a latitude and a longitude on two lines', 'LAT: 51-59.0 N\nLON: 004-02.3 E\n50 30.0 N\n001 20.0 W', channel],
    ['several on one line', "A: 51°59.0'N 004°02.3'E B: 50°30.0'N 001°20.0'W", [`A ${channel[0]}`, `B ${channel[1]}`]],
    ['compact', '5159.0N 00402.3E\n5030N 00120W', channel],
    ['quoted mail', '> 51-59.0N 004-02.3E\n> 50-30.0N 001-20.0W', channel],
    ['cells with a lost degree sign', '1,51?59.0N,4?02.3E\n2,50?30.0N,1?20.0W', channel],
    ['one position alone', "51°59.0'N 004°02.3'E\n\n", [channel[0]]],
  ])('is read as %s', (_, text, expected) => {
    expect(shown(text)).toEqual(expected)
  })

  it('says which line is no position, and keeps the others', () => {
    expect(shown("51°59.0'N 004°02.3'E\nsee chart 1406")).toEqual([
      channel[0],
      'Line 2: “see chart 1406” is not a position.',
    ])
  })

  it('reads no part of a line with a mark nobody knows, however many lines are read', () => {
    expect(shown('51 59.0 N 004 02.3 E\n50 foo 30.0 N 001 foo 20.0 W\n50 30.0 N 001 20.0 W')).toEqual([
      channel[0],
      'Line 2: “50 foo 30.0 N 001 foo 20.0 W” is not a position.',
      channel[1],
    ])
  })

  it('says which line is outside the Earth', () => {
    expect(shown("95°59.0'N 004°02.3'E")).toEqual([
      "Line 1: “95°59.0'N 004°02.3'E” is outside latitude −90 to 90 or longitude −180 to 360.",
    ])
  })

  it('is empty where there is nothing', () => {
    expect(readPositionList(' \n--\n')).toEqual({ entries: [], notes: [] })
  })
})
