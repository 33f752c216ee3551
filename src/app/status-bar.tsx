import type { About } from '#src/domain/metocean/contract.ts'
import { formatPosition } from '#src/domain/units/position-text.ts'
import { usePointer } from '#src/state/pointer.ts'
import styles from './status-bar.module.css'

export const COASTLINE_NOTE = 'Coastline: Natural Earth. Not a chart.'

interface StatusBarProps {
  about: About | null
}

/** Where the pointer is, who answers, and which build this is. */
export function StatusBar({ about }: StatusBarProps) {
  const pointer = usePointer()
  return (
    <div className={styles.bar}>
      <span className={styles.position}>{pointer ? formatPosition(pointer) : 'Point at the map for a position'}</span>
      <span className={styles.space} />
      {about && (
        <>
          <span title={about.source}>{about.source}</span>
          <span title={`Fairway ${about.version}`}>Fairway {about.version}</span>
        </>
      )}
      <span title={COASTLINE_NOTE}>{COASTLINE_NOTE}</span>
    </div>
  )
}
