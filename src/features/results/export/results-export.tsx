import { Download } from 'lucide-react'
import { type ComponentProps, type ReactNode, useCallback, useEffect, useState } from 'react'
import { studyAnswers } from '#src/data/workers/study-answers.ts'
import { asAppError } from '#src/domain/errors.ts'
import type { NamedAnswer } from '#src/domain/tasks/answer-name.ts'
import type { Units } from '#src/domain/units/unit-choice.ts'
import { resultFormats } from '#src/domain/report/export-result.ts'
import { useHandler, useIntent } from '#src/state/intents.ts'
import { useUnits } from '#src/state/preferences.ts'
import { currentVoyage } from '#src/state/voyage.ts'
import { Button } from '#src/ui/form/button.tsx'
import { Menu, type MenuItem } from '#src/ui/overlay/menu.tsx'
import { messageFor } from '#src/ui/messages.ts'
import { type Draw, savePicture, saveResult } from './save-result.ts'
import type { Ledger } from '#src/domain/limits/ledger.ts'
import { resultFacts } from '#src/domain/report/result-facts.ts'
import { shipWords } from '#src/domain/voyage/ship.ts'
import type { SummarySection } from '#src/domain/report/summary-sections.ts'
import { activePlan, type Voyage } from '#src/domain/voyage/voyage.ts'
import styles from '#src/ui/page/print-sheet.module.css'
import { PrintSheet } from '#src/ui/page/print-sheet.tsx'
import { tableContent } from '../table/table-forms.ts'

/** The result as a file, as a picture, or on paper. */
export function ResultsExport({ answer }: { answer: NamedAnswer }) {
  const [note, setNote] = useState<string | null>(null)
  const [report, setReport] = useState<Report | null>(null)
  const map = useHandler('map-picture')
  const charts = useHandler('charts-picture')
  const units = useUnits()
  const ended = useCallback(() => setReport(null), [])

  const attempt = (preparing: string, work: () => Promise<void>) => {
    setNote(preparing)
    void work().then(
      () => setNote(null),
      (error: unknown) => setNote(messageFor(asAppError(error).code)),
    )
  }
  const files = resultFormats.map(({ format, label, hint }): MenuItem => ({
    label,
    hint,
    keepsOpen: true,
    onSelect: () => attempt(`Preparing the ${label} file…`, () => saveResult(format, answer)),
  }))
  const picture = (label: string, words: string, draw: Draw | null): MenuItem => ({
    label,
    hint: draw ? null : 'Not on the screen now',
    disabled: !draw,
    keepsOpen: true,
    onSelect: () => draw && attempt('Preparing the picture…', () => savePicture(answer, words, draw)),
  })
  const printReport = () =>
    attempt('Preparing the report…', async () => setReport(await reportOf(answer, units, { map, charts })))
  const print: MenuItem = {
    label: 'Report (print or PDF)',
    hint: 'Route, limits, exceedances, pictures, summary',
    onSelect: printReport,
  }
  useIntent('report', printReport)
  return (
    <>
      <Menu
        label="Export the results"
        trigger={
          <Button size="small" icon={<Download />} title="Export the results">
            Export
          </Button>
        }
        groups={[files, [picture('Map as PNG', 'map', map), picture('Charts as PNG', 'charts', charts)], [print]]}
        note={note}
      />
      {report && <PrintedReport report={report} onDone={ended} />}
    </>
  )
}

/** A report without a picture is better than none. */
const urlOf = async (draw: Draw | null): Promise<string | null> =>
  draw
    ? draw().then(
        (blob) => URL.createObjectURL(blob),
        () => null,
      )
    : null

type Report = Omit<ComponentProps<typeof ReportPrint>, 'onDone'>

/** The voyage as it is now, with all that takes its time made before the paper is laid out. */
async function reportOf(
  answer: NamedAnswer,
  units: Units,
  { map, charts }: Readonly<Record<'map' | 'charts', Draw | null>>,
): Promise<Report> {
  const voyage = currentVoyage()
  const study = { answers: [answer] as const, limits: voyage.limits, units }
  const [ledger, summary] = await Promise.all([studyAnswers('ledger', study), studyAnswers('summary', study)])
  return { answer, voyage, units, ledger, summary, pictures: { map: await urlOf(map), charts: await urlOf(charts) } }
}

function PrintedReport({ report, onDone }: { report: Report; onDone: () => void }) {
  const { pictures } = report
  useEffect(() => () => [pictures.map, pictures.charts].forEach((url) => url && URL.revokeObjectURL(url)), [pictures])
  return <ReportPrint {...report} onDone={onDone} />
}

/** Addresses of the pictures for the report; null: none could be drawn. */
interface Pictures {
  readonly map: string | null
  readonly charts: string | null
}

interface ReportPrintProps {
  answer: NamedAnswer
  voyage: Voyage
  units: Units
  /** In the same units. */
  ledger: Ledger
  summary: readonly SummarySection[]
  pictures: Pictures
  onDone: () => void
}

const stateWords = { limit: 'Over limit', caution: 'Caution', unknown: 'No data' } as const

/** The result on paper: what it is of, pictures, exceedances, route, days and summary. */
function ReportPrint({ answer, voyage, units, ledger, summary, pictures, onDone }: ReportPrintProps) {
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
  const subtitle = [
    'Weather along the route',
    shipWords(voyage.ship),
    voyage.voyageNumber && `Voyage ${voyage.voyageNumber}`,
  ]
    .filter(Boolean)
    .join(' · ')
  return (
    <PrintSheet label="Report" title={voyage.name || answer.name} subtitle={subtitle} onDone={onDone}>
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
    </PrintSheet>
  )
}

/** Fields there is no room for on a page; the files have them. */
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
