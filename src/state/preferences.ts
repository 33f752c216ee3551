import { useEffect } from 'react'
import type { magneticWords } from '#src/domain/voyage/variation.ts'
import { create } from 'zustand'
import { persist } from 'zustand/middleware'
import type { GlyphChoice } from '#src/domain/metocean/layers/glyph-layer.ts'
import type { LayerId } from '#src/domain/metocean/layers/layers.ts'
import type { TableAssignment } from '#src/domain/formats/table-sheet.ts'
import { type LightHours, lights, usualHours } from '#src/domain/sun/light.ts'
import { type SheetChoice, sheetChoices, type SheetNumbers, sheetNumbers } from '#src/domain/units/sheet-numbers.ts'
import { defaultUnits, nextUnits, unitChoices, type UnitKind, type Units } from '#src/domain/units/unit-choice.ts'
import type { PeriodKind } from '#src/domain/voyage/sea/danger-state.ts'
import { keptName } from './kept-name.ts'

/** A theme, or what chooses one: the operating system, the sun at the ship, this computer's clock. */
export const themeChoices = [...lights, 'system', 'sun', 'clock'] as const
export type ThemeChoice = (typeof themeChoices)[number]
/** Along the charts: miles, UTC, or the time since departure, by which departures are compared. */
export const axisChoices = ['distance', 'time', 'elapsed'] as const
export type AxisChoice = (typeof axisChoices)[number]
export type PlanTab = 'route' | 'request'
/** Where the operator can be taken: a tab of the plan, the results, the tasks. */
export type Destination = PlanTab | 'results' | 'tasks'
/** How far the sheet of a tablet or phone is drawn up. */
export type SheetSnap = 'low' | 'half' | 'tall'
/** What the table of results has a row for. */
export type TableForm = 'samples' | 'waypoints' | 'noon' | 'six-hours'
/** Whose noon: UTC's, or that of the ship's zone. */
export const noonChoices = ['utc', 'ship'] as const
export type NoonChoice = (typeof noonChoices)[number]
/** What follows from wind, sea and course for any ship: ribbons that are hidden until somebody chooses them. */
export const furtherLaneIds = ['apparent', 'off-bow', 'steepness', 'against'] as const
/** The variables of the charts, each a ribbon and a lane, in their initial order; then what they mean to the ship. */
export const laneIds = ['wind', 'wave', 'current', 'sst', 'depth', 'motion', 'clearance', ...furtherLaneIds] as const
export type LaneId = (typeof laneIds)[number]

interface LayoutPreferences {
  /** null: the width that the screen's size gives. */
  planWidthPx: number | null
  chartHeightPx: number | null
  /** The charts are folded to one line. */
  chartsFolded: boolean
  tasksOpen: boolean
  /** The same on a screen too narrow to dock them: closed until it is opened. */
  tasksDrawerOpen: boolean
  sheetPlace: Destination
  sheetSnap: SheetSnap
}

interface LanePreferences {
  laneOrder: readonly LaneId[]
  hiddenLanes: readonly LaneId[]
}

export interface Preferences extends LayoutPreferences, LanePreferences {
  theme: ThemeChoice
  /** When each theme begins if the clock chooses it. */
  themeHours: LightHours
  units: Units
  /** Are magnetic courses shown beside true ones? */
  magneticShown: boolean
  /** What the service's mean wave period is taken for. */
  wavePeriod: PeriodKind
  /** How numbers are written in CSV files and copied tables. */
  sheetChoice: SheetChoice
  planTab: PlanTab
  chartAxis: AxisChoice
  tableForm: TableForm
  noon: NoonChoice
  /** Keys of the hidden columns of the table of results. */
  hiddenResultColumns: readonly string[]
  /** Keys of those that are shown only when asked for. */
  addedResultColumns: readonly string[]
  /** Keys of the hidden columns of the full route table. */
  hiddenRouteColumns: readonly string[]
  /** The layer that colours the route, if the answer has it; null: the first that the answer has. */
  layerId: LayerId | null
  /** Which directions are drawn along the route. */
  glyphs: GlyphChoice
  /** The time slider on the map, to sail along an answer. */
  playbackOpen: boolean
  /** Is the dark part of the world shaded, at the time shown? */
  nightShaded: boolean
  /** Countries, their borders and ports. */
  placesNamed: boolean
  /** Desktop notices when a task ends; the browser is asked when this is switched on, never before. */
  desktopNotices: boolean
  /** Where results are mailed to, if the server knows no address of its own for the operator. */
  mailAddress: string
  /** Are keys of one letter, such as D to draw, commands? Some type them by accident, or by voice. */
  letterKeys: boolean
  /** Ids of the commands last chosen from the palette, the last first. */
  recentCommands: readonly string[]
  /** How the operator had doubtful tables read, the last first. */
  tableAssignments: readonly { layoutKey: string; assignment: TableAssignment }[]
  /** Are the steps of a first voyage shown in the plan? */
  firstStepsShown: boolean
  /** An answer has been read along the route: the last of those steps. */
  answerRead: boolean
}

export const PLAN_WIDTH = { min: 300, max: 520 } as const
export const CHART_HEIGHT = { min: 160, max: 520 } as const
const MAX_RECENT = 5
const MAX_TABLES = 30

const layout: LayoutPreferences = {
  planWidthPx: null,
  chartHeightPx: null,
  chartsFolded: false,
  tasksOpen: true,
  tasksDrawerOpen: false,
  sheetPlace: 'route',
  sheetSnap: 'half',
}
const lanes: LanePreferences = { laneOrder: laneIds, hiddenLanes: furtherLaneIds }
const usual: Preferences = {
  theme: 'system',
  themeHours: usualHours,
  units: defaultUnits,
  magneticShown: false,
  wavePeriod: 'tm01',
  sheetChoice: 'auto',
  planTab: 'route',
  chartAxis: 'distance',
  tableForm: 'samples',
  noon: 'utc',
  hiddenResultColumns: [],
  addedResultColumns: [],
  hiddenRouteColumns: [],
  layerId: null,
  glyphs: 'auto',
  playbackOpen: true,
  nightShaded: true,
  placesNamed: true,
  desktopNotices: false,
  mailAddress: '',
  letterKeys: true,
  recentCommands: [],
  tableAssignments: [],
  firstStepsShown: true,
  answerRead: false,
  ...layout,
  ...lanes,
}

function migrate(stored: unknown, version: number): Partial<Preferences> {
  const state = stored as Partial<Preferences> & { theme?: ThemeChoice | null }
  return {
    ...state,
    // Version 1 stored its own default sizes, which kept a narrow screen from its own.
    ...(version < 2 && { planWidthPx: null, chartHeightPx: null }),
    // Before version 2, no theme meant that of the operating system.
    theme: state.theme ?? 'system',
  }
}

/** Until version 3 some preferences had keys of their own: from each key to what is taken over from it. */
const keptApart: readonly (readonly [
  name: string,
  read: (state: Record<string, unknown>) => Record<string, unknown>,
])[] = [
  ['fairway.units', ({ units }) => ({ units })],
  ['fairway.chart-lanes', ({ order, hidden }) => ({ laneOrder: order, hiddenLanes: hidden })],
  ['fairway.results-table', ({ form, hidden }) => ({ tableForm: form, hiddenResultColumns: hidden })],
  ['fairway.route-columns', ({ hidden }) => ({ hiddenRouteColumns: hidden })],
  ['fairway.recent-commands', ({ ids }) => ({ recentCommands: ids })],
  [
    'fairway.view',
    ({ layerId, glyphs, playbackOpen, nightShaded, placesNamed }) => ({
      layerId,
      glyphs,
      playbackOpen,
      nightShaded,
      placesNamed,
    }),
  ],
]

function earlier(): Partial<Preferences> {
  const fields = keptApart.flatMap(([name, read]) => {
    try {
      const { state } = JSON.parse(localStorage.getItem(keptName(name)) ?? '{}') as { state?: Record<string, unknown> }
      return Object.entries(read(state ?? {}))
    } catch {
      return [] // unreadable, or no storage: the default
    }
  })
  return Object.fromEntries(fields.filter(([, value]) => value !== undefined))
}

/** A unit unknown to this version becomes the default. */
function unitsIn(kept: Partial<Record<UnitKind, string>> = {}): Units {
  const known = (kind: UnitKind) => unitChoices[kind].some((unit) => unit === kept[kind])
  const kinds = (Object.keys(unitChoices) as UnitKind[]).filter(known)
  return { ...defaultUnits, ...Object.fromEntries(kinds.map((kind) => [kind, kept[kind]])) }
}

/** What was kept before a variable was known has it at the end; what this version does not know drops out. */
const lanesIn = (kept: readonly string[]): LaneId[] => [
  ...kept.filter((id): id is LaneId => laneIds.some((known) => known === id)),
  ...laneIds.filter((id) => !kept.includes(id)),
]

const sheetChoiceIn = (kept: string): SheetChoice => sheetChoices.find((choice) => choice === kept) ?? usual.sheetChoice

/** The operator's choices for this browser, in localStorage. `public/theme.js` reads the theme before first paint. */
const useStore = create<Preferences>()(
  persist((): Preferences => ({ ...usual, ...earlier() }), {
    name: keptName('fairway.preferences'),
    version: 4,
    migrate,
    merge: (stored, state) => {
      const kept = { ...state, ...(stored as Partial<Preferences> | undefined) }
      return {
        ...kept,
        units: unitsIn(kept.units),
        sheetChoice: sheetChoiceIn(kept.sheetChoice),
        laneOrder: lanesIn(kept.laneOrder),
        // One that was not known when the order was kept stays out of sight, as it does for everybody at first.
        hiddenLanes: [
          ...kept.hiddenLanes,
          ...furtherLaneIds.filter((id) => !kept.laneOrder.includes(id) && !kept.hiddenLanes.includes(id)),
        ],
      }
    },
  }),
)

/** What has to be open for a place to be in sight on a screen with room for everything. */
function opened(place: Destination): Partial<Preferences> {
  if (place === 'tasks') return { tasksOpen: true, tasksDrawerOpen: true }
  return place === 'results' ? { chartsFolded: false } : { planTab: place }
}

const toggled = <T>(list: readonly T[], one: T): readonly T[] =>
  list.includes(one) ? list.filter((other) => other !== one) : [...list, one]

const set = (change: Partial<Preferences> | ((now: Preferences) => Partial<Preferences>)): void =>
  void useStore.setState(change)

const actions = {
  preferenceChosen: (change: Partial<Preferences>) => set(change),
  /** Brings a place into sight, whatever the screen's size. */
  placeShown: (place: Destination) =>
    set(({ sheetSnap }) => ({
      ...opened(place),
      sheetPlace: place,
      sheetSnap: sheetSnap === 'low' ? 'half' : sheetSnap,
    })),
  layoutReset: () => set(layout),
  unitsChosen: (change: Partial<Units>) => set(({ units }) => ({ units: { ...units, ...change } })),
  /** Moves on to the next unit of its kind. */
  unitClicked: (kind: UnitKind) => set(({ units }) => ({ units: nextUnits(units, kind) })),
  columnToggled: (table: 'hiddenResultColumns' | 'addedResultColumns' | 'hiddenRouteColumns', key: string) =>
    set((state) => ({ [table]: toggled(state[table], key) })),
  laneToggled: (id: LaneId) => set(({ hiddenLanes }) => ({ hiddenLanes: toggled(hiddenLanes, id) })),
  /** Takes the place of another lane; the lanes from there on make room. */
  laneMoved: (id: LaneId, to: LaneId) =>
    set(({ laneOrder }) => ({
      laneOrder: laneOrder.filter((one) => one !== id).toSpliced(laneOrder.indexOf(to), 0, id),
    })),
  lanesReset: () => set(lanes),
  /** @param assignment null: the table's layout is worked out again next time */
  tableAssigned: (layoutKey: string, assignment: TableAssignment | null) =>
    set(({ tableAssignments }) => ({
      tableAssignments: [
        ...(assignment ? [{ layoutKey, assignment }] : []),
        ...tableAssignments.filter((one) => one.layoutKey !== layoutKey),
      ].slice(0, MAX_TABLES),
    })),
  commandChosen: (id: string) =>
    set(({ recentCommands }) => ({
      recentCommands: [id, ...recentCommands.filter((one) => one !== id)].slice(0, MAX_RECENT),
    })),
}

export const usePreference = <K extends keyof Preferences>(key: K): Preferences[K] => useStore((state) => state[key])
export const usePreferenceActions = () => actions
export const currentPreferences = (): Preferences => useStore.getState()
/** The units figures are shown in. */
export const useUnits = (): Units => usePreference('units')
/** How numbers are written in exports and copies now. */
export const currentSheetNumbers = (): SheetNumbers =>
  sheetNumbers(currentPreferences().sheetChoice, navigator.language)

/** How a true course reads on a compass without deviation. */
export type Magnetic = typeof magneticWords

const useMagneticModels = create<{ magnetic: Magnetic | null }>(() => ({ magnetic: null }))

/** null unless magnetic courses are wanted, and until their models are here: they are loaded on first use. */
export function useMagnetic(): Magnetic | null {
  const isWanted = usePreference('magneticShown')
  const { magnetic } = useMagneticModels()
  useEffect(() => {
    if (!isWanted || magnetic) return
    void import('#src/domain/voyage/variation.ts').then(
      (loaded) => useMagneticModels.setState({ magnetic: loaded.magneticWords }),
      () => undefined, // no contact: true courses alone, until the next look
    )
  }, [isWanted, magnetic])
  return isWanted ? magnetic : null
}
