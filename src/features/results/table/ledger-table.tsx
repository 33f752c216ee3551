import { useVirtualizer } from '@tanstack/react-virtual'
import { CircleAlert, TriangleAlert } from 'lucide-react'
import { type ReactNode, useRef } from 'react'
import type { LedgerRow } from '#src/domain/limits/ledger.ts'
import { useCursor } from '#src/state/view.ts'
import { useMedia } from '#src/ui/page/use-media.ts'
import tableStyles from './data-table.module.css'
import styles from './ledger.module.css'
import { Space } from './virtual-table.tsx'

const ROW_PX = 28
const TOUCH_ROW_PX = 44
const HEAD_PX = 28

const states: Readonly<Record<LedgerRow['state'], { words: string; icon: ReactNode }>> = {
  limit: { words: 'Over limit', icon: <CircleAlert aria-hidden="true" /> },
  caution: { words: 'Caution', icon: <TriangleAlert aria-hidden="true" /> },
  unknown: { words: 'No data', icon: <span className={styles.hatch} aria-hidden="true" /> },
}

interface LedgerColumn {
  readonly head: string
  readonly widthPx: number
  /** Takes what the table is wider than its columns. */
  readonly wide?: boolean
  readonly figures?: boolean
  readonly text: (row: LedgerRow) => string
}

/** After the state and what it is of. */
const columns: readonly LedgerColumn[] = [
  { head: 'From, UTC', widthPx: 194, text: ({ from }) => from },
  { head: 'To, UTC', widthPx: 184, text: ({ to }) => to },
  { head: 'Hours', widthPx: 76, figures: true, text: ({ hours }) => hours },
  { head: 'Distance', widthPx: 104, figures: true, text: ({ miles }) => miles },
  { head: 'Worst, or why not known', widthPx: 200, wide: true, text: ({ worst }) => worst },
  { head: 'Where', widthPx: 204, text: ({ where }) => where },
]
const STATE_PX = 124
const WHAT_PX = 176
const WIDTH_PX = columns.reduce((sum, { widthPx }) => sum + widthPx, STATE_PX + WHAT_PX)

/** The rows of the ledger; a voyage in broken weather has thousands, of which those in sight are in the page. */
export function LedgerTable({ rows, onGo }: { rows: readonly LedgerRow[]; onGo: (row: LedgerRow) => void }) {
  const scroller = useRef<HTMLDivElement>(null)
  const cursor = useCursor()
  const rowPx = useMedia('(pointer: coarse)') ? TOUCH_ROW_PX : ROW_PX
  // Its functions change without telling a memo; nothing here hands them on.
  // eslint-disable-next-line react-hooks/incompatible-library
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowPx,
    overscan: 8,
    scrollPaddingStart: HEAD_PX,
  })
  const items = virtualizer.getVirtualItems()
  return (
    <div ref={scroller} className={tableStyles.scroller}>
      <table
        className={`${tableStyles.table} ${styles.table}`}
        style={{ minWidth: WIDTH_PX }}
        aria-label="Exceedances of the limits"
        aria-rowcount={rows.length + 1}
      >
        <colgroup>
          <col style={{ width: STATE_PX }} />
          <col style={{ width: WHAT_PX }} />
          {columns.map(({ head, widthPx, wide }) => (
            <col key={head} style={wide ? undefined : { width: widthPx }} />
          ))}
        </colgroup>
        <thead>
          <tr aria-rowindex={1}>
            <th scope="col">State</th>
            <th scope="col">What</th>
            {columns.map(({ head, figures }) => (
              <th key={head} scope="col" data-figures={figures && ''}>
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <Space heightPx={items[0]?.start ?? 0} />
          {items.map(({ index }) => (
            <Row
              key={rows[index]!.key}
              row={rows[index]!}
              place={index}
              current={rows[index]!.index === cursor}
              onGo={onGo}
            />
          ))}
          <Space heightPx={virtualizer.getTotalSize() - (items.at(-1)?.end ?? 0)} />
        </tbody>
      </table>
    </div>
  )
}

function Row({
  row,
  place,
  current,
  onGo,
}: {
  row: LedgerRow
  place: number
  current: boolean
  onGo: (row: LedgerRow) => void
}) {
  return (
    <tr className={styles.row} aria-rowindex={place + 2} aria-current={current}>
      <td>
        <span className={styles.state} data-state={row.state}>
          {states[row.state].icon}
          {states[row.state].words}
        </span>
      </td>
      <td>
        <button type="button" className={styles.go} title="Go there" onClick={() => onGo(row)}>
          {row.what}
        </button>
      </td>
      {columns.map(({ head, figures, text }) => (
        <td key={head} data-figures={figures && ''} title={figures ? undefined : text(row)}>
          {text(row)}
        </td>
      ))}
    </tr>
  )
}
