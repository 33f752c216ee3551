import { plannedIn } from '#src/domain/voyage/answer-match.ts'
import { CircleAlert, TriangleAlert } from 'lucide-react'
import { type KeyboardEvent, type ReactNode, useEffect, useId, useMemo, useRef } from 'react'
import { createPortal } from 'react-dom'
import { at } from '#src/domain/at.ts'
import type { NamedAnswer } from '#src/domain/tasks/answer-name.ts'
import { MISSING } from '#src/domain/units/format.ts'
import { usePreference, usePreferenceActions, useUnits } from '#src/state/preferences.ts'
import { useCursor, useViewActions } from '#src/state/view.ts'
import { useLimits, usePlannedSpeed, useRoute } from '#src/state/voyage.ts'
import { Grid, type GridColumn, useGridRows } from '#src/ui/grid/grid.tsx'
import { sampleOfKey } from '#src/state/sample-keys.ts'
import styles from './results-table.module.css'
import type { TableColumn } from './table-columns.ts'
import { type TableContent, tableContent } from './table-forms.ts'
import { TableTools, useShownColumns } from './table-tools.tsx'

const ROW_PX = 26
const HEAD_PX = 38

/** The answer as a table: a row per sample, waypoint, noon or six hours. @param tools where its buttons go */
export function ResultsTable({
  answer,
  compared,
  tools = null,
}: {
  answer: NamedAnswer
  compared?: readonly NamedAnswer[] | undefined
  tools?: HTMLElement | null
}) {
  const form = usePreference('tableForm')
  const noon = usePreference('noon')
  const planned = plannedIn(answer, usePlannedSpeed())
  const units = useUnits()
  const limits = useLimits()
  const { waypoints } = useRoute()
  const isShown = useShownColumns()
  const whole = useMemo(
    () => tableContent(form, answer.columns, { waypoints, limits, units, compared, noon, planned }),
    [form, answer, waypoints, limits, units, compared, noon, planned],
  )
  const content = useMemo(() => ({ ...whole, columns: whole.columns.filter(isShown) }), [whole, isShown])
  return (
    <div className={styles.whole}>
      {tools && createPortal(<TableTools form={form} whole={whole} content={content} answer={answer} />, tools)}
      {content.note && <p className={styles.note}>{content.note}</p>}
      {/* Another form is another table: it starts at the top. */}
      {content.columns.length === 0 ? (
        <p className={styles.note}>All columns are hidden.</p>
      ) : (
        <ResultsGrid key={form} content={content} />
      )}
    </div>
  )
}

/** Shares the cursor with map and charts: it is on the row that the keyboard moves. */
function ResultsGrid({ content }: { content: TableContent }) {
  const id = useId()
  const { count, samples, label } = content
  const columns = useMemo(() => content.columns.map(gridColumn), [content.columns])
  const current = rowOf(useCursor(), content)
  const { cursorMoved, shipPutAway } = useViewActions()
  const rows = useGridRows({ count, rowPx: ROW_PX, headPx: HEAD_PX })
  const { virtualizer } = rows

  // A row under the mouse is in sight already; scrolling would pull it away from the pointer.
  const pointed = useRef<number | null>(null)
  useEffect(() => {
    if (current !== null && current !== pointed.current) virtualizer.scrollToIndex(current, { align: 'auto' })
  }, [current, virtualizer])

  const sampleOf = (row: number) => (samples ? at(samples, row) : row)
  const point = (row: number) => {
    pointed.current = row
    cursorMoved(sampleOf(row))
  }
  const press = (event: KeyboardEvent) => {
    // Keys on the unit buttons belong to those.
    if (event.target !== event.currentTarget) return
    const key = { ArrowDown: 'ArrowRight', ArrowUp: 'ArrowLeft', ArrowLeft: '', ArrowRight: '' }[event.key] ?? event.key
    const next = sampleOfKey(key, current, count)
    if (next === undefined) return
    event.preventDefault()
    pointed.current = null
    if (next === null) shipPutAway()
    else cursorMoved(sampleOf(next), true)
  }
  return (
    <div className={styles.frame}>
      <Grid
        aria-label={label}
        aria-activedescendant={rows.items.some(({ index }) => index === current) ? `${id}-${current}` : undefined}
        tabIndex={0}
        onKeyDown={press}
        className={styles.table}
        rows={rows}
        columns={columns}
        rowAt={(index) => index}
        rowAttributes={(row) => ({
          id: `${id}-${row}`,
          'aria-selected': row === current,
          onPointerEnter: () => point(row),
          onClick: () => point(row),
        })}
      />
    </div>
  )
}

/** The row of the cursor: where only some samples have rows, the last one at or before it. */
function rowOf(cursor: number | null, { samples, count }: TableContent): number | null {
  if (cursor === null || !samples) return cursor !== null && cursor < count ? cursor : null
  const row = samples.findLastIndex((sample) => sample <= cursor)
  return row < 0 ? null : row
}

/** The signs of the ledger, each with its word. */
const overMarks = {
  caution: <TriangleAlert role="img" aria-label="Caution:" />,
  limit: <CircleAlert role="img" aria-label="Over limit:" />,
} as const

/** The first column, usually the time, stays in sight while the fields scroll sideways. */
function gridColumn(column: TableColumn, index: number): GridColumn<number> {
  const { key, label, widthPx, words, text, over } = column
  const first = index === 0
  return {
    id: key,
    head: label,
    unit: <Unit column={column} />,
    widthPx,
    grow: widthPx,
    align: words || first ? undefined : 'end',
    sticky: first,
    cell: (row): ReactNode => {
      const value = text(row)
      const state = over?.(row)
      if (words)
        return (
          <span className={styles.words} title={value}>
            {value}
          </span>
        )
      if (state)
        return (
          <span className={styles.over} data-over={state}>
            {overMarks[state]}
            {value}
          </span>
        )
      return value === MISSING ? <span className={styles.missing}>{value}</span> : value
    },
  }
}

/** A unit that can be changed is a button; each click moves on to the next unit. */
function Unit({ column: { unit, unitKind, bounds } }: { column: TableColumn }) {
  const { unitClicked } = usePreferenceActions()
  return (
    <>
      {unitKind ? (
        <button
          type="button"
          className={styles.unitButton}
          title={['Change the unit', bounds?.words].filter(Boolean).join('. ')}
          // Chromium leaves one that is partly in sight where it is.
          onFocus={({ currentTarget }) => currentTarget.scrollIntoView({ block: 'nearest', inline: 'nearest' })}
          onClick={() => unitClicked(unitKind)}
        >
          {unit}
        </button>
      ) : (
        unit
      )}
      {bounds && (
        <span role="img" aria-label={bounds.words}>
          {` · ${bounds.short}`}
        </span>
      )}
    </>
  )
}
