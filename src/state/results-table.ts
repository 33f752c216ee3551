import { create } from 'zustand'
import { persist } from 'zustand/middleware'

/** What the table of results has a row for. */
export const tableForms = ['samples', 'waypoints', 'noon', 'six-hours'] as const
export type TableForm = (typeof tableForms)[number]

interface ResultsTableState {
  readonly form: TableForm
  /** Keys of the columns that are not shown. */
  readonly hidden: readonly string[]
}

/** How the table of results is looked at; kept in localStorage. */
const useStore = create<ResultsTableState>()(
  persist((): ResultsTableState => ({ form: 'samples', hidden: [] }), { name: 'fairway.results-table', version: 1 }),
)

export const useTableForm = () => useStore((state) => state.form)
export const useHiddenResultColumns = () => useStore((state) => state.hidden)
export const tableFormChosen = (form: TableForm) => useStore.setState({ form })
export function resultColumnToggled(key: string): void {
  useStore.setState(({ hidden }) => ({
    hidden: hidden.includes(key) ? hidden.filter((one) => one !== key) : [...hidden, key],
  }))
}
export const resultColumnsShown = () => useStore.setState({ hidden: [] })
