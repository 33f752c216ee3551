import { useCallback, useLayoutEffect, useRef } from 'react'
import { useElementSize } from '#src/ui/page/use-element-size.ts'
import { useFontsLoaded } from '#src/ui/page/use-fonts-loaded.ts'
import { useThemeName } from '#src/ui/page/use-theme-name.ts'
import styles from './charts.module.css'
import { paintLane } from '../lanes/lane-drawing.ts'
import type { LaneFrame } from '../lanes/lane-frame.ts'
import { laneNumber } from '../lanes/lanes.ts'
import { lanePalette } from '../legend/palette.ts'
import { plotTop, plotX, plotY } from '../lanes/plot-box.ts'
import { useCursorPlace } from '../use-cursor-place.ts'

/** The canvas of a lane, and over it the dot that marks the cursor's value. */
export function LanePlot({ frame }: { frame: LaneFrame }) {
  const { lane, x, window, scale } = frame
  const box = useRef<HTMLDivElement>(null)
  const canvas = useRef<HTMLCanvasElement>(null)
  const dot = useRef<HTMLSpanElement>(null)
  const theme = useThemeName()
  const fonts = useFontsLoaded()
  const { width, height } = useElementSize(box)

  useLayoutEffect(() => {
    if (canvas.current && width > 0 && height > 0)
      paintLane(canvas.current, frame, { width, height }, lanePalette(frame.lane.ramp, theme))
  }, [frame, width, height, theme, fonts])

  const place = useCallback(
    (index: number) => {
      const value = lane.series[0].values[index]
      const at = x.values[index]
      if (value === undefined || at === undefined || Number.isNaN(value) || at < window.min || at > window.max)
        return null
      return {
        left: plotX(window, width, at),
        top: plotY(scale, height, value, { downward: lane.downward, topPx: plotTop(lane.glyphs !== null, height) }),
      }
    },
    [lane, x, window, scale, width, height],
  )
  useCursorPlace(dot, place)

  return (
    <div ref={box} className={styles.plot}>
      <canvas ref={canvas} className={styles.canvas} role="img" aria-label={laneWords(frame)} />
      <span ref={dot} hidden className={styles.dot} />
    </div>
  )
}

/** The drawing in words: the range of its line, and what is written at the limits. */
function laneWords({ lane, bounds }: LaneFrame): string {
  const [{ summary }] = lane.series
  const range = summary
    ? `${laneNumber(lane, summary.min)} to ${laneNumber(lane, summary.max)}, mean ${laneNumber(lane, summary.mean)}`
    : 'no values'
  return [
    `${lane.label}, ${lane.unit}: ${range}.`,
    ...bounds.flatMap(({ notes }) => notes.map(({ words }) => `${words}.`)),
  ].join(' ')
}
