/** What a key in a table of waypoints asks for. */
export type RowCommand =
  | { readonly do: 'go'; readonly step: number }
  | { readonly do: 'go-to'; readonly end: 'first' | 'last' }
  | { readonly do: 'shift'; readonly step: 1 | -1 }
  | { readonly do: 'sideways'; readonly step: 1 | -1 }
  | { readonly do: 'edit' | 'insert' | 'delete' | 'leave' }

export interface RowKeyPress {
  readonly key: string
  readonly shiftKey: boolean
  readonly altKey: boolean
  readonly ctrlKey: boolean
  readonly metaKey: boolean
}

const PAGE = 10

const plain: Readonly<Record<string, RowCommand>> = {
  ArrowUp: { do: 'go', step: -1 },
  ArrowDown: { do: 'go', step: 1 },
  PageUp: { do: 'go', step: -PAGE },
  PageDown: { do: 'go', step: PAGE },
  Home: { do: 'go-to', end: 'first' },
  End: { do: 'go-to', end: 'last' },
  ArrowLeft: { do: 'sideways', step: -1 },
  ArrowRight: { do: 'sideways', step: 1 },
  F2: { do: 'edit' },
  Insert: { do: 'insert' },
  Delete: { do: 'delete' },
  // The key of that name on a Mac.
  Backspace: { do: 'delete' },
  Escape: { do: 'leave' },
}

/** @param onRow is the row itself focused, not a control in it? Then Enter edits; a control keeps its own Enter. */
export function rowCommand(
  { key, shiftKey, altKey, ctrlKey, metaKey }: RowKeyPress,
  onRow: boolean,
): RowCommand | null {
  if (ctrlKey || metaKey) return null
  if (altKey)
    return key === 'ArrowUp' ? { do: 'shift', step: -1 } : key === 'ArrowDown' ? { do: 'shift', step: 1 } : null
  if (key === 'Enter') return shiftKey ? { do: 'insert' } : onRow ? { do: 'edit' } : null
  return shiftKey ? null : (plain[key] ?? null)
}
