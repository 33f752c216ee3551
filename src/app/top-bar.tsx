import { Activity, Moon, Sun, Sunset, Wifi, WifiOff } from 'lucide-react'
import { useSyncExternalStore } from 'react'
import { type About, SYNTHETIC_LABEL } from '#src/domain/metocean/contract.ts'
import { formatClockSeconds } from '#src/domain/units/time-text.ts'
import { type Theme, usePreferenceActions } from '#src/state/preferences.ts'
import { useVoyage, useVoyageActions, useVoyageEditable } from '#src/state/voyage.ts'
import { Button } from '#src/ui/button.tsx'
import { IconButton } from '#src/ui/icon-button.tsx'
import styles from './top-bar.module.css'
import { useClock } from './use-clock.ts'
import { useTasksPanel } from './use-tasks-panel.ts'
import { useTheme } from './use-theme.ts'
import { VoyageMenu } from './voyage-menu.tsx'

const themes: Record<Theme, { next: Theme; icon: typeof Sun; label: string }> = {
  day: { next: 'dusk', icon: Sun, label: 'Day' },
  dusk: { next: 'night', icon: Sunset, label: 'Dusk' },
  night: { next: 'day', icon: Moon, label: 'Night' },
}

function subscribeToOnline(listener: () => void) {
  window.addEventListener('online', listener)
  window.addEventListener('offline', listener)
  return () => {
    window.removeEventListener('online', listener)
    window.removeEventListener('offline', listener)
  }
}

function Clock() {
  const nowMs = useClock()
  return (
    <time className={styles.clock} dateTime={new Date(nowMs).toISOString()} aria-label="Time now, UTC">
      {formatClockSeconds(nowMs)}
    </time>
  )
}

function ThemeButton() {
  const theme = useTheme()
  const { preferenceChosen } = usePreferenceActions()
  const { next, icon: Icon, label } = themes[theme]
  return <IconButton label={`Theme: ${label}. Change to ${themes[next].label}`} icon={<Icon />} onClick={() => preferenceChosen({ theme: next })} />
}

function Connection({ reachable }: { reachable: boolean }) {
  const online = useSyncExternalStore(subscribeToOnline, () => navigator.onLine)
  // A page of this machine answers without any network, so what answers decides, not what the browser believes.
  const good = reachable
  const Icon = good ? Wifi : WifiOff
  return (
    <span className={styles.connection} data-tone={good ? 'ok' : 'warn'} role="status">
      <Icon aria-hidden="true" />
      {good ? 'Online' : online ? 'No contact with the server' : 'Offline'}
    </span>
  )
}

interface TopBarProps {
  about: About | null
  /** False when the server did not answer the last look. */
  reachable: boolean
  /** `Saved 17:51:04Z`, or what keeps it from being saved. */
  saveState: string
  pendingTasks: number
}

/** Name of the voyage, the state of everything that is not on the map, and the theme. */
export function TopBar({ about, reachable, saveState, pendingTasks }: TopBarProps) {
  const voyage = useVoyage()
  const editable = useVoyageEditable()
  const { voyageRenamed } = useVoyageActions()
  const { open, toggled } = useTasksPanel()
  return (
    <header className={styles.bar}>
      <img src="/icon.svg" alt="" width={24} height={24} />
      <h1 className={styles.brand}>Fairway</h1>
      <VoyageMenu />
      <input
        key={voyage.id + voyage.name}
        className={styles.name}
        aria-label="Voyage name"
        defaultValue={voyage.name}
        placeholder="Untitled voyage"
        spellCheck={false}
        maxLength={120}
        readOnly={!editable}
        onBlur={(event) => event.target.value !== voyage.name && voyageRenamed(event.target.value.trim())}
        onKeyDown={(event) => event.key === 'Enter' && event.currentTarget.blur()}
      />
      <span className={styles.saved} role="status">
        {saveState}
      </span>
      <span className={styles.space} />
      {about?.synthetic && <span className={styles.synthetic}>{SYNTHETIC_LABEL}</span>}
      <Clock />
      <Connection reachable={reachable} />
      <Button tone="quiet" icon={<Activity />} aria-pressed={open} onClick={toggled}>
        Tasks{pendingTasks > 0 && <span className={styles.badge}>{pendingTasks}</span>}
      </Button>
      <ThemeButton />
    </header>
  )
}
