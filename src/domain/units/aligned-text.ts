import { at } from '../at.ts'

/** What a mail shows without breaking lines of its own. */
export const MAIL_COLUMNS = 78

const GAP = '  '
/** A name longer than this goes on below. */
const LONGEST_NAME = 24
/** The first cell of a table's rows stays on its line: a time by the clocks on board and in UTC is the longest. */
const LONGEST_FIRST = 41

/**
 * Rows of cells as lines of plain text, aligned for a fixed-width font and readable in any other.
 * @param most columns of a line; cells that are too long go on below, never between a number and its unit
 */
export function alignedText(rows: readonly (readonly string[])[], most = MAIL_COLUMNS): string[] {
  const widths = columnWidths(rows, most)
  return rows.flatMap((row) => linesOfRow(row, widths))
}

function linesOfRow(row: readonly string[], widths: readonly number[]): string[] {
  const cells = row.map((cell, column) => linesOf(cell, at(widths, column)))
  return Array.from({ length: Math.max(...cells.map(({ length }) => length)) }, (_, line) =>
    cells
      .map((lines, column) => (lines[line] ?? '').padEnd(at(widths, column)))
      .join(GAP)
      .trimEnd(),
  )
}

/** As wide as the longest cell; where that is too much in all, the widest columns become narrower. */
function columnWidths(rows: readonly (readonly string[])[], most: number): number[] {
  const widths: number[] = []
  const least: number[] = []
  for (const row of rows)
    row.forEach((cell, column) => {
      widths[column] = Math.max(widths[column] ?? 0, cell.length)
      // What names a row stays on its line.
      const pieces = column === 0 && cell.length <= LONGEST_NAME ? [cell] : piecesOf(cell)
      least[column] = Math.max(least[column] ?? 0, ...pieces.map(({ length }) => length))
    })
  let over = widths.reduce((sum, width) => sum + width, GAP.length * (widths.length - 1)) - most
  for (; over > 0; over--) {
    const spare = widths.map((width, column) => (width > at(least, column) ? width : 0))
    const widest = spare.indexOf(Math.max(...spare))
    if (at(spare, widest) === 0) break
    widths[widest] = at(widths, widest) - 1
  }
  return widths.map((width, column) =>
    Math.max(...rows.flatMap((row) => linesOf(row[column] ?? '', width).map(({ length }) => length))),
  )
}

/** `12.5 kn` and `22 Nov` stay together. */
const piecesOf = (text: string): string[] => text.split(/(?<!\d) | (?!\D{1,4}(?: |$|[,;)]))/)

function linesOf(text: string, width: number): string[] {
  const lines: string[] = []
  for (const piece of piecesOf(text)) {
    const longer = lines.length > 0 ? `${lines.at(-1)} ${piece}` : piece
    if (lines.length > 0 && longer.length <= width) lines[lines.length - 1] = longer
    else lines.push(piece)
  }
  return lines
}

/**
 * A table of figures as lines for a mail: in parts one below the other where it is too wide, each with the first column.
 * @param rows the heads first
 */
export function tableInMail([heads = [], ...body]: readonly (readonly string[])[]): string[] {
  const widths = heads.map((head, column) =>
    Math.max(
      ...piecesOf(head).map(({ length }) => length),
      ...body.map((row) => Math.min(column === 0 ? LONGEST_FIRST : LONGEST_NAME, row[column]?.length ?? 0)),
    ),
  )
  const parts: number[][] = []
  let room = 0
  for (let column = 1; column < heads.length; column++) {
    const taken = GAP.length + at(widths, column)
    if (taken > room) {
      parts.push([0])
      room = MAIL_COLUMNS - at(widths, 0)
    }
    parts.at(-1)?.push(column)
    room -= taken
  }
  return (parts.length > 0 ? parts : [[0]]).flatMap((part, index) => [
    ...(index > 0 ? [''] : []),
    ...[heads, ...body].flatMap((row) =>
      linesOfRow(
        part.map((column) => row[column] ?? ''),
        part.map((column) => at(widths, column)),
      ),
    ),
  ])
}
