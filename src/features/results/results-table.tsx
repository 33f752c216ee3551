import { useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, memo, useCallback, useEffect, useId, useMemo, useRef } from 'react'
import type { Answer } from '#src/domain/metocean/result.ts'
import { MISSING } from '#src/domain/units/format.ts'
import { useCursor, useViewActions } from '#src/state/view.ts'
import { keyTarget } from './chart-cursor.tsx'
import styles from './results-table.module.css'
import { type TableColumn, tableColumns } from './table-columns.ts'

const ROW_PX = 26
const HEAD_PX = 38

/** The same samples as the charts, row by row; only the rows in sight are in the page. */
export function ResultsTable({ answer }: { answer: Answer }) {
  const id = useId()
  const { count } = answer.columns
  const scroller = useRef<HTMLDivElement>(null)
  const columns = useMemo(() => tableColumns(answer.columns), [answer])
  const cursor = useCursor()
  const { cursorMoved } = useViewActions()
  // Its functions change without telling a memo; nothing here hands them on.
  // eslint-disable-next-line react-hooks/incompatible-library
  const virtualizer = useVirtualizer({ count, getScrollElement: () => scroller.current, estimateSize: () => ROW_PX, overscan: 8, scrollPaddingStart: HEAD_PX })
  const rows = virtualizer.getVirtualItems()
  const before = rows[0]?.start ?? 0
  const after = virtualizer.getTotalSize() - (rows.at(-1)?.end ?? 0)

  // A row under the mouse is in sight already; scrolling then would pull it away from the pointer.
  const pointed = useRef<number | null>(null)
  useEffect(() => {
    if (cursor !== null && cursor < count && cursor !== pointed.current) virtualizer.scrollToIndex(cursor, { align: 'auto' })
  }, [cursor, count, virtualizer])

  const point = useCallback(
    (index: number) => {
      pointed.current = index
      cursorMoved(index)
    },
    [cursorMoved],
  )
  const press = (event: KeyboardEvent) => {
    const key = { ArrowDown: 'ArrowRight', ArrowUp: 'ArrowLeft', ArrowLeft: '', ArrowRight: '' }[event.key] ?? event.key
    const next = keyTarget(key, cursor, count)
    if (next === undefined) return
    event.preventDefault()
    pointed.current = null
    cursorMoved(next, true)
  }
  return (
    <div className={styles.frame}>
      <div ref={scroller} className={styles.scroller}>
        <table
          className={styles.table}
          role="grid"
          aria-label="Values at every sample"
          aria-rowcount={count + 1}
          aria-activedescendant={rows.some(({ index }) => index === cursor) ? `${id}-${cursor}` : undefined}
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
              {columns.map(({ key, label, unit }) => (
                <th key={key} scope="col">
                  {label} <span className={styles.unit}>{unit}</span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            <Space heightPx={before} />
            {rows.map(({ index }) => (
              <Row key={index} id={`${id}-${index}`} index={index} columns={columns} current={index === cursor} onPoint={point} />
            ))}
            <Space heightPx={after} />
          </tbody>
        </table>
      </div>
    </div>
  )
}

/** Stands for the rows out of sight. */
function Space({ heightPx }: { heightPx: number }) {
  return heightPx > 0 ? <tr aria-hidden="true" className={styles.space} style={{ height: heightPx }} /> : null
}

interface RowProps {
  id: string
  index: number
  columns: readonly TableColumn[]
  current: boolean
  onPoint: (index: number) => void
}

const Row = memo(function Row({ id, index, columns, current, onPoint }: RowProps) {
  return (
    <tr id={id} className={styles.row} aria-rowindex={index + 2} aria-selected={current} onPointerEnter={() => onPoint(index)} onClick={() => onPoint(index)}>
      {columns.map(({ key, text }) => {
        const value = text(index)
        return (
          <td key={key} role="gridcell" data-missing={value === MISSING ? '' : undefined}>
            {value}
          </td>
        )
      })}
    </tr>
  )
})
