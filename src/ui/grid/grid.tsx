import { defaultKeyExtractor, defaultRangeExtractor, useVirtualizer, type VirtualItem } from '@tanstack/react-virtual'
import { type CSSProperties, type HTMLAttributes, memo, type ReactNode, useRef } from 'react'
import styles from './grid.module.css'

/** A column of a grid, for rows of one kind. */
export interface GridColumn<Row> {
  readonly id: string
  readonly head: ReactNode
  /** What a screen reader says for a head that is only a sign. */
  readonly headLabel?: string
  /** Shown under the head. */
  readonly unit?: ReactNode
  /** Minimum, px; 0: not in the line of cells. Its head is only read out, and the row puts its cell elsewhere. */
  readonly widthPx: number
  /** Its share of any width left over; left out: none. */
  readonly grow?: number
  readonly align?: 'end' | undefined
  /** Stays in sight while the rest scrolls sideways; for the first columns, of which only the last may grow. */
  readonly sticky?: boolean
  /** Its cells name their rows. */
  readonly rowHeader?: boolean
  readonly cell: (row: Row) => ReactNode
}

interface GridRowsOptions {
  count: number
  /** The height of every row, px; or of each row by its index before it is measured: a stable function. */
  rowPx: number | ((index: number) => number)
  /** The height of the head, which stays in sight above the rows, px. */
  headPx: number
  /** Identifies a row from edit to edit; all rows are laid out anew when the function changes. */
  rowKey?: (index: number) => string | number
  /** A row that stays in the page wherever the grid is scrolled. */
  keptIndex?: number
}

/** The rows of a grid, and which of them are in the page. */
export function useGridRows({ count, rowPx, headPx, rowKey = defaultKeyExtractor, keptIndex }: GridRowsOptions) {
  const scroller = useRef<HTMLDivElement>(null)
  // Its functions change without a memo noticing; none of them is passed on from here.
  // eslint-disable-next-line react-hooks/incompatible-library
  const virtualizer = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: typeof rowPx === 'number' ? () => rowPx : rowPx,
    getItemKey: rowKey,
    rangeExtractor: (range) => {
      const indexes = defaultRangeExtractor(range)
      if (keptIndex === undefined || keptIndex >= count || indexes.includes(keptIndex)) return indexes
      return [...indexes, keptIndex].sort((a, b) => a - b)
    },
    overscan: 8,
    scrollMargin: headPx,
    scrollPaddingStart: headPx,
  })
  return {
    scroller,
    virtualizer,
    // Where rows were replaced by fewer, some that were in sight no longer exist.
    items: virtualizer.getVirtualItems().filter(({ index }) => index < count),
    count,
    headPx,
    /** px; null: every row is as high as its content. */
    rowPx: typeof rowPx === 'number' ? rowPx : null,
  }
}

export type GridRows = ReturnType<typeof useGridRows>

/** Where something is placed among the rows. @param startPx as the virtualizer counts, from the top of the head */
export const rowPlace = ({ headPx }: Pick<GridRows, 'headPx'>, startPx: number): CSSProperties => ({
  transform: `translateY(${startPx - headPx}px)`,
})

type RowAttributes = HTMLAttributes<HTMLDivElement> & Readonly<Record<`data-${string}`, string | undefined>>

interface GridProps<Row> extends HTMLAttributes<HTMLDivElement> {
  'aria-label': string
  /** A grid is worked with keys; a table is only read. */
  role?: 'grid' | 'table'
  rows: GridRows
  columns: readonly GridColumn<Row>[]
  rowAt: (index: number) => Row
  rowAttributes: (row: Row, index: number) => RowAttributes
  /** Draws a row that is more than one line of cells. */
  drawRow?: (row: Row) => ReactNode
}

/** Rows under a fixed head; only visible rows are in the page. Children lie over them; the class is the scroller's. */
export function Grid<Row>({
  role = 'grid',
  rows,
  columns,
  rowAt,
  rowAttributes,
  drawRow,
  className = '',
  children,
  ...attributes
}: GridProps<Row>) {
  const { scroller, virtualizer, items, count, headPx, rowPx } = rows
  const stickyPx = widthOf(columns.filter(({ sticky }) => sticky))
  const size = {
    '--columns': columns.filter(inLine).map(trackOf).join(' '),
    '--least-width': `${widthOf(columns)}px`,
    '--head-height': `${headPx}px`,
    scrollPadding: `${headPx}px 0 0 ${stickyPx}px`,
  } as CSSProperties
  const rowOf = ({ index, key, start }: VirtualItem) => {
    const row = rowAt(index)
    return (
      <div
        key={key}
        ref={rowPx === null ? virtualizer.measureElement : undefined}
        role="row"
        aria-rowindex={index + 2}
        data-index={index}
        {...rowAttributes(row, index)}
        className={drawRow ? styles.row : `${styles.row} ${styles.line}`}
        style={{ ...rowPlace(rows, start), ...(rowPx !== null && { height: rowPx }) }}
      >
        {drawRow ? drawRow(row) : <GridCells role={role} columns={columns} row={row} />}
      </div>
    )
  }
  return (
    <div ref={scroller} className={`${styles.scroller} ${className}`} style={size}>
      <div
        role={role}
        aria-rowcount={count + 1}
        aria-colcount={role === 'grid' && !drawRow ? columns.length : undefined}
        {...attributes}
        className={styles.grid}
      >
        <div className={styles.head} role="row" aria-rowindex={1}>
          {columns.map((column, index) => (
            <div
              key={column.id}
              role="columnheader"
              aria-label={column.headLabel}
              className={inLine(column) ? undefined : 'visually-hidden'}
              {...placeOf(columns, index)}
            >
              {column.head}
              {column.unit !== undefined && (
                <>
                  {' '}
                  <span className={styles.unit}>{column.unit}</span>
                </>
              )}
            </div>
          ))}
        </div>
        <div role="rowgroup" className={styles.rows} style={{ height: virtualizer.getTotalSize() }}>
          {items.map(rowOf)}
          {children}
        </div>
      </div>
    </div>
  )
}

interface GridCellsProps<Row> {
  role?: 'grid' | 'table'
  columns: readonly GridColumn<Row>[]
  row: Row
}

/** The cells of a row that form a line; drawn again only when the row has changed. */
export const GridCells = memo(CellsInLine, (before, after) => {
  return before.columns === after.columns && before.role === after.role && isSameRow(before.row, after.row)
}) as typeof CellsInLine

function CellsInLine<Row>({ role = 'grid', columns, row }: GridCellsProps<Row>): ReactNode {
  const cellRole = role === 'grid' ? 'gridcell' : 'cell'
  return columns.map((column, index) =>
    inLine(column) ? (
      <div key={column.id} role={column.rowHeader ? 'rowheader' : cellRole} {...placeOf(columns, index)}>
        {column.cell(row)}
      </div>
    ) : null,
  )
}

/** A row may be rebuilt at each edit from parts that stay the same. */
function isSameRow(before: unknown, after: unknown): boolean {
  if (Object.is(before, after)) return true
  if (typeof before !== 'object' || typeof after !== 'object' || before === null || after === null) return false
  const parts = new Map(Object.entries(after))
  return Object.entries(before).every(([name, part]) => Object.is(part, parts.get(name)))
}

type Sized = Pick<GridColumn<never>, 'widthPx' | 'grow' | 'align' | 'sticky'>

const inLine = ({ widthPx }: Sized) => widthPx > 0
const widthOf = (columns: readonly Sized[]) => columns.reduce((sum, { widthPx }) => sum + widthPx, 0)
const trackOf = ({ widthPx, grow }: Sized) => (grow ? `minmax(${widthPx}px, ${grow}fr)` : `${widthPx}px`)

/** How a head and the cells under it are placed in their column. */
function placeOf(columns: readonly Sized[], index: number) {
  const { align, sticky } = columns[index] ?? {}
  return {
    'data-align': align,
    ...(sticky && { 'data-sticky': '', style: { left: widthOf(columns.slice(0, index)) } }),
  }
}
