import { Check, Columns3, Copy } from 'lucide-react'
import { useCallback } from 'react'
import { copyTable } from '#src/data/copy-text.ts'
import { htmlTable, sheetTable, tabText } from '#src/domain/formats/write/sheet.ts'
import { SYNTHETIC_LABEL } from '#src/domain/metocean/wire/contract.ts'
import type { Answer } from '#src/domain/metocean/result.ts'
import { alignedText, tableInMail } from '#src/domain/units/aligned-text.ts'
import { resultFacts } from '#src/domain/report/result-facts.ts'
import {
  currentSheetNumbers,
  type TableForm,
  usePreference,
  usePreferenceActions,
  useUnits,
} from '#src/state/preferences.ts'
import { currentVoyage } from '#src/state/voyage.ts'
import { Button } from '#src/ui/form/button.tsx'
import { CheckField, SelectField } from '#src/ui/form/field.tsx'
import { Segmented } from '#src/ui/form/segmented.tsx'
import { Menu } from '#src/ui/overlay/menu.tsx'
import { Popover } from '#src/ui/overlay/popover.tsx'
import { useCopied } from './copy-button.tsx'
import styles from './results-table.module.css'
import type { TableColumn } from './table-columns.ts'
import type { TableContent } from './table-forms.ts'

const formWords: Readonly<Record<TableForm, string>> = {
  samples: 'Every sample',
  waypoints: 'Waypoints',
  noon: 'Noon',
  'six-hours': 'Every 6 hours',
}

interface TableToolsProps {
  answer: Answer
  form: TableForm
  /** With all its columns. */
  whole: TableContent
  /** With the columns that are shown. */
  content: TableContent
}

/** The choice of rows and columns, and the ways to a spreadsheet or a mail. */
export function TableTools({ answer, form, whole, content }: TableToolsProps) {
  const { preferenceChosen } = usePreferenceActions()
  return (
    <span className={styles.tools}>
      <SelectField
        label="Rows of the table"
        hideLabel
        value={form}
        onChange={({ target }) => preferenceChosen({ tableForm: target.value as TableForm })}
      >
        {Object.entries(formWords).map(([value, words]) => (
          <option key={value} value={value}>
            {words}
          </option>
        ))}
      </SelectField>
      {form === 'noon' && <NoonChoiceField />}
      <ColumnChoice content={whole} />
      <CopyTable answer={answer} content={content} />
    </span>
  )
}

/** Whose noon the table has, and the report. */
function NoonChoiceField() {
  const { preferenceChosen } = usePreferenceActions()
  return (
    <Segmented
      label="Noon by"
      value={usePreference('noon')}
      onChange={(noon) => preferenceChosen({ noon })}
      options={[
        { value: 'utc', label: 'UTC' },
        { value: 'ship', label: 'Ship’s time' },
      ]}
    />
  )
}

/** Is a column of the table shown? Some are only when asked for. */
export function useShownColumns(): (column: TableColumn) => boolean {
  const hidden = usePreference('hiddenResultColumns')
  const added = usePreference('addedResultColumns')
  return useCallback(({ key, extra }) => (extra ? added.includes(key) : !hidden.includes(key)), [hidden, added])
}

function ColumnChoice({ content }: { content: TableContent }) {
  const { columnToggled, preferenceChosen } = usePreferenceActions()
  const added = usePreference('addedResultColumns')
  const isShown = useShownColumns()
  const extras = content.columns.filter(({ extra }) => extra).map(({ key }) => key)
  return (
    <Popover
      label="Columns of the table"
      trigger={
        <Button size="small" icon={<Columns3 />}>
          Columns
        </Button>
      }
    >
      <div className={styles.choice}>
        {content.columns.map((column) => (
          <CheckField
            key={column.key}
            label={/°T$/.test(column.unit) ? `${column.label}, ${column.unit}` : column.label}
            checked={isShown(column)}
            onChange={() => columnToggled(column.extra ? 'addedResultColumns' : 'hiddenResultColumns', column.key)}
          />
        ))}
      </div>
      <Button
        size="small"
        tone="quiet"
        disabled={content.columns.every(isShown)}
        onClick={() =>
          preferenceChosen({ hiddenResultColumns: [], addedResultColumns: [...new Set([...added, ...extras])] })
        }
      >
        Show all
      </Button>
    </Popover>
  )
}

function CopyTable({ answer, content }: { answer: Answer; content: TableContent }) {
  const { copied, report, words } = useCopied()
  const units = useUnits()
  const forSheet = () => {
    const heads = content.columns.map((column) => headOf({ ...column, unit: column.cellUnit ?? column.unit }))
    const rows = [heads, ...rowsOf(content, (column, row) => column.cell(row))]
    // Figures that leave the page without a head still say what they are.
    const labelled = answer.synthetic ? [...rows, [SYNTHETIC_LABEL]] : rows
    const { decimal } = currentSheetNumbers()
    void copyTable(tabText(labelled, decimal), sheetTable(labelled, decimal)).then(report)
  }
  const forMail = () => {
    const facts = resultFacts(answer, currentVoyage(), { units }).map(([label, text]) => [`${label}:`, text])
    const rows = [content.columns.map(headOf), ...rowsOf(content, (column, row) => column.text(row))]
    const text = `${[...alignedText(facts), '', ...tableInMail(rows)].join('\n')}\n`
    void copyTable(text, `${facts.map((fact) => htmlTable([[fact.join(' ')]])).join('')}${htmlTable(rows)}`).then(
      report,
    )
  }
  return (
    <>
      <Menu
        label="Copy the table"
        trigger={
          <Button size="small" icon={copied ? <Check /> : <Copy />}>
            {copied ? 'Copied' : 'Copy'}
          </Button>
        }
        groups={[
          [
            { label: 'For a spreadsheet', hint: 'Plain numbers, one row per line', onSelect: forSheet },
            { label: 'For a mail', hint: 'As text, with source, limits and conventions', onSelect: forMail },
          ],
        ]}
      />
      {words}
    </>
  )
}

const headOf = ({ label, unit }: Pick<TableContent['columns'][number], 'label' | 'unit'>): string =>
  unit ? `${label} (${unit})` : label

function rowsOf<T>(
  { columns, count }: TableContent,
  cell: (column: TableContent['columns'][number], row: number) => T,
): T[][] {
  return Array.from({ length: count }, (_, row) => columns.map((column) => cell(column, row)))
}
