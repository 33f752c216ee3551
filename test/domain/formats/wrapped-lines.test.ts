import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readRouteFile } from '#src/domain/formats/import-file.ts'
import { readPositionList } from '#src/domain/formats/position-list.ts'

const places = (text: string) =>
  readPositionList(text).entries.flatMap(({ position }) =>
    position ? [`${position.lat.toFixed(3)} ${position.lon.toFixed(3)}`] : [],
  )
const channel = ['51.983 4.038', '50.500 -1.333']

describe('a position over the end of a line', () => {
  it.each([
    ['between its halves', 'WRECK REPORTED IN 51-59.0N\n004-02.3E AND 50-30.0N\n001-20.0W WIDE BERTH'],
    ['behind degrees', 'WRECK REPORTED IN 51-\n59.0N 004-02.3E AND 50-30.0N 001-\n20.0W WIDE BERTH'],
    ['with blanks for degree signs', 'WRECK IN 51\n59.0N 004 02.3E AND 50 30.0N 001\n20.0W'],
    ['in quoted mail', "> We pass 51°59.0'N,\n> 004°02.3'E and 50°30.0'N\n> 001°20.0'W in the morning"],
    ['with labels', 'AT 1200 IN LAT 51-59.0N\nLONG 004-02.3E AND LAT 50-30N\nLONG 001-20W'],
    ['with its letters in front', 'VIA N51-59.0\nE004-02.3 AND N50-\n30.0 W001-20.0 TO SEA'],
    ['twice', 'VIA 51-\n59.0N\n004-02.3E AND\n50-30.0N 001-20.0W TO SEA'],
  ])('is read where the line breaks %s', (_, text) => {
    expect(places(text)).toEqual(channel)
    expect(
      readRouteFile(new TextEncoder().encode(text), 'message.txt').candidates[0]?.route?.waypoints.map(
        ({ position: { lat, lon } }) => `${lat.toFixed(3)} ${lon.toFixed(3)}`,
      ),
    ).toEqual(channel)
  })

  it.each([
    ['over a blank line', 'WRECK IN 51-59.0N\n\n004-02.3E'],
    ['of the longitude before and the latitude behind', '004-02.3E A\n51-59.0N\n001-20.0W B\n50-30.0N'],
    ['of degrees and a speed', 'SPEED 12\n59.0N 004.0E'],
  ])('is not made up %s', (_, text) => expect(places(text)).toEqual(text.startsWith('SPEED') ? ['59.000 4.000'] : []))

  it('is the same place or refused wherever a paragraph of positions is wrapped', () => {
    const place = fc.record({
      lat: fc.integer({ min: -89_999, max: 89_999 }),
      lon: fc.integer({ min: -179_999, max: 179_999 }),
      words: fc.constantFrom('THENCE TO', 'AND', 'BUOY', '', 'ETA 1200Z'),
    })
    const print = ({ lat, lon, words }: { lat: number; lon: number; words: string }, form: number) => {
      const half = (value: number, width: number, sides: string) => {
        const [degrees, minutes] = [Math.floor(Math.abs(value) / 1000), ((Math.abs(value) % 1000) * 59.9) / 1000]
        const figures = [String(degrees).padStart(width, '0'), minutes.toFixed(1).padStart(4, '0')]
        const side = sides.charAt(value < 0 ? 1 : 0)
        const mark = ['-', ' ', '° ', '-'][form] ?? '-'
        return form === 3 ? `${side}${figures.join(mark)}` : `${figures.join(mark)}${form === 2 ? "'" : ''}${side}`
      }
      return `${words} ${half(lat, 2, 'NS')} ${half(lon, 3, 'EW')}`.trim()
    }
    const known = (text: string) => places(text)[0]
    fc.assert(
      fc.property(
        fc.array(place, { minLength: 1, maxLength: 5 }),
        fc.array(fc.nat(), { maxLength: 6 }),
        fc.nat(3),
        (list, cuts, form) => {
          const text = list.map((one) => print(one, form)).join(' ')
          const wrapped = cuts.reduce((part, cut) => {
            const spots = [...part.matchAll(/(?<=-)(?=\d)|(?<=[\dA-Z°'])\s/g)]
            const spot = spots[cut % Math.max(1, spots.length)]
            return spot ? `${part.slice(0, spot.index)}\n${part.slice(spot.index).trimStart()}` : part
          }, text)
          const right = list.map((one) => known(print({ ...one, words: '' }, form)))
          for (const found of places(wrapped)) expect(right, wrapped).toContain(found)
        },
      ),
      { numRuns: 300 },
    )
  })
})
