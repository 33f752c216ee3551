import { GripVertical } from 'lucide-react'
import { memo, type PointerEvent } from 'react'
import type { RouteCheck } from '#src/domain/route/checks.ts'
import { formatCourse, formatDistance } from '#src/domain/units/format.ts'
import { formatUtc } from '#src/domain/units/time-text.ts'
import { useEditorActions } from '#src/state/editor.ts'
import { CheckMark } from './check-mark.tsx'
import {
  EtaCell,
  LatitudeCell,
  LegTypeCell,
  LongitudeCell,
  NameCell,
  type RowProps,
  SpeedCell,
  StayCell,
} from './row-cells.tsx'
import { RowMenu } from './row-menu.tsx'
import type { RowCommands } from './use-row-commands.ts'
import styles from './waypoint-table.module.css'

interface WaypointRowProps extends RowProps {
  selected: boolean
  last: boolean
  /** What the checks say of this waypoint and its leg. */
  checks: readonly RouteCheck[]
  commands: RowCommands
  onGrab: (event: PointerEvent, id: string, index: number) => void
}

/** A waypoint of the compact table: the leg that ends here, then the place itself, then what else there is to say. */
export const WaypointRow = memo(function WaypointRow({
  selected,
  last,
  checks,
  commands,
  onGrab,
  ...row
}: WaypointRowProps) {
  const {
    waypoint: { id },
    index,
    plan,
    active,
  } = row
  const { waypointSelected } = useEditorActions()
  const name = `waypoint ${index + 1}`
  return (
    <>
      <div className={index > 0 ? styles.leg : undefined} role="gridcell">
        {index > 0 && (
          <>
            <LegTypeCell {...row} />
            <span>{formatCourse(plan.courseDeg)}</span>
            <span>{formatDistance(plan.legDistanceNm)}</span>
            <SpeedCell {...row} />
            <EtaCell {...row} />
          </>
        )}
      </div>
      <div className={styles.row} data-selected={selected || undefined} role="presentation">
        <span className={styles.grip} title="Drag to another place" onPointerDown={(event) => onGrab(event, id, index)}>
          <GripVertical aria-hidden="true" />
        </span>
        <div role="rowheader">
          <button
            type="button"
            className={styles.number}
            tabIndex={active ? 0 : -1}
            aria-pressed={selected}
            aria-label={`Select ${name}`}
            onClick={() => waypointSelected(selected ? null : id)}
          >
            {index + 1}
          </button>
        </div>
        <div role="gridcell">
          <NameCell {...row} />
        </div>
        <div role="gridcell">
          <LatitudeCell {...row} />
        </div>
        <div role="gridcell">
          <LongitudeCell {...row} />
        </div>
        <div className={styles.menu} role="gridcell">
          <RowMenu id={id} index={index} last={last} reachable={active} commands={commands} />
        </div>
      </div>
      {index > 0 && (plan.stayMin > 0 || selected) && (
        <div className={styles.stay} role="gridcell">
          Stay <StayCell {...row} />
          {plan.stayMin > 0 && plan.etdMs !== null && <span>leaves {formatUtc(plan.etdMs)}</span>}
        </div>
      )}
      {checks.length > 0 && (
        <div className={styles.found} role="gridcell">
          {checks.map(({ tone, words }, at) => (
            <span key={at} className={styles.finding} data-tone={tone}>
              <CheckMark tone={tone} />
              <span>{words}</span>
            </span>
          ))}
        </div>
      )}
    </>
  )
})
