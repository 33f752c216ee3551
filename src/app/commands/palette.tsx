import { Search } from 'lucide-react'
import { type KeyboardEvent, useDeferredValue, useEffect, useId, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { formatCount } from '#src/domain/units/format.ts'
import { usePreference, usePreferenceActions } from '#src/state/preferences.ts'
import { Dialog } from '#src/ui/overlay/dialog.tsx'
import { useAllCommands } from './all-commands.ts'
import { type Command } from './commands.ts'
import { entryGroups, type Entry, type EntryGroup } from './palette-search.ts'
import styles from './palette.module.css'
import { KeyCaps } from '#src/ui/form/key-caps.tsx'
import { shortcutKeys } from '#src/ui/form/shortcut.ts'

/** How far Page Up and Page Down go. */
const PAGE = 8

/** Every command, found by typing: the field keeps the keyboard, arrows move in the list, Enter runs a command. */
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
    flushSync(onClose) // the command may take the keyboard, which an open dialog holds
    commandChosen(command.id)
    command.run()
  }
  /** By what is typed now: the list may still be the previous one. */
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
      {entries.length === 0 && <p className={styles.none}>No command matches “{query.trim()}”.</p>}
      <p role="status" className="visually-hidden">
        {formatCount(entries.length, 'command')}
      </p>
    </Dialog>
  )
}

const entriesOf = (groups: ReturnType<typeof entryGroups>) => groups.flatMap(({ entries }) => entries)

/** A single step goes round at the ends; a page stops there. */
function stepped(at: number, step: number, count: number): number {
  if (Math.abs(step) === 1) return (at + step + count) % Math.max(1, count)
  return Math.max(0, Math.min(count - 1, at + step))
}

interface PaletteListProps {
  listId: string
  groups: readonly EntryGroup[]
  /** The entry that Enter would choose, counted over all groups. */
  at: number
  optionId: (index: number) => string
  onPoint: (index: number) => void
  onChoose: (command: Command) => void
}

/** The commands in their groups. The keyboard stays in the field, so Tab reaches nothing in here. */
function PaletteList({ listId, groups, at, optionId, onPoint, onChoose }: PaletteListProps) {
  const placed = groups.map((group, index) => ({
    ...group,
    start: groups.slice(0, index).reduce((sum, { entries }) => sum + entries.length, 0),
  }))
  return (
    <div role="listbox" id={listId} aria-label="Commands" className={styles.list}>
      {placed.map(({ title, entries, start }) => (
        <div key={title} role="group" aria-label={title}>
          <div className={styles.title} aria-hidden="true">
            {title}
          </div>
          {entries.map((entry, index) => {
            const place = start + index
            return (
              <Option
                key={entry.command.id}
                entry={entry}
                id={optionId(place)}
                active={place === at}
                onPoint={() => onPoint(place)}
                onChoose={() => onChoose(entry.command)}
              />
            )
          })}
        </div>
      ))}
    </div>
  )
}

interface OptionProps {
  entry: Entry
  id: string
  active: boolean
  onPoint: () => void
  onChoose: () => void
}

function Option({ entry: { command, marks }, id, active, onPoint, onChoose }: OptionProps) {
  const {
    label,
    hint,
    shortcuts: [shortcut],
    enabled,
    onMap,
  } = command
  return (
    // Its keys are handled by the field.
    // eslint-disable-next-line jsx-a11y/click-events-have-key-events
    <div
      role="option"
      id={id}
      tabIndex={-1}
      aria-selected={active}
      aria-disabled={!enabled || undefined}
      className={styles.option}
      onPointerMove={active ? undefined : onPoint}
      onClick={onChoose}
    >
      <span className={styles.label}>
        <Marked text={label} marks={marks} />
      </span>
      {hint && (
        <span className={styles.hint} title={hint}>
          {hint}
        </span>
      )}
      {shortcut && (
        <span className={styles.keys}>
          {onMap && <span className={styles.hint}>on the map</span>}
          <KeyCaps keys={shortcutKeys(shortcut)} />
        </span>
      )}
    </div>
  )
}

/** Highlights the letters that were searched for. */
function Marked({ text, marks }: { text: string; marks: readonly number[] }) {
  if (marks.length === 0) return text
  return [...text].map((letter, index) => (marks.includes(index) ? <b key={index}>{letter}</b> : letter))
}
