import { useTasks } from '#src/data/tasks/use-tasks.tsx'
import type { About } from '#src/domain/metocean/wire/contract.ts'
import { formatPosition } from '#src/domain/units/position-text.ts'
import { formatClock } from '#src/domain/units/time-text.ts'
import { useMapScale, usePointer } from '#src/state/pointer.ts'
import { formatScale } from '#src/features/map/base/scale-bar.tsx'
import { useUnits } from '#src/state/preferences.ts'
import styles from './status-bar.module.css'

export const COASTLINE_NOTE = 'Coastline: Natural Earth. Not a chart.'

/** Since when the service does not answer; null: it does. @param lostMs epoch milliseconds */
export function silenceWords(mode: About['mode'] | null, lostMs: number | null): string | null {
  return lostMs === null
    ? null
    : `${mode === 'gateway' ? 'Weather service' : 'Service'}: no answer since ${formatClock(lostMs)}`
}

interface StatusBarProps {
  about: About | null
}

/** Where the pointer is and on what scale, whether the service answers, and which build this is. */
export function StatusBar({ about }: StatusBarProps) {
  const pointer = usePointer()
  const scaleNm = useMapScale()
  const { position: notation } = useUnits()
  const silence = silenceWords(about?.mode ?? null, useTasks().contactLostMs)
  const scale = scaleNm === null ? '' : `Scale ${formatScale(scaleNm)}` // its place is kept until the map stands
  const place = pointer ? formatPosition(pointer, notation) : 'Point at the map for a position'
  return (
    <div className={styles.bar}>
      <span className={styles.position} title={place}>
        {place}
      </span>
      <span className={styles.scale} title={scale}>
        {scale}
      </span>
      {silence && <span title={silence}>{silence}</span>}
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
