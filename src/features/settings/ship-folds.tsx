import { X } from 'lucide-react'
import { type ReactNode, useRef, useState } from 'react'
import {
  type Consumption,
  CONSUMPTION_LIMITS,
  type ConsumptionRow,
  consumptionFault,
  fuelIds,
  fuels,
  loadConditions,
  MAX_CONSUMPTION_ROWS,
} from '#src/domain/voyage/ship/consumption.ts'
import { formatCount } from '#src/domain/units/format.ts'
import { SHIP_LIMITS } from '#src/domain/voyage/ship.ts'
import { hullOf, particularsOf } from '#src/domain/voyage/ship/hull.ts'
import { useLoading, useShip, useVoyageActions } from '#src/state/voyage.ts'
import { CheckField, SelectField } from '#src/ui/form/field.tsx'
import { IconButton } from '#src/ui/form/icon-button.tsx'
import styles from './ship-fields.module.css'
import { FigureField } from './ship-particulars.tsx'

/** What few ships are given: a line each until it is opened. */
export function ShipFolds() {
  return (
    <>
      <ConsumptionFold />
      <SpeedLossFold />
    </>
  )
}

function Fold({ summary, children }: { summary: string; children: ReactNode }) {
  const [open, setOpen] = useState(false)
  return (
    <details className={styles.fold} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>{summary}</summary>
      {open && <div className={styles.folded}>{children}</div>}
    </details>
  )
}

const noConsumption: Consumption = { fuel: 'hfo', rows: [] }
const noRow = { speedKn: null, laden: null, ballast: null }

function ConsumptionFold() {
  const consumption = useShip().consumption ?? noConsumption
  const { shipEdited } = useVoyageActions()
  const { fuel, rows } = consumption
  const fault = consumptionFault(consumption)
  const become = (change: Partial<Consumption>) => shipEdited({ consumption: { ...consumption, ...change } })
  const words = fault
    ? 'the table cannot be used yet'
    : rows.length > 0
      ? `${fuels[fuel].label}, ${formatCount(rows.length, 'speed')}`
      : 'no consumption table'
  return (
    <Fold summary={`Fuel and CO₂: ${words}`}>
      <SelectField
        label="Fuel"
        value={fuel}
        onChange={({ target }) => become({ fuel: fuelIds.find((id) => id === target.value) ?? 'hfo' })}
      >
        {fuelIds.map((id) => (
          <option key={id} value={id}>
            {fuels[id].label}, {fuels[id].co2.toFixed(3)} t CO₂ per tonne
          </option>
        ))}
      </SelectField>
      <ConsumptionTable rows={rows} onChange={(next) => become({ rows: next })} />
      {fault && (
        <p role="status" className={styles.doubt}>
          {fault}
        </p>
      )}
      <p className={styles.lacking}>
        Speeds through calm water. The summary and the passage plan then estimate fuel and CO₂: between two rows by the
        cube of speed, up to 10 % beyond the first and last row, and nothing while she stays.
      </p>
    </Fold>
  )
}

/** A row for each speed, and an empty one to add the next; what is typed there counts once it has a speed. */
function ConsumptionTable({
  rows,
  onChange,
}: {
  rows: readonly ConsumptionRow[]
  onChange: (rows: readonly ConsumptionRow[]) => void
}) {
  const table = useRef<HTMLTableElement>(null)
  const [added, setAdded] = useState<Omit<ConsumptionRow, 'speedKn'> & { speedKn: number | null }>(noRow)
  const [removals, setRemovals] = useState(0)
  const edited = (index: number, change: Partial<ConsumptionRow>) => {
    if (index < rows.length) return onChange(rows.map((row, place) => (place === index ? { ...row, ...change } : row)))
    const { speedKn, ...next } = { ...added, ...change }
    if (speedKn === null) return setAdded({ speedKn, ...next })
    setAdded(noRow)
    onChange([...rows, { speedKn, ...next }])
  }
  const removed = (index: number) => {
    onChange(rows.toSpliced(index, 1))
    setRemovals(removals + 1)
    // To what now stands in its place, or else to the empty row.
    requestAnimationFrame(() => {
      const row = table.current?.querySelectorAll('tbody tr')[index]
      ;(row?.querySelector('button') ?? row?.querySelector('input'))?.focus()
    })
  }
  const shown = rows.length < MAX_CONSUMPTION_ROWS ? [...rows, added] : rows
  return (
    <table ref={table} className={styles.consumption} aria-label="Consumption by speed">
      <thead>
        <tr>
          <th scope="col">Speed</th>
          <th scope="col">Laden, a day</th>
          <th scope="col">Ballast, a day</th>
          <td />
        </tr>
      </thead>
      <tbody>
        {shown.map((row, index) => {
          const isNew = index === rows.length
          const which = isNew ? 'new row' : `row ${index + 1}`
          return (
            // Removing one gives the others' fields a new start: a draft belongs to its own row.
            <tr key={`${removals}-${index}`}>
              <td>
                <FigureField
                  label={`Speed, ${which}`}
                  hideLabel
                  unit="kn"
                  value={row.speedKn}
                  limits={CONSUMPTION_LIMITS.speedKn}
                  isNeeded={!isNew}
                  onCommit={(speedKn) => speedKn !== null && edited(index, { speedKn })}
                />
              </td>
              {loadConditions.map((condition) => (
                <td key={condition}>
                  <FigureField
                    label={`Tonnes a day ${condition === 'laden' ? 'laden' : 'in ballast'}, ${which}`}
                    hideLabel
                    unit="t"
                    value={row[condition]}
                    limits={CONSUMPTION_LIMITS.tPerDay}
                    onCommit={(tonnes) => edited(index, { [condition]: tonnes })}
                  />
                </td>
              ))}
              <td>
                {!isNew && (
                  <IconButton
                    size="small"
                    label={`Remove ${row.speedKn} kn`}
                    icon={<X aria-hidden="true" />}
                    onClick={() => removed(index)}
                  />
                )}
              </td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}

function SpeedLossFold() {
  const [ship, loading] = [useShip(), useLoading()]
  const { shipEdited } = useVoyageActions()
  const hull = hullOf(particularsOf(ship, loading))
  const isOn = ship.speedLoss !== null
  return (
    <Fold summary={isOn ? 'Experimental: speed loss shown' : 'Experimental: speed loss in weather'}>
      <CheckField
        label="Show speed loss (Kwon 2008)"
        checked={isOn}
        onChange={({ target }) => shipEdited({ speedLoss: target.checked ? 'as loaded' : null })}
      />
      <p className={styles.lacking}>
        The paper could not be checked, and published copies of its tables differ, so the loss may be wrong by several
        percent. It is shown beside the plan and changes neither her speeds nor her ETA.
      </p>
      {isOn && (
        <>
          <div className={styles.pair}>
            <SelectField
              label="Kind of ship"
              value={ship.speedLoss ?? 'as loaded'}
              onChange={({ target }) =>
                shipEdited({ speedLoss: target.value === 'container' ? 'container' : 'as loaded' })
              }
            >
              <option value="as loaded">As loaded: {loading.condition}</option>
              <option value="container">Container ship</option>
            </SelectField>
            <FigureField
              label="Length of the bow"
              unit="m"
              value={ship.bowM}
              limits={SHIP_LIMITS.bowM}
              onCommit={(bowM) => shipEdited({ bowM })}
            />
          </div>
          <p className={styles.lacking}>
            The bow counts up to 95 % of the beam on the waterline. With it, the read-out also has the resistance added
            by head waves (STAWAVE-1), in kN; it is a figure of its own and no part of the loss.
          </p>
          {!hull.known && (
            <p role="status" className={styles.doubt}>
              Not known yet: {hull.reason.replace('length', 'LPP')}.
            </p>
          )}
        </>
      )}
    </Fold>
  )
}
