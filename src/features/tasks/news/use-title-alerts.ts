import { useEffect } from 'react'
import { useTasks } from '#src/data/tasks/use-tasks.tsx'
import { isFinal, type Submission } from '#src/domain/tasks/submission.ts'
import { useVoyage } from '#src/state/voyage.ts'
import { endedWords, shortName } from './ended-words.ts'

/**
 * The document's title tells of tasks: `▶2 RTM–HAL` while they run, then `✓ RTM–HAL ready` or `✕ RTM–HAL failed`.
 * @param ended those that have ended and have not been seen since, newest first
 */
export function useTitleAlerts([newest]: readonly Submission[]): void {
  const { submissions } = useTasks()
  const { name } = useVoyage()
  const active = submissions.filter((submission) => !isFinal(submission))
  const alert = newest ? endedWords(newest) : active[0] ? `▶${active.length} ${shortName(active[0])}` : null
  const title = alert ?? (name ? `${name} – Fairway` : 'Fairway')
  useEffect(() => {
    document.title = title
  }, [title])
}
