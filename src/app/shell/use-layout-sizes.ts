import { usePreference } from '#src/state/preferences.ts'
import { useMedia } from '#src/ui/page/use-media.ts'
import { hasSheet, type ScreenSize, useScreenSize } from '#src/ui/page/use-screen-size.ts'

interface LayoutSizes {
  size: ScreenSize
  planWidthPx: number
  chartHeightPx: number
  chartsFolded: boolean
  /** The share of the window that the sheet takes at its middle snap point. */
  halfShare: number
}

const IDLE_PX = 56
const FOLDED_PX = 32

/** The sizes of the panels: what the operator chose, else what suits the screen. */
export function useLayoutSizes(chartsIdle: boolean): LayoutSizes {
  const size = useScreenSize()
  const high = useMedia('(min-height: 800px)')
  const planWidthPx = usePreference('planWidthPx')
  const chartHeightPx = usePreference('chartHeightPx')
  const folded = usePreference('chartsFolded') && !chartsIdle && !hasSheet(size)
  const roomy = size === 'wide' && high
  return {
    size,
    planWidthPx: planWidthPx ?? (size === 'wide' ? 360 : 320),
    chartHeightPx: chartsIdle ? IDLE_PX : folded ? FOLDED_PX : (chartHeightPx ?? (roomy ? 260 : 200)),
    chartsFolded: folded,
    halfShare: size === 'phone' ? 0.5 : 0.45,
  }
}
