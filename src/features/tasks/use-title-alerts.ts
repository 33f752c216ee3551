import { useEffect, useRef, useState } from 'react'
import { useTasks } from '#src/data/use-tasks.tsx'
import { isFinal, type Submission } from '#src/domain/tasks/submission.ts'
import { usePreference } from '#src/state/preferences.ts'
import { useVoyage } from '#src/state/voyage.ts'

const nameOf = ({ routeName, taskName }: Submission) => (routeName || taskName).slice(0, 40)

/**
 * The document's title tells of tasks while the page is out of sight: `▶2 RTM–HAL`, then `✓ RTM–HAL ready` or
 * `✕ RTM–HAL failed` until its card is seen: the page in sight and the task panel open.
 */
export function useTitleAlerts(): void {
  const { submissions } = useTasks()
  const { name } = useVoyage()
  const cardsInSight = usePreference('tasksOpen')
  const running = useRef<ReadonlySet<string>>(new Set())
  const [ended, setEnded] = useState<Submission | null>(null)
  const active = submissions.filter((submission) => !isFinal(submission))

  useEffect(() => {
    const before = running.current
    running.current = new Set(submissions.filter((submission) => !isFinal(submission)).map(({ id }) => id))
    const news = submissions.find((submission) => before.has(submission.id) && (submission.state === 'done' || submission.state === 'failed'))
    if (news) setEnded(news)
  }, [submissions])

  useEffect(() => {
    if (!ended || !cardsInSight) return
    const seen = () => document.visibilityState === 'visible' && setEnded(null)
    seen()
    document.addEventListener('visibilitychange', seen)
    return () => document.removeEventListener('visibilitychange', seen)
  }, [ended, cardsInSight])

  const alert = ended ? (ended.state === 'done' ? `✓ ${nameOf(ended)} ready` : `✕ ${nameOf(ended)} failed`) : active[0] ? `▶${active.length} ${nameOf(active[0])}` : null
  const title = alert ?? (name ? `${name} – Fairway` : 'Fairway')
  useEffect(() => {
    document.title = title
  }, [title])
}
