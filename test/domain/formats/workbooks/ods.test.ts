import { describe, expect, it } from 'vitest'
import { readRouteFile } from '#src/domain/formats/import-file.ts'
import { refusal } from '#test/support/route-files.ts'
import { placesIn, timesIn } from '#test/support/tables.ts'
import { zipped } from '#test/support/workbooks.ts'

const cell = (attributes: string, shown: string) =>
  `<table:table-cell ${attributes}><text:p>${shown}</text:p></table:table-cell>`
const text = (words: string) => cell('office:value-type="string"', words)
const number = (value: number, shown = String(value)) =>
  cell(`office:value-type="float" office:value="${value}"`, shown)
const row = (...cells: readonly string[]) => `<table:table-row>${cells.join('')}</table:table-row>`
const table = (name: string, ...rows: readonly string[]) =>
  `<table:table table:name="${name}" table:style-name="${name}">${rows.join('')}<table:table-row table:number-rows-repeated="1048000"><table:table-cell table:number-columns-repeated="16384"/></table:table-row></table:table>`
const content = (...tables: readonly string[]) =>
  `<office:document-content><office:automatic-styles><style:style style:name="Old"><style:table-properties table:display="false"/></style:style></office:automatic-styles><office:body><office:spreadsheet>${tables.join('')}</office:spreadsheet></office:body></office:document-content>`
const read = (xml: string) =>
  readRouteFile(zipped({ mimetype: 'application/vnd.oasis.opendocument.spreadsheet', 'content.xml': xml }), 'plan.ods')

describe('OpenDocument spreadsheets', () => {
  const head = row(text('Name'), text('Lat'), text('Lon'))

  it('are read by what their cells hold', () => {
    const result = read(
      content(
        table('Plan', row(text('Malta<text:s/>to Sfax')), head, row(text('A'), number(35.5, '35.50'), number(14.25)), '<table:table-row table:number-rows-repeated="2"><table:table-cell/></table:table-row>', row(text('B'), number(36.5, '36°30\''), number(15.25, '15.25 W')), row(text('C'), text('x'), number(1))), // prettier-ignore
        table('Old', head, row(text('A'), number(1), number(2)), row(text('B'), number(3), number(4))),
      ),
    )
    expect(result.format).toBe('ODS')
    expect(result.candidates.map(({ name }) => name)).toEqual(['Malta to Sfax'])
    expect(placesIn(result)).toEqual(['35.500 14.250', '36.500 -15.250'])
    expect(result.notes.map(({ text: words }) => words).join()).toContain(
      'Line 7 has a latitude that cannot be read (x)',
    )
    expect(result.notes.map(({ text: words }) => words)).toContain('Hidden sheets left out: "Old".')
  })

  it('have dates without a zone, times of day, and comments that are no text', () => {
    const date = (value: string, shown: string) => cell(`office:value-type="date" office:date-value="${value}"`, shown)
    const time = (value: string, shown: string) => cell(`office:value-type="time" office:time-value="${value}"`, shown)
    const track = (headings: readonly string[], ...times: readonly string[]) =>
      read(content(table('Log', row(...headings.map(text), text('Lat<office:annotation><text:p>decimal</text:p></office:annotation>'), text('Lon')), ...times.map((own, index) => row(own, number(35 + index), number(14)))))) // prettier-ignore
    const expected = ['2026-11-22T06:00', '2026-11-23T00:00']
    expect(
      timesIn(
        track(['Time (UTC)'], date('2026-11-22T06:00:00', '22/11/26 06:00'), date('2026-11-23', '23/11/26 00:00')),
      ),
    ).toEqual(expected)
    const both = [
      ['22.11.26', 'PT06H00M00S'],
      ['23.11.26', 'PT00H00M00S'],
    ] as const
    expect(timesIn(track(['Date', 'Time'], ...both.map(([day, clock]) => date(`20${day.split('.').reverse().join('-')}`, day) + time(clock, 'x'))))).toEqual(expected) // prettier-ignore
    expect(track(['Time LT'], date('2026-11-22T06:00:00', '06:00'), date('2026-11-23', '00:00')).table?.asks).toEqual([
      'zone',
    ])
  })

  it('hold repeated cells and hidden rows', () => {
    const hidden = row(text('X'), number(1), number(2)).replace(
      '<table:table-row',
      '<table:table-row table:visibility="filter"',
    )
    const result = read(content(table('Plan', head, row(text('A'), number(35).replace(' office', ' table:number-columns-repeated="2" office')), hidden, row(text('B'), number(36), number(15))))) // prettier-ignore
    expect(placesIn(result)).toEqual(['35.000 35.000', '36.000 15.000'])
    expect(result.notes.map(({ text: words }) => words)).toEqual(['1 hidden row left out.'])
  })

  it('made to exhaust, locked or cut are refused', () => {
    const many = row(number(1).replace(' office', ' table:number-columns-repeated="256" office')).replace('<table:table-row', '<table:table-row table:number-rows-repeated="1000000"') // prettier-ignore
    expect(refusal(() => read(content(table('Plan', many))))).toMatchObject({ code: 'file-too-large' })
    expect(refusal(() => read('\u0001\u0002'))).toEqual({
      code: 'file-not-understood',
      detail: 'this is a workbook or document with a password; save it without the password',
    })
    expect(refusal(() => read(content(table('Plan', head)).slice(0, 400))).code).toBe('file-malformed')
    expect(refusal(() => read(`<!DOCTYPE a [<!ENTITY b "c">]>${content()}`)).code).toBe('xml-entities')
  })
})
