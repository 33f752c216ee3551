import { type KeyboardEvent, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { type GridRows, useGridRows } from './grid.tsx'

/** A key press, as the browser describes it. */
export type KeyPress = Pick<KeyboardEvent, 'key' | 'shiftKey' | 'altKey' | 'ctrlKey' | 'metaKey'>

/** Where a key leads from a row. */
export type RowMove =
  | { readonly do: 'go'; readonly step: number }
  | { readonly do: 'go-to'; readonly end: 'first' | 'last' }
  | { readonly do: 'sideways'; readonly step: 1 | -1 }
  | { readonly do: 'edit' | 'leave' }

const PAGE = 10

const moves: Readonly<Record<string, RowMove>> = {
  ArrowUp: { do: 'go', step: -1 },
  ArrowDown: { do: 'go', step: 1 },
  PageUp: { do: 'go', step: -PAGE },
  PageDown: { do: 'go', step: PAGE },
  Home: { do: 'go-to', end: 'first' },
  End: { do: 'go-to', end: 'last' },
  ArrowLeft: { do: 'sideways', step: -1 },
  ArrowRight: { do: 'sideways', step: 1 },
  Enter: { do: 'edit' },
  F2: { do: 'edit' },
  Escape: { do: 'leave' },
}

/** @param onRow is the row itself focused, not a control in it? Then Enter edits; a control keeps its own Enter. */
export function rowMove({ key, shiftKey, altKey, ctrlKey, metaKey }: KeyPress, onRow: boolean): RowMove | null {
  if (shiftKey || altKey || ctrlKey || metaKey || (key === 'Enter' && !onRow)) return null
  return moves[key] ?? null
}

/** @returns whether it used the key */
type OwnKey = (press: KeyPress, id: string) => boolean

interface RovingRowsOptions {
  /** The rows in their order. */
  ids: readonly string[]
  rowPx: (index: number) => number
  headPx: number
  selectedId: string | null
  onSelect: (id: string | null) => void
  /** A row for the keyboard to go to, asked for from outside the grid; a new object each time. */
  wanted: { readonly id: string } | null
}

/** Where the keyboard goes once the row is in the page. */
interface Target {
  readonly id: string
  /** null: the row itself. */
  readonly cell: string | null
}

/**
 * Rows of which the keyboard works on one. Only that row is in the order of Tab, and it stays in the page wherever the
 * grid is scrolled, so that focus is never lost. A row carries `data-row`, its id; a control that up and down keep to
 * carries `data-cell`.
 */
export function useRovingRows({ ids, rowPx, headPx, selectedId, onSelect, wanted }: RovingRowsOptions): RovingRows {
  const [chosenId, setChosenId] = useState<string | null>(selectedId)
  const [seenSelectedId, setSeenSelectedId] = useState(selectedId)
  const [target, setTarget] = useState<Target | null>(null)
  /** The last target, kept so that it does not pull the keyboard back at the next edit. */
  const reached = useRef<Target | null>(null)
  const [seenWanted, setSeenWanted] = useState(wanted)

  if (selectedId !== seenSelectedId) {
    setSeenSelectedId(selectedId)
    if (selectedId !== null) setChosenId(selectedId)
  }
  if (wanted !== seenWanted) {
    setSeenWanted(wanted)
    if (wanted) {
      setChosenId(wanted.id)
      setTarget({ id: wanted.id, cell: null })
    }
  }
  const activeIndex = Math.max(0, chosenId === null ? 0 : ids.indexOf(chosenId))
  const rows = useGridRows({
    count: ids.length,
    rowPx,
    headPx,
    rowKey: useCallback((index: number) => ids[index] ?? index, [ids]),
    keptIndex: activeIndex,
  })
  const { scroller, virtualizer } = rows

  // Only when another row is selected, not whenever rows change: the operator may have scrolled away meanwhile.
  useEffect(() => {
    const index = selectedId === null ? -1 : ids.indexOf(selectedId)
    if (index >= 0) virtualizer.scrollToIndex(index, { align: 'auto' })
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [selectedId])

  useLayoutEffect(() => {
    if (!target || target === reached.current) return
    const index = ids.indexOf(target.id)
    const row = scroller.current?.querySelector<HTMLElement>(`[data-row="${CSS.escape(target.id)}"]`)
    if (!row || index < 0) return
    virtualizer.scrollToIndex(index, { align: 'auto' })
    const cell = target.cell === null ? null : row.querySelector<HTMLElement>(`[data-cell="${target.cell}"]`)
    ;(cell ?? row).focus({ preventScroll: true })
    reached.current = target
  }, [target, ids, virtualizer, scroller])

  const goTo = useCallback((id: string, cell: string | null = null) => {
    setChosenId(id)
    setTarget({ id, cell })
  }, [])

  const select = (id: string | undefined, cell: string | null = null) => {
    if (id === undefined) return
    onSelect(id)
    goTo(id, cell)
  }
  const moved = (move: RowMove, row: HTMLElement, id: string, from: HTMLElement) => {
    switch (move.do) {
      case 'go': {
        const index = Math.min(ids.length - 1, Math.max(0, ids.indexOf(id) + move.step))
        return select(ids[index], from.dataset['cell'] ?? null)
      }
      case 'go-to':
        return select(ids.at(move.end === 'first' ? 0 : -1))
      case 'sideways':
        return sideways(row, from, move.step)
      case 'edit':
        return (from === row ? row.querySelector<HTMLElement>('[data-cell="name"]') : from)?.click()
      case 'leave':
        return from === row ? onSelect(null) : row.focus()
    }
  }
  const onKeyDown = (event: KeyboardEvent, ownKey: OwnKey) => {
    const from = event.target as HTMLElement
    const row = from.closest<HTMLElement>('[data-row]')
    const id = row?.dataset['row']
    // Fields and selects need these keys themselves.
    if (!row || id === undefined || from instanceof HTMLInputElement || from instanceof HTMLSelectElement) return
    const move = rowMove(event, from === row)
    if (move) moved(move, row, id, from)
    else if (!ownKey(event, id)) return
    event.preventDefault()
  }
  return { rows, activeId: ids[activeIndex] ?? null, rowEntered: setChosenId, goTo, onKeyDown }
}

export interface RovingRows {
  readonly rows: GridRows
  /** The row the keyboard works on; null: there are none. */
  readonly activeId: string | null
  /** The keyboard has reached a row by Tab, or by a click on one of its controls. */
  readonly rowEntered: (id: string) => void
  /** Moves the keyboard to a row or one of its cells; the same function from edit to edit. */
  readonly goTo: (id: string, cell?: string | null) => void
  /** For the grid; keys that do not move are offered to `ownKey`, which edits the rows. */
  readonly onKeyDown: (event: KeyboardEvent, ownKey: OwnKey) => void
}

/** To the next control of the row; back from the first one to the row itself. */
function sideways(row: HTMLElement, from: HTMLElement, step: 1 | -1): void {
  const controls = [...row.querySelectorAll<HTMLElement>('button, select')]
  const next = controls.indexOf(from) + step
  if (from === row) controls.at(step === 1 ? 0 : -1)?.focus()
  else if (next < 0) row.focus()
  else controls[next]?.focus()
}
