import { minuteBegun } from '#src/domain/time.ts'
import { formatUtcFull } from '#src/domain/units/time-text.ts'
import { readTypedTime } from '#src/domain/units/typed-time.ts'
import { formatNumber } from '#src/domain/units/format.ts'
import { usePlan, usePlannedSpeed, useVoyageActions } from '#src/state/voyage.ts'
import type { PlannedSpeed } from '#src/domain/voyage/voyage.ts'
import { DraftField } from '#src/ui/form/draft-field.tsx'
import { Menu, type MenuItem } from '#src/ui/overlay/menu.tsx'
import styles from './schedule-fields.module.css'

/** The speeds that a ship may be planned at, knots. */
const SPEED_KN = { min: 0.1, max: 60 } as const

function parseSpeed(text: string): number | null {
  const speed = Number(text.trim().replace(',', '.'))
  return speed >= SPEED_KN.min && speed <= SPEED_KN.max ? speed : null
}

/** When the voyage starts and how fast it goes; every ETA follows from the two. */
export function ScheduleFields() {
  const { departureMs, speedKn } = usePlan()
  const planned = usePlannedSpeed()
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
        label={planned === 'over ground' ? 'Speed (SOG)' : 'Speed (STW)'}
        hideLabel
        unitChoice={<PlannedSpeedChoice />}
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

/** What the planned speeds are: the unit of the field is the button. */
function PlannedSpeedChoice() {
  const planned = usePlannedSpeed()
  const { plannedSpeedChosen } = useVoyageActions()
  const item = (value: PlannedSpeed, label: string, hint: string): MenuItem => ({
    label,
    hint,
    checked: planned === value,
    onSelect: () => plannedSpeedChosen(value),
  })
  return (
    <Menu
      label="Planned speeds are"
      trigger={
        <button type="button" className={styles.planned} title={`Knots ${planned}`} aria-label={`Knots ${planned}`}>
          {planned === 'over ground' ? 'kn' : 'STW'}
        </button>
      }
      groups={[
        [
          item(
            'over ground',
            'Over ground (SOG)',
            'The times are the plan’s; the current changes her speed through the water',
          ),
          item(
            'through water',
            'Through water (STW)',
            'The current changes her times, and the ETA is worked out with it',
          ),
        ],
      ]}
    />
  )
}
