import type { KeyHelp } from '#src/ui/form/key-help.ts'

/** The keys of `chart-cursor.tsx`. */
export const chartKeyHelp: readonly KeyHelp[] = [
  { does: 'Next or previous sample', keys: [{ key: 'arrowright' }, { key: 'arrowleft' }] },
  { does: 'Next or previous waypoint', keys: [{ key: 'pagedown' }, { key: 'pageup' }] },
  { does: 'First or last sample', keys: [{ key: 'home' }, { key: 'end' }] },
  { does: 'Open or close the first variable, the second, and so on', keys: [{ key: '1' }, { key: '2' }, { key: '3' }] },
  { does: 'Next or previous variable, on its name', keys: [{ key: 'arrowdown' }, { key: 'arrowup' }] },
  { does: 'Zoom in, zoom out, show all', keys: [{ key: '+' }, { key: '-' }, { key: '0' }] },
  {
    does: 'Pan along the zoomed part',
    keys: [
      { key: 'arrowright', shift: true },
      { key: 'arrowleft', shift: true },
    ],
  },
  { does: 'Clear the cursor', keys: [{ key: 'escape' }] },
]
