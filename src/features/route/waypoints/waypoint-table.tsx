import { GripVertical } from 'lucide-react'
import { memo, type PointerEvent, useMemo } from 'react'
import type { RouteCheck } from '#src/domain/route/checks.ts'
import { formatCourse, formatDistance } from '#src/domain/units/format.ts'
import type { Notation } from '#src/domain/units/position-text.ts'
import { formatUtc } from '#src/domain/units/time-text.ts'
import { useUnits } from '#src/state/preferences.ts'
import { Grid, GridCells, type GridColumn, rowPlace } from '#src/ui/grid/grid.tsx'
import { CheckMark, RouteChecks, checksByWaypoint, useRouteChecks } from '../checks/route-checks.tsx'
import listStyles from '../route-panel.module.css'
import { UndoToast } from '../undo-toast.tsx'
import {
  EtaCell,
  LatitudeCell,
  LegTypeCell,
  LongitudeCell,
  NameCell,
  NumberCell,
  RowMenu,
  SpeedCell,
  StayCell,
  type WaypointRow,
} from './row-cells.tsx'
import { useRowDrag } from './use-row-drag.ts'
import { useWaypointRows } from './waypoint-rows.ts'
import styles from './waypoint-table.module.css'

const HEAD_PX = 24
const ROW_PX = 24
const LEG_PX = 22
const rowPx = (index: number) => (index === 0 ? ROW_PX : ROW_PX + LEG_PX)
const noChecks: readonly RouteCheck[] = []

/** The table of waypoints, with what belongs below it. */
export function WaypointList() {
  const checks = useRouteChecks()
  return (
    <>
      <div className={listStyles.list}>
        <WaypointTable checks={checks} />
      </div>
      <UndoToast />
      <RouteChecks checks={checks} />
    </>
  )
}

/** The waypoints with their positions, and between two of them the leg: course, distance, speed, arrival. */
export function WaypointTable({ checks = noChecks }: { checks?: readonly RouteCheck[] }) {
  const checksOf = useMemo(() => checksByWaypoint(checks), [checks])
  const { position: notation } = useUnits()
  const columns = useMemo(() => waypointColumns(notation), [notation])
  const { rows, rowAt, rowAttributes, onKeyDown } = useWaypointRows({ rowPx, headPx: HEAD_PX, isNamed: true })
  const { virtualizer, count } = rows
  const { drag, grabbed } = useRowDrag(rows)
  const gapPx =
    drag && (drag.gap < count ? virtualizer.measurementsCache[drag.gap]?.start : virtualizer.getTotalSize() + HEAD_PX)
  return (
    <Grid
      aria-label="Waypoints"
      tabIndex={-1}
      data-dragging={drag ? '' : undefined}
      onKeyDown={onKeyDown}
      className={styles.table}
      rows={rows}
      columns={columns}
      rowAt={rowAt}
      rowAttributes={(row) => ({
        ...rowAttributes(row),
        'data-invalid': checksOf.get(row.waypoint.id)?.some(({ tone }) => tone === 'error') ? '' : undefined,
        'data-dragged': drag?.id === row.waypoint.id ? '' : undefined,
      })}
      drawRow={(row) => (
        <RowContent {...row} columns={columns} checks={checksOf.get(row.waypoint.id) ?? noChecks} onGrab={grabbed} />
      )}
    >
      {gapPx != null && <div className={styles.gap} style={rowPlace(rows, gapPx)} role="presentation" />}
    </Grid>
  )
}

/** The leg that ends at a waypoint, on a line of its own above it. */
const legColumn: GridColumn<WaypointRow> = {
  id: 'leg',
  head: 'Leg to here',
  widthPx: 0,
  cell: (row) => (
    <>
      <LegTypeCell {...row} />
      <span>{formatCourse(row.plan.courseDeg)}</span>
      <span>{formatDistance(row.plan.legDistanceNm)}</span>
      <SpeedCell {...row} />
      <EtaCell {...row} />
    </>
  ),
}

/** A position is longest in seconds with tenths. */
const waypointColumns = (notation: Notation): readonly GridColumn<WaypointRow>[] => [
  legColumn,
  {
    id: 'number',
    head: '#',
    headLabel: 'Number',
    widthPx: 26,
    rowHeader: true,
    cell: (row) => <NumberCell {...row} className={styles.number} />,
  },
  { id: 'name', head: 'Name', widthPx: 48, grow: 1, cell: (row) => <NameCell {...row} /> },
  {
    id: 'lat',
    head: 'Latitude',
    widthPx: notation === 'seconds' ? 101 : 93,
    cell: (row) => <LatitudeCell {...row} />,
  },
  {
    id: 'lon',
    head: 'Longitude',
    widthPx: notation === 'seconds' ? 108 : 100,
    cell: (row) => <LongitudeCell {...row} />,
  },
]

interface RowContentProps extends WaypointRow {
  columns: readonly GridColumn<WaypointRow>[]
  /** The checks that concern this waypoint and its leg. */
  checks: readonly RouteCheck[]
  onGrab: (event: PointerEvent, id: string, index: number) => void
}

/** A waypoint of the compact table: the leg that ends here, the place itself, then any checks. */
const RowContent = memo(function RowContent({ columns, checks, onGrab, ...row }: RowContentProps) {
  const { waypoint, index, plan, selected } = row
  return (
    <>
      <div className={index > 0 ? styles.leg : undefined} role="gridcell">
        {index > 0 && legColumn.cell(row)}
      </div>
      <div className={styles.row} data-selected={selected || undefined} role="presentation">
        <span
          className={styles.grip}
          title="Drag to reorder"
          onPointerDown={(event) => onGrab(event, waypoint.id, index)}
        >
          <GripVertical aria-hidden="true" />
        </span>
        <GridCells columns={columns} row={row} />
        <div className={styles.menu} role="gridcell">
          <RowMenu {...row} />
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
