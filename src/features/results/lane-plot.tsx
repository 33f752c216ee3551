import { useCallback, useEffect, useRef } from 'react'
import { useElementSize } from '#src/ui/use-element-size.ts'
import { currentThemeName, useThemeName } from '#src/ui/use-theme-name.ts'
import 'uplot/dist/uPlot.min.css'
import styles from './charts.module.css'
import { drawLane, type LaneDrawing } from './lane-drawing.ts'
import type { LaneFrame } from './lane-frame.ts'
import { lanePalette } from './palette.ts'
import { plotTop, plotX, plotY } from './plot-box.ts'
import { useCursorPlace } from './use-cursor-place.ts'

/** The canvas of a lane, and over it the dot that marks the cursor's value. */
export function LanePlot({ frame }: { frame: LaneFrame }) {
  const { lane, x, window, scale } = frame
  const target = useRef<HTMLDivElement>(null)
  const dot = useRef<HTMLSpanElement>(null)
  const drawing = useRef<{ of: LaneFrame; on: LaneDrawing }>(null)
  const theme = useThemeName()
  const { width, height } = useElementSize(target)
  const palette = useCallback(() => lanePalette(lane.ramp, currentThemeName()), [lane])

  useEffect(() => {
    if (width === 0 || height === 0) return
    const now = drawing.current
    // Another lane, or an axis more: uPlot cannot change its series, so it is made anew.
    if (now && now.of.lane === lane && (now.of.right === null) === (frame.right === null)) {
      now.on.resize(width, height)
      if (now.of !== frame) now.on.update(frame)
      now.of = frame
    } else {
      now?.on.destroy()
      drawing.current = { of: frame, on: drawLane(target.current!, frame, { width, height }, palette()) }
    }
  }, [frame, lane, width, height, palette])
  useEffect(
    () => () => {
      drawing.current?.on.destroy()
      drawing.current = null
    },
    [],
  )
  useEffect(() => {
    drawing.current?.on.recolour(palette())
    // A canvas does not wait for the page's font, and does not draw again when it comes.
    if (document.fonts?.status === 'loading') void document.fonts.ready.then(() => drawing.current?.on.recolour(palette()))
  }, [theme, palette])

  const place = useCallback(
    (index: number) => {
      const value = lane.series[0].values[index]
      const at = x.values[index]
      if (value === undefined || at === undefined || Number.isNaN(value) || at < window.min || at > window.max) return null
      return { left: plotX(window, width, at), top: plotY(scale, height, value, { downward: lane.downward, topPx: plotTop(lane.glyphs !== null, height) }) }
    },
    [lane, x, window, scale, width, height],
  )
  useCursorPlace(dot, place)

  return (
    <div className={styles.plot}>
      <div ref={target} className={styles.canvas} />
      <span ref={dot} hidden className={styles.dot} />
    </div>
  )
}
