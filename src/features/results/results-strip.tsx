import { ChevronDown, X } from 'lucide-react'
import { type ReactNode, useMemo, useState } from 'react'
import { SYNTHETIC_LABEL } from '#src/domain/metocean/wire/contract.ts'
import type { NamedAnswer } from '#src/domain/tasks/answer-name.ts'
import { usePreference } from '#src/state/preferences.ts'
import { type ResultsForm, resultsFormChosen, useResultsForm } from '#src/state/view.ts'
import { Button } from '#src/ui/form/button.tsx'
import { IconButton } from '#src/ui/form/icon-button.tsx'
import { Segmented } from '#src/ui/form/segmented.tsx'
import { Charts, ChartsPicture } from './charts/charts.tsx'
import { Comparison, Summary } from './summary/summary.tsx'
import { CursorAnnouncer } from './cursor-read-out.tsx'
import { LedgerTable } from './table/ledger.tsx'
import { ResultsExport } from './export/results-export.tsx'
import { ResultsTable } from './table/results-table.tsx'
import styles from './results-strip.module.css'
import { lackingWords } from '#src/domain/metocean/gap-words.ts'
import type { Answer } from '#src/domain/metocean/result.ts'
import { formatNumber } from '#src/domain/units/format.ts'

const forms: readonly { value: ResultsForm; label: string }[] = [
  { value: 'charts', label: 'Charts' },
  { value: 'table', label: 'Table' },
  { value: 'ledger', label: 'Exceedances' },
  { value: 'summary', label: 'Summary' },
]
const comparison: (typeof forms)[number] = { value: 'comparison', label: 'Comparison' }

interface ResultsStripProps {
  answer: NamedAnswer
  /** Answers drawn into the same lanes. */
  compared?: readonly NamedAnswer[] | undefined
  /** The older answer whose difference the ribbons show. */
  changesFrom?: NamedAnswer | null
  /** What changed since the answer before, if there is one. */
  changesNote?: ReactNode
  /** Says that the answer is not for the current plan; null: it is. */
  mismatch?: string | null
  /** The answer's source, if the next answer would come from another; null: from the same. */
  otherSource?: string | null
  /** What is said of its times. */
  note?: ReactNode
  /** Its age, with the action to ask again. */
  age?: ReactNode
  /** Further actions, such as setting limits. */
  actions?: ReactNode
  /** Asks for the weather of the current plan; null: there is nothing to ask for, or a button in sight that does. */
  onAsk?: (() => void) | null
  onClose?: () => void
  /** Folds the strip to one line, if it can be folded. */
  onFold?: (() => void) | undefined
}

/** The answer along the route, as charts, table and so on; without one, what will appear here. */
export function ResultsStrip({
  answer,
  compared,
  changesFrom = null,
  changesNote,
  mismatch = null,
  otherSource = null,
  note,
  age,
  actions,
  onAsk,
  onClose,
  onFold,
}: ResultsStripProps) {
  const chosen = useResultsForm()
  const compares = (compared?.length ?? 0) > 0
  const form = chosen === 'comparison' && !compares ? 'charts' : chosen
  const axis = usePreference('chartAxis')
  const [tools, setTools] = useState<HTMLElement | null>(null)
  return (
    <div className={styles.strip}>
      <div className={styles.head} data-compares={compares || undefined}>
        <h2 className={styles.title} title={`${answer.name}\nTask ${answer.taskName}`}>
          <span className="visually-hidden">Along the route of </span>
          <AnswerTitle name={answer.name} />
        </h2>
        <Segmented
          label="Show as"
          value={form}
          onChange={resultsFormChosen}
          options={compares ? [...forms, comparison] : forms}
        />
        <span ref={setTools} className={styles.tools} />
        <CursorAnnouncer answer={answer} />
        <ChartsPicture answer={answer} compared={compared} />
        <span className={styles.space} />
        {changesNote}
        <span className={styles.actions}>
          {actions}
          <ResultsExport answer={answer} />
        </span>
        <MissingNote answer={answer} />
        {note}
        {age && <span className={styles.age}>{age}</span>}
        {mismatch && (
          <span className={styles.mismatch}>
            <span title={mismatch}>{mismatch}</span>
            {onAsk && (
              <Button size="small" onClick={onAsk}>
                Get weather
              </Button>
            )}
          </span>
        )}
        {otherSource && (
          <span className={styles.source} title={`${otherSource}; the server now uses another source`}>
            {otherSource}
          </span>
        )}
        <SyntheticLabel answer={answer} compared={compared ?? []} />
        {onFold && <IconButton label="Collapse the results" size="small" icon={<ChevronDown />} onClick={onFold} />}
        {onClose && <IconButton label="Close the results" size="small" icon={<X />} onClick={onClose} />}
      </div>
      <div className={styles.body}>
        {form === 'charts' && (
          <Charts answer={answer} compared={compared} changesFrom={changesFrom} axis={axis} tools={tools} />
        )}
        {form === 'table' && <ResultsTable answer={answer} compared={compared} tools={tools} />}
        {form === 'ledger' && <LedgerTable answer={answer} />}
        {form === 'summary' && <Summary answer={answer} tools={tools} />}
        {form === 'comparison' && <Comparison answer={answer} compared={compared ?? []} changesFrom={changesFrom} />}
      </div>
    </div>
  )
}

/** Where there is little room, what tells it from other answers of the voyage stays: when it was asked. */
function AnswerTitle({ name }: { name: string }) {
  const from = name.lastIndexOf(' · ')
  return from < 0 ? (
    <span className={styles.titleName}>{name}</span>
  ) : (
    <>
      <span className={styles.titleName}>{name.slice(0, from + 2)}</span>
      <span>{name.slice(from + 2)}</span>
    </>
  )
}

/** Says whether the answer on screen, or one it is compared with, is synthetic. */
function SyntheticLabel({ answer, compared }: { answer: NamedAnswer; compared: readonly NamedAnswer[] }) {
  if (!answer.synthetic && !compared.some(({ synthetic }) => synthetic)) return null
  const words = answer.synthetic ? SYNTHETIC_LABEL : `Compared with ${SYNTHETIC_LABEL.toLowerCase()}`
  return (
    <span className={styles.synthetic} title={words}>
      {words}
    </span>
  )
}

/** 1 for each sample that lacks at least one value. Goes column by column, as an answer lies in memory. */
function lackingSamples({ columns }: Answer): Uint8Array {
  const lacking = new Uint8Array(columns.count)
  for (const field of Object.values(columns.fields)) {
    for (let index = 0; index < lacking.length; index++) if (Number.isNaN(field[index])) lacking[index] = 1
  }
  return lacking
}

/** Says how much is missing: a gap is always mentioned. */
function MissingNote({ answer }: { answer: Answer }) {
  const { incomplete, why } = useMemo(() => {
    const lacking = lackingSamples(answer)
    return { incomplete: lacking.reduce((sum, one) => sum + one, 0), why: lackingWords(answer, lacking) }
  }, [answer])
  if (incomplete === 0) return null
  const of = `${formatNumber(incomplete)} of ${formatNumber(answer.columns.count)} points`
  const words = `${of} ${incomplete === 1 ? 'lacks' : 'lack'} a value`
  return (
    <span className={styles.missing} title={`${words}: ${why}`}>
      <span className={styles.hatch} aria-hidden="true" />
      <span>{words}</span>
    </span>
  )
}
