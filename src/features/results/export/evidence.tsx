import type { EvidenceSheet, SheetTable } from '#src/domain/report/good-weather-sheet.ts'
import { resultFacts } from '#src/domain/report/result-facts.ts'
import type { NamedAnswer } from '#src/domain/tasks/answer-name.ts'
import { THIN_SPACE } from '#src/domain/units/format.ts'
import { formatUtcFull } from '#src/domain/units/time-text.ts'
import { shipWords } from '#src/domain/voyage/ship.ts'
import { type Voyage, voyageTitle } from '#src/domain/voyage/voyage.ts'
import styles from '#src/ui/page/print-sheet.module.css'
import { PrintTable } from './report.tsx'

/** What it is called, and what it is about. */
export const evidenceTitles = (voyage: Voyage) => ({
  title: 'Good weather by the charter party',
  subtitle: [voyageTitle(voyage), shipWords(voyage.ship), voyage.voyageNumber && `Voyage ${voyage.voyageNumber}`]
    .filter(Boolean)
    .join(' · '),
})

/** Limits are the ship's own, and no part of the contract. */
const NOT_OF_THE_CONTRACT: readonly string[] = ['Limits', 'Arrival not later than']

export const evidenceFacts = (answer: NamedAnswer, voyage: Voyage, time: typeof formatUtcFull) =>
  resultFacts(answer, voyage, { time }).filter(([label]) => !NOT_OF_THE_CONTRACT.includes(label))

/** A number stays whole and with its unit. */
const unbroken = (text: string) => text.replaceAll(THIN_SPACE, '\u202f').replace(/(?<=\d) (?=\S)/g, '\u00a0')

interface EvidenceProps {
  answer: NamedAnswer
  voyage: Voyage
  sheet: EvidenceSheet
}

/** Terms, figures, periods, and every point with its source; without any view of whose they are. */
export function EvidenceContent({
  answer,
  voyage,
  sheet: { termsEntered, figures, how, notes, ...sheet },
}: EvidenceProps) {
  const { source, askedMs } = answer
  return (
    <>
      <Facts facts={evidenceFacts(answer, voyage, formatUtcFull).filter(([label]) => label !== 'Voyage')} />
      <h2>Terms as entered</h2>
      <Facts facts={termsEntered} />
      <p>Fairway computes; the contract decides.</p>
      <h2>Figures</h2>
      <PrintTable
        head={[...(figures[0]?.head ?? []), 'How it is worked out']}
        rows={figures.flatMap(({ rows }) => rows).map((row, index) => [...row.map(unbroken), how[index] ?? ''])}
        whole={[true, figures[0]?.head.length === 2]}
      />
      {notes.length > 0 && <p className={styles.note}>{notes.join(' ')}</p>}
      <p className={styles.note}>
        Positions and times are those the weather was asked for: those of a plan, or of a track as it was recorded.
        Speeds over ground follow from them. The weather at a point holds half-way to the points beside it, and is not
        known beside a point without values.
      </p>
      <h2>Periods of good weather</h2>
      <Rows table={sheet.periods} none="None in what is known." />
      <h2>Points</h2>
      <p>
        Every point: {source}, asked {askedMs === null ? 'at a time not known' : formatUtcFull(askedMs)}. What was still
        to come then is a forecast, what was past a hindcast. The weather at a point is by wind and sea; current and
        length are judged for a whole period.
      </p>
      <Rows table={sheet.points} none="None." />
    </>
  )
}

function Facts({ facts }: { facts: readonly (readonly [label: string, words: string])[] }) {
  return (
    <dl className={styles.facts}>
      {facts.map(([label, words]) => [<dt key={label}>{label}</dt>, <dd key={`${label} words`}>{words}</dd>])}
    </dl>
  )
}

function Rows({ table: { leftOut, ...table }, none }: { table: SheetTable; none: string }) {
  if (table.rows.length === 0) return <p>{none}</p>
  return (
    <>
      {leftOut && <p>{leftOut}</p>}
      <PrintTable {...table} />
    </>
  )
}
