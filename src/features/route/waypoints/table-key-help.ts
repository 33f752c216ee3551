import type { KeyHelp } from '#src/ui/form/key-help.ts'

/** The keys of `row-keys.ts`. */
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
