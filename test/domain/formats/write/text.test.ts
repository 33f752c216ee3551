import { describe, expect, it } from 'vitest'
import { htmlTable, sheetText, tabText } from '#src/domain/formats/write/text.ts'

describe('a table for a spreadsheet', () => {
  // reliability F9
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
