import { Search } from 'lucide-react'
import { type KeyboardEvent, useDeferredValue, useEffect, useId, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { formatCount } from '#src/domain/units/format.ts'
import { usePreference, usePreferenceActions } from '#src/state/preferences.ts'
import { Dialog } from '#src/ui/overlay/dialog.tsx'
import { useAllCommands } from './all-commands.ts'
import type { Command } from './commands.ts'
import { entryGroups } from './palette-entries.ts'
import { PaletteList } from './palette-list.tsx'
import styles from './palette.module.css'

/** How far Page Up and Page Down go. */
const PAGE = 8

/** Every command, found by typing: the field keeps the keyboard, arrows go through the list, Enter does it. */
export function Palette({ onClose }: { onClose: () => void }) {
  const field = useRef<HTMLInputElement>(null)
  const listId = useId()
  const commands = useAllCommands().filter(({ id }) => id !== 'commands')
  const { commandChosen } = usePreferenceActions()
  const recentIds = usePreference('recentCommands')
  const [query, setQuery] = useState('')
  const [place, setPlace] = useState(0)
  const listed = useDeferredValue(query)
  const groups = entryGroups(commands, recentIds, listed)
  const entries = entriesOf(groups)
  const at = Math.min(place, entries.length - 1)
  const optionId = (index: number) => `${listId}-${index}`

  const choose = (command: Command) => {
    if (!command.enabled) return
    flushSync(onClose) // what it does may take the keyboard, which an open dialog holds
    commandChosen(command.id)
    command.run()
  }
  /** Of what is typed by now: the list may still be that of a moment ago. */
  const chooseNow = () => {
    const now = listed === query ? entries : entriesOf(entryGroups(commands, recentIds, query))
    const entry = now[Math.min(place, now.length - 1)]
    if (entry) choose(entry.command)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const steps: Record<string, number> = { ArrowDown: 1, ArrowUp: -1, PageDown: PAGE, PageUp: -PAGE }
    const step = steps[event.key]
    if (step !== undefined) setPlace(stepped(at, step, entries.length))
    else if (event.key === 'Enter') chooseNow()
    else return
    event.preventDefault()
  }
  useEffect(() => {
    document.getElementById(`${listId}-${at}`)?.scrollIntoView({ block: 'nearest' })
  }, [listId, at, query])

  const head = (
    <div className={styles.search}>
      <Search aria-hidden="true" />
      <input
        ref={field}
        role="combobox"
        aria-label="Find a command"
        aria-expanded="true"
        aria-controls={listId}
        aria-activedescendant={entries.length > 0 ? optionId(at) : undefined}
        aria-autocomplete="list"
        placeholder="Find a command"
        autoComplete="off"
        spellCheck={false}
        value={query}
        onChange={(event) => {
          setQuery(event.target.value)
          setPlace(0)
        }}
        onKeyDown={onKeyDown}
      />
    </div>
  )
  return (
    <Dialog open title="Commands" head={head} initialFocus={field} high onClose={onClose}>
      <PaletteList {...{ listId, groups, at, optionId }} onPoint={setPlace} onChoose={choose} />
      {entries.length === 0 && <p className={styles.none}>No command fits “{query.trim()}”.</p>}
      <p role="status" className="visually-hidden">
        {formatCount(entries.length, 'command')}
      </p>
    </Dialog>
  )
}

const entriesOf = (groups: ReturnType<typeof entryGroups>) => groups.flatMap(({ entries }) => entries)

/** One step from an end leads to the other; a page stops there. */
function stepped(at: number, step: number, count: number): number {
  if (Math.abs(step) === 1) return (at + step + count) % Math.max(1, count)
  return Math.max(0, Math.min(count - 1, at + step))
}
