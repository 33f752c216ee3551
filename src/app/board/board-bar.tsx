import { FilePlus2, Undo2, UserRound } from 'lucide-react'
import type { About } from '#src/domain/metocean/wire/contract.ts'
import { intend } from '#src/state/intents.ts'
import { Button } from '#src/ui/form/button.tsx'
import { IconButton } from '#src/ui/form/icon-button.tsx'
import { hasSheet, useScreenSize } from '#src/ui/page/use-media.ts'
import { accountWords } from '../shell/bars/status-bar.tsx'
import { Clock, ThemeButton } from '../shell/bars/top-bar.tsx'
import styles from './board-bar.module.css'

interface BoardBarProps {
  about: About | null
  /** Goes back to the voyage behind the board; null: none was opened. */
  onBack: (() => void) | null
  onNew: () => void
}

/** The bar over the board: the ways to a voyage, the time, and who is signed in. */
export function BoardBar({ about, onBack, onNew }: BoardBarProps) {
  const narrow = hasSheet(useScreenSize())
  const account = accountWords(about)
  return (
    <header className={styles.bar}>
      <img src="/icon.svg" alt="" width={24} height={24} />
      <h1 className={styles.title}>
        {!narrow && <span className={styles.brand}>Fairway </span>}
        Board
      </h1>
      {onBack && (
        <Button tone="quiet" icon={<Undo2 />} title="Back to the voyage that is open" onClick={onBack}>
          {narrow ? 'Voyage' : 'Open voyage'}
        </Button>
      )}
      <span className={styles.space} />
      {!narrow && <Clock />}
      {account !== null &&
        (narrow ? (
          <IconButton
            label={`Signed in as ${account}`}
            icon={<UserRound />}
            onClick={() => intend('open-dialog', 'account')}
          />
        ) : (
          <Button
            tone="quiet"
            icon={<UserRound />}
            title={`Signed in as ${account}`}
            onClick={() => intend('open-dialog', 'account')}
          >
            {account}
          </Button>
        ))}
      <ThemeButton />
      <Button tone="primary" icon={<FilePlus2 />} onClick={onNew}>
        New voyage
      </Button>
    </header>
  )
}
