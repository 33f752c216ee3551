import type { About } from '#src/domain/metocean/contract.ts'
import type { Position } from '#src/domain/position.ts'
import { formatPosition } from '#src/domain/units/position-text.ts'
import styles from './status-bar.module.css'

interface StatusBarProps {
  pointer: Position | null
  about: About | null
}

/** Where the pointer is, who answers, and which build this is. */
export function StatusBar({ pointer, about }: StatusBarProps) {
  return (
    <div className={styles.bar}>
      <span className={styles.position}>{pointer ? formatPosition(pointer) : 'Point at the map for a position'}</span>
      <span className={styles.space} />
      {about && (
        <>
          <span title={about.source}>{about.source}</span>
          <span>Fairway {about.version}</span>
        </>
      )}
      <span>Coastline: Natural Earth. Not a chart.</span>
    </div>
  )
}
