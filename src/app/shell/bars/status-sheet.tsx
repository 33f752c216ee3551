import { useTasks } from '#src/data/tasks/use-tasks.tsx'
import type { About } from '#src/domain/metocean/wire/contract.ts'
import { keepsLibrary } from '#src/domain/tasks/rights.ts'
import { formatUtcFull } from '#src/domain/units/time-text.ts'
import { useClock } from '#src/state/clock.ts'
import { type DialogName, intend } from '#src/state/intents.ts'
import { Button } from '#src/ui/form/button.tsx'
import { Dialog } from '#src/ui/overlay/dialog.tsx'
import { type Fact, Facts } from '#src/ui/page/facts.tsx'
import { accountWords, COASTLINE_NOTE, silenceWords } from './status-bar.tsx'
import styles from './status-sheet.module.css'
import { MINUTE_MS } from '#src/domain/time.ts'

interface StatusSheetProps {
  open: boolean
  onClose: () => void
  about: About | null
  connection: string
  saveState: string
}

/** What the top bar and status bar say, where they have no room for words. */
export function StatusSheet({ open, onClose, ...status }: StatusSheetProps) {
  const leadTo = (dialog: DialogName) => () => {
    onClose()
    intend('open-dialog', dialog)
  }
  const hasVersions = keepsLibrary(status.about)
  const hasAccount = accountWords(status.about) !== null
  return (
    <Dialog
      title="Status"
      open={open}
      onClose={onClose}
      actions={
        (hasVersions || hasAccount) && (
          <>
            {hasVersions && <Button onClick={leadTo('versions')}>Earlier versions…</Button>}
            {hasAccount && <Button onClick={leadTo('account')}>Account…</Button>}
          </>
        )
      }
    >
      {open && <Status {...status} />}
    </Dialog>
  )
}

function Status({ about, connection, saveState }: Omit<StatusSheetProps, 'open' | 'onClose'>) {
  const nowMs = useClock(MINUTE_MS)
  const silence = silenceWords(useTasks().contactLostMs)
  const rows: readonly Fact[] = [
    ['Time (UTC)', formatUtcFull(nowMs)],
    ['Server', connection],
    ['Service', silence ?? 'Answering'],
    ['Voyage', saveState || 'Not changed yet'],
    ['Signed in as', accountWords(about)],
    ['Weather from', about?.source],
    ['Fairway', about?.version],
    ['Map', COASTLINE_NOTE],
  ]
  return <Facts rows={rows} className={styles.facts} />
}
