import { zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { readRouteFile } from '#src/domain/formats/import-file.ts'
import { bytesOf, readText, refusal } from '#test/support/route-files.ts'

const of = (...parts: readonly (string | number)[]) =>
  Uint8Array.from(
    parts.flatMap((part) =>
      typeof part === 'number' ? [part] : [...part].map((character) => character.charCodeAt(0)),
    ),
  )
const utf16 = (text: string) => of(...[...text].flatMap((character) => [character, 0]))
const refused = (bytes: Uint8Array) => refusal(() => readRouteFile(bytes, 'file'))

describe('what is no route is named', () => {
  it.each([
    ['a gzip archive; unpack it', of(0x1f, 0x8b, 8, 0)],
    ['a 7z archive; unpack it', of('7z', 0xbc, 0xaf, 0x27, 0x1c)],
    ['a RAR archive; unpack it', of('Rar!', 0x1a, 7)],
    ['a PDF; copy the positions', of('%PDF-1.7')],
    ['a picture', of(0x89, 'PNG\r\n')],
    ['a picture', of('GIF89a')],
    ['a picture', of('RIFF', 0, 0, 0, 0, 'WEBP')],
    ['a TIFF or GeoTIFF picture', of('II*', 0, 8, 0, 0, 0)],
    ['a TIFF or GeoTIFF picture', of('MM', 0, 0x2a)],
    ['a GRIB 1 weather file; it holds no route', of('GRIB', 0, 0, 80, 1)],
    ['a GRIB 2 weather file; it holds no route', of('GRIB', 0, 0, 0, 2)],
    ['a GRIB 2 weather file', of('TTAA00 KWBC 010000\r\r\n', 'GRIB', 0, 0, 0, 2)],
    ['a NetCDF file; it holds no route', of('CDF', 1, 0, 0)],
    ['a NetCDF or HDF5 file', of(0x89, 'HDF\r\n', 0x1a)],
    ['a shapefile; save its lines as GeoJSON or KML', of(0, 0, 0x27, 0x0a, 0, 0, 0, 0)],
    ['an S-57 chart; it holds no route', of('015813LE1 0900073   6604', '0000123000000010470123', 0x1e, 'abc')],
    ['a Garmin FIT file; save the route or track as GPX', of(14, 0x10, 0x64, 0, 9, 0, 0, 0, '.FIT')],
    ['a database (SQLite)', of('SQLite format 3', 0)],
    ['an RTF document', of('{\\rtf1\\ansi')],
    [
      'an Excel workbook of before 2007 (.xls); save it as XLSX or CSV, or copy the cells',
      of(0xd0, 0xcf, 0x11, 0xe0, 0, 0, utf16Text('Workbook')),
    ],
    [
      'a workbook or document with a password; save it',
      of(0xd0, 0xcf, 0x11, 0xe0, 0, 0, utf16Text('EncryptedPackage')),
    ],
    ['a Word document; copy the positions', of(0xd0, 0xcf, 0x11, 0xe0, 0, 0, utf16Text('WordDocument'))],
  ])('%s', (words, bytes) => {
    expect(refused(bytes)).toEqual({
      code: 'file-not-understood',
      detail: expect.stringMatching(new RegExp(`^this is ${words.replace(/[()]/g, '.')}`)) as string,
    })
  })

  it.each([
    ['a binary Excel workbook (.xlsb); save it as XLSX or CSV', 'xl/workbook.bin'],
    ['a document of Apple Numbers or Pages; export it as XLSX', 'Index/Document.iwa'],
    ['a Word document', 'word/document.xml'],
    ['an OpenDocument file; copy the positions', 'content.xml'],
    ['an archive with a shapefile; save its lines', 'coast/lines.shp'],
  ])('%s, in its archive', (words, name) => {
    const bytes = zipSync({ '[Content_Types].xml': bytesOf('<Types/>'), [name]: bytesOf('<a/>') })
    expect(refused(bytes).detail).toContain(`this is ${words}`)
  })

  it.each([
    ['a web page, perhaps a sign-in page', '<!DOCTYPE html>\n<html><body>51.5N 4.5E</body></html>'],
    ['a web page', '<html lang="en"></html>'],
    ['an S-421 route plan (GML); save the route as RTZ', '<S421:Dataset xmlns:S421="http://www.iho.int/S421/1.0"/>'],
    ['an Excel workbook in XML of 2003; save it', '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>'],
    ['XML with <Dataset>', '<Dataset/>'],
    ['JSON, but neither GeoJSON nor Signal K', '{"ship": "A", "draught": [1, 2]}'],
    ['XML with other text before it', 'HTTP/1.1 200 OK\n\n<?xml version="1.0"?><gpx><wpt lat="51.5" lon="4.5"/></gpx>'],
  ])('%s', (words, text) => expect(refusal(() => readText(text)).detail).toContain(words))
})

function utf16Text(text: string): string {
  return String.fromCharCode(...utf16(text))
}

describe('archives of texts', () => {
  const csv = (name: string) => bytesOf(`name,lat,lon\n${name},51.5,4.5\nB,52.5,4.5`)
  const gpx = (name: string) =>
    bytesOf(`<gpx><rte><name>${name}</name><rtept lat="1" lon="2"/><rtept lat="3" lon="4"/></rte></gpx>`)
  const read = (files: Record<string, Uint8Array>) => readRouteFile(zipSync(files), 'all.zip')

  it('a table alone', () => {
    const { format, candidates, notes } = read({ 'plans/north.csv': csv('A') })
    expect(format).toBe('ZIP with CSV')
    expect(candidates.map(({ name, count }) => [name, count])).toEqual([['all', 2]])
    expect(notes).toEqual([])
  })

  it('several files are offered by their own names, or by that of the file', () => {
    const { candidates } = read({
      'a/north.csv': csv('A'),
      'b/south.csv': csv('B'),
      'east.gpx': gpx('Plan'),
      'west.gpx': gpx('Plan'),
      'own.gpx': gpx('Own'),
      'read me.txt': bytesOf('The routes of this week.'),
    })
    expect(candidates.map(({ name }) => name)).toEqual(['north', 'south', 'Plan (east)', 'Plan (west)', 'Own'])
  })

  it('notes say of which file they are', () => {
    const { notes } = read({ 'north.csv': bytesOf('lat,lon,crew\n51,4,5\n52,4,5'), 'east.gpx': gpx('Plan') })
    expect(notes).toContainEqual({ line: 1, item: 'north', text: 'Column not used: "crew".' })
  })

  it('a log of NMEA sentences and a list of positions', () => {
    const { candidates } = read({ 'list.txt': bytesOf("51°30.0'N 004°30.0'E A\n52°30.0'N 004°30.0'E B") })
    expect(candidates[0]?.route?.waypoints.map(({ name }) => name)).toEqual(['A', 'B'])
  })
})

it('a report with positions among other words says where to paste it', () => {
  const report =
    'Good day,\nNoon positions MV Nordic Star:\n26 Nov 1200Z 49-40.0N 006-30.0W\n27 Nov 1200Z 49-35.2N 014-22.1W\nMaster'
  const { detail } = refusal(() => readText(report))
  expect(detail).toContain('it holds 2 positions among other words: copy its text and use Paste positions to take them')
  expect(refusal(() => readText('Good day,\nnothing to report.\nMaster')).detail).not.toContain('Paste')
})
