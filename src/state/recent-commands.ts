import { create } from 'zustand'
import { persist } from 'zustand/middleware'

const MAX_RECENT = 5

/** Ids of the commands last chosen from the list of commands, the last first; kept in localStorage. */
const useStore = create<{ ids: readonly string[] }>()(
  persist(() => ({ ids: [] as readonly string[] }), { name: 'fairway.recent-commands', version: 1 }),
)

export function commandChosen(id: string): void {
  useStore.setState(({ ids }) => ({ ids: [id, ...ids.filter((one) => one !== id)].slice(0, MAX_RECENT) }))
}
export const useRecentCommands = (): readonly string[] => useStore((state) => state.ids)
