import { ChevronDown, X } from 'lucide-react'
import { type CSSProperties, memo, useContext, useMemo, useRef } from 'react'
import { SYNTHETIC_LABEL } from '#src/domain/metocean/wire/contract.ts'
import { schedule } from '#src/domain/route/schedule.ts'
import { useEditorActions, useSelectedWaypointId } from '#src/state/editor.ts'
import { useHiddenColumns } from '#src/state/route-columns.ts'
import { usePlan } from '#src/state/voyage.ts'
import { IconButton } from '#src/ui/form/icon-button.tsx'
import { ColumnChoice } from '../waypoints/column-choice.tsx'
import { type FullColumn, fullColumns } from './full-columns.tsx'
import styles from './full-route-table.module.css'
import { LegWeatherUnit, RouteWeatherContext } from './leg-weather.tsx'
import { NameCell, type RowProps } from '../waypoints/row-cells.tsx'
import { RowMenu } from '../waypoints/row-menu.tsx'
import { type RowCommands, useRowCommands } from '../waypoints/use-row-commands.ts'
import { useWaypointRows } from '../waypoints/use-waypoint-rows.ts'

const HEAD_PX = 38
const ROW_PX = 28
const estimatePx = () => ROW_PX
const NUMBER_PX = 44
const NAME_PX = 140
const MENU_PX = 40

/** The route with everything the plan says of it, a waypoint a row, across the screen. */
export function FullRouteTable({ onClose, onFold }: { onClose: () => void; onFold?: (() => void) | undefined }) {
  const { route, departureMs, speedKn } = usePlan()
  const selectedId = useSelectedWaypointId()
  const hidden = useHiddenColumns()
  const weather = useContext(RouteWeatherContext)
  const columns = useMemo(
    () => fullColumns.filter((column) => !hidden.includes(column.key) && (weather !== null || !column.weather)),
    [hidden, weather],
  )
  const plan = useMemo(() => schedule(route, { departureMs, speedKn }), [route, departureMs, speedKn])
  const scroller = useRef<HTMLDivElement>(null)
  const rows = useWaypointRows({ scroller, headPx: HEAD_PX, estimatePx, answersWishes: false })
  const { virtualizer, items, activeId, rowEntered } = rows
  const { commands, onKeyDown } = useRowCommands(rows.goTo)
  const widths = [NUMBER_PX, NAME_PX, ...columns.map(({ widthPx }) => widthPx), MENU_PX]
  const grid = {
    '--columns': `${NUMBER_PX}px minmax(${NAME_PX}px, 2fr) ${columns.map(({ widthPx }) => `minmax(${widthPx}px, 1fr)`).join(' ')} ${MENU_PX}px`,
    '--least-width': `${widths.reduce((sum, width) => sum + width, 0)}px`,
  } as CSSProperties

  const words = weather?.summary ?? 'Type a speed, a stay or an ETA; everything after it is computed anew.'
  return (
    <section className={styles.panel} aria-label="Full route table">
      <header className={styles.bar}>
        <h2 className={styles.title}>Route</h2>
        <span className={styles.words} title={words}>
          {words}
        </span>
        {weather?.synthetic && <span className={styles.synthetic}>{SYNTHETIC_LABEL}</span>}
        <span className={styles.space} />
        <ColumnChoice />
        {onFold && <IconButton size="small" label="Fold the results" icon={<ChevronDown />} onClick={onFold} />}
        <IconButton size="small" label="Close full table" icon={<X />} onClick={onClose} />
      </header>
      <div ref={scroller} className={styles.scroller} style={grid}>
        <div
          role="grid"
          aria-label="Waypoints, full table"
          aria-rowcount={route.waypoints.length + 1}
          aria-colcount={columns.length + 3}
          tabIndex={-1}
          className={styles.table}
          onKeyDown={onKeyDown}
        >
          <div className={styles.head} role="row" aria-rowindex={1}>
            <span role="columnheader" aria-label="Number">
              #
            </span>
            <span role="columnheader">Name</span>
            {columns.map(({ key, label, unit, limitId, end }) => (
              <span key={key} role="columnheader" data-end={end ? '' : undefined}>
                {label} {limitId ? <LegWeatherUnit limitId={limitId} /> : <small>{unit}</small>}
              </span>
            ))}
            <span role="columnheader" className={styles.menuHead}>
              <span className="visually-hidden">More</span>
            </span>
          </div>
          <div className={styles.rows} role="rowgroup" style={{ height: virtualizer.getTotalSize() }}>
            {items.map(({ index, key, start }) => {
              const waypoint = route.waypoints[index]!
              const active = waypoint.id === activeId
              const selected = waypoint.id === selectedId
              return (
                <div
                  key={key}
                  ref={virtualizer.measureElement}
                  className={styles.row}
                  style={{ transform: `translateY(${start - HEAD_PX}px)` }}
                  role="row"
                  aria-rowindex={index + 2}
                  aria-selected={selected}
                  aria-label={`Waypoint ${index + 1}${waypoint.name && `, ${waypoint.name}`}`}
                  data-index={index}
                  data-waypoint={waypoint.id}
                  tabIndex={active ? 0 : -1}
                  onFocus={() => rowEntered(waypoint.id)}
                >
                  <FullRow
                    {...{ waypoint, index, active, selected, columns, commands }}
                    plan={plan.rows[index]!}
                    last={index === route.waypoints.length - 1}
                  />
                </div>
              )
            })}
          </div>
        </div>
      </div>
    </section>
  )
}

interface FullRowProps extends RowProps {
  selected: boolean
  last: boolean
  columns: readonly FullColumn[]
  commands: RowCommands
}

const FullRow = memo(function FullRow({ selected, last, columns, commands, ...row }: FullRowProps) {
  const {
    waypoint: { id },
    index,
    active,
  } = row
  const { waypointSelected } = useEditorActions()
  return (
    <>
      <div role="rowheader">
        <button
          type="button"
          className={styles.number}
          tabIndex={active ? 0 : -1}
          aria-pressed={selected}
          aria-label={`Select waypoint ${index + 1}`}
          onClick={() => waypointSelected(selected ? null : id)}
        >
          {index + 1}
        </button>
      </div>
      <div role="gridcell">
        <NameCell {...row} />
      </div>
      {columns.map(({ key, end, cell }) => (
        <div key={key} role="gridcell" data-end={end ? '' : undefined}>
          {cell(row)}
        </div>
      ))}
      <div role="gridcell">
        <RowMenu id={id} index={index} last={last} reachable={active} commands={commands} />
      </div>
    </>
  )
})
