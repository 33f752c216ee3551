import { useMemo, useRef } from 'react'
import type { RouteCheck } from '#src/domain/route/checks.ts'
import { schedule } from '#src/domain/route/schedule.ts'
import { useSelectedWaypointId } from '#src/state/editor.ts'
import { useUnits } from '#src/state/units.ts'
import { usePlan } from '#src/state/voyage.ts'
import { checksByWaypoint } from '../checks/use-route-checks.ts'
import { useRowCommands } from './use-row-commands.ts'
import { useRowDrag } from './use-row-drag.ts'
import { useWaypointRows } from './use-waypoint-rows.ts'
import { WaypointRow } from './waypoint-row.tsx'
import styles from './waypoint-table.module.css'

const HEAD_PX = 24
const ROW_PX = 24
const LEG_PX = 22
const estimatePx = (index: number) => (index === 0 ? ROW_PX : ROW_PX + LEG_PX)
const noChecks: readonly RouteCheck[] = []

/** The waypoints with their positions, and between two of them the leg: course, distance, speed, arrival. */
export function WaypointTable({ checks = noChecks }: { checks?: readonly RouteCheck[] }) {
  const { route, departureMs, speedKn } = usePlan()
  const selectedId = useSelectedWaypointId()
  const plan = useMemo(() => schedule(route, { departureMs, speedKn }), [route, departureMs, speedKn])
  const checksOf = useMemo(() => checksByWaypoint(checks), [checks])
  const { position: notation } = useUnits()
  const scroller = useRef<HTMLDivElement>(null)
  const rows = useWaypointRows({ scroller, headPx: HEAD_PX, estimatePx, answersWishes: true })
  const { virtualizer, items, activeId, rowEntered } = rows
  const { commands, onKeyDown } = useRowCommands(rows.goTo)
  const { drag, grabbed } = useRowDrag(rows, scroller, HEAD_PX)
  const place = (startPx: number) => ({ transform: `translateY(${startPx - HEAD_PX}px)` })
  const gapPx =
    drag &&
    (drag.gap < route.waypoints.length
      ? virtualizer.measurementsCache[drag.gap]?.start
      : virtualizer.getTotalSize() + HEAD_PX)

  return (
    <div ref={scroller} className={styles.table} data-notation={notation} data-dragging={drag ? '' : undefined}>
      <div
        role="grid"
        aria-label="Waypoints"
        aria-rowcount={route.waypoints.length + 1}
        tabIndex={-1}
        onKeyDown={onKeyDown}
      >
        <div className={styles.head} role="row" aria-rowindex={1}>
          <span className="visually-hidden" role="columnheader">
            Leg to here
          </span>
          <span role="columnheader" aria-label="Number">
            #
          </span>
          <span role="columnheader">Name</span>
          <span role="columnheader">Latitude</span>
          <span role="columnheader">Longitude</span>
        </div>
        <div className={styles.rows} role="rowgroup" style={{ height: virtualizer.getTotalSize() }}>
          {items.map(({ index, key, start }) => {
            const waypoint = route.waypoints[index]!
            return (
              <div
                key={key}
                ref={virtualizer.measureElement}
                className={styles.item}
                style={place(start)}
                role="row"
                aria-rowindex={index + 2}
                aria-selected={waypoint.id === selectedId}
                aria-label={`Waypoint ${index + 1}${waypoint.name && `, ${waypoint.name}`}`}
                data-index={index}
                data-waypoint={waypoint.id}
                data-invalid={checksOf.get(waypoint.id)?.some(({ tone }) => tone === 'error') ? '' : undefined}
                data-dragged={drag?.id === waypoint.id ? '' : undefined}
                tabIndex={waypoint.id === activeId ? 0 : -1}
                onFocus={() => rowEntered(waypoint.id)}
              >
                <WaypointRow
                  {...{ waypoint, index, commands }}
                  plan={plan.rows[index]!}
                  active={waypoint.id === activeId}
                  selected={waypoint.id === selectedId}
                  last={index === route.waypoints.length - 1}
                  checks={checksOf.get(waypoint.id) ?? noChecks}
                  onGrab={grabbed}
                />
              </div>
            )
          })}
          {gapPx != null && <div className={styles.gap} style={place(gapPx)} role="presentation" />}
        </div>
      </div>
    </div>
  )
}
