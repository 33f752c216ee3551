import { type ReactNode, useCallback, useMemo, useRef } from 'react'
import { at } from '#src/domain/at.ts'
import type { BoardRow } from '#src/domain/library/board.ts'
import { useUnits } from '#src/state/preferences.ts'
import { Grid, type GridColumn } from '#src/ui/grid/grid.tsx'
import { useRovingRows } from '#src/ui/grid/roving-rows.ts'
import {
  AgeCell,
  AheadCell,
  DeskCell,
  NextCell,
  OverCell,
  PlaceCell,
  type ShownRow,
  VoyageCell,
} from './board-cells.tsx'
import { boardViewActions, useBoardView } from './board-view.ts'
import styles from './board.module.css'

const ROW_PX = 44
const CARD_PX = 128
const HEAD_PX = 30
/** A pointer that rests on a row for so long means it. */
const POINTED_MS = 100
const rowPx = () => ROW_PX
const cardPx = () => CARD_PX

interface BoardTableProps {
  rows: readonly BoardRow[]
  nowMs: number
  /** What becomes of a voyage's request, by its id. */
  tasks: ReadonlyMap<string, string>
  /** A card a voyage instead of a line of cells. */
  asCards: boolean
  onOpen: (id: string) => void
  /** What can be done with a voyage besides opening it; null: nothing. */
  actions: ((row: BoardRow, isActive: boolean) => ReactNode) | null
}

/** The voyages, a row each. Arrows move, Enter opens; only the rows in sight are in the page. */
export function BoardTable({ rows: boardRows, nowMs, tasks, asCards, onOpen, actions }: BoardTableProps) {
  const units = useUnits()
  const { chosenId } = useBoardView()
  const { rows, activeId, rowEntered, onKeyDown } = useRovingRows({
    ids: useMemo(() => boardRows.map(({ id }) => id), [boardRows]),
    rowPx: asCards ? cardPx : rowPx,
    headPx: asCards ? 0 : HEAD_PX,
    selectedId: chosenId,
    onSelect: boardViewActions.chosen,
    wanted: null,
  })
  // A pointer on its way to what is told of the chosen voyage crosses other rows, which it does not choose.
  const pointing = useRef<ReturnType<typeof setTimeout>>(undefined)
  const pointed = (id: string | null) => {
    clearTimeout(pointing.current)
    if (id !== null) pointing.current = setTimeout(() => boardViewActions.chosen(id), POINTED_MS)
  }
  const columns = useMemo(() => (actions ? [...factColumns, actionColumn(actions)] : factColumns), [actions])
  const rowAt = (index: number): ShownRow => {
    const row = at(boardRows, index)
    return {
      row,
      nowMs,
      units,
      task: tasks.get(row.id) ?? null,
      isChosen: row.id === chosenId,
      isActive: row.id === activeId,
      onOpen,
    }
  }
  const drawCard = useCallback((shown: ShownRow) => <Card shown={shown} actions={actions} />, [actions])
  return (
    <Grid
      key={asCards ? 'cards' : 'lines'}
      aria-label="Voyages"
      className={`${styles.table} ${asCards ? styles.cards : ''}`}
      rows={rows}
      columns={asCards ? cardColumns : columns}
      rowAt={rowAt}
      onKeyDown={(event) => onKeyDown(event, () => false)}
      rowAttributes={({ row, isChosen, isActive }) => ({
        'data-row': row.id,
        'data-attention': String(row.attention),
        'aria-selected': isChosen,
        tabIndex: isActive ? 0 : -1,
        onFocus: () => rowEntered(row.id),
        onClick: ({ target }) => (target as Element).closest('button, a, [role="menu"]') === null && onOpen(row.id),
        onPointerEnter: ({ pointerType }) => pointerType === 'mouse' && pointed(row.id),
        onPointerLeave: () => pointed(null),
      })}
      {...(asCards && { drawRow: drawCard })}
    />
  )
}

const factColumns: readonly GridColumn<ShownRow>[] = [
  { id: 'voyage', head: 'Voyage', widthPx: 160, grow: 3, rowHeader: true, cell: (shown) => <VoyageCell {...shown} /> },
  { id: 'now', head: 'Now', widthPx: 144, cell: (shown) => <PlaceCell {...shown} /> },
  { id: 'next', head: 'Next, ETA', widthPx: 120, grow: 2, cell: (shown) => <NextCell {...shown} /> },
  { id: 'ahead', head: 'Worst ahead', widthPx: 232, cell: (shown) => <AheadCell {...shown} /> },
  { id: 'over', head: 'Over limit', widthPx: 118, cell: (shown) => <OverCell {...shown} /> },
  { id: 'answer', head: 'Answer', widthPx: 88, cell: (shown) => <AgeCell {...shown} /> },
  { id: 'open', head: 'Open at', widthPx: 98, cell: (shown) => <DeskCell {...shown} /> },
]

const actionColumn = (actions: (row: BoardRow, isActive: boolean) => ReactNode): GridColumn<ShownRow> => ({
  id: 'actions',
  head: <span className="visually-hidden">Actions</span>,
  widthPx: 40,
  cell: ({ row, isActive }) => actions(row, isActive),
})

/** The heads of a card's facts are in the card. */
const cardColumns: readonly GridColumn<ShownRow>[] = [{ id: 'card', head: 'Voyage', widthPx: 0, cell: () => null }]

function Card({ shown, actions }: { shown: ShownRow; actions: BoardTableProps['actions'] }) {
  return (
    <div role="gridcell" className={styles.card}>
      <div className={styles.cardHead}>
        <VoyageCell {...shown} />
        {actions?.(shown.row, shown.isActive)}
      </div>
      <dl className={styles.facts}>
        {factColumns
          .slice(1)
          .filter(({ id }) => id !== 'open' || shown.row.desks.length > 0)
          .map(({ id, head, cell }) => (
            <div key={id} data-fact={id}>
              <dt>{head}</dt>
              <dd>{cell(shown)}</dd>
            </div>
          ))}
      </dl>
    </div>
  )
}
