import { positionAt } from '#src/domain/position.ts'
import { CircleAlert, TriangleAlert } from 'lucide-react'
import { type ReactNode, useMemo } from 'react'
import { at, numberAt } from '#src/domain/at.ts'
import type { NamedAnswer } from '#src/domain/tasks/answer-name.ts'
import type { LedgerRow } from '#src/domain/limits/ledger.ts'
import type { LimitTotals } from '#src/domain/limits/limit-totals.ts'
import { amountText, limitsLine, overText, shareText } from '#src/domain/limits/limit-words.ts'
import { watchedLimits } from '#src/domain/limits/limits.ts'
import { intend } from '#src/state/intents.ts'
import { useUnits } from '#src/state/preferences.ts'
import { useCursor, useViewActions } from '#src/state/view.ts'
import { useLimits } from '#src/state/voyage.ts'
import { Grid, type GridColumn, useGridRows } from '#src/ui/grid/grid.tsx'
import { useMedia } from '#src/ui/page/use-media.ts'
import { useOneAnswer, useStudy, WorkedOut } from '../summary/summary.tsx'
import styles from './ledger.module.css'

const ROW_PX = 28
const TOUCH_ROW_PX = 44
const HEAD_PX = 28

/** Every exceedance and every stretch that cannot be judged: a row each; a click moves the cursor there. */
export function LedgerTable({ answer }: { answer: NamedAnswer }) {
  const limits = useLimits()
  const units = useUnits()
  const ledger = useStudy('ledger', useOneAnswer(answer))
  if (watchedLimits(limits).length === 0)
    return <p className={styles.none}>No limits are set. Set limits to see where this passage exceeds them.</p>
  if (!ledger) return <WorkedOut />
  return (
    <div className={styles.ledger}>
      <Totals totals={ledger.totals} />
      <div className={styles.rows}>
        {ledger.rows.length === 0 ? (
          <p className={styles.none}>
            Nothing exceeds the limits, and every watched value is known: {limitsLine(limits, units)}.
          </p>
        ) : (
          <LedgerGrid answer={answer} rows={ledger.rows} />
        )}
      </div>
    </div>
  )
}

function Totals({ totals: { over, caution, unknown, whole } }: { totals: LimitTotals }) {
  return (
    <div className={styles.totals}>
      <span>
        Over a limit <b>{overText(over, unknown) + shareText(over, whole)}</b>
      </span>
      <span>
        Over caution <b>{overText(caution, unknown) + shareText(caution, whole)}</b>
      </span>
      <span>
        Not known <b>{amountText(unknown) + shareText(unknown, whole)}</b>
      </span>
    </div>
  )
}

/** A voyage in broken weather has thousands of rows. */
function LedgerGrid({ answer, rows }: { answer: NamedAnswer; rows: readonly LedgerRow[] }) {
  const cursor = useCursor()
  const { shipMoved } = useViewActions()
  const rowPx = useMedia('(pointer: coarse)') ? TOUCH_ROW_PX : ROW_PX
  const gridRows = useGridRows({ count: rows.length, rowPx, headPx: HEAD_PX })
  const columns = useMemo(() => {
    return ledgerColumns(({ index }) => {
      shipMoved(numberAt(answer.columns.timeMs, index), index, true)
      intend('show-place', positionAt(answer.columns, index))
    })
  }, [answer, shipMoved])
  return (
    <Grid
      role="table"
      aria-label="Exceedances of the limits"
      className={styles.table}
      rows={gridRows}
      columns={columns}
      rowAt={(index) => at(rows, index)}
      rowAttributes={({ index }) => ({ 'aria-current': index === cursor })}
    />
  )
}

const states: Readonly<Record<LedgerRow['state'], { words: string; icon: ReactNode }>> = {
  limit: { words: 'Over limit', icon: <CircleAlert aria-hidden="true" /> },
  caution: { words: 'Caution', icon: <TriangleAlert aria-hidden="true" /> },
  unknown: { words: 'No data', icon: <span className={styles.hatch} aria-hidden="true" /> },
}

const ledgerColumns = (onGo: (row: LedgerRow) => void): readonly GridColumn<LedgerRow>[] => [
  {
    id: 'state',
    head: 'State',
    widthPx: 112,
    cell: ({ state }) => (
      <span className={styles.state} data-state={state}>
        {states[state].icon}
        {states[state].words}
      </span>
    ),
  },
  {
    id: 'what',
    head: 'What',
    widthPx: 180,
    cell: (row) => (
      <button type="button" className={styles.go} title="Go there" onClick={() => onGo(row)}>
        {row.what}
      </button>
    ),
  },
  { id: 'from', head: 'From, UTC', widthPx: 160, cell: ({ from }) => from },
  { id: 'to', head: 'To, UTC', widthPx: 156, cell: ({ to }) => to },
  { id: 'hours', head: 'Hours', widthPx: 94, align: 'end', cell: ({ hours }) => hours },
  { id: 'distance', head: 'Distance', widthPx: 112, align: 'end', cell: ({ miles }) => miles },
  {
    id: 'worst',
    head: 'Worst, or why not known',
    widthPx: 220,
    grow: 1,
    cell: ({ worst }) => worst,
  },
  { id: 'where', head: 'Where', widthPx: 244, cell: ({ where }) => where },
]
