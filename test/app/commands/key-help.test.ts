import { describe, expect, it } from 'vitest'
import { keyCommand, zoomStep } from '#src/features/map/edit/edit-keys.ts'
import { mapKeyHelp } from '#src/features/map/view/map-words.ts'
import { chartKeyHelp } from '#src/features/results/charts/chart-key-help.ts'
import { sampleOfKey } from '#src/state/sample-keys.ts'
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
  code: '',
  shiftKey: shift,
  altKey: alt,
  ctrlKey: false,
  metaKey: false,
})
const all = (help: readonly { keys: readonly Shortcut[] }[]) => help.flatMap(({ keys }) => keys)
const named = (keys: readonly Shortcut[]) =>
  keys.map(({ key, shift, alt }) => `${shift ? 'shift+' : ''}${alt ? 'alt+' : ''}${key}`)

describe('the list of keys names only keys that exist', () => {
  it('on the map', () => {
    const isRead = (key: Shortcut) =>
      zoomStep(press(key)) !== null ||
      keyCommand(press(key), { tool: 'pan', selected: true }) !== null ||
      keyCommand(press(key), { tool: 'draw', selected: false }) !== null
    expect(named(all(mapKeyHelp).filter((key) => !isRead(key)))).toEqual([])
  })
  it('in the route table', () => {
    expect(
      named(all(tableKeyHelp).filter((key) => (rowMove(press(key), true) ?? rowEditKey(press(key))) === null)),
    ).toEqual([])
  })
  it('in the charts', () => {
    const isRead = (key: Shortcut) => !key.shift && sampleOfKey(press(key).key, 5, 10) !== undefined
    const ofTheRibbons = ['1', '2', '3', 'arrowdown', 'arrowup']
    const ofTheAxis = ['+', '-', '0', 'shift+arrowright', 'shift+arrowleft']
    expect(named(all(chartKeyHelp).filter((key) => !isRead(key)))).toEqual([...ofTheRibbons, ...ofTheAxis])
  })
})
