import { useVirtualizer } from '@tanstack/react-virtual'
import { CircleAlert, TriangleAlert } from 'lucide-react'
import { type KeyboardEvent, memo, useCallback, useEffect, useId, useRef } from 'react'
import { MISSING } from '#src/domain/units/format.ts'
import { usePreferenceActions } from '#src/state/preferences.ts'
import { useCursor, useViewActions } from '#src/state/view.ts'
import { keyTarget } from '../charts/chart-cursor.tsx'
import styles from './results-table.module.css'
import type { TableColumn } from './table-columns.ts'
import type { TableContent } from './table-forms.ts'

const ROW_PX = 26
const HEAD_PX = 38

/** The row of the cursor: where rows stand on some samples only, the last one at or before it. */
function rowOf(cursor: number | null, { samples, count }: TableContent): number | null {
  if (cursor === null || !samples) return cursor !== null && cursor < count ? cursor : null
  const row = samples.findLastIndex((sample) => sample <= cursor)
  return row < 0 ? null : row
}

/** Rows of results under sticky heads; only the rows in sight are in the page. One cursor with map and charts. */
export function VirtualTable({ content }: { content: TableContent }) {
  const id = useId()
  const { count, columns, samples, label } = content
  const scroller = useRef<HTMLDivElement>(null)
  const current = rowOf(useCursor(), content)
  const { cursorMoved } = useViewActions()
  // Its functions change without telling a memo; nothing here hands them on.
  // eslint-disable-next-line react-hooks/incompatible-library
  const virtualizer = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PX,
    overscan: 8,
    scrollPaddingStart: HEAD_PX,
  })
  const rows = virtualizer.getVirtualItems()
  const before = rows[0]?.start ?? 0
  const after = virtualizer.getTotalSize() - (rows.at(-1)?.end ?? 0)

  // A row under the mouse is in sight already; scrolling then would pull it away from the pointer.
  const pointed = useRef<number | null>(null)
  useEffect(() => {
    if (current !== null && current !== pointed.current) virtualizer.scrollToIndex(current, { align: 'auto' })
  }, [current, virtualizer])

  const point = useCallback(
    (row: number) => {
      pointed.current = row
      cursorMoved(samples ? samples[row]! : row)
    },
    [cursorMoved, samples],
  )
  const press = (event: KeyboardEvent) => {
    // Keys on the unit buttons are theirs.
    if (event.target !== event.currentTarget) return
    const key = { ArrowDown: 'ArrowRight', ArrowUp: 'ArrowLeft', ArrowLeft: '', ArrowRight: '' }[event.key] ?? event.key
    const next = keyTarget(key, current, count)
    if (next === undefined) return
    event.preventDefault()
    pointed.current = null
    cursorMoved(next === null || !samples ? next : samples[next]!, true)
  }
  return (
    <div className={styles.frame}>
      <div ref={scroller} className={styles.scroller}>
        <table
          className={styles.table}
          role="grid"
          aria-label={label}
          aria-rowcount={count + 1}
          aria-activedescendant={rows.some(({ index }) => index === current) ? `${id}-${current}` : undefined}
          tabIndex={0}
          onKeyDown={press}
          style={{ width: columns.reduce((sum, { widthPx }) => sum + widthPx, 0) }}
        >
          <colgroup>
            {columns.map(({ key, widthPx }) => (
              <col key={key} style={{ width: widthPx }} />
            ))}
          </colgroup>
          <thead>
            <tr aria-rowindex={1}>
              {columns.map((column) => (
                <Head key={column.key} column={column} />
              ))}
            </tr>
          </thead>
          <tbody>
            <Space heightPx={before} />
            {rows.map(({ index }) => (
              <Row
                key={index}
                id={`${id}-${index}`}
                row={index}
                columns={columns}
                current={index === current}
                onPoint={point}
              />
            ))}
            <Space heightPx={after} />
          </tbody>
        </table>
      </div>
    </div>
  )
}

/** A unit that can be changed is a button; the next click goes on to the next unit. */
function Head({ column: { label, unit, unitKind, bounds, words } }: { column: TableColumn }) {
  const { unitClicked } = usePreferenceActions()
  return (
    <th scope="col" data-words={words ? '' : undefined}>
      {label}{' '}
      <span className={styles.unit}>
        {unitKind ? (
          <button
            type="button"
            className={styles.unitButton}
            title={['Change the unit', bounds?.words].filter(Boolean).join('. ')}
            onClick={() => unitClicked(unitKind)}
          >
            {unit}
          </button>
        ) : (
          unit
        )}
        {bounds && (
          <span role="img" aria-label={bounds.words}>
            {` · ${bounds.short}`}
          </span>
        )}
      </span>
    </th>
  )
}

/** Stands for the rows out of sight. */
export function Space({ heightPx }: { heightPx: number }) {
  return heightPx > 0 ? <tr aria-hidden="true" className={styles.space} style={{ height: heightPx }} /> : null
}

/** The signs of the ledger, each with its word. */
const overMarks = {
  caution: <TriangleAlert role="img" aria-label="Caution:" />,
  limit: <CircleAlert role="img" aria-label="Over limit:" />,
} as const

interface RowProps {
  id: string
  row: number
  columns: readonly TableColumn[]
  current: boolean
  onPoint: (row: number) => void
}

const Row = memo(function Row({ id, row, columns, current, onPoint }: RowProps) {
  return (
    <tr
      id={id}
      className={styles.row}
      aria-rowindex={row + 2}
      aria-selected={current}
      onPointerEnter={() => onPoint(row)}
      onClick={() => onPoint(row)}
    >
      {columns.map(({ key, text, words, over }) => {
        const value = text(row)
        const state = over?.(row) ?? undefined
        return (
          <td
            key={key}
            role="gridcell"
            data-missing={value === MISSING ? '' : undefined}
            data-words={words ? '' : undefined}
            data-over={state}
            title={words ? value : undefined}
          >
            {state && overMarks[state]}
            {value}
          </td>
        )
      })}
    </tr>
  )
})
