import { KeyCaps } from '#src/ui/form/key-caps.tsx'
import { shortcutKeys } from '#src/ui/form/shortcut.ts'
import type { Command } from './commands.ts'
import type { Entry, EntryGroup } from './palette-entries.ts'
import styles from './palette.module.css'

interface PaletteListProps {
  listId: string
  groups: readonly EntryGroup[]
  /** The entry that Enter would choose, counted over all groups. */
  at: number
  optionId: (index: number) => string
  onPoint: (index: number) => void
  onChoose: (command: Command) => void
}

/** The commands in their groups. The keyboard stays in the field, so that nothing in here is reached by Tab. */
export function PaletteList({ listId, groups, at, optionId, onPoint, onChoose }: PaletteListProps) {
  const starts = groups.map((_, index) => groups.slice(0, index).reduce((sum, { entries }) => sum + entries.length, 0))
  return (
    <div role="listbox" id={listId} aria-label="Commands" className={styles.list}>
      {groups.map(({ title, entries }, group) => (
        <div key={title} role="group" aria-label={title}>
          <div className={styles.title} aria-hidden="true">
            {title}
          </div>
          {entries.map((entry, index) => {
            const place = starts[group]! + index
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
    // Its keys are those of the field.
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

/** The letters that were searched for stand out. */
function Marked({ text, marks }: { text: string; marks: readonly number[] }) {
  if (marks.length === 0) return text
  return [...text].map((letter, index) => (marks.includes(index) ? <b key={index}>{letter}</b> : letter))
}
