import type { NamedAnswer } from '#src/domain/tasks/answer-name.ts'
import type { LedgerRow } from '#src/domain/limits/ledger.ts'
import type { LimitTotals } from '#src/domain/limits/limit-totals.ts'
import { amountText, limitsLine, overText, shareText } from '#src/domain/limits/limit-words.ts'
import { watchedLimits } from '#src/domain/limits/limits.ts'
import { placeToBeSeen } from '#src/state/camera-wish.ts'
import { useUnits } from '#src/state/units.ts'
import { useViewActions } from '#src/state/view.ts'
import { useLimits } from '#src/state/voyage.ts'
import tableStyles from './data-table.module.css'
import { LedgerTable } from './ledger-table.tsx'
import styles from './ledger.module.css'
import { useOneAnswer, useStudy, WorkedOut } from '../summary/summary.tsx'

/** Every exceedance of the limits, and what could not be judged: a row each, a click goes there. */
export function Ledger({ answer }: { answer: NamedAnswer }) {
  const limits = useLimits()
  const units = useUnits()
  const ledger = useStudy('ledger', useOneAnswer(answer))
  const { cursorMoved } = useViewActions()
  if (watchedLimits(limits).length === 0)
    return <p className={tableStyles.none}>No limit is watched. Set limits to see where this passage exceeds them.</p>
  if (!ledger) return <WorkedOut />
  const { lat, lon } = answer.columns
  const go = ({ index }: LedgerRow) => {
    cursorMoved(index, true)
    placeToBeSeen({ lat: lat[index]!, lon: lon[index]! })
  }
  return (
    <div className={styles.ledger}>
      <Totals totals={ledger.totals} />
      <div className={styles.rows}>
        {ledger.rows.length === 0 ? (
          <p className={tableStyles.none}>
            Nothing exceeds the limits, and every watched value is known: {limitsLine(limits, units)}.
          </p>
        ) : (
          <LedgerTable rows={ledger.rows} onGo={go} />
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
