import { flushSync } from 'react-dom'
import { type Destination, usePreference, usePreferenceActions } from '#src/state/preferences.ts'
import styles from './skip-links.module.css'

const targets: readonly { id: string; label: string; place: Destination | null }[] = [
  { id: 'map', label: 'Map', place: null },
  { id: 'plan', label: 'Route table', place: 'route' },
  { id: 'tasks', label: 'Tasks', place: 'tasks' },
  { id: 'charts', label: 'Charts', place: 'results' },
]

/** The first stops of Tab: past everything to one region, which is brought into sight first. */
export function SkipLinks() {
  const { placeShown, preferenceChosen } = usePreferenceActions()
  const coversMap = usePreference('sheetSnap') === 'tall'
  const skip = (id: string, place: Destination | null) => {
    flushSync(() => {
      if (place) placeShown(place)
      else if (coversMap) preferenceChosen({ sheetSnap: 'half' })
    })
    const region = document.getElementById(id)
    // What takes keys itself, as the map does: D draws there, and not in the region around it.
    ;(region?.querySelector<HTMLElement>('[role="application"]') ?? region)?.focus()
  }
  return (
    <nav className={styles.skip} aria-label="Skip to">
      {targets.map(({ id, label, place }) => (
        <a
          key={id}
          href={`#${id}`}
          onClick={(event) => {
            event.preventDefault() // the address belongs to the voyage
            skip(id, place)
          }}
        >
          {label}
        </a>
      ))}
    </nav>
  )
}
