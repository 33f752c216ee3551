import {
  type ColumnRole,
  columnRoles,
  type ColumnUse,
  type TableAssignment,
  type TableSheet,
  type TableSpeedUnit,
  tableSpeedUnits,
} from '#src/domain/formats/table-sheet.ts'
import { Button } from '#src/ui/form/button.tsx'
import { SelectField } from '#src/ui/form/field.tsx'
import { Segmented } from '#src/ui/form/segmented.tsx'
import styles from './table-columns.module.css'

/** Where the assignment on screen comes from. */
export type AssignmentOrigin = 'worked-out' | 'answered' | 'remembered' | 'chosen'

interface TableColumnsProps {
  sheet: TableSheet
  origin: AssignmentOrigin
  /** Reads the file again; null: with the columns that Fairway works out. */
  onAssigned: (assignment: TableAssignment | null) => void
}

const roleWords: Record<ColumnRole, string> = {
  none: 'Not used',
  lat: 'Latitude',
  'lat-minutes': 'Latitude: minutes',
  'lat-seconds': 'Latitude: seconds',
  'lat-hemisphere': 'Latitude: N or S',
  lon: 'Longitude',
  'lon-minutes': 'Longitude: minutes',
  'lon-seconds': 'Longitude: seconds',
  'lon-hemisphere': 'Longitude: E or W',
  position: 'Latitude and longitude',
  name: 'Waypoint name',
  date: 'Date',
  time: 'Time',
  zone: 'Time zone',
  eta: 'ETA',
  etd: 'ETD',
  speed: 'Speed',
  'leg-type': 'Leg type, RL or GC',
  stay: 'Stay, min',
  ship: 'Ship',
  route: 'Route, one for several rows',
}

/** The columns of a table with their roles, and what only the operator knows about its dates and times. */
export function TableColumns({ sheet, origin, onAssigned }: TableColumnsProps) {
  const { assignment, asks, reasons } = sheet
  const columnChosen = (index: number, use: ColumnUse) =>
    onAssigned({ ...assignment, columns: assignment.columns.map((own, at) => (at === index ? use : own)) })
  const isAsked = asks.length > 0 || reasons.length > 0
  return (
    // Once open it stays open: a choice must not close the part it was made in.
    <details className={styles.part} open={isAsked || origin !== 'worked-out'}>
      <summary>Columns</summary>
      {reasons.map((reason) => (
        <p key={reason} className={styles.reason}>
          {reason}
        </p>
      ))}
      {(origin === 'remembered' || origin === 'chosen') && (
        <p className={styles.origin}>
          {origin === 'remembered'
            ? 'The columns are assigned as you assigned them the last time for a table like this.'
            : 'You assigned these columns; the next table like this is read with them.'}
          <Button size="small" onClick={() => onAssigned(null)}>
            Reset columns
          </Button>
        </p>
      )}
      <TimeAnswers sheet={sheet} onAssigned={onAssigned} />
      <Sheet sheet={sheet} onColumnChosen={columnChosen} />
    </details>
  )
}

function Sheet({
  sheet: { headings, rows, assignment },
  onColumnChosen,
}: {
  sheet: TableSheet
  onColumnChosen: (index: number, use: ColumnUse) => void
}) {
  return (
    <div className={styles.scroll}>
      <table className={styles.table} aria-label="First rows of the table">
        <thead>
          <tr>
            {assignment.columns.map((use, index) => (
              <th key={index} scope="col" data-unused={use.role === 'none' ? '' : undefined}>
                <span className={styles.heading}>{headings[index] || `Column ${index + 1}`}</span>
                <ColumnChoice
                  name={headings[index] ? `Column ${index + 1}, ${headings[index]}` : `Column ${index + 1}`}
                  use={use}
                  onChosen={(chosen) => onColumnChosen(index, chosen)}
                />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((cells, row) => (
            <tr key={row}>
              {assignment.columns.map(({ role }, index) => (
                <td key={index} data-unused={role === 'none' ? '' : undefined}>
                  {cells[index]}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

const hemispheres = { lat: ['N', 'S'], lon: ['E', 'W'] } as const

interface ColumnChoiceProps {
  name: string
  use: ColumnUse
  onChosen: (use: ColumnUse) => void
}

/** What a column holds, with the hemisphere or unit that its cells may leave out. */
function ColumnChoice({ name, use, onChosen }: ColumnChoiceProps) {
  const { role } = use
  return (
    <span className={styles.choice}>
      <select aria-label={name} value={role} onChange={({ target }) => onChosen({ role: target.value as ColumnRole })}>
        {columnRoles.map((one) => (
          <option key={one} value={one}>
            {roleWords[one]}
          </option>
        ))}
      </select>
      {(role === 'lat' || role === 'lon') && (
        <select
          aria-label={`${name}: hemisphere`}
          value={use.hemisphere ?? ''}
          onChange={({ target }) =>
            onChosen({
              role,
              ...(target.value && { hemisphere: target.value as NonNullable<ColumnUse['hemisphere']> }),
            })
          }
        >
          <option value="">as written</option>
          {hemispheres[role].map((letter) => (
            <option key={letter} value={letter}>
              all {letter}
            </option>
          ))}
        </select>
      )}
      {role === 'speed' && (
        <select
          aria-label={`${name}: unit`}
          value={use.speedUnit ?? 'kn'}
          onChange={({ target }) => onChosen({ role, speedUnit: target.value as TableSpeedUnit })}
        >
          {tableSpeedUnits.map((unit) => (
            <option key={unit}>{unit}</option>
          ))}
        </select>
      )}
    </span>
  )
}

const HOUR_MIN = 60
/** Zones in use at sea and ashore, minutes ahead of UTC. */
const zones = [
  ...Array.from({ length: 27 }, (_, index) => (index - 12) * HOUR_MIN),
  ...[-9.5, -3.5, -2.5, 3.5, 4.5, 5.5, 5.75, 6.5, 8.75, 9.5, 10.5, 12.75].map((hours) => hours * HOUR_MIN),
].toSorted((one, other) => one - other)

/** "UTC+3", "UTC−9:30" */
function zoneWords(minutes: number): string {
  if (minutes === 0) return 'UTC'
  const [hours, rest] = [Math.floor(Math.abs(minutes) / HOUR_MIN), Math.abs(minutes) % HOUR_MIN]
  return `UTC${minutes < 0 ? '−' : '+'}${hours}${rest === 0 ? '' : `:${String(rest).padStart(2, '0')}`}`
}

const timeRoles = new Set<ColumnRole>(['date', 'time', 'eta', 'etd'])

/** What the dates and times of a table leave open. */
function TimeAnswers({ sheet: { assignment, asks }, onAssigned }: Pick<TableColumnsProps, 'sheet' | 'onAssigned'>) {
  const { columns, dayFirst, zoneMin } = assignment
  if (!columns.some(({ role }) => timeRoles.has(role))) return null
  const asksZone = asks.includes('zone')
  const asksOrder = asks.includes('day-order')
  return (
    <div className={styles.times}>
      {(asksOrder || dayFirst !== null) && (
        <div className={styles.order}>
          <span>Dates are written</span>
          <Segmented
            label="Dates are written"
            value={dayFirst === null ? '' : dayFirst ? 'day' : 'month'}
            onChange={(value) => onAssigned({ ...assignment, dayFirst: value === 'day' })}
            options={[
              { value: 'day', label: 'day first, 31/12' },
              { value: 'month', label: 'month first, 12/31' },
            ]}
          />
        </div>
      )}
      {(asksZone || zoneMin !== null) && (
        <SelectField
          label="Times without a zone are in"
          value={zoneMin ?? ''}
          onChange={({ target }) =>
            onAssigned({ ...assignment, zoneMin: target.value === '' ? null : Number(target.value) })
          }
        >
          {(asksZone || zoneMin === null) && <option value="">Choose a zone</option>}
          {[...new Set([...zones, ...(zoneMin === null ? [] : [zoneMin])])].map((minutes) => (
            <option key={minutes} value={minutes}>
              {zoneWords(minutes)}
            </option>
          ))}
        </SelectField>
      )}
    </div>
  )
}
