import { AppError } from '../../../errors.ts'
import { readFormal } from '../../../units/formal-notations.ts'
import { plural } from '../../file-values.ts'
import { withLoosePoints } from '../../draft-points.ts'
import {
  type Draft,
  type DraftPoint,
  type FormatReader,
  type ImportNote,
  type Reading,
  UnusedFields,
} from '../../reading.ts'
import { type Delimiter, tableRows } from '../../table/rows.ts'

/** Well-known text of geometries, longitude first: each line is a candidate, points only where there are no lines. */
export const wkt: FormatReader = {
  recognises: (text) =>
    /^\s*(?:SRID=\d+;\s*)?(?:GEOMETRYCOLLECTION\s*(?:ZM|Z|M)?\s*\(\s*)?(?:MULTI)?(?:POINT|LINESTRING|POLYGON)\s*(?:ZM|Z|M)?\s*\(/i.test(
      text,
    ),
  read: (text) => readShapes([{ name: '', text }]),
}

/** A table with geometries in one of its columns, as map programs write it: each row is a candidate. */
export const wktTable: FormatReader = {
  recognises: (text) => geometryColumn(text) !== null,
  read(text) {
    const found = geometryColumn(text)
    if (!found) throw new AppError('file-not-understood', 'this is no table of geometries')
    const { rows } = tableRows(text, found.delimiter)
    const [head, ...body] = rows
    const name = head?.cells.findIndex((cell) => /^(?:name|title|route|label)$/i.test(cell)) ?? -1
    const reading = readShapes(body.map(({ cells }) => ({ name: cells[name] ?? '', text: cells[found.column] ?? '' })))
    const unused = new UnusedFields()
    for (const [index, heading] of head?.cells.entries() ?? [])
      if (index !== name && index !== found.column && heading !== '') unused.add(heading, new Set())
    return { ...reading, notes: [...reading.notes, ...unused.notes()] }
  },
}

function geometryColumn(text: string): { delimiter: Delimiter; column: number } | null {
  const [head = '', first = ''] = text.split(/\r\n?|\n/, 2)
  if (!/(?:POINT|LINESTRING)\s*(?:ZM|Z|M)?\s*\(/i.test(first)) return null
  for (const delimiter of [',', ';', '\t'] as const) {
    const cells = tableRows(head, delimiter).rows[0]?.cells ?? []
    const column = cells.findIndex((cell) => /^(?:wkt|(?:wkt|the)?_?geom(?:etry)?(?:_?wkt)?|shape)$/i.test(cell))
    if (column >= 0) return { delimiter, column }
  }
  return null
}

/** Where another geometry begins. */
const begin = /(?=(?:SRID=\d+;\s*)?\b(?:MULTI)?(?:POINT|LINESTRING|POLYGON|CURVE|SURFACE)\b)/i

/** Without the brackets of a collection: its members stand one behind the other. */
const uncollected = (text: string) => text.replace(/\bGEOMETRYCOLLECTION\s*(?:ZM|Z|M)?\s*\(/gi, '')

/** Behind the last member of a collection stand the brackets of the collection. */
function withoutStray(shape: string): string {
  let plain = shape.trim()
  const stray = () => plain.split(')').length > plain.split('(').length
  while (/[,;]$/.test(plain) || (plain.endsWith(')') && stray())) plain = plain.slice(0, -1).trim()
  return plain
}

/** @throws AppError `file-malformed` for another system of positions than WGS84 */
function readShapes(named: readonly { readonly name: string; readonly text: string }[]): Reading {
  const lines: Draft[] = []
  const points: DraftPoint[] = []
  let skipped = 0
  for (const { name, text } of named) {
    const srid = /SRID=(\d+)/i.exec(text)?.[1]
    if (srid !== undefined && srid !== '4326')
      throw new AppError('file-malformed', `its positions are in SRID ${srid}; only WGS84 (4326) can be read`)
    for (const shape of uncollected(text.replace(/\s+/g, ' ')).split(begin)) {
      if (shape.trim() === '') continue
      const parts = partsOf(shape)
      if (parts.length === 0) skipped += 1
      for (const places of parts) {
        if (places.length === 1) points.push(...places.map((place) => (name ? { ...place, name } : place)))
        else lines.push({ kind: 'line', name, points: places })
      }
    }
  }
  const notes: ImportNote[] = []
  if (skipped > 0) notes.push({ text: `${plural(skipped, 'geometry', 'geometries')} left out: not a line or a point.` })
  return { format: 'WKT', drafts: withLoosePoints(lines, points, notes), notes }
}

/** The places of a point or a line, or of each line of several. @throws AppError `file-malformed` for one outside of the Earth */
function partsOf(shape: string): (readonly DraftPoint[])[] {
  const plain = withoutStray(shape)
  const multi = /^(?:SRID=\d+;\s*)?MULTILINESTRING\s*(ZM|Z|M)?\s*\(/i.exec(plain)
  const texts = multi
    ? [...plain.matchAll(/\(([^()]+)\)/g)].map(([part]) => `LINESTRING ${multi[1] ?? ''} ${part}`)
    : [plain]
  try {
    return texts.flatMap((text) => {
      const places = readFormal(text)
      return places ? [places] : []
    })
  } catch (cause) {
    throw new AppError('file-malformed', `"${plain.slice(0, 40)}" has a position outside of the Earth`, { cause })
  }
}
