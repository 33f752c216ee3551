import type { ReactNode } from 'react'
import { studyAnswers } from '#src/data/workers/study-answers.ts'
import type { Ledger } from '#src/domain/limits/ledger.ts'
import { resultFacts } from '#src/domain/report/result-facts.ts'
import type { SummarySection } from '#src/domain/report/summary-sections.ts'
import type { NamedAnswer } from '#src/domain/tasks/answer-name.ts'
import type { Units } from '#src/domain/units/unit-choice.ts'
import { plannedIn } from '#src/domain/voyage/answer-match.ts'
import { shipWords } from '#src/domain/voyage/ship.ts'
import { activePlan, type Voyage } from '#src/domain/voyage/voyage.ts'
import type { PaperChart } from '#src/state/intents.ts'
import { currentPreferences, type NoonChoice } from '#src/state/preferences.ts'
import { currentVoyage } from '#src/state/voyage.ts'
import styles from '#src/ui/page/print-sheet.module.css'
import { sailingIn } from '../use-sailing.ts'
import type { TableColumn } from '../table/table-columns.ts'
import { tableContent } from '../table/table-forms.ts'

/** A picture in words, and its `data:` address, which goes wherever the report goes. */
interface Picture {
  readonly label: string
  readonly url: string
}

/** The results of a voyage as they were at one time, to read without Fairway. */
export interface Report {
  readonly answer: NamedAnswer
  readonly voyage: Voyage
  readonly units: Units
  readonly noon: NoonChoice
  /** In the units of the report. */
  readonly ledger: Ledger
  readonly summary: readonly SummarySection[]
  /** null: it could not be drawn. */
  readonly map: Picture | null
  /** One for each variable that is shown; empty: none could be drawn. */
  readonly charts: readonly Picture[]
}

/** What draws the pictures of a report, each as wide as upright paper; null: not on the screen now. */
export interface ReportPictures {
  readonly map: (() => Promise<Blob>) | null
  readonly charts: (() => Promise<readonly PaperChart[]>) | null
}

/** A report without pictures is better than none. */
async function picturesOf({ map, charts }: ReportPictures): Promise<Pick<Report, 'map' | 'charts'>> {
  const [mapUrl, lanes] = await Promise.all([
    map?.()
      .then(dataUrl)
      .catch(() => null),
    charts?.()
      .then((drawn) => Promise.all(drawn.map(async ({ label, picture }) => ({ label, url: await dataUrl(picture) }))))
      .catch(() => []),
  ])
  return { map: mapUrl ? { label: 'The route on the map', url: mapUrl } : null, charts: lanes ?? [] }
}

const dataUrl = (blob: Blob) =>
  new Promise<string>((resolve, reject) => {
    const reader = new FileReader()
    reader.onloadend = () =>
      typeof reader.result === 'string' ? resolve(reader.result) : reject(new Error('the picture cannot be read'))
    reader.readAsDataURL(blob)
  })

/** The voyage as it is now; everything slow is made before the report is laid out. */
export async function reportOf(answer: NamedAnswer, units: Units, pictures: ReportPictures): Promise<Report> {
  const voyage = currentVoyage()
  const sailing = sailingIn(voyage, answer)
  const study = { answers: [answer] as const, limits: voyage.limits, units, sailing }
  const [ledger, summary] = await Promise.all([studyAnswers('ledger', study), studyAnswers('summary', study)])
  return { answer, voyage, units, noon: currentPreferences().noon, ledger, summary, ...(await picturesOf(pictures)) }
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
export function ReportContent({ answer, voyage, units, noon, ledger, summary, map, charts }: Report) {
  const { columns } = answer
  const plan = {
    waypoints: activePlan(voyage).route.waypoints,
    limits: voyage.limits,
    units,
    noon,
    planned: plannedIn(answer, voyage.plannedSpeed),
  }
  const exceeded = ledger.rows.map(({ state, what, from, to, hours, miles, worst, where }) => [
    stateWords[state],
    what,
    `${from}\n${to}`,
    `${hours}\n${miles}`,
    worst,
    where.replace(' ', '\n'),
  ])
  return (
    <>
      <dl className={styles.facts}>
        {resultFacts(answer, voyage, { units })
          .filter(([label]) => label !== 'Voyage') // that is the title
          .map(([label, text]) => [<dt key={label}>{label}</dt>, <dd key={`${label} text`}>{text}</dd>])}
      </dl>
      {map && (
        <figure className={styles.picture}>
          <img src={map.url} alt={map.label} />
          <figcaption>Coastline 1:10 M, not a chart.</figcaption>
        </figure>
      )}
      <h2>Exceedances of the limits</h2>
      {exceeded.length === 0 ? (
        <p>None, and every watched value is known.</p>
      ) : (
        <PrintTable
          head={['State', 'What', 'From, to\nUTC', 'Hours, distance', 'Worst, or why not known', 'Where']}
          rows={exceeded}
          whole={[true, false, true, true, false, true]}
        />
      )}
      {charts.length > 0 && (
        <>
          <h2>Along the route</h2>
          <div className={styles.charts}>
            {charts.map(({ label, url }) => (
              <figure key={label} className={styles.picture}>
                <img src={url} alt={`${label} along the route`} />
              </figure>
            ))}
          </div>
        </>
      )}
      <Content title="Waypoints" content={tableContent('waypoints', columns, plan)} />
      <Content
        title={`Noon positions, ${noon === 'ship' ? 'ship’s time' : 'UTC'}`}
        content={tableContent('noon', columns, plan)}
      />
      <div className={styles.columns}>
        {summary.map(({ title, head, rows }) => (
          <section key={title} data-wide={head.length > 2 || undefined}>
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
const LEFT_OUT = /^(?:Swell_Wave|Wind_Wave|Sea_Surface|Bathymetry|Currents|beam-wind|steepness)/

/**
 * Columns that share a cell on upright paper, one under the other: longitude under latitude, where from under how much.
 */
function stacked(columns: readonly TableColumn[]): (readonly [TableColumn, ...TableColumn[]])[] {
  const isUnder = ({ key }: TableColumn) => key === 'lon' || /_Direction$/.test(key)
  const rests = columns.filter(isUnder)
  const tops = columns.filter((column) => !isUnder(column))
  const topOf = ({ key }: TableColumn) =>
    tops.find((top) => top.key.startsWith(key === 'lon' ? 'lat' : key.replace(/(?:_Mean)?_Direction$/, '_')))
  return columns
    .filter((column) => !isUnder(column) || !topOf(column))
    .map((column) => [column, ...rests.filter((rest) => topOf(rest) === column)])
}

/** `01 Dec 15:00Z`, or `01 Dec 12:00 LT (UTC−3) = 15:00Z` with the date in UTC where that is another, on short lines. */
const inLines = (text: string) =>
  text.replace(/^(\d\d \w{3}) (?=\d\d:\d\dZ$)| (?=\(UTC)| (?== \d\d \w)/g, (_, date = '') => `${date}\n`)

/** A long word may go on below, so that no name makes a table wider than its page. */
const breakable = (text: string) => text.replace(/\S{12}(?=\S)/g, '$&\u200b')

function Content({
  title,
  content: { count, columns },
}: {
  title: string
  content: ReturnType<typeof tableContent>
}): ReactNode {
  if (count === 0) return null
  const shown = columns.filter(({ key, extra }) => !extra && !LEFT_OUT.test(key))
  const cells = stacked(shown)
  const rows = Array.from({ length: count }, (_, row) =>
    cells.map((stack) => stack.map(({ text, words }) => (words ? breakable : inLines)(text(row))).join('\n')),
  )
  return (
    <>
      <h2>{title}</h2>
      <PrintTable
        head={cells.map(([top, ...rest]) =>
          [top.label, top.unit, ...rest.map(({ label, unit }) => unit || label)].filter(Boolean).join('\n'),
        )}
        rows={rows}
        figures={cells.map(([{ key, words }]) => !words && key !== 'time')}
        whole={cells.map(([{ words }]) => !words)}
      />
    </>
  )
}

interface PrintTableProps {
  /** Further lines of a head say in what its column is. */
  head: readonly string[]
  /** With line breaks. */
  rows: readonly (readonly string[])[]
  /** Columns aligned right, and columns whose lines are not broken. */
  figures?: readonly boolean[]
  whole?: readonly boolean[]
}

/** Its head is printed on every page. */
export function PrintTable({ head, rows, figures = [], whole = figures }: PrintTableProps) {
  const aligned = (column: number) => ({
    'data-figures': figures[column] || undefined,
    'data-whole': whole[column] || undefined,
  })
  return (
    <table className={styles.table}>
      {head.length > 0 && (
        <thead>
          <tr>
            {head.map((words, column) => (
              <HeadCell key={words || column} words={words} isFigures={figures[column] ?? false} />
            ))}
          </tr>
        </thead>
      )}
      <tbody>
        {rows.map((row, place) => (
          <tr key={place}>
            {row.map((cell, column) => (
              <td key={column} {...aligned(column)}>
                {cell}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function HeadCell({ words, isFigures }: { words: string; isFigures: boolean }) {
  const [label, ...units] = words.split('\n')
  return (
    <th scope="col" data-figures={isFigures || undefined}>
      {label}
      {units.map((unit) => (
        <span key={unit}>{unit.replace(/ (?=°)/, '\u00a0')}</span>
      ))}
    </th>
  )
}
