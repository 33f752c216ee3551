import { create } from 'zustand'
import type { BoardRow, VoyageState } from '#src/domain/library/board.ts'

export type BoardFilter = VoyageState | 'archived'
export const boardFilters = ['under way', 'planned', 'arrived', 'archived'] as const satisfies readonly BoardFilter[]

/** What the board looks at. Kept while a voyage is open in front of it. */
interface BoardView {
  readonly shown: readonly BoardFilter[]
  readonly search: string
  /** The row that the keyboard, the pointer or the map has picked out. */
  readonly chosenId: string | null
}

const useView = create<BoardView>()(() => ({ shown: ['under way', 'planned'], search: '', chosenId: null }))

export const useBoardView = (): BoardView => useView()

export const boardViewActions = {
  toggled: (filter: BoardFilter) =>
    useView.setState(({ shown }) => ({
      shown: shown.includes(filter) ? shown.filter((one) => one !== filter) : [...shown, filter],
    })),
  allShown: () => useView.setState({ shown: boardFilters }),
  searched: (search: string) => useView.setState({ search }),
  chosen: (chosenId: string | null) => useView.setState({ chosenId }),
} as const

export const filterOf = ({ isArchived, state }: Pick<BoardRow, 'isArchived' | 'state'>): BoardFilter =>
  isArchived ? 'archived' : state
