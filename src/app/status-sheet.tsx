import type { About } from '#src/domain/metocean/contract.ts'
import { formatMomentFull } from '#src/domain/units/time-text.ts'
import { Dialog } from '#src/ui/dialog.tsx'
import styles from './status-sheet.module.css'
import { COASTLINE_NOTE } from './status-bar.tsx'
import { useClock } from './use-clock.ts'

const MINUTE_MS = 60_000

interface StatusSheetProps {
  open: boolean
  onClose: () => void
  about: About | null
  connection: string
  saveState: string
}

/** What the top bar and the status bar say where they have no room for words. */
export function StatusSheet({ open, onClose, ...facts }: StatusSheetProps) {
  return (
    <Dialog title="Status" open={open} onClose={onClose}>
      {open && <Facts {...facts} />}
    </Dialog>
  )
}

function Facts({ about, connection, saveState }: Omit<StatusSheetProps, 'open' | 'onClose'>) {
  const nowMs = useClock(MINUTE_MS)
  const rows: readonly (readonly [string, string])[] = [
    ['Time (UTC)', formatMomentFull(nowMs)],
    ['Server', connection],
    ['Voyage', saveState || 'Not changed yet'],
    ...(about ? ([['Weather from', about.source], ['Fairway', about.version]] as const) : []),
    ['Map', COASTLINE_NOTE],
  ]
  return (
    <dl className={styles.facts}>
      {rows.map(([term, words]) => (
        <div key={term}>
          <dt>{term}</dt>
          <dd>{words}</dd>
        </div>
      ))}
    </dl>
  )
}
