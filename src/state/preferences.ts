import { create } from 'zustand'
import { persist } from 'zustand/middleware'
import { type Light, type LightHours, usualHours } from '#src/domain/sun/light.ts'

/** A theme, or what chooses one: the operating system, the sun at the ship, the clock of this computer. */
export type ThemeChoice = Light | 'system' | 'sun' | 'clock'
export type ChartAxis = 'distance' | 'time'
export type PlanTab = 'route' | 'request'
/** Where the operator can be taken: the tabs of the plan, the charts or table, the tasks. */
export type Place = PlanTab | 'results' | 'tasks'
/** How far the sheet of a tablet or phone is drawn up. */
export type SheetSnap = 'low' | 'half' | 'tall'

interface LayoutPreferences {
  /** null: what the screen's size asks for. */
  planWidthPx: number | null
  chartHeightPx: number | null
  /** The charts are folded to one line. */
  chartsFolded: boolean
  tasksOpen: boolean
  /** The same on a screen too narrow to dock them: shut until it is opened. */
  tasksDrawerOpen: boolean
  sheetPlace: Place
  sheetSnap: SheetSnap
}

export interface Preferences extends LayoutPreferences {
  theme: ThemeChoice
  /** When each theme begins where the clock chooses it. */
  themeHours: LightHours
  planTab: PlanTab
  chartAxis: ChartAxis
  /** Tells on the desktop when a task ends; asked of the browser when it is switched on, never before. */
  desktopNotices: boolean
  /** Where results are mailed to, if the server knows no address of its own for the operator. */
  mailAddress: string
  /** Are keys of one letter, such as D to draw, commands? Some type them by accident, or by voice. */
  letterKeys: boolean
  /** Are the steps of a first voyage told of in the plan? */
  firstStepsShown: boolean
  /** An answer has been read along the route: the last of those steps. */
  answerRead: boolean
}

interface PreferencesState extends Preferences {
  actions: {
    preferenceChosen: (change: Partial<Preferences>) => void
    /** Brings a place into sight, whatever the screen's size. */
    placeShown: (place: Place) => void
    layoutReset: () => void
  }
}

export const PLAN_WIDTH = { min: 300, max: 520 } as const
export const CHART_HEIGHT = { min: 160, max: 420 } as const

const layout: LayoutPreferences = {
  planWidthPx: null,
  chartHeightPx: null,
  chartsFolded: false,
  tasksOpen: true,
  tasksDrawerOpen: false,
  sheetPlace: 'route',
  sheetSnap: 'half',
}

function migrate(stored: unknown, version: number): Partial<Preferences> {
  const state = stored as Partial<Preferences> & { theme?: ThemeChoice | null }
  return {
    ...state,
    // Version 1 kept the sizes it had itself begun with, which kept a narrow screen from its own.
    ...(version < 2 && { planWidthPx: null, chartHeightPx: null }),
    // Until version 2 no theme was chosen where the operating system's was followed.
    theme: state.theme ?? 'system',
  }
}

const kept = {
  name: 'fairway.preferences',
  version: 3,
  migrate,
  partialize: ({ actions: _, ...preferences }: PreferencesState) => preferences,
}

/** What the operator chose for this browser; kept in localStorage. `public/theme.js` reads the theme before the first paint. */
const useStore = create<PreferencesState>()(
  persist(
    (set): PreferencesState => ({
      theme: 'system',
      themeHours: usualHours,
      planTab: 'route',
      chartAxis: 'distance',
      desktopNotices: false,
      mailAddress: '',
      letterKeys: true,
      firstStepsShown: true,
      answerRead: false,
      ...layout,
      actions: {
        preferenceChosen: (change) => set(change),
        placeShown: (place) =>
          set((state) => ({
            ...opened(place),
            sheetPlace: place,
            sheetSnap: state.sheetSnap === 'low' ? 'half' : state.sheetSnap,
          })),
        layoutReset: () => set({ ...layout }),
      },
    }),
    kept,
  ),
)

/** What has to be open for a place to be in sight on a screen with room for all of them. */
function opened(place: Place): Partial<Preferences> {
  if (place === 'tasks') return { tasksOpen: true, tasksDrawerOpen: true }
  return place === 'results' ? { chartsFolded: false } : { planTab: place }
}

export const usePreference = <K extends keyof Preferences>(key: K): Preferences[K] => useStore((state) => state[key])
export const usePreferenceActions = () => useStore((state) => state.actions)
export const currentPreferences = (): Preferences => useStore.getState()
