import { useVoyage, useVoyageActions, useVoyageEditable } from '#src/state/voyage.ts'
import styles from './top-bar.module.css'

/** The name of the voyage, edited in place. */
export function VoyageName() {
  const voyage = useVoyage()
  const editable = useVoyageEditable()
  const { voyageRenamed } = useVoyageActions()
  return (
    <input
      key={voyage.id + voyage.name}
      className={styles.name}
      aria-label="Voyage name"
      title={voyage.name || undefined}
      defaultValue={voyage.name}
      placeholder="Untitled voyage"
      spellCheck={false}
      maxLength={120}
      readOnly={!editable}
      onBlur={(event) => event.target.value !== voyage.name && voyageRenamed(event.target.value.trim())}
      onKeyDown={(event) => event.key === 'Enter' && event.currentTarget.blur()}
    />
  )
}
