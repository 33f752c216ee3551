import { Copy, Pencil, Trash2 } from 'lucide-react'
import { useState } from 'react'
import type { VoyageEntry } from '#src/data/voyages/voyages.ts'
import { formatCount, unbroken } from '#src/domain/units/format.ts'
import { formatUtcFull } from '#src/domain/units/time-text.ts'
import { activePlan, type Voyage, voyageTitle } from '#src/domain/voyage/voyage.ts'
import { useVoyage } from '#src/state/voyage.ts'
import { IconButton } from '#src/ui/form/icon-button.tsx'
import styles from './voyage-list.module.css'

interface VoyageListProps {
  /** The last changed first. */
  entries: readonly VoyageEntry[]
  onOpen: (voyage: Voyage) => Promise<void>
  onRename: (voyage: Voyage, name: string) => Promise<void>
  onDuplicate: (voyage: Voyage) => Promise<void>
  onDelete: (voyage: Voyage) => Promise<void>
}

function sizeOf(voyage: Voyage): string {
  const { track, route } = activePlan(voyage)
  const { alternatives } = voyage
  const size = track
    ? `track of ${formatCount(track.lat.length, 'point')}`
    : formatCount(route.waypoints.length, 'waypoint')
  return alternatives.length > 1 ? `${alternatives.length} routes, ${size}` : size
}

/** The voyages kept in this browser, and what can be done with each. */
export function VoyageList({ entries, ...actions }: VoyageListProps) {
  const [renamed, setRenamed] = useState<string | null>(null)
  if (entries.length === 0) return <p>No voyages in this browser yet. Voyages are saved here as you edit them.</p>
  return (
    <ul className={styles.list}>
      {entries.map((entry) => (
        <li key={entry.voyage.id} className={styles.entry}>
          {renamed === entry.voyage.id ? (
            <NameField
              voyage={entry.voyage}
              onDone={(name) => {
                setRenamed(null)
                if (name !== null && name !== entry.voyage.name) void actions.onRename(entry.voyage, name)
              }}
            />
          ) : (
            <Entry {...entry} {...actions} onNaming={() => setRenamed(entry.voyage.id)} />
          )}
        </li>
      ))}
    </ul>
  )
}

function Entry({
  voyage,
  savedMs,
  onNaming,
  onOpen,
  onDuplicate,
  onDelete,
}: VoyageEntry & Omit<VoyageListProps, 'entries' | 'onRename'> & { onNaming: () => void }) {
  const current = useVoyage().id === voyage.id
  const title = voyageTitle(voyage)
  return (
    <>
      <button
        type="button"
        className={styles.voyage}
        aria-current={current ? 'true' : undefined}
        onClick={() => void onOpen(voyage)}
      >
        <strong>{title}</strong>
        <span>
          {sizeOf(voyage)}, {unbroken(`departs ${formatUtcFull(activePlan(voyage).departureMs)}`)}
        </span>
        {savedMs !== null && <span>last changed {unbroken(formatUtcFull(savedMs))}</span>}
      </button>
      <IconButton label={`Rename ${title}`} icon={<Pencil />} onClick={onNaming} />
      <IconButton label={`Duplicate ${title}`} icon={<Copy />} onClick={() => void onDuplicate(voyage)} />
      <IconButton label={`Delete ${title}`} icon={<Trash2 />} onClick={() => void onDelete(voyage)} />
    </>
  )
}

/** Once, when the field appears. */
const selectAll = (input: HTMLInputElement | null) => input?.select()

/** @param props.onDone the new name, or null to keep the old one */
function NameField({ voyage, onDone }: { voyage: Voyage; onDone: (name: string | null) => void }) {
  return (
    <input
      ref={selectAll}
      className={styles.name}
      aria-label="Name of the voyage"
      defaultValue={voyage.name}
      maxLength={120}
      spellCheck={false}
      onBlur={(event) => onDone(event.target.value.trim())}
      onKeyDown={(event) => {
        if (event.key === 'Enter') event.currentTarget.blur()
        if (event.key !== 'Escape') return
        event.preventDefault() // it would close the dialog as well
        onDone(null)
      }}
    />
  )
}
