import { zipSync } from 'fflate'
import { type ImportResult, readRouteFile } from '#src/domain/formats/import-file.ts'
import type { TableAssignment } from '#src/domain/formats/table-sheet.ts'
import { bytesOf } from './route-files.ts'

/** A cell: text, a number, a number under the format of a style, or the XML of a cell as it is. */
export type TestCell =
  string | number | null | { readonly value: number; readonly format: string } | { readonly xml: string }

export interface TestSheet {
  readonly name: string
  readonly rows: readonly (readonly TestCell[])[]
  readonly state?: string
  /** Of a row, by its number. */
  readonly rowAttributes?: Readonly<Record<number, string>>
  readonly before?: string
  readonly merged?: readonly string[]
}

export const escaped = (text: string) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`)

export const columnLetters = (index: number): string =>
  (index >= 26 ? columnLetters(Math.floor(index / 26) - 1) : '') + String.fromCharCode(65 + (index % 26))

/** The parts of a workbook, texts shared as spreadsheets do. */
export function workbookParts(sheets: readonly TestSheet[], { date1904 = false } = {}): Record<string, string> {
  const strings: string[] = []
  const formats: string[] = []
  const cell = (own: TestCell, reference: string): string => {
    if (own === null) return ''
    if (typeof own === 'number') return `<c r="${reference}"><v>${own}</v></c>`
    if (typeof own === 'string') return `<c r="${reference}" t="s"><v>${strings.push(own) - 1}</v></c>`
    if ('xml' in own) return own.xml.replace('<c', `<c r="${reference}"`)
    if (!formats.includes(own.format)) formats.push(own.format)
    return `<c r="${reference}" s="${formats.indexOf(own.format) + 1}"><v>${own.value}</v></c>`
  }
  const bodies = sheets.map(({ rows, rowAttributes = {}, before = '', merged = [] }) => {
    const lines = rows.map((cells, index) => {
      const own = cells.map((one, column) => cell(one, `${columnLetters(column)}${index + 1}`)).join('')
      return own === '' ? '' : `<row r="${index + 1}" ${rowAttributes[index + 1] ?? ''}>${own}</row>`
    })
    const merges = merged.map((ref) => `<mergeCell ref="${ref}"/>`).join('')
    return `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">${before}<sheetData>${lines.join('')}</sheetData>${merges && `<mergeCells>${merges}</mergeCells>`}</worksheet>`
  })
  const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
  const relations = (list: readonly (readonly [id: string, type: string, target: string])[]) =>
    `<Relationships>${list.map(([id, type, target]) => `<Relationship Id="${id}" Type="${office}/${type}" Target="${target}"/>`).join('')}</Relationships>`
  return {
    '[Content_Types].xml': '<Types/>',
    '_rels/.rels': relations([['rId1', 'officeDocument', 'xl/workbook.xml']]),
    'xl/workbook.xml': `<workbook xmlns:r="${office}"><workbookPr ${date1904 ? 'date1904="1"' : ''}/><sheets>${sheets
      .map(
        ({ name, state }, index) =>
          `<sheet name="${escaped(name)}" sheetId="${index + 1}" ${state ? `state="${state}"` : ''} r:id="rId${index + 1}"/>`,
      )
      .join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': relations([
      ...sheets.map((_, index) => [`rId${index + 1}`, 'worksheet', `worksheets/sheet${index + 1}.xml`] as const),
      ['rId90', 'styles', 'styles.xml'],
      ['rId91', 'sharedStrings', '/xl/sharedStrings.xml'],
    ]),
    'xl/styles.xml': `<styleSheet><numFmts>${formats
      .map((code, index) => `<numFmt numFmtId="${200 + index}" formatCode="${escaped(code)}"/>`)
      .join(
        '',
      )}</numFmts><cellXfs><xf numFmtId="0"/>${formats.map((_, index) => `<xf numFmtId="${200 + index}"/>`).join('')}</cellXfs></styleSheet>`,
    'xl/sharedStrings.xml': `<sst>${strings.map((text) => `<si><t>${escaped(text)}</t></si>`).join('')}</sst>`,
    ...Object.fromEntries(bodies.map((body, index) => [`xl/worksheets/sheet${index + 1}.xml`, body])),
  }
}

export const zipped = (parts: Readonly<Record<string, string>>): Uint8Array =>
  zipSync(Object.fromEntries(Object.entries(parts).map(([name, text]) => [name, bytesOf(text)])))

export const readParts = (parts: Readonly<Record<string, string>>, assignment?: TableAssignment): ImportResult =>
  readRouteFile(zipped(parts), 'plan.xlsx', undefined, assignment)

/** A workbook of one sheet. */
export const readRows = (rows: TestSheet['rows'], more: Partial<TestSheet> = {}, options?: { date1904?: boolean }) =>
  readParts(workbookParts([{ name: 'Sheet1', rows, ...more }], options))
