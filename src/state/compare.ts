import { create } from 'zustand'
import { persist } from 'zustand/middleware'

/** More lines in one lane than these nobody tells apart. */
export const MAX_COMPARED = 3

/** Keys of the answers laid beside the one that is shown, in the order they were chosen; kept through a reload. */
const useStore = create<{ keys: readonly string[] }>()(persist(() => ({ keys: [] as readonly string[] }), { name: 'fairway.compare', version: 1 }))

/** The first ones go where there would be too many. */
export const compareToggled = (key: string) =>
  useStore.setState(({ keys }) => ({ keys: keys.includes(key) ? keys.filter((one) => one !== key) : [...keys, key].slice(-MAX_COMPARED) }))
export const compareCleared = () => useStore.setState({ keys: [] })
export const useCompareKeys = () => useStore((state) => state.keys)
