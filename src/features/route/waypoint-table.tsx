import { Trash2 } from 'lucide-react'
import { memo, useMemo } from 'react'
import { deleteWaypoint, moveWaypoint, renameWaypoint, setLegType } from '#src/domain/route/edit.ts'
import type { LegType, Route, Waypoint } from '#src/domain/route/route.ts'
import { schedule, type ScheduleRow } from '#src/domain/route/schedule.ts'
import { formatCourse, formatDistance, formatSpeed } from '#src/domain/units/format.ts'
import { parseLatitude, parseLongitude } from '#src/domain/units/parse-position.ts'
import { formatLatitude, formatLongitude } from '#src/domain/units/position-text.ts'
import { formatUtc } from '#src/domain/units/time-text.ts'
import { useEditorActions, useSelectedWaypointId } from '#src/state/editor.ts'
import { useVoyage, useVoyageActions } from '#src/state/voyage.ts'
import { IconButton } from '#src/ui/icon-button.tsx'
import { EditableCell } from './editable-cell.tsx'
import styles from './waypoint-table.module.css'

interface RowProps {
  route: Route
  waypoint: Waypoint
  index: number
  plan: ScheduleRow
  selected: boolean
}

function LegLine({ route, waypoint, plan, index }: Omit<RowProps, 'selected'>) {
  const { routeEdited } = useVoyageActions()
  return (
    <li className={styles.leg}>
      <select
        aria-label={`Leg to waypoint ${index + 1}: type`}
        title="RL rhumb line, GC great circle"
        value={waypoint.leg.type}
        onChange={(event) => routeEdited(setLegType(route, waypoint.id, event.target.value as LegType))}
      >
        <option>RL</option>
        <option>GC</option>
      </select>
      <span>{formatCourse(plan.courseDeg)}</span>
      <span>{formatDistance(plan.legDistanceNm)}</span>
      <span>{formatSpeed(plan.speedKn)}</span>
      <span className={styles.eta} title={`Arrival at waypoint ${index + 1}, UTC`}>{formatUtc(plan.etaMs)}</span>
    </li>
  )
}

const Row = memo(function Row({ route, waypoint, index, plan, selected }: RowProps) {
  const { routeEdited } = useVoyageActions()
  const { waypointSelected } = useEditorActions()
  const { id, name, position } = waypoint
  const label = `Waypoint ${index + 1}`
  const moveTo = (lat: number, lon: number) => routeEdited(moveWaypoint(route, id, { lat, lon }))
  return (
    <>
      {index > 0 && <LegLine {...{ route, waypoint, plan, index }} />}
      <li className={styles.row} data-selected={selected || undefined}>
        <button type="button" className={styles.number} aria-pressed={selected} aria-label={`Select ${label.toLowerCase()}`} onClick={() => waypointSelected(selected ? null : id)}>
          {index + 1}
        </button>
        <EditableCell label={`${label}, name`} text={name} placeholder="Name" onCommit={(text) => routeEdited(renameWaypoint(route, id, text))} />
        <EditableCell label={`${label}, latitude`} text={formatLatitude(position.lat)} onCommit={(text) => moveTo(parseLatitude(text), position.lon)} />
        <EditableCell label={`${label}, longitude`} text={formatLongitude(position.lon)} onCommit={(text) => moveTo(position.lat, parseLongitude(text))} />
        <IconButton size="small" label={`Delete ${label.toLowerCase()}`} icon={<Trash2 />} className={styles.delete} onClick={() => routeEdited(deleteWaypoint(route, id))} />
      </li>
    </>
  )
})

/** The waypoints with their positions, and between two of them the leg: course, distance, speed, arrival. */
export function WaypointTable() {
  const { route, departureMs, speedKn } = useVoyage()
  const selectedId = useSelectedWaypointId()
  const plan = useMemo(() => schedule(route, { departureMs, speedKn }), [route, departureMs, speedKn])
  return (
    <div className={styles.table}>
      <div className={styles.head} aria-hidden="true">
        <span>#</span>
        <span>Name</span>
        <span>Latitude</span>
        <span>Longitude</span>
      </div>
      <ol className={styles.rows} aria-label="Waypoints">
        {route.waypoints.map((waypoint, index) => (
          <Row key={waypoint.id} {...{ route, waypoint, index }} plan={plan.rows[index]!} selected={waypoint.id === selectedId} />
        ))}
      </ol>
    </div>
  )
}
