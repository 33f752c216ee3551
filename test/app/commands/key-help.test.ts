import { describe, expect, it } from 'vitest'
import { keyCommand } from '#src/features/map/edit/edit-keys.ts'
import { mapKeyHelp } from '#src/features/map/view/map-words.ts'
import { chartKeyHelp } from '#src/features/results/charts/chart-key-help.ts'
import { keyTarget } from '#src/features/results/charts/chart-cursor.tsx'
import { rowEditKey, tableKeyHelp } from '#src/features/route/waypoints/row-keys.ts'
import type { Shortcut } from '#src/ui/form/shortcut.ts'
import { rowMove } from '#src/ui/grid/roving-rows.ts'

/** Names as the browser writes them. */
const names = [
  'ArrowUp',
  'ArrowDown',
  'ArrowLeft',
  'ArrowRight',
  'PageUp',
  'PageDown',
  'Home',
  'End',
  'Enter',
  'Escape',
  'Delete',
  'Backspace',
  'Insert',
  'F2',
]
const press = ({ key, shift = false, alt = false }: { key: string; shift?: boolean; alt?: boolean }) => ({
  key: names.find((name) => name.toLowerCase() === key) ?? key,
  shiftKey: shift,
  altKey: alt,
  ctrlKey: false,
  metaKey: false,
})
const all = (help: readonly { keys: readonly Shortcut[] }[]) => help.flatMap(({ keys }) => keys)
/** Those of the map itself, and of the part of the axis that is shown. */
const ofOthers = new Set(['+', '-', '0'])

describe('the list of keys tells only of keys there are', () => {
  it('on the map', () => {
    for (const key of all(mapKeyHelp)) {
      const states = [
        { tool: 'pan', selected: true },
        { tool: 'draw', selected: false },
      ] as const
      if (!ofOthers.has(key.key))
        expect(
          states.some((state) => keyCommand(press(key), state) !== null),
          key.key,
        ).toBe(true)
    }
  })
  it('in the route table', () => {
    for (const key of all(tableKeyHelp))
      expect(rowMove(press(key), true) ?? rowEditKey(press(key)), key.key).not.toBeNull()
  })
  it('in the charts', () => {
    for (const key of all(chartKeyHelp))
      if (!ofOthers.has(key.key) && !key.shift) expect(keyTarget(press(key).key, 5, 10), key.key).not.toBeUndefined()
  })
})
