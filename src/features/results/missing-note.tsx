import { useMemo } from 'react'
import type { Answer } from '#src/domain/metocean/result.ts'
import { formatNumber } from '#src/domain/units/format.ts'
import styles from './results-strip.module.css'

/** How many samples lack at least one value. */
function incompleteCount({ columns }: Answer): number {
  const fields = Object.values(columns.fields)
  let incomplete = 0
  for (let index = 0; index < columns.count; index++) if (fields.some((field) => Number.isNaN(field[index]!))) incomplete++
  return incomplete
}

/** Says that something is missing, and how much: a gap is never passed over in silence. */
export function MissingNote({ answer }: { answer: Answer }) {
  const incomplete = useMemo(() => incompleteCount(answer), [answer])
  if (incomplete === 0) return null
  return (
    <span className={styles.missing}>
      <span className={styles.hatch} aria-hidden="true" />
      {formatNumber(incomplete)} of {formatNumber(answer.columns.count)} points {incomplete === 1 ? 'lacks' : 'lack'} a value
    </span>
  )
}
