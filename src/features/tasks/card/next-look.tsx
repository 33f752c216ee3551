import { RefreshCw } from 'lucide-react'
import { useTaskActions } from '#src/data/tasks/use-tasks.tsx'
import { formatCountdown } from '#src/domain/tasks/progress.ts'
import { formatClock } from '#src/domain/units/time-text.ts'
import { useClock } from '#src/state/clock.ts'
import { Button } from '#src/ui/form/button.tsx'
import styles from '../tasks-panel.module.css'

interface NextLookProps {
  nextLookMs: number | null
  contactLostMs: number | null
  /** The service asked to be left alone until then. */
  busyUntilMs: number | null
  /** A direct call waits for its answer. */
  isHeld: boolean
}

/** When the service is asked next, and asking it now. Quiet about a failed look: what was known stays up. */
export function NextLook({ nextLookMs, contactLostMs, busyUntilMs, isHeld }: NextLookProps) {
  const tasks = useTaskActions()
  const nowMs = useClock(undefined, nextLookMs !== null || busyUntilMs !== null)
  const isBusy = busyUntilMs !== null && busyUntilMs > nowMs
  const lost = contactLostMs === null ? '' : `No contact since ${formatClock(contactLostMs)}. `
  return (
    <div className={styles.next}>
      <span data-tone={contactLostMs === null && !isBusy ? undefined : 'warn'}>
        {lost}
        {isBusy
          ? `The service asked us to wait ${formatCountdown(busyUntilMs - nowMs)}.`
          : nextWords(nextLookMs, nowMs, isHeld)}
      </span>
      <Button
        size="small"
        tone="quiet"
        icon={<RefreshCw />}
        aria-disabled={isBusy}
        onClick={() => void tasks.checkNow()}
      >
        Check now
      </Button>
    </div>
  )
}

function nextWords(nextLookMs: number | null, nowMs: number, isHeld: boolean): string {
  if (nextLookMs === null) return isHeld ? 'A direct answer is awaited.' : 'Nothing is pending.'
  return nextLookMs <= nowMs ? 'Checking…' : `Next check in ${formatCountdown(nextLookMs - nowMs)}`
}
