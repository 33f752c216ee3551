import type { ReactNode } from 'react'
import { studyAnswers } from '#src/data/workers/study-answers.ts'
import type { Ledger } from '#src/domain/limits/ledger.ts'
import { resultFacts } from '#src/domain/report/result-facts.ts'
import type { SummarySection } from '#src/domain/report/summary-sections.ts'
import type { NamedAnswer } from '#src/domain/tasks/answer-name.ts'
import type { Units } from '#src/domain/units/unit-choice.ts'
import { shipWords } from '#src/domain/voyage/ship.ts'
import { activePlan, type Voyage } from '#src/domain/voyage/voyage.ts'
import { currentVoyage } from '#src/state/voyage.ts'
import styles from '#src/ui/page/print-sheet.module.css'
import { tableContent } from '../table/table-forms.ts'
import type { Draw } from './save-result.ts'

/** Addresses of the pictures for a report; null: none could be drawn. */
interface Pictures {
  readonly map: string | null
  readonly charts: string | null
}

/** The results of a voyage as they were at one time, to read without Fairway. */
export interface Report {
  readonly answer: NamedAnswer
  readonly voyage: Voyage
  readonly units: Units
  /** In the units of the report. */
  readonly ledger: Ledger
  readonly summary: readonly SummarySection[]
  /** `data:` addresses, which go wherever the report goes. */
  readonly pictures: Pictures
}

/** A report without a picture is better than none. */
const urlOf = async (draw: Draw | null): Promise<string | null> =>
  draw
    ? draw()
        .then(dataUrl)
        .catch(() => null)
    : null

const dataUrl = (blob: Blob) =>
  new Promise<string>((resolve, reject) => {
    const reader = new FileReader()
    reader.onloadend = () =>
      typeof reader.result === 'string' ? resolve(reader.result) : reject(new Error('the picture cannot be read'))
    reader.readAsDataURL(blob)
  })

/** The voyage as it is now; everything slow is made before the report is laid out. */
export async function reportOf(
  answer: NamedAnswer,
  units: Units,
  { map, charts }: Readonly<Record<'map' | 'charts', Draw | null>>,
): Promise<Report> {
  const voyage = currentVoyage()
  const study = { answers: [answer] as const, limits: voyage.limits, units }
  const [ledger, summary] = await Promise.all([studyAnswers('ledger', study), studyAnswers('summary', study)])
  return { answer, voyage, units, ledger, summary, pictures: { map: await urlOf(map), charts: await urlOf(charts) } }
}

/** What it is called, and what it is about. */
export const reportTitles = ({ answer, voyage }: Report) => ({
  title: voyage.name || answer.name,
  subtitle: ['Weather along the route', shipWords(voyage.ship), voyage.voyageNumber && `Voyage ${voyage.voyageNumber}`]
    .filter(Boolean)
    .join(' · '),
})

const stateWords = { limit: 'Over limit', caution: 'Caution', unknown: 'No data' } as const

/** Facts, pictures, exceedances, waypoints, days and summary. */
export function ReportContent({ answer, voyage, units, ledger, summary, pictures }: Report) {
  const { columns } = answer
  const plan = { waypoints: activePlan(voyage).route.waypoints, limits: voyage.limits, units }
  const exceeded = ledger.rows.map(({ state, what, from, to, hours, miles, worst, where }) => [
    stateWords[state],
    what,
    from,
    to,
    hours,
    miles,
    worst,
    where,
  ])
  return (
    <>
      <dl className={styles.facts}>
        {resultFacts(answer, voyage, { units }).map(([label, text]) => [
          <dt key={label}>{label}</dt>,
          <dd key={`${label} text`}>{text}</dd>,
        ])}
      </dl>
      {pictures.map && <img className={styles.picture} src={pictures.map} alt="The route on the map" />}
      <h2>Exceedances of the limits</h2>
      {exceeded.length === 0 ? (
        <p>None, and every watched value is known.</p>
      ) : (
        <PrintTable
          head={['State', 'What', 'From, UTC', 'To, UTC', 'Hours', 'Distance', 'Worst, or why not known', 'Where']}
          rows={exceeded}
        />
      )}
      {pictures.charts && (
        <img className={styles.picture} src={pictures.charts} alt="The weather along the route, as charts" />
      )}
      <Content title="Waypoints" content={tableContent('waypoints', columns, plan)} />
      <Content title="Noon positions, UTC" content={tableContent('noon', columns, plan)} />
      <div className={styles.columns}>
        {summary.map(({ title, head, rows }) => (
          <section key={title}>
            <h2>{title}</h2>
            <PrintTable head={head} rows={rows} />
          </section>
        ))}
      </div>
      <p className={styles.note}>Planned with Fairway. Estimates for planning; the master decides.</p>
    </>
  )
}

/** Fields without room on a page; the files have them. */
const LEFT_OUT = /^(?:Swell_Wave|Wind_Wave|Sea_Surface|Bathymetry|Currents)/

function Content({
  title,
  content: { count, columns },
}: {
  title: string
  content: ReturnType<typeof tableContent>
}): ReactNode {
  if (count === 0) return null
  const shown = columns.filter(({ key }) => !LEFT_OUT.test(key))
  const rows = Array.from({ length: count }, (_, row) => shown.map((column) => column.text(row)))
  return (
    <>
      <h2>{title}</h2>
      <PrintTable
        head={shown.map(({ label, unit }) => (unit ? `${label}, ${unit}` : label))}
        rows={rows}
        figures={shown.map(({ key, words }) => !words && key !== 'time')}
        whole={shown.findIndex(({ key }) => key === 'time')}
      />
    </>
  )
}

interface PrintTableProps {
  head: readonly string[]
  rows: readonly (readonly string[])[]
  figures?: readonly boolean[]
  /** The column whose words stay on one line. */
  whole?: number
}

/** Its head is printed on every page. */
function PrintTable({ head, rows, figures = [], whole }: PrintTableProps) {
  return (
    <table className={styles.table}>
      {head.length > 0 && (
        <thead>
          <tr>
            {head.map((words, column) => (
              <th key={words || column} scope="col" data-figures={figures[column] || undefined}>
                {words}
              </th>
            ))}
          </tr>
        </thead>
      )}
      <tbody>
        {rows.map((row, place) => (
          <tr key={place}>
            {row.map((cell, column) => (
              <td key={column} data-figures={figures[column] || undefined} data-whole={column === whole || undefined}>
                {cell}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
