import { flushSync } from 'react-dom'
import { type Destination, usePreferenceActions } from '#src/state/preferences.ts'
import styles from './skip-links.module.css'

const targets: readonly { id: string; label: string; place: Destination | null }[] = [
  { id: 'map', label: 'Map', place: null },
  { id: 'plan', label: 'Route table', place: 'route' },
  { id: 'tasks', label: 'Tasks', place: 'tasks' },
  { id: 'charts', label: 'Charts', place: 'results' },
]

/** The first stops of Tab: past everything to one region, which is brought into sight first. */
export function SkipLinks() {
  const { placeShown } = usePreferenceActions()
  const skip = (id: string, place: Destination | null) => {
    if (place) flushSync(() => placeShown(place))
    document.getElementById(id)?.focus()
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
