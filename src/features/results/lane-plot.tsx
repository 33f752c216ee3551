import { useCallback, useEffect, useRef } from 'react'
import { useElementSize } from '#src/ui/use-element-size.ts'
import { currentThemeName, useThemeName } from '#src/ui/use-theme-name.ts'
import 'uplot/dist/uPlot.min.css'
import styles from './charts.module.css'
import { drawLane, type LaneDrawing } from './lane-drawing.ts'
import type { Lane } from './lanes.ts'
import { lanePalette } from './palette.ts'
import { plotX, plotY } from './plot-box.ts'
import { useCursorPlace } from './use-cursor-place.ts'
import type { XScale } from './x-scale.ts'

/** Samples up to which all lanes are drawn in one go; beyond, each is a task of its own, so that the page keeps answering. */
const AT_ONCE = 10_000

/** The canvas of a lane, and over it the dot that marks the cursor's value. */
export function LanePlot({ lane, x }: { lane: Lane; x: XScale }) {
  const target = useRef<HTMLDivElement>(null)
  const dot = useRef<HTMLSpanElement>(null)
  const drawing = useRef<LaneDrawing>(null)
  const theme = useThemeName()
  const { width, height } = useElementSize(target)

  useEffect(() => {
    const draw = () => {
      drawing.current = drawLane(target.current!, lane, x, lanePalette(lane.ramp, currentThemeName()))
    }
    let timer = 0
    if (x.values.length > AT_ONCE) timer = window.setTimeout(draw)
    else draw()
    // A canvas does not wait for the page's font, and does not draw again when it comes.
    void document.fonts?.ready.then(() => drawing.current?.recolour(lanePalette(lane.ramp, currentThemeName())))
    return () => {
      window.clearTimeout(timer)
      drawing.current?.destroy()
      drawing.current = null
    }
  }, [lane, x])
  useEffect(() => drawing.current?.recolour(lanePalette(lane.ramp, theme)), [lane, theme])
  useEffect(() => {
    if (width > 0 && height > 0) drawing.current?.resize(width, height)
  }, [width, height])

  const place = useCallback(
    (index: number) => {
      const value = lane.series[0].values[index]
      const at = x.values[index]
      if (value === undefined || at === undefined || Number.isNaN(value)) return null
      return { left: plotX(x, width, at), top: plotY(lane.scale, height, value, lane.downward) }
    },
    [lane, x, width, height],
  )
  useCursorPlace(dot, place)

  return (
    <div className={styles.plot}>
      <div ref={target} className={styles.canvas} />
      <span ref={dot} hidden className={styles.dot} />
    </div>
  )
}
