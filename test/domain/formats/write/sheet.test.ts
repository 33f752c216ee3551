import { describe, expect, it } from 'vitest'
import { csvCell, htmlTable, sheetTable, sheetText, tabText } from '#src/domain/formats/write/sheet.ts'

describe('F9 S15 a table for a spreadsheet', () => {
  it.each([
    ['=cmd()', "'=cmd()"],
    ['+1', "'+1"],
    ['@x', "'@x"],
    ['-12.3', '-12.3'],
    [-12.3, '-12.3'],
    ['-x', "'-x"],
    ['a\tb\nc', 'a b c'],
    [null, ''],
    [0, '0'],
  ])('has %j as %j', (value, expected) => expect(sheetText(value)).toBe(expected))

  it('is tab-separated, a line per row', () =>
    expect(
      tabText([
        ['Name', 'Wind (kn)'],
        ['=A1', 12],
      ]),
    ).toBe("Name\tWind (kn)\r\n'=A1\t12\r\n"))

  it('is HTML with its heads, and nothing in a cell is markup', () => {
    expect(htmlTable([['A'], ['<b>&'], [1]])).toBe(
      '<table><thead><tr><th>A</th></tr></thead><tbody><tr><td>&lt;b&gt;&amp;</td></tr><tr><td>1</td></tr></tbody></table>',
    )
  })
})

const moment = { timeMs: Date.UTC(2026, 10, 22, 18) }
const german = { decimal: ',', separator: ';' } as const

describe('F9 a number in a table', () => {
  it.each([
    [-12.3, '-12,3'],
    [{ digits: '35.400000' }, '35,400000'],
    [1234.5, '1234,5'],
    [0, '0'],
    // What is a name or a time is not a number, whatever it looks like.
    ['12.5', '12.5'],
    ['-12.3', '-12.3'],
    ['-12,3', "'-12,3"],
    ["51°59.012'N", "51°59.012'N"],
    [moment, '2026-11-22 18:00'],
    [null, ''],
  ])('of %j has the decimal mark asked for: %s', (value, text) => expect(sheetText(value, ',')).toBe(text))

  it.each([
    [12.5, german, '12,5'],
    ['12,5', german, '"12,5"'],
    ['a;b', german, '"a;b"'],
    [12.5, { decimal: '.', separator: '\t' } as const, '12.5'],
    ['a\tb', { decimal: '.', separator: '\t' } as const, 'a b'],
  ])('%j is quoted only where it would be taken for two cells or is text: %s', (value, numbers, cell) =>
    expect(csvCell(value, numbers)).toBe(cell),
  )
})

describe('F9 S15 a table copied for a spreadsheet', () => {
  const text = (shown: string) => String.raw`<td x:str sdnum="1033;0;@" style='mso-number-format:"\@"'>${shown}</td>`

  it.each([
    [1.5, '<td x:num="1.5" sdval="1.5" sdnum="1033;">1,5</td>'],
    [{ digits: '-4.50000' }, '<td x:num="-4.50000" sdval="-4.50000" sdnum="1033;">-4,50000</td>'],
    [
      moment,
      String.raw`<td x:num="46348.75" sdval="46348.75" sdnum="1033;0;YYYY-MM-DD HH:MM:SS" style='mso-number-format:"yyyy\-mm\-dd hh\:mm"'>2026-11-22 18:00</td>`,
    ],
    ["51°59.012'N", text("51°59.012'N")],
    ['1-2', text('1-2')],
    ['=A1', text("'=A1")],
    ['<b>&', text('&lt;b&gt;&amp;')],
    [null, '<td></td>'],
  ])('says of %j what it is, with a point whatever is shown', (value, cell) =>
    expect(sheetTable([['<A>'], [value]], ',')).toBe(
      `<table xmlns:x="urn:schemas-microsoft-com:office:excel"><thead><tr><th>&lt;A&gt;</th></tr></thead><tbody><tr>${cell}</tr></tbody></table>`,
    ),
  )
})
