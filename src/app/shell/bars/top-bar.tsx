import {
  Activity,
  CircleQuestionMark,
  Search,
  Wifi,
  WifiOff,
  Moon,
  Sun,
  Sunset,
  Ellipsis,
  FolderOpen,
  Ship,
} from 'lucide-react'
import { useState } from 'react'
import { type About, SYNTHETIC_LABEL } from '#src/domain/metocean/wire/contract.ts'
import { keepsLibrary } from '#src/domain/tasks/rights.ts'
import { formatClockSeconds } from '#src/domain/units/time-text.ts'
import { useClock } from '#src/state/clock.ts'
import { intend } from '#src/state/intents.ts'
import { Button } from '#src/ui/form/button.tsx'
import { IconButton } from '#src/ui/form/icon-button.tsx'
import { KeyCaps } from '#src/ui/form/key-caps.tsx'
import { shortcutKeys, shortcuts, shortcutWords } from '#src/ui/form/shortcut.ts'
import { hasSheet, useMedia, useScreenSize } from '#src/ui/page/use-media.ts'
import { StatusSheet } from './status-sheet.tsx'
import { type TaskCounts, TasksBadges, tasksLabel } from './tasks-badges.tsx'
import styles from './top-bar.module.css'
import { useTasksPanel } from '../use-tasks-panel.ts'
import { VoyageName } from './voyage-name.tsx'
import { useOnline } from '#src/ui/page/use-online.ts'
import type { Light } from '#src/domain/sun/light.ts'
import { usePreferenceActions } from '#src/state/preferences.ts'
import { useThemeName } from '#src/ui/page/use-theme-name.ts'
import { Menu, type MenuItem } from '#src/ui/overlay/menu.tsx'
import { showBoard } from '#src/app/address.ts'
import { type Command, useCommands } from '#src/app/commands/commands.ts'

/** The time in UTC, by the second. */
export function Clock() {
  const nowMs = useClock()
  return (
    <time className={styles.clock} dateTime={new Date(nowMs).toISOString()} aria-label="Time now, UTC">
      {formatClockSeconds(nowMs)}
    </time>
  )
}

interface TopBarProps {
  about: About | null
  /** False when the server did not answer the last look. */
  reachable: boolean
  /** `Saved 17:51:04Z`, or what keeps it from being saved. */
  saveState: string
  pendingTasks: number
  readyAnswers: number
}

/** The name of the voyage, the state of all that is not on the map, and the theme. Without room: icons. */
export function TopBar({ about, reachable, saveState, ...counts }: TopBarProps) {
  const size = useScreenSize()
  const narrow = hasSheet(size)
  // The name of the voyage goes before words that the results have as well.
  const isTight = useMedia('(max-width: 1365px)')
  const { good, words } = useConnection(reachable)
  const Icon = good ? Wifi : WifiOff
  return (
    <header className={styles.bar} data-size={size}>
      {size !== 'phone' && <img src="/icon.svg" alt="" width={24} height={24} />}
      <h1 className={narrow ? 'visually-hidden' : styles.brand}>Fairway</h1>
      {keepsLibrary(about) && <BoardButton />}
      <VoyageMenu />
      <span className={styles.voyage}>
        <VoyageName />
        {size === 'phone' && about?.synthetic && <SyntheticSign about={about} words="New: synthetic" />}
      </span>
      <span className={narrow ? 'visually-hidden' : styles.saved} role="status" title={saveState}>
        {saveState && keepsLibrary(about) && !narrow ? <SavedButton saveState={saveState} /> : saveState}
      </span>
      <span className={styles.space} />
      {size !== 'phone' && about?.synthetic && (
        <SyntheticSign
          about={about}
          words={isTight ? 'New: synthetic' : 'New answers: synthetic, not for navigation'}
        />
      )}
      {!narrow && <Clock />}
      <span className={narrow ? 'visually-hidden' : styles.connection} data-tone={good ? 'ok' : 'warn'} role="status">
        <Icon aria-hidden="true" />
        {words}
      </span>
      {narrow && <StatusButton good={good} words={words} about={about} saveState={saveState} />}
      <TasksButton narrow={narrow} {...counts} />
      {size !== 'phone' && (
        <>
          <CommandsButton narrow={narrow} />
          <ThemeButton />
          <IconButton
            label="Keyboard shortcuts and help"
            shortcut="?"
            icon={<CircleQuestionMark />}
            onClick={() => intend('open-dialog', 'keys')}
          />
        </>
      )}
      <ViewMenu />
    </header>
  )
}

const SyntheticSign = ({ about, words }: { about: About; words: string }) => (
  <span
    className={styles.synthetic}
    title={`New requests are answered from ${about.source}: ${SYNTHETIC_LABEL.toLowerCase()}`}
  >
    {words}
  </span>
)

function StatusButton({
  good,
  words,
  about,
  saveState,
}: {
  good: boolean
  words: string
  about: About | null
  saveState: string
}) {
  const [open, setOpen] = useState(false)
  const Icon = good ? Wifi : WifiOff
  const label = ['Status', words, saveState].filter(Boolean).join(', ')
  return (
    <>
      <IconButton
        className={styles.status}
        data-contact={good ? 'good' : 'lost'}
        label={label}
        icon={<Icon />}
        onClick={() => setOpen(true)}
      />
      <StatusSheet open={open} onClose={() => setOpen(false)} about={about} connection={words} saveState={saveState} />
    </>
  )
}

/** What was saved before is behind the word that tells of saving. */
const SavedButton = ({ saveState }: { saveState: string }) => (
  <button type="button" title="Earlier versions of this voyage" onClick={() => intend('open-dialog', 'versions')}>
    {saveState}
  </button>
)

/** Shows its keys, so that they are learned in passing. */
function CommandsButton({ narrow }: { narrow: boolean }) {
  const open = () => intend('open-dialog', 'commands')
  if (narrow) return <IconButton label="Find a command" icon={<Search />} onClick={open} />
  return (
    <Button
      tone="quiet"
      icon={<Search />}
      aria-label="Find a command"
      aria-keyshortcuts="Control+K Meta+K"
      title={`Find a command (${shortcutWords(shortcuts.commands)})`}
      onClick={open}
    >
      <KeyCaps keys={shortcutKeys(shortcuts.commands)} />
    </Button>
  )
}

function TasksButton({ narrow, ...counts }: TaskCounts & { narrow: boolean }) {
  const { open, toggled } = useTasksPanel()
  if (narrow) {
    return (
      <IconButton
        label={tasksLabel(counts)}
        className={styles.tasks}
        aria-pressed={open}
        icon={<Activity />}
        onClick={toggled}
      >
        <TasksBadges {...counts} />
      </IconButton>
    )
  }
  return (
    <Button tone="quiet" icon={<Activity />} aria-pressed={open} onClick={toggled}>
      Tasks <TasksBadges {...counts} />
    </Button>
  )
}

/**
 * Whether the service is in reach, in a word. A page on this machine answers without any network, so the answers decide,
 * not what the browser believes.
 * @param reachable false when the service did not answer the last look
 */
function useConnection(reachable: boolean): { good: boolean; words: string } {
  const online = useOnline()
  if (reachable) return { good: true, words: 'Online' }
  return { good: false, words: online ? 'No contact with the service' : 'Offline' }
}

const themes: Record<Light, { next: Light; icon: typeof Sun; label: string }> = {
  day: { next: 'dusk', icon: Sun, label: 'Day' },
  dusk: { next: 'night', icon: Sunset, label: 'Dusk' },
  night: { next: 'day', icon: Moon, label: 'Night' },
}

/** Switches through the themes; from then on the chosen one stays, whatever the sun or the clock. */
export function ThemeButton() {
  const theme = useThemeName()
  const { preferenceChosen } = usePreferenceActions()
  const { next, icon: Icon, label } = themes[theme]
  return (
    <IconButton
      label={`Theme: ${label}. Change to ${themes[next].label}`}
      icon={<Icon />}
      onClick={() => preferenceChosen({ theme: next })}
    />
  )
}

const groups: readonly (readonly string[])[] = [
  ['toggle-tasks', 'fold-results', 'reset-layout'],
  ['theme-day', 'theme-dusk', 'theme-night'],
  ['commands', 'settings'],
  ['keys', 'guide', 'first-steps'],
  ['account'],
]

const asItem = ({ label, shortcuts: [first], enabled, run }: Command): MenuItem => ({
  label,
  hint: first ? shortcutWords(first) : null,
  disabled: !enabled,
  onSelect: run,
})

/** Actions for the screen as a whole. */
function ViewMenu() {
  const commands = useCommands()
  return (
    <Menu
      label="View"
      trigger={<IconButton label="View" icon={<Ellipsis />} />}
      groups={groups
        .map((ids) => commands.filter(({ id }) => ids.includes(id)).map(asItem))
        .filter((items) => items.length > 0)}
    />
  )
}

/** Leads to all voyages of the team. */
const BoardButton = () => <IconButton label="Board" icon={<Ship />} onClick={() => showBoard('opens')} />

/** Opens the list of voyages. */
export function VoyageMenu() {
  return <IconButton label="Voyages" icon={<FolderOpen />} onClick={() => intend('open-dialog', 'voyages')} />
}
