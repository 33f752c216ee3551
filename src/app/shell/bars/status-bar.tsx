import { useAnswerTime } from '#src/data/answer-time.ts'
import { useTasks } from '#src/data/tasks/use-tasks.tsx'
import type { About } from '#src/domain/metocean/wire/contract.ts'
import { formatPosition } from '#src/domain/units/position-text.ts'
import { formatScale } from '#src/features/map/base/scale-bar.tsx'
import { useMapScale } from '#src/state/map-scale.ts'
import { usePointer } from '#src/state/pointer.ts'
import { useUnits } from '#src/state/units.ts'
import { answerWords } from '../notices/service-words.ts'
import styles from './status-bar.module.css'

export const COASTLINE_NOTE = 'Coastline: Natural Earth. Not a chart.'

interface StatusBarProps {
  about: About | null
}

/** Where the pointer is and on what scale, how the service answers, and which build this is. */
export function StatusBar({ about }: StatusBarProps) {
  const pointer = usePointer()
  const scaleNm = useMapScale()
  const { position: notation } = useUnits()
  const answered = answerWords(about?.mode ?? null, useAnswerTime(), useTasks().contactLostMs)
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
      <span title={answered.title}>{answered.words}</span>
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
