import type { ComponentProps } from 'react'
import { type Corrected, type PassagePlan, passagePlan, type PassagePlanRow } from '#src/domain/route/passage-plan.ts'
import { MISSING } from '#src/domain/units/format.ts'
import { shipWords } from '#src/domain/voyage/ship.ts'
import type { Voyage } from '#src/domain/voyage/voyage.ts'
import { type Magnetic, useMagnetic } from '#src/state/preferences.ts'
import { PrintedPage, PrintSheet } from '#src/ui/page/print-sheet.tsx'
import sheetStyles from '#src/ui/page/print-sheet.module.css'
import styles from './passage-plan-print.module.css'

/** What a print of the page shows, however it was started: the voyage as a passage plan instead of the screen. */
export function PassagePlanPrint({ voyage }: { voyage: Voyage }) {
  const magnetic = useMagnetic()
  return <PrintedPage sheet={() => sheetOf(voyage, magnetic)} />
}

/** The same printed at once, with the times and speeds that the current leaves of the plan. */
export function PassagePlanOnce({ voyage, onDone, ...corrected }: Corrected & { voyage: Voyage; onDone: () => void }) {
  const magnetic = useMagnetic()
  return <PrintSheet {...sheetOf(voyage, magnetic, corrected)} onDone={onDone} />
}

function sheetOf(
  voyage: Voyage,
  magnetic: Magnetic | null,
  corrected?: Corrected,
): ReturnType<ComponentProps<typeof PrintedPage>['sheet']> {
  const plan = passagePlan(voyage, magnetic, corrected)
  const subtitle = [
    'Passage plan',
    plan.alternative,
    shipWords(voyage.ship),
    voyage.voyageNumber && `Voyage ${voyage.voyageNumber}`,
  ]
    .filter(Boolean)
    .join(' · ')
  return { label: 'Passage plan', title: plan.title, subtitle, isLandscape: true, children: <PlanSheet plan={plan} /> }
}

function PlanSheet({ plan }: { plan: PassagePlan }) {
  return (
    <>
      {plan.mark && <p className={styles.mark}>{plan.mark}</p>}
      <Totals plan={plan} />
      <PlanTable plan={plan} />
      <footer className={styles.notes}>
        {plan.notes.map((note) => (
          <p key={note}>{note}</p>
        ))}
        <Signatures />
      </footer>
    </>
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
    ...(plan.fuel === MISSING
      ? []
      : [
          ['Fuel, estimated', plan.fuel],
          ['CO₂, estimated', plan.co2],
        ]),
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

/** Optional columns are left out where nothing is known. */
const columns: readonly { title: string; key: keyof PassagePlanRow; figures?: boolean; optional?: boolean }[] = [
  { title: '#', key: 'number', figures: true },
  { title: 'Waypoint', key: 'name' },
  { title: 'Latitude', key: 'latitude', figures: true },
  { title: 'Longitude', key: 'longitude', figures: true },
  { title: 'Leg', key: 'leg' },
  { title: 'Course', key: 'course', figures: true },
  { title: 'Magnetic', key: 'magnetic', figures: true, optional: true },
  { title: 'Distance', key: 'distance', figures: true },
  { title: 'Speed', key: 'speed', figures: true },
  { title: 'ETA (UTC)', key: 'eta', figures: true },
  { title: 'Stay', key: 'stay', figures: true, optional: true },
  { title: 'ETD (UTC)', key: 'etd', figures: true },
  { title: 'To go', key: 'toGo', figures: true },
  { title: 'Fuel', key: 'fuel', figures: true, optional: true },
  { title: 'Turn', key: 'turn', figures: true, optional: true },
  { title: 'XTD port / stbd', key: 'offTrack', figures: true, optional: true },
]

/** Its head and foot are printed on every page. */
function PlanTable({ plan }: { plan: PassagePlan }) {
  const shown = columns.filter(({ key, optional }) => !optional || plan.rows.some((row) => row[key] !== MISSING))
  return (
    <table className={sheetStyles.table}>
      <thead>
        <tr>
          {shown.map(({ title, figures }) => (
            <th key={title} scope="col" data-figures={figures}>
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {plan.rows.map((row) => (
          <tr key={row.id}>
            {shown.map(({ key, figures }) => (
              <td key={key} data-figures={figures}>
                {row[key]}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <td colSpan={shown.length}>
            {plan.title} · {plan.mark ? `${plan.mark.slice(0, -1)} · ` : ''}Planned with Fairway · Not for navigation
            without checking against official charts
          </td>
        </tr>
      </tfoot>
    </table>
  )
}
