import { describe, expect, it } from 'vitest'
import { readRouteFile } from '#src/domain/formats/import-file.ts'
import { bytesOf } from '#test/support/route-files.ts'

const garbled = 'The names may be garbled: the file does not say which characters it is written in. They were read as'

/** A table with one name, whose bytes are given, at each waypoint. */
function tableWith(name: readonly number[], rows = 2): Uint8Array {
  const cell = (index: number) => [...name, ...bytesOf(`,5${index}.5,4.5\n`)]
  return Uint8Array.from([...bytesOf('name,lat,lon\n'), ...[...Array(rows).keys()].flatMap(cell)])
}
const read = (bytes: Uint8Array) => readRouteFile(bytes, 'x.csv')
const names = (bytes: Uint8Array) => read(bytes).candidates[0]?.route?.waypoints.map(({ name }) => name)
const notes = (bytes: Uint8Array) => read(bytes).notes.map(({ text }) => text)
const latin1 = (text: string) => [...text].map((character) => character.charCodeAt(0))

describe('a file that does not say in which characters it is written', () => {
  it.each([
    ['上海', [0xc9, 0xcf, 0xba, 0xa3], 'Chinese (GBK)'],
    ['東京', [0x93, 0x8c, 0x8b, 0x9e], 'Japanese (Shift_JIS)'],
    ['Мурманск', [0xcc, 0xf3, 0xf0, 0xec, 0xe0, 0xed, 0xf1, 0xea], 'Russian (Windows-1251)'],
    ['Мурманск', [0xed, 0xd5, 0xd2, 0xcd, 0xc1, 0xce, 0xd3, 0xcb], 'Russian (KOI8-R)'],
    ['Tromsø', latin1('Tromsø'), 'Western European'],
  ])('%s is read, with a word', (name, bytes, words) => {
    expect(names(tableWith(bytes))).toEqual([name, name])
    expect(notes(tableWith(bytes))).toContain(`${garbled} ${words}.`)
  })

  it('says nothing where its names are plain', () => {
    const bytes = Uint8Array.from(latin1("name,lat,lon\nA,51°30.0'N,4°30.0'E\nB,52°30.0'N,4°30.0'E\n"))
    expect(read(bytes).candidates[0]?.first).toEqual({ lat: 51.5, lon: 4.5 })
    expect(notes(bytes)).toEqual([])
  })
})

describe('a UTF-8 file with damaged bytes', () => {
  it('stays UTF-8, and the damaged names are told', () => {
    const good = bytesOf('name,lat,lon\nTromsø,69.6,18.9\nÅlesund,62.4,6.1\nBodø,67.3,14.4\n')
    const bytes = Uint8Array.from([...good, ...latin1('M\xe5l\xf8y,61.9,5.1\n')])
    expect(names(bytes)).toEqual(['Tromsø', 'Ålesund', 'Bodø', 'M\uFFFDl\uFFFDy'])
    expect(notes(bytes)).toContain('Names with damaged letters: "M\uFFFDl\uFFFDy".')
  })

  it('that says it is in another encoding is read as what it is', () => {
    const gpx =
      '<?xml version="1.0" encoding="ISO-8859-1"?><gpx><rte><name>Ålesund</name><rtept lat="62" lon="6"/><rtept lat="69" lon="19"/></rte></gpx>'
    expect(readRouteFile(bytesOf(gpx), 'x').candidates[0]?.name).toBe('Ålesund')
  })
})
