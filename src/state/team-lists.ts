import { create } from 'zustand'
import { Area, MAX_AREAS } from '#src/domain/areas/area.ts'
import type { TeamListName } from '#src/domain/library/entries.ts'
import { createKeptList } from './kept-list.ts'

/** How it stands with the library. `away`: no answer; `full`: it answers but cannot save. */
export type TeamStanding = 'off' | 'current' | 'away' | 'full'

interface TeamLists {
  readonly standing: TeamStanding
  /** Whose name the library has for the operator here; null: nobody signs in. */
  readonly me: string | null
  /** False for viewers. */
  readonly mayChange: boolean
  /** How many entries this version cannot read. */
  readonly unread: Partial<Readonly<Record<TeamListName, number>>>
  /** Why the library does not take an item, in its words, by the item's id. */
  readonly refused: Readonly<Record<string, string>>
  /** Asks the library now. */
  readonly ask: () => void
}

/** What the screen tells of the lists that are the team's too; until something keeps them together there is no team. */
const useStore = create<TeamLists>()(() => ({
  standing: 'off',
  me: null,
  mayChange: true,
  unread: {},
  refused: {},
  ask: () => undefined,
}))

export const useTeamLists = (): TeamLists => useStore()
export const teamListsChanged = (change: Partial<TeamLists>): void => useStore.setState(change)
export const currentTeamLists = (): TeamLists => useStore.getState()

/** The areas this browser keeps for other voyages, the last kept first. */
export const areaList = createKeptList<Area>({
  name: 'fairway.areas',
  formerly: 'areas',
  most: MAX_AREAS,
  read: (stored) => Area.safeParse(stored).data ?? null,
  isSame: (one, other) => one.name === other.name,
})
