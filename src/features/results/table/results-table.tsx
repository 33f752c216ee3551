import { useMemo } from 'react'
import { createPortal } from 'react-dom'
import type { NamedAnswer } from '#src/domain/tasks/answer-name.ts'
import { usePreference, useUnits } from '#src/state/preferences.ts'
import { useLimits, useRoute } from '#src/state/voyage.ts'
import styles from './results-table.module.css'
import { tableContent } from './table-forms.ts'
import { TableTools } from './table-tools.tsx'
import { VirtualTable } from './virtual-table.tsx'

/** The answer as a table: a row per sample, per waypoint, or per noon or six hours. @param tools where its buttons go */
export function ResultsTable({
  answer,
  compared,
  tools = null,
}: {
  answer: NamedAnswer
  compared?: readonly NamedAnswer[] | undefined
  tools?: HTMLElement | null
}) {
  const form = usePreference('tableForm')
  const units = useUnits()
  const limits = useLimits()
  const { waypoints } = useRoute()
  const hidden = usePreference('hiddenResultColumns')
  const whole = useMemo(
    () => tableContent(form, answer.columns, { waypoints, limits, units, compared }),
    [form, answer, waypoints, limits, units, compared],
  )
  const content = useMemo(
    () => ({ ...whole, columns: whole.columns.filter(({ key }) => !hidden.includes(key)) }),
    [whole, hidden],
  )
  return (
    <div className={styles.whole}>
      {tools && createPortal(<TableTools form={form} whole={whole} content={content} answer={answer} />, tools)}
      {content.note && <p className={styles.note}>{content.note}</p>}
      {/* Another form is another table: it begins at its top. */}
      {content.columns.length === 0 ? (
        <p className={styles.note}>All columns are hidden.</p>
      ) : (
        <VirtualTable key={form} content={content} />
      )}
    </div>
  )
}
