import { CircleAlert, TriangleAlert } from 'lucide-react'
import { type ReactNode, useMemo } from 'react'
import type { Answer } from '#src/domain/metocean/result.ts'
import { limitTotals } from '#src/domain/voyage/limit-totals.ts'
import { amountText, limitsLine, overText, shareText } from '#src/domain/voyage/limit-words.ts'
import { watchedLimits } from '#src/domain/voyage/limits.ts'
import { placeToBeSeen } from '#src/state/camera-wish.ts'
import { useCursor, useViewActions } from '#src/state/view.ts'
import { useLimits } from '#src/state/voyage.ts'
import tableStyles from './data-table.module.css'
import styles from './ledger.module.css'
import { type LedgerRow, ledgerRows } from './ledger-rows.ts'

const states: Readonly<Record<LedgerRow['state'], { words: string; icon: ReactNode }>> = {
  limit: { words: 'Over limit', icon: <CircleAlert aria-hidden="true" /> },
  caution: { words: 'Caution', icon: <TriangleAlert aria-hidden="true" /> },
  unknown: { words: 'No data', icon: <span className={styles.hatch} aria-hidden="true" /> },
}

/** Every exceedance of the limits, and what could not be judged: a row each, a click goes there. */
export function Ledger({ answer }: { answer: Answer }) {
  const limits = useLimits()
  const rows = useMemo(() => ledgerRows(answer, limits), [answer, limits])
  const cursor = useCursor()
  const { cursorMoved } = useViewActions()
  if (watchedLimits(limits).length === 0) return <p className={tableStyles.none}>No limit is watched. Set limits to see where this passage exceeds them.</p>
  const { lat, lon } = answer.columns
  const go = ({ index }: LedgerRow) => {
    cursorMoved(index, true)
    placeToBeSeen({ lat: lat[index]!, lon: lon[index]! })
  }
  return (
    <div className={styles.ledger}>
      <Totals answer={answer} />
      <div className={styles.rows}>
        {rows.length === 0 ? (
          <p className={tableStyles.none}>Nothing exceeds the limits, and every watched value is known: {limitsLine(limits)}.</p>
        ) : (
          <LedgerTable rows={rows} cursor={cursor} onGo={go} />
        )}
      </div>
    </div>
  )
}

function Totals({ answer }: { answer: Answer }) {
  const limits = useLimits()
  const { over, caution, unknown, whole } = useMemo(() => limitTotals(answer.columns, limits), [answer, limits])
  return (
    <div className={styles.totals}>
      <span>Over a limit <b>{overText(over, unknown) + shareText(over, whole)}</b></span>
      <span>Over caution <b>{overText(caution, unknown) + shareText(caution, whole)}</b></span>
      <span>Not known <b>{amountText(unknown) + shareText(unknown, whole)}</b></span>
    </div>
  )
}

const heads = ['State', 'What', 'From, UTC', 'To, UTC', 'Hours', 'Miles', 'Worst, or why not known', 'Where'] as const
const figures = new Set<string>(['Hours', 'Miles'])

function LedgerTable({ rows, cursor, onGo }: { rows: readonly LedgerRow[]; cursor: number | null; onGo: (row: LedgerRow) => void }) {
  return (
    <div className={tableStyles.scroller}>
      <table className={tableStyles.table} aria-label="Exceedances of the limits">
        <thead>
          <tr>
            {heads.map((head) => (
              <th key={head} scope="col" data-figures={figures.has(head) ? '' : undefined}>{head}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.key} className={styles.row} aria-current={row.index === cursor}>
              <td>
                <span className={styles.state} data-state={row.state}>
                  {states[row.state].icon}
                  {states[row.state].words}
                </span>
              </td>
              <td>
                <button type="button" className={styles.go} title="Go there" onClick={() => onGo(row)}>{row.what}</button>
              </td>
              <td>{row.from}</td>
              <td>{row.to}</td>
              <td data-figures="">{row.hours}</td>
              <td data-figures="">{row.miles}</td>
              <td>{row.worst}</td>
              <td>{row.where}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
