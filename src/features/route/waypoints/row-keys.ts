import type { KeyHelp } from '#src/ui/form/key-help.ts'
import type { KeyPress } from '#src/ui/grid/roving-rows.ts'

export type RowEditKey = 'insert' | 'delete' | 'up' | 'down'

/** What a key in a table of waypoints does to its row; keys that only move are the grid's. */
export function rowEditKey({ key, shiftKey, altKey, ctrlKey, metaKey }: KeyPress): RowEditKey | null {
  if (ctrlKey || metaKey) return null
  if (altKey) return key === 'ArrowUp' ? 'up' : key === 'ArrowDown' ? 'down' : null
  if (key === 'Enter') return shiftKey ? 'insert' : null
  if (shiftKey) return null
  // On a Mac, the key named Delete sends Backspace.
  return key === 'Insert' ? 'insert' : key === 'Delete' || key === 'Backspace' ? 'delete' : null
}

/** These keys and the grid's, in words. */
export const tableKeyHelp: readonly KeyHelp[] = [
  { does: 'Next or previous row', keys: [{ key: 'arrowdown' }, { key: 'arrowup' }] },
  { does: 'Along the row', keys: [{ key: 'arrowleft' }, { key: 'arrowright' }] },
  { does: 'First or last row', keys: [{ key: 'home' }, { key: 'end' }] },
  { does: 'Edit', keys: [{ key: 'enter' }, { key: 'f2' }] },
  { does: 'Insert a waypoint before', keys: [{ key: 'insert' }, { key: 'enter', shift: true }] },
  { does: 'Delete', keys: [{ key: 'delete' }] },
  {
    does: 'Move up or down',
    keys: [
      { key: 'arrowup', alt: true },
      { key: 'arrowdown', alt: true },
    ],
  },
]
