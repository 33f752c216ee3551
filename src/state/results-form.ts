import { create } from 'zustand'

/** How an answer is read: drawn, in rows, by what is exceeded, in figures, or beside others. */
export type ResultsForm = 'charts' | 'table' | 'ledger' | 'summary' | 'comparison'

const useStore = create<{ form: ResultsForm }>()(() => ({ form: 'charts' }))

export const resultsFormChosen = (form: ResultsForm): void => useStore.setState({ form })
export const useResultsForm = (): ResultsForm => useStore((state) => state.form)
