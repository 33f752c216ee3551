import { RefreshCw } from 'lucide-react'
import { useTaskActions } from '#src/data/use-tasks.tsx'
import { formatCountdown } from '#src/domain/tasks/progress.ts'
import { formatClock } from '#src/domain/units/time-text.ts'
import { Button } from '#src/ui/button.tsx'
import styles from './tasks-panel.module.css'
import { useNow } from './use-now.ts'

/**
 * When the service is asked next, and asking it now. Quiet about a failed look: what was known stays up.
 * @param held a direct call waits for its answer
 */
export function NextLook({ nextLookMs, contactLostMs, held }: { nextLookMs: number | null; contactLostMs: number | null; held: boolean }) {
  const tasks = useTaskActions()
  const nowMs = useNow(nextLookMs !== null)
  const lost = contactLostMs === null ? '' : `No contact since ${formatClock(contactLostMs)}. `
  const next = nextLookMs === null ? (held ? 'A direct answer is awaited.' : 'Nothing is pending.') : nextLookMs <= nowMs ? 'Looking…' : `Next look in ${formatCountdown(nextLookMs - nowMs)}`
  return (
    <div className={styles.next}>
      <span data-tone={contactLostMs === null ? undefined : 'warn'}>
        {lost}
        {next}
      </span>
      <Button size="small" tone="quiet" icon={<RefreshCw />} onClick={() => void tasks.checkNow()}>
        Check now
      </Button>
    </div>
  )
}
