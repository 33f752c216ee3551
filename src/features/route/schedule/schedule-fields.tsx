import { minuteBegun } from '#src/domain/time.ts'
import { formatUtcFull } from '#src/domain/units/time-text.ts'
import { readTypedTime } from '#src/domain/units/typed-time.ts'
import { formatNumber } from '#src/domain/units/format.ts'
import { usePlan, useVoyageActions } from '#src/state/voyage.ts'
import { DraftField } from '#src/ui/form/draft-field.tsx'
import styles from './schedule-fields.module.css'

/** The speeds over ground that a ship may be planned at, knots. */
const SPEED_KN = { min: 0.1, max: 60 } as const

function parseSpeed(text: string): number | null {
  const speed = Number(text.trim().replace(',', '.'))
  return speed >= SPEED_KN.min && speed <= SPEED_KN.max ? speed : null
}

/** When the voyage starts and how fast it goes; every ETA follows from the two. */
export function ScheduleFields() {
  const { departureMs, speedKn } = usePlan()
  const { scheduleEdited } = useVoyageActions()
  return (
    <div className={styles.fields}>
      <DraftField
        label="Departure (UTC)"
        hideLabel
        lead="ETD"
        value={departureMs}
        format={formatUtcFull}
        read={(text) => readTypedTime(text, { nearMs: departureMs, fromMs: minuteBegun(Date.now()) })}
        onCommit={(next) => scheduleEdited({ departureMs: next })}
      />
      <DraftField
        label="Speed (SOG)"
        hideLabel
        unit="kn"
        inputMode="decimal"
        value={speedKn}
        format={(speed) => formatNumber(speed, 1)}
        parse={parseSpeed}
        invalid={`${SPEED_KN.min} to ${SPEED_KN.max} kn.`}
        onCommit={(next) => scheduleEdited({ speedKn: next })}
      />
    </div>
  )
}
