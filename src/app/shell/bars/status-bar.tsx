import { UserRound } from 'lucide-react'
import { useTasks } from '#src/data/tasks/use-tasks.tsx'
import type { About } from '#src/domain/metocean/wire/contract.ts'
import { formatPosition } from '#src/domain/units/position-text.ts'
import { formatClock } from '#src/domain/units/time-text.ts'
import { intend } from '#src/state/intents.ts'
import { useMapScale, usePointer } from '#src/state/pointer.ts'
import { formatScale } from '#src/features/map/base/scale-bar.tsx'
import { useUnits } from '#src/state/preferences.ts'
import styles from './status-bar.module.css'

export const COASTLINE_NOTE = 'Coastline: Natural Earth. Not a chart.'

/** Since when the service does not answer; null: it does. @param lostMs epoch milliseconds */
export const silenceWords = (lostMs: number | null): string | null =>
  lostMs === null ? null : `Service: no answer since ${formatClock(lostMs)}`

/** `anna, operator`; null: nobody signs in here. */
export function accountWords(about: Pick<About, 'user' | 'role' | 'auth'> | null): string | null {
  if (!about || (about.auth ?? 'none') === 'none') return null
  return [about.user, about.role].filter(Boolean).join(', ')
}

/** Who is signed in; opens what can be done about it. */
function AccountButton({ about }: { about: About | null }) {
  const words = accountWords(about)
  return words === null ? null : (
    <button
      type="button"
      className={styles.account}
      title={`Signed in as ${words}`}
      onClick={() => intend('open-dialog', 'account')}
    >
      <UserRound aria-hidden="true" />
      <span>{words}</span>
    </button>
  )
}

interface StatusBarProps {
  about: About | null
}

/** Where the pointer is, the scale, whether the service answers, and which build this is. */
export function StatusBar({ about }: StatusBarProps) {
  const pointer = usePointer()
  const scaleNm = useMapScale()
  const { position: notation } = useUnits()
  const silence = silenceWords(useTasks().contactLostMs)
  const scale = scaleNm === null ? '' : `Scale ${formatScale(scaleNm)}` // its place is kept until the map is there
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
          <AccountButton about={about} />
          <span title={about.source}>{about.source}</span>
          <span title={`Fairway ${about.version}`}>Fairway {about.version}</span>
        </>
      )}
      <span title={COASTLINE_NOTE}>{COASTLINE_NOTE}</span>
    </div>
  )
}
