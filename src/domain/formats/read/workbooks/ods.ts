import { AppError } from '../../../errors.ts'
import { DAY_MS } from '../../../time.ts'
import { cleanName, plural } from '../../file-values.ts'
import type { TableRow } from '../../table/rows.ts'
import { digits } from './number-format.ts'
import { walkPart } from './part-xml.ts'
import { rowTexts, type SheetCell } from './row-texts.ts'
import type { Sheet } from './sheets.ts'

type XmlAttributes = Readonly<Record<string, string>>

const MAX_CELLS = 2_000_000
const MAX_COLUMNS_READ = 256

interface OpenSheet {
  readonly name: string
  readonly style: string
  readonly rows: TableRow[]
  line: number
  hidden: number
}

interface OpenCell {
  readonly attributes: XmlAttributes
  text: string
}

/**
 * The sheets of an OpenDocument spreadsheet (OpenDocument 1.3, part 3). A cell says what it is beside what it shows.
 * @param xml of its content.xml
 * @throws AppError `file-malformed`, `file-too-large`, `xml-entities`
 */
export function sheetsOfOds(xml: string): readonly Sheet[] {
  const found: OpenSheet[] = []
  const hiddenStyles = new Set<string>()
  let style = ''
  let sheet: OpenSheet | null = null
  let row: { cells: SheetCell[]; merged: Set<number>; repeated: number; isHidden: boolean } | null = null
  let cell: OpenCell | null = null
  /** Inside notes, which are no part of what the cell says. */
  let notes = 0
  let filled = 0
  /** Rows that a cell above still covers, by column. */
  let spans = new Map<number, number>()
  const closeCell = ({ attributes, text }: OpenCell) => {
    if (!row) return
    const value = cellOf(attributes, text.trim())
    const repeated = Number(attributes['table:number-columns-repeated'] ?? 1)
    const spanned = Number(attributes['table:number-rows-spanned'] ?? 1)
    if (spanned > 1) spans.set(row.cells.length, spanned)
    if (value === '' && row.cells.length + repeated > MAX_COLUMNS_READ) return
    for (let count = 0; count < repeated && row.cells.length < MAX_COLUMNS_READ; count += 1) {
      if (value !== '') filled += 1
      row.cells.push(value)
    }
    if (filled > MAX_CELLS) throw tooMany()
  }
  const closeRow = () => {
    if (!sheet || !row) return
    const { cells, merged, repeated, isHidden } = row
    const isFilled = cells.some((own) => own !== '')
    for (let count = 0; count < (isFilled ? repeated : 0); count += 1) {
      if (isHidden) sheet.hidden += 1
      else {
        filled += count === 0 ? 0 : cells.length
        if (filled > MAX_CELLS) throw tooMany()
        sheet.rows.push({ line: sheet.line + count, cells: rowTexts(cells, false), ...(merged.size > 0 && { merged }) })
      }
    }
    sheet.line += repeated
    spans = new Map([...spans].flatMap(([column, rows]) => (rows > 1 ? [[column, rows - 1] as const] : [])))
  }
  walkPart(xml, 'content.xml', {
    opened: (name, attributes) => {
      if (name === 'style') style = attributes['style:name'] ?? ''
      else if (name === 'table-properties' && attributes['table:display'] === 'false') hiddenStyles.add(style)
      else if (name === 'annotation') notes += 1
      else if (name === 'table') {
        sheet = { name: cleanName(attributes['table:name']), style: attributes['table:style-name'] ?? '', rows: [], line: 1, hidden: 0 } // prettier-ignore
        found.push(sheet)
        spans = new Map()
      } else if (name === 'table-row')
        row = {
          cells: [],
          merged: new Set(spans.keys()),
          repeated: Number(attributes['table:number-rows-repeated'] ?? 1),
          isHidden: attributes['table:visibility'] !== undefined && attributes['table:visibility'] !== 'visible',
        }
      else if (name === 'table-cell' || name === 'covered-table-cell') cell = { attributes, text: '' }
      else if (cell && notes === 0 && name === 'p' && cell.text !== '') cell.text += '\n'
      else if (cell && notes === 0 && (name === 's' || name === 'tab' || name === 'line-break')) cell.text += ' '
    },
    written: (text) => {
      if (cell && notes === 0) cell.text += text
    },
    closed: (name) => {
      if (name === 'annotation') notes -= 1
      else if (name === 'table-row') {
        closeRow()
        row = null
      } else if (cell && (name === 'table-cell' || name === 'covered-table-cell')) {
        closeCell(cell)
        cell = null
      }
    },
  })
  return found.map(({ name, style: own, rows, hidden }) => ({
    name,
    isHidden: hiddenStyles.has(own),
    read: () => ({ rows, notes: hidden > 0 ? [{ text: `${plural(hidden, 'hidden row')} left out.` }] : [] }),
  }))
}

const tooMany = () => new AppError('file-too-large', 'a sheet has more than 2\u2009000\u2009000 cells')

/** What a number shows beside its figures is part of what it says: marks of degrees, units, zeros in front. */
const saysMore = /[\p{L}°º˚'′’"″]|^[+-]?0\d/u
const EPOCH_DAYS = 25_569
/** Hours of a time of day whose day is not shown: counted from the beginning of the calendar. */
const MIN_HOURS_OF_DATE = 20_000 * 24

function cellOf(attributes: XmlAttributes, shown: string): SheetCell {
  const value = Number(attributes['office:value'])
  switch (attributes['office:value-type']) {
    case 'float':
    case 'currency':
      return saysMore.test(shown) || !Number.isFinite(value) ? shown : digits(value)
    case 'percentage':
      return Number.isFinite(value) ? `${digits(value * 100)}%` : shown
    case 'date': {
      const text = attributes['office:date-value'] ?? ''
      const ms = Date.parse(text.includes('T') ? `${text}Z` : text)
      if (Number.isNaN(ms)) return shown
      const hasClock = /\d:\d\d/.test(shown)
      return { serial: ms / DAY_MS + EPOCH_DAYS, format: { kind: 'date', hasDate: true, hasClock, isFine: false } }
    }
    case 'time':
      return timeOf(attributes['office:time-value'] ?? '', shown)
    case 'string':
      return shown === '' ? (attributes['office:string-value'] ?? '').trim() : shown
    default:
      return shown
  }
}

function timeOf(text: string, shown: string): SheetCell {
  const [, sign = '', hours, minutes, seconds] = /^(-?)PT(\d+)H(\d+)M(\d+(?:[.,]\d+)?)S$/.exec(text) ?? []
  if (hours === undefined || /[°º˚]/.test(shown)) return shown
  const days = (Number(hours) + Number(minutes) / 60 + Number(seconds?.replace(',', '.')) / 3600) / 24
  const isDate = Number(hours) >= MIN_HOURS_OF_DATE
  if (sign === '' && (days < 1 || isDate))
    return { serial: days, format: { kind: 'date', hasDate: false, hasClock: true, isFine: false } }
  return `${sign}${Number(hours)}:${minutes ?? '00'}`
}
