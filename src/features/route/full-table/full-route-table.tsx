import { ChevronDown, Columns3, X } from 'lucide-react'
import { useContext, useMemo } from 'react'
import { SYNTHETIC_LABEL } from '#src/domain/metocean/wire/contract.ts'
import { usePreference, usePreferenceActions } from '#src/state/preferences.ts'
import { Button } from '#src/ui/form/button.tsx'
import { CheckField } from '#src/ui/form/field.tsx'
import { IconButton } from '#src/ui/form/icon-button.tsx'
import { Grid, type GridColumn } from '#src/ui/grid/grid.tsx'
import { Popover } from '#src/ui/overlay/popover.tsx'
import { NameCell, NumberCell, RowMenu, type WaypointRow } from '../waypoints/row-cells.tsx'
import { useWaypointRows } from '../waypoints/waypoint-rows.ts'
import { fullColumns, RouteWeatherContext } from './full-columns.tsx'
import styles from './full-route-table.module.css'

const HEAD_PX = 38
const ROW_PX = 28
const rowPx = () => ROW_PX

/** Number and name stay in sight while the rest scrolls sideways. */
const firstColumns: readonly GridColumn<WaypointRow>[] = [
  {
    id: 'number',
    head: '#',
    headLabel: 'Number',
    widthPx: 44,
    sticky: true,
    rowHeader: true,
    cell: (row) => <NumberCell {...row} className={styles.number} />,
  },
  { id: 'name', head: 'Name', widthPx: 140, grow: 2, sticky: true, cell: (row) => <NameCell {...row} /> },
]
const menuColumn: GridColumn<WaypointRow> = {
  id: 'menu',
  head: <span className="visually-hidden">More</span>,
  widthPx: 40,
  cell: (row) => <RowMenu {...row} />,
}

/** The route with everything the plan holds, a row for each waypoint, across the screen. */
export function FullRouteTable({ onClose, onFold }: { onClose: () => void; onFold?: (() => void) | undefined }) {
  const hidden = usePreference('hiddenRouteColumns')
  const weather = useContext(RouteWeatherContext)
  const hasWeather = weather !== null
  const magneticShown = usePreference('magneticShown')
  const columns = useMemo(
    () => [
      ...firstColumns,
      ...fullColumns.filter(
        ({ id, weather, magnetic }) => !hidden.includes(id) && (hasWeather || !weather) && (magneticShown || !magnetic),
      ),
      menuColumn,
    ],
    [hidden, hasWeather, magneticShown],
  )
  const { rows, rowAt, rowAttributes, onKeyDown } = useWaypointRows({ rowPx, headPx: HEAD_PX, isNamed: false })
  const words = weather?.summary ?? 'Type a speed, a stay or an ETA; everything after it is recalculated.'
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
        {onFold && <IconButton size="small" label="Collapse the results" icon={<ChevronDown />} onClick={onFold} />}
        <IconButton size="small" label="Close full table" icon={<X />} onClick={onClose} />
      </header>
      <Grid
        aria-label="Waypoints, full table"
        tabIndex={-1}
        onKeyDown={onKeyDown}
        className={styles.table}
        {...{ rows, columns, rowAt, rowAttributes }}
      />
    </section>
  )
}

/** Which columns are shown. */
function ColumnChoice() {
  const hidden = usePreference('hiddenRouteColumns')
  const magneticShown = usePreference('magneticShown')
  const { columnToggled } = usePreferenceActions()
  return (
    <Popover
      label="Columns of the table"
      trigger={
        <Button size="small" icon={<Columns3 />}>
          Columns
        </Button>
      }
    >
      {fullColumns
        .filter(({ magnetic }) => magneticShown || !magnetic)
        .map(({ id, head }) => (
          <CheckField
            key={id}
            label={head}
            checked={!hidden.includes(id)}
            onChange={() => columnToggled('hiddenRouteColumns', id)}
          />
        ))}
    </Popover>
  )
}
