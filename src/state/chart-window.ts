import { create } from 'zustand'

/** The part of the axis the charts are zoomed to, in its unit: nautical miles or epoch milliseconds; null: all of it, or there are no charts. */
type ChartPart = { readonly min: number; readonly max: number } | null

const usePart = create<{ part: ChartPart }>()(() => ({ part: null }))

export const chartPartShown = (part: ChartPart): void => usePart.setState({ part })
/** For a picture of the charts as they are seen. */
export const currentChartPart = (): ChartPart => usePart.getState().part
