import { create } from 'zustand'

/** Nautical miles of the map's scale bar; null: no map is drawn. Apart from all else, because it changes with every zoom. */
const useStore = create<{ nm: number | null }>()(() => ({ nm: null }))

export const useMapScale = () => useStore((state) => state.nm)
export const mapScaled = (nm: number | null): void => useStore.setState({ nm })
