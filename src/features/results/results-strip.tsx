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
import { OTHER_PLAN } from './legend/legend.tsx'
import { ResultsExport } from './export/results-export.tsx'
import { ResultsTable } from './table/results-table.tsx'
import styles from './results-strip.module.css'
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
  /** The voyage is planned otherwise than the answer was asked for. */
  otherPlan?: boolean
  /** Where it is from, where the next would be from elsewhere; null: from the same. */
  otherSource?: string | null
  /** How old it is, and asking anew. */
  age?: ReactNode
  /** More that is done with it, such as setting limits. */
  actions?: ReactNode
  /** To where the weather for the plan as it is now is asked for. */
  onAskAgain?: () => void
  onClose?: () => void
  /** Folds the strip to one line, where it can be. */
  onFold?: (() => void) | undefined
}

/** The answer along the route, as charts or as a table; what will be here while there is none. */
export function ResultsStrip({
  answer,
  compared,
  otherPlan = false,
  otherSource = null,
  age,
  actions,
  onAskAgain,
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
          {answer.name}
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
        <span className={styles.actions}>
          {actions}
          <ResultsExport answer={answer} />
        </span>
        <MissingNote answer={answer} />
        {age}
        {otherPlan && (
          <span className={styles.otherPlan}>
            {OTHER_PLAN}
            {onAskAgain && (
              <Button size="small" onClick={onAskAgain}>
                Ask again
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
        {onFold && <IconButton label="Fold the results" size="small" icon={<ChevronDown />} onClick={onFold} />}
        {onClose && <IconButton label="Close the results" size="small" icon={<X />} onClick={onClose} />}
      </div>
      <div className={styles.body}>
        {form === 'charts' && <Charts answer={answer} compared={compared} axis={axis} tools={tools} />}
        {form === 'table' && <ResultsTable answer={answer} compared={compared} tools={tools} />}
        {form === 'ledger' && <LedgerTable answer={answer} />}
        {form === 'summary' && <Summary answer={answer} tools={tools} />}
        {form === 'comparison' && <Comparison answer={answer} compared={compared ?? []} />}
      </div>
    </div>
  )
}

/** Whether what is on the screen is synthetic, or some of what it is compared with; of which the charts and tables tell. */
function SyntheticLabel({ answer, compared }: { answer: NamedAnswer; compared: readonly NamedAnswer[] }) {
  if (!answer.synthetic && !compared.some(({ synthetic }) => synthetic)) return null
  const words = answer.synthetic ? SYNTHETIC_LABEL : `Compared with ${SYNTHETIC_LABEL.toLowerCase()}`
  return (
    <span className={styles.synthetic} title={words}>
      {words}
    </span>
  )
}

/** How many samples lack at least one value. Column by column: that is how an answer lies in memory. */
function incompleteCount({ columns }: Answer): number {
  const lacking = new Uint8Array(columns.count)
  for (const field of Object.values(columns.fields)) {
    for (let index = 0; index < lacking.length; index++) if (Number.isNaN(field[index])) lacking[index] = 1
  }
  let incomplete = 0
  for (const one of lacking) incomplete += one
  return incomplete
}

/** Says that something is missing, and how much: a gap is never passed over in silence. */
function MissingNote({ answer }: { answer: Answer }) {
  const incomplete = useMemo(() => incompleteCount(answer), [answer])
  if (incomplete === 0) return null
  return (
    <span className={styles.missing}>
      <span className={styles.hatch} aria-hidden="true" />
      {formatNumber(incomplete)} of {formatNumber(answer.columns.count)} points {incomplete === 1 ? 'lacks' : 'lack'} a
      value
    </span>
  )
}
