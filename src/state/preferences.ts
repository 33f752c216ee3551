import { create } from 'zustand'
import { persist } from 'zustand/middleware'

export type Theme = 'day' | 'dusk' | 'night'
export type ChartAxis = 'distance' | 'time'
export type PlanTab = 'route' | 'request'

interface Preferences {
  /** null: follow the operating system. */
  theme: Theme | null
  planTab: PlanTab
  planWidthPx: number
  chartHeightPx: number
  chartAxis: ChartAxis
  tasksOpen: boolean
  /** The same on a screen too narrow to dock them: shut until it is opened. */
  tasksDrawerOpen: boolean
  /** Tells on the desktop when a task ends; asked of the browser when it is switched on, never before. */
  desktopNotices: boolean
}

interface PreferencesState extends Preferences {
  actions: { preferenceChosen: (change: Partial<Preferences>) => void; layoutReset: () => void }
}

export const PLAN_WIDTH = { default: 360, min: 300, max: 520 } as const
export const CHART_HEIGHT = { default: 260, min: 160, max: 420 } as const

const layout = {
  planWidthPx: PLAN_WIDTH.default,
  chartHeightPx: CHART_HEIGHT.default,
  tasksOpen: true,
  tasksDrawerOpen: false,
} as const

/** What the operator chose for this browser; kept in localStorage. `public/theme.js` reads the theme before the first paint. */
const useStore = create<PreferencesState>()(
  persist(
    (set) => ({
      theme: null,
      planTab: 'route',
      chartAxis: 'distance',
      desktopNotices: false,
      ...layout,
      actions: {
        preferenceChosen: (change) => set(change),
        layoutReset: () => set({ ...layout }),
      },
    }),
    {
      name: 'fairway.preferences',
      version: 1,
      partialize: ({ actions: _, ...kept }) => kept,
    },
  ),
)

export const usePreference = <K extends keyof Preferences>(key: K): Preferences[K] => useStore((state) => state[key])
export const usePreferenceActions = () => useStore((state) => state.actions)
