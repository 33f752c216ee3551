import { useMemo } from 'react'
import type { Answer } from '#src/domain/metocean/result.ts'
import { formatNumber } from '#src/domain/units/format.ts'
import styles from '../results-strip.module.css'

/** How many samples lack at least one value. Column by column: that is how an answer lies in memory. */
function incompleteCount({ columns }: Answer): number {
  const lacking = new Uint8Array(columns.count)
  for (const field of Object.values(columns.fields)) {
    for (let index = 0; index < lacking.length; index++) if (Number.isNaN(field[index]!)) lacking[index] = 1
  }
  let incomplete = 0
  for (const one of lacking) incomplete += one
  return incomplete
}

/** Says that something is missing, and how much: a gap is never passed over in silence. */
export function MissingNote({ answer }: { answer: Answer }) {
  const incomplete = useMemo(() => incompleteCount(answer), [answer])
  if (incomplete === 0) return null
  return (
    <span className={styles.missing}>
      <span className={styles.hatch} aria-hidden="true" />
      {formatNumber(incomplete)} of {formatNumber(answer.columns.count)} points {incomplete === 1 ? 'lacks' : 'lack'} a
      value
    </span>
  )
}
