import { create } from 'zustand'
import { persist } from 'zustand/middleware'

/** The most that are remembered; the oldest go first. */
const MOST = 200
const NAME = 'fairway.unseen-ends'

interface UnseenEnds {
  /** Ids of submissions, the newest end first. */
  readonly ids: readonly string[]
}

/** Tasks that ended and were not seen since, kept through a reload: what was seen in one tab is seen in all. */
const useStore = create<UnseenEnds>()(persist((): UnseenEnds => ({ ids: [] }), { name: NAME, version: 1 }))

if (typeof window !== 'undefined') {
  window.addEventListener('storage', ({ key }) => {
    if (key === NAME) void useStore.persist.rehydrate()
  })
}

export const useUnseenEnds = (): readonly string[] => useStore(({ ids }) => ids)

export function endUnseen(id: string): void {
  useStore.setState(({ ids }) => ({ ids: [id, ...ids.filter((one) => one !== id)].slice(0, MOST) }))
}

export function endsSeen(seen: readonly string[]): void {
  const gone = new Set(seen)
  useStore.setState(({ ids }) => ({ ids: ids.filter((id) => !gone.has(id)) }))
}
