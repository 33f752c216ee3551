import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { taskQueries } from '#src/data/queries.ts'
import { useTasks } from '#src/data/use-tasks.tsx'
import { isFinalStatus, type TaskRow } from '#src/domain/metocean/contract.ts'
import { isFinal } from '#src/domain/tasks/submission.ts'
import { Segmented } from '#src/ui/segmented.tsx'
import { type Filter, filters, type Group, groupOf, passes } from './filters.ts'
import { NextLook } from './next-look.tsx'
import { OwnTask, type TaskUses } from './own-task.tsx'
import { RecoverForm } from './recover-form.tsx'
import { ServiceTasks } from './service-tasks.tsx'
import styles from './tasks-panel.module.css'
import { useAnnouncement } from './use-announcement.ts'

const groups: readonly { value: Group; label: string }[] = [
  { value: 'running', label: 'Running' },
  { value: 'waiting', label: 'Waiting' },
  { value: 'finished', label: 'Finished' },
]

/** Every task: this browser's own as cards, then the account's; recovery by name; when the service is asked next. */
export function TasksPanel(uses: TaskUses) {
  const [filter, setFilter] = useState<Filter>('all')
  const snapshot = useTasks()
  // Read by the watch, by its policy; here it is only looked at.
  const { data: pending } = useQuery({ ...taskQueries.pending(), enabled: false })
  const announcement = useAnnouncement(snapshot)
  const { submissions, courses } = snapshot
  const rows = new Map((pending?.tasks ?? []).map((row) => [row.task_id, row]))
  const running = new Set([...courses].filter(([, course]) => course.endMs !== null || course.unreadWords !== null).map(([taskId]) => taskId))
  const own = new Set(submissions.flatMap(({ taskId }) => (taskId === null ? [] : [taskId])))
  const shown = submissions.filter((submission) => passes(filter, submission))
  const active = submissions.filter((submission) => !isFinal(submission)).length

  const recovered = (row: TaskRow) => {
    setFilter('all')
    if (isFinalStatus(row.status) && row.status === 'SUCCESS') uses.onShow(row.task_id)
  }
  return (
    <div className={styles.panel}>
      <header className={styles.header}>
        <h2>Tasks</h2>
        <span className={styles.counts}>
          {active} active · {submissions.length - active} finished
        </span>
      </header>
      <div className={styles.tools}>
        <Segmented label="Show tasks" value={filter} onChange={setFilter} options={filters} />
        <NextLook nextLookMs={snapshot.nextLookMs} contactLostMs={snapshot.contactLostMs} held={submissions.some(({ state, mode }) => state === 'sending' && mode === 'sync')} />
      </div>
      <div className={styles.scroll}>
        {shown.length === 0 && (
          <p className={styles.quiet}>{filter === 'all' ? 'Requests you send appear here, with their progress and results.' : 'No task of yours is in this state.'}</p>
        )}
        {groups.map(({ value, label }) => {
          const members = shown.filter((submission) => groupOf(submission, running) === value)
          if (members.length === 0) return null
          return (
            <section key={value} className={styles.section} aria-label={label}>
              <h3>
                {label} ({members.length})
              </h3>
              <ul className={styles.list}>
                {members.map((submission) => (
                  <OwnTask key={submission.id} submission={submission} row={submission.taskId === null ? undefined : rows.get(submission.taskId)} snapshot={snapshot} uses={uses} />
                ))}
              </ul>
            </section>
          )
        })}
        <ServiceTasks filter={filter} own={own} courses={courses} onShow={uses.onShow} />
      </div>
      <RecoverForm onRecovered={recovered} />
      <div className="visually-hidden" role="status">
        {announcement}
      </div>
    </div>
  )
}
