import { useEffect, useState } from 'react'
import { createPortal, flushSync } from 'react-dom'
import { type PassagePlan, passagePlan, type PassagePlanRow } from '#src/domain/route/passage-plan.ts'
import { MISSING } from '#src/domain/units/format.ts'
import { formatUtcFull } from '#src/domain/units/time-text.ts'
import { shipWords } from '#src/domain/voyage/ship.ts'
import type { Voyage } from '#src/domain/voyage/voyage.ts'
import styles from './passage-plan-print.module.css'

/** Whether the page is being printed, and since when; the sheet exists only meanwhile. Epoch milliseconds UTC. */
function usePrintedAt(): number | null {
  const [printedAtMs, setPrintedAtMs] = useState<number | null>(null)
  useEffect(() => {
    // The browser lays the paper out as soon as this returns.
    const before = () => flushSync(() => setPrintedAtMs(Date.now()))
    const after = () => setPrintedAtMs(null)
    window.addEventListener('beforeprint', before)
    window.addEventListener('afterprint', after)
    return () => {
      window.removeEventListener('beforeprint', before)
      window.removeEventListener('afterprint', after)
    }
  }, [])
  return printedAtMs
}

/** What a print of the page shows, however it was begun: the voyage as a passage plan instead of the screen. */
export function PassagePlanPrint({ voyage }: { voyage: Voyage }) {
  const printedAtMs = usePrintedAt()
  return printedAtMs === null ? null : createPortal(<Sheet voyage={voyage} printedAtMs={printedAtMs} />, document.body)
}

function Sheet({ voyage, printedAtMs }: { voyage: Voyage; printedAtMs: number }) {
  const plan = passagePlan(voyage)
  const ship = shipWords(voyage.ship)
  return (
    <article className={styles.sheet} data-print-sheet="" aria-label="Passage plan">
      <header className={styles.header}>
        <div>
          <h1>{plan.title}</h1>
          <p>{['Passage plan', plan.alternative, ship, voyage.voyageNumber && `Voyage ${voyage.voyageNumber}`].filter(Boolean).join(' · ')}</p>
        </div>
        <p className={styles.printed}>Printed {formatUtcFull(printedAtMs)}</p>
      </header>
      <Totals plan={plan} />
      <PlanTable plan={plan} />
      <footer className={styles.notes}>
        {plan.notes.map((note) => <p key={note}>{note}</p>)}
        <Signatures />
      </footer>
    </article>
  )
}

/** Room to sign by hand. */
function Signatures() {
  return (
    <dl className={styles.signatures}>
      {['Prepared by', 'Checked by', 'Master', 'Date'].map((what) => (
        <div key={what}>
          <dt>{what}</dt>
          <dd />
        </div>
      ))}
    </dl>
  )
}

function Totals({ plan }: { plan: PassagePlan }) {
  const totals = [
    ['Departure (ETD)', plan.departure],
    ['Arrival (ETA)', plan.arrival],
    ['Passage', plan.duration],
    ['Stays', plan.stays],
    ['Distance', plan.distance],
    ['Mean speed', plan.meanSpeed],
  ] as const
  return (
    <dl className={styles.totals}>
      {totals.map(([label, value]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

/** Those of which nothing is known are left out where they are `optional`. */
const columns: readonly { title: string; key: keyof PassagePlanRow; figures?: boolean; optional?: boolean }[] = [
  { title: '#', key: 'number', figures: true },
  { title: 'Waypoint', key: 'name' },
  { title: 'Latitude', key: 'latitude', figures: true },
  { title: 'Longitude', key: 'longitude', figures: true },
  { title: 'Leg', key: 'leg' },
  { title: 'Course', key: 'course', figures: true },
  { title: 'Distance', key: 'distance', figures: true },
  { title: 'Speed', key: 'speed', figures: true },
  { title: 'ETA (UTC)', key: 'eta', figures: true },
  { title: 'Stay', key: 'stay', figures: true, optional: true },
  { title: 'ETD (UTC)', key: 'etd', figures: true },
  { title: 'To go', key: 'toGo', figures: true },
  { title: 'Turn', key: 'turn', figures: true, optional: true },
  { title: 'XTD port / stbd', key: 'offTrack', figures: true, optional: true },
]

/** Its head and foot are printed on every page. */
function PlanTable({ plan }: { plan: PassagePlan }) {
  const shown = columns.filter(({ key, optional }) => !optional || plan.rows.some((row) => row[key] !== MISSING))
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          {shown.map(({ title, figures }) => <th key={title} scope="col" data-figures={figures}>{title}</th>)}
        </tr>
      </thead>
      <tbody>
        {plan.rows.map((row) => (
          <tr key={row.id}>
            {shown.map(({ key, figures }) => <td key={key} data-figures={figures}>{row[key]}</td>)}
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <td colSpan={shown.length}>{plan.title} · Planned with Fairway · Not for navigation without checking against official charts</td>
        </tr>
      </tfoot>
    </table>
  )
}
