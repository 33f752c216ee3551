import type { Light } from '#src/domain/voyage/light.ts'
import { useEditorActions, useFullTableOpen } from '#src/state/editor.ts'
import { type Place, usePreference, usePreferenceActions } from '#src/state/preferences.ts'
import { useCanRedo, useCanUndo, useVoyage, useVoyageActions } from '#src/state/voyage.ts'
import type { Shortcut } from './shortcut.ts'
import { useTasksPanel } from './use-tasks-panel.ts'

export type CommandId = 'undo' | 'redo' | 'full-table' | `show-${Place}` | 'toggle-tasks' | 'fold-results' | 'reset-layout' | `theme-${Light}`

/** What can be done from anywhere: by its keys, and wherever commands are listed. */
export interface Command {
  readonly id: CommandId
  readonly label: string
  /** The first is the one that is shown. */
  readonly shortcuts: readonly Shortcut[]
  readonly enabled: boolean
  readonly run: () => void
}

const themes: readonly { theme: Light; label: string }[] = [
  { theme: 'day', label: 'Day theme' },
  { theme: 'dusk', label: 'Dusk theme' },
  { theme: 'night', label: 'Night theme' },
]

const places: readonly { place: Place; label: string }[] = [
  { place: 'route', label: 'Show route' },
  { place: 'request', label: 'Show request' },
  { place: 'results', label: 'Show results' },
  { place: 'tasks', label: 'Show tasks' },
]

/** Every command of the app, in the order in which lists show them. */
export function useCommands(): readonly Command[] {
  return [...useEditCommands(), ...useViewCommands()]
}

function useEditCommands(): Command[] {
  const { undone, redone } = useVoyageActions()
  return [
    { id: 'undo', label: 'Undo', shortcuts: [{ key: 'z', mod: true }], enabled: useCanUndo(), run: undone },
    { id: 'redo', label: 'Redo', shortcuts: [{ key: 'z', mod: true, shift: true }, { key: 'y', mod: true }], enabled: useCanRedo(), run: redone },
  ]
}

function useViewCommands(): Command[] {
  const { placeShown, preferenceChosen, layoutReset } = usePreferenceActions()
  const { fullTableShown } = useEditorActions()
  const tasks = useTasksPanel()
  const chosenTheme = usePreference('theme')
  const folded = usePreference('chartsFolded')
  const fullTable = useFullTableOpen()
  const hasWaypoints = useVoyage().route.waypoints.length > 0
  const plain = (id: CommandId, label: string, run: () => void, enabled = true): Command => ({ id, label, shortcuts: [], enabled, run })
  return [
    ...places.map(({ place, label }) => plain(`show-${place}`, label, () => placeShown(place))),
    plain('full-table', fullTable ? 'Close the full table' : 'Show the full table', () => fullTableShown(!fullTable), hasWaypoints),
    plain('toggle-tasks', tasks.open ? 'Hide tasks' : 'Open tasks', tasks.toggled),
    plain('fold-results', folded ? 'Unfold results' : 'Fold results', () => preferenceChosen({ chartsFolded: !folded })),
    ...themes.map(({ theme, label }) => plain(`theme-${theme}`, label, () => preferenceChosen({ theme }), theme !== chosenTheme)),
    plain('reset-layout', 'Reset layout', layoutReset),
  ]
}
