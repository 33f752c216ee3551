import { useRights } from '#src/data/tasks/use-tasks.tsx'
import type { Light } from '#src/domain/sun/light.ts'
import { intend } from '#src/state/intents.ts'
import { useEditorActions, useFullTableOpen } from '#src/state/editor.ts'
import { type Destination, type ThemeChoice, usePreference, usePreferenceActions } from '#src/state/preferences.ts'
import { useCanRedo, useCanUndo, usePlan, useVoyageActions, useVoyageEditable } from '#src/state/voyage.ts'
import { type Shortcut, shortcuts } from '#src/ui/form/shortcut.ts'
import { useTasksPanel } from '../shell/use-tasks-panel.ts'

/** In the order that lists show them. */
export const commandGroups = ['Voyage', 'Route', 'Weather', 'Results', 'Map', 'Screen', 'Settings and help'] as const
export type CommandGroup = (typeof commandGroups)[number]

/** What can be done from anywhere: by its keys, and from every list of commands. */
export interface Command {
  readonly id: string
  readonly group: CommandGroup
  readonly label: string
  /** A line beside the label, or why it cannot be done now. */
  readonly hint?: string | null
  /** Other words somebody may search for. */
  readonly otherWords?: string
  /** The first one is shown. */
  readonly shortcuts: readonly Shortcut[]
  /** Works in a field too. */
  readonly everywhere?: true
  /** Only while the map has focus, which handles its keys itself. */
  readonly onMap?: true
  /** One of many of its kind: listed only when it is searched for. */
  readonly searched?: true
  readonly enabled: boolean
  readonly run: () => void
}

export const ONCE_ROUTED = 'Once there is a route'

const lightLabels: Readonly<Record<Light, string>> = { day: 'Day theme', dusk: 'Dusk theme', night: 'Night theme' }

const places: readonly { place: Destination; label: string }[] = [
  { place: 'route', label: 'Show route' },
  { place: 'request', label: 'Show request' },
  { place: 'results', label: 'Show results' },
  { place: 'tasks', label: 'Show tasks' },
]

/** Commands with keys or in a menu. `useAllCommands` adds the others, which are loaded when commands are listed. */
export function useCommands(): readonly Command[] {
  return [
    ...useEditCommands(),
    ...useScreenCommands(),
    ...helpCommands,
    ...useAccountCommand(),
    ...useFirstStepsCommand(),
  ]
}

function useEditCommands(): Command[] {
  const { undone, redone } = useVoyageActions()
  const { placeShown } = usePreferenceActions()
  const editable = useVoyageEditable()
  const { route, track } = usePlan()
  const routed = route.waypoints.length >= 2
  const ask = (place: Destination, part: 'import' | 'get-weather' | 'print-plan') => () => {
    placeShown(place)
    intend(part)
  }
  return [
    {
      id: 'import',
      group: 'Voyage',
      label: 'Import route…',
      otherWords: 'open file rtz gpx kml csv',
      shortcuts: [{ key: 'o', mod: true }],
      everywhere: true,
      enabled: editable,
      run: ask('route', 'import'),
    },
    {
      id: 'print-plan',
      group: 'Voyage',
      label: 'Print passage plan',
      hint: routed || track ? null : ONCE_ROUTED,
      otherWords: 'paper pdf',
      // The browser's own Print would not wait for what makes the plan; without a plan it is the browser's.
      shortcuts: routed && track === null ? [{ key: 'p', mod: true }] : [],
      everywhere: true,
      enabled: routed && track === null,
      run: ask('route', 'print-plan'), // the export menu of the route makes the print
    },
    { id: 'undo', group: 'Route', label: 'Undo', shortcuts: [shortcuts.undo], enabled: useCanUndo(), run: undone },
    {
      id: 'redo',
      group: 'Route',
      label: 'Redo',
      shortcuts: [shortcuts.redo, { key: 'y', mod: true }],
      enabled: useCanRedo(),
      run: redone,
    },
    {
      id: 'get-weather',
      group: 'Weather',
      label: 'Get weather',
      otherWords: 'send request submit forecast',
      shortcuts: [{ key: 'enter', mod: true }],
      everywhere: true,
      enabled: true,
      run: ask('request', 'get-weather'),
    },
  ]
}

function useScreenCommands(): Command[] {
  const { placeShown, preferenceChosen, layoutReset } = usePreferenceActions()
  const { fullTableShown } = useEditorActions()
  const tasks = useTasksPanel()
  const chosen = usePreference('theme')
  const folded = usePreference('chartsFolded')
  const fullTable = useFullTableOpen()
  const hasWaypoints = usePlan().route.waypoints.length > 0
  const plain = (id: string, label: string, run: () => void, enabled = true, otherWords = ''): Command => ({
    id,
    group: 'Screen',
    label,
    otherWords,
    shortcuts: [],
    enabled,
    run,
  })
  const theme = (choice: ThemeChoice, label: string) =>
    plain(`theme-${choice}`, label, () => preferenceChosen({ theme: choice }), choice !== chosen, 'colours dark light')
  return [
    ...places.map(({ place, label }) =>
      plain(`show-${place}`, label, () => placeShown(place), true, 'go to panel tab'),
    ),
    plain(
      'full-table',
      fullTable ? 'Close the full table' : 'Show the full table',
      () => fullTableShown(!fullTable),
      hasWaypoints,
      'waypoints columns',
    ),
    plain('toggle-tasks', tasks.open ? 'Hide tasks' : 'Open tasks', tasks.toggled),
    plain(
      'fold-results',
      folded ? 'Expand results' : 'Collapse results',
      () => preferenceChosen({ chartsFolded: !folded }),
      true,
      'charts',
    ),
    ...(['day', 'dusk', 'night'] as const).map((light) => theme(light, lightLabels[light])),
    theme('system', 'Theme: follow the system'),
    theme('sun', 'Theme: by the sun at the ship'),
    theme('clock', 'Theme: by the clock'),
    plain('reset-layout', 'Reset layout', layoutReset, true, 'panels sizes'),
  ]
}

const opener = (
  id: 'commands' | 'keys' | 'guide' | 'settings' | 'account',
  label: string,
  keys: readonly Shortcut[],
  otherWords: string,
): Command => ({
  id,
  group: 'Settings and help',
  label,
  otherWords,
  shortcuts: keys,
  enabled: true,
  run: () => intend('open-dialog', id),
})

const helpCommands: readonly Command[] = [
  { ...opener('commands', 'Find a command…', [shortcuts.commands], 'palette'), everywhere: true },
  {
    ...opener(
      'settings',
      'Settings…',
      [{ key: ',', mod: true }],
      'preferences options units position theme ships limit profiles csv decimal comma',
    ),
    everywhere: true,
  },
  opener('keys', 'Keyboard shortcuts', [{ key: '?' }], 'help keys'),
  opener('guide', 'Guide', [], 'help manual documentation'),
]

/** Only where somebody signs in. */
function useAccountCommand(): Command[] {
  const { me } = useRights()
  return me === null ? [] : [opener('account', `Signed in as ${me}…`, [], 'sign out user role clear browser usage')]
}

function useFirstStepsCommand(): Command[] {
  const { placeShown, preferenceChosen } = usePreferenceActions()
  const shown = usePreference('firstStepsShown')
  const run = () => {
    if (!shown) placeShown('route')
    preferenceChosen({ firstStepsShown: !shown })
  }
  return [
    {
      id: 'first-steps',
      group: 'Settings and help',
      label: shown ? 'Hide first steps' : 'Show first steps',
      otherWords: 'help begin checklist tour',
      shortcuts: [],
      enabled: true,
      run,
    },
  ]
}

/** A command without keys of its own. */
export const plainCommand = (
  command: Omit<Command, 'shortcuts' | 'enabled'> & Partial<Pick<Command, 'shortcuts' | 'enabled'>>,
): Command => ({ shortcuts: [], enabled: true, ...command })
