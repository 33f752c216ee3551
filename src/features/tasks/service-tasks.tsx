import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { taskQueries } from '#src/data/queries.ts'
import { asAppError } from '#src/domain/errors.ts'
import { parseCallTime } from '#src/domain/metocean/contract.ts'
import type { Course } from '#src/domain/tasks/progress.ts'
import { Button } from '#src/ui/button.tsx'
import { messageFor } from '#src/ui/messages.ts'
import { type Filter, listOf, rowPasses } from './filters.ts'
import { ServiceTask } from './service-task.tsx'
import styles from './tasks-panel.module.css'

/** Rows drawn at first and added by each "Show more": an account may have hundreds. */
const PAGE = 30

interface ServiceTasksProps {
  filter: Filter
  /** Task ids that have a card of their own above. */
  own: ReadonlySet<string>
  courses: ReadonlyMap<string, Course>
  onShow: (key: string) => void
}

/** Tasks of the account that this browser did not send, newest first; its list is read while it is shown. */
export function ServiceTasks({ filter, own, courses, onShow }: ServiceTasksProps) {
  const [most, setMost] = useState(PAGE)
  const { data, error } = useQuery(taskQueries.list(listOf[filter]))
  const rows = (data?.tasks ?? [])
    .filter((row) => !own.has(row.task_id) && rowPasses(filter, row))
    .sort((a, b) => (parseCallTime(b.API_call_time) ?? 0) - (parseCallTime(a.API_call_time) ?? 0))
  if (rows.length === 0 && !error) return null
  return (
    <section className={styles.section} aria-label="Other tasks of this account">
      <h3>Other tasks of this account{rows.length > 0 && ` (${rows.length})`}</h3>
      {error && <p className={styles.quiet}>{messageFor(asAppError(error).code)}</p>}
      <ul className={styles.list}>
        {rows.slice(0, most).map((row) => (
          <ServiceTask key={row.task_id} row={row} course={courses.get(row.task_id) ?? null} onShow={onShow} />
        ))}
      </ul>
      {rows.length > most && (
        <Button size="small" tone="quiet" onClick={() => setMost(most + PAGE)}>
          Show {Math.min(PAGE, rows.length - most)} more
        </Button>
      )}
    </section>
  )
}
