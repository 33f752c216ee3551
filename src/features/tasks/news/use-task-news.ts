import { useEffect, useRef } from 'react'
import { useTasks } from '#src/data/tasks/use-tasks.tsx'
import { isFinal, type Submission } from '#src/domain/tasks/submission.ts'

/** Nobody asked for its end here. */
const isNews = ({ state, cancelAskedMs }: Submission) =>
  isFinal({ state }) && !(state === 'cancelled' && cancelAskedMs !== null)

/** Tells of each task that ends while this page is open; what had ended before it is no news. */
export function useTaskNews(onEnded: (submission: Submission) => void): void {
  const { submissions } = useTasks()
  const running = useRef<ReadonlySet<string>>(new Set())
  const latest = useRef(onEnded)
  useEffect(() => {
    latest.current = onEnded
  })
  useEffect(() => {
    const before = running.current
    running.current = new Set(submissions.filter((submission) => !isFinal(submission)).map(({ id }) => id))
    for (const submission of submissions)
      if (before.has(submission.id) && isNews(submission)) latest.current(submission)
  }, [submissions])
}
