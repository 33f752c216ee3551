import { parseCallTime, type TaskRow } from '#src/domain/metocean/wire/contract.ts'
import { formatCount } from '#src/domain/units/format.ts'
import { formatMoment } from '#src/domain/units/time-text.ts'
import { Button } from '#src/ui/form/button.tsx'
import styles from './task-card.module.css'

/** `22 Nov 17:41Z · PENDING · 148 points`: what tells tasks of one name apart. */
function wordsFor({ task_id, API_call_time, status, nbr_points }: TaskRow): string {
  const calledMs = parseCallTime(API_call_time)
  return [
    calledMs === null ? task_id : formatMoment(calledMs),
    status,
    nbr_points == null ? '' : formatCount(nbr_points, 'point'),
  ]
    .filter(Boolean)
    .join(' · ')
}

/** Tasks among which only the operator can choose. */
export function Candidates({
  label,
  rows,
  onPick,
}: {
  label: string
  rows: readonly TaskRow[]
  onPick: (row: TaskRow) => void
}) {
  return (
    <div className={styles.candidates} role="group" aria-label={label}>
      {rows.map((row) => (
        <Button key={row.task_id} size="small" title={row.task_id} onClick={() => onPick(row)}>
          {wordsFor(row)}
        </Button>
      ))}
    </div>
  )
}
