import type { KeyHelp } from '#src/ui/form/key-help.ts'

const arrows = [{ key: 'arrowleft' }, { key: 'arrowup' }, { key: 'arrowdown' }, { key: 'arrowright' }] as const

/** The keys of `edit-keys.ts` and of the map itself; Draw, Measure and Fit are commands with keys of their own. */
export const mapKeyHelp: readonly KeyHelp[] = [
  { does: 'Move the map', keys: arrows },
  { does: 'Zoom in, zoom out', keys: [{ key: '+' }, { key: '-' }] },
  { does: 'Next or previous waypoint', keys: [{ key: 'pagedown' }, { key: 'pageup' }] },
  { does: 'Move the selected waypoint by 0.1′', keys: arrows },
  { does: 'By a whole minute', keys: [{ key: 'arrowup', shift: true }] },
  { does: 'By 0.01′', keys: [{ key: 'arrowup', alt: true }] },
  { does: 'Delete the selected waypoint', keys: [{ key: 'delete' }] },
  { does: 'While drawing: drop a waypoint at the cross', keys: [{ key: 'enter' }] },
  { does: 'While drawing: remove the last', keys: [{ key: 'backspace' }] },
  { does: 'Finish drawing, put away', keys: [{ key: 'escape' }] },
]
