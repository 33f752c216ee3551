import { useEffect, useState } from 'react'
import type { Obstacle } from '../base/grid-labels.ts'
import type { MapView } from './map-view.ts'

/** On an element whose children lie over the map. */
export const overMap = { 'data-over-map': '' } as const

/** Between what lies over the map and what is written on it. */
const GAP_PX = 4

/** Where the tools, the legend and the rest lie over the map, pixels from its left and top; kept as they come, go and grow. */
export function useObstacles({ map }: MapView): readonly Obstacle[] {
  const [obstacles, setObstacles] = useState<readonly Obstacle[]>([])
  useEffect(() => {
    const panel = map.getContainer().parentElement!
    const holders = [...panel.querySelectorAll('[data-over-map]')]
    const look = () => {
      const frame = map.getContainer().getBoundingClientRect()
      const found = holders
        .flatMap(({ children }) => [...children])
        .map((element) => obstacleOf(element, frame))
        .filter(({ left, right }) => right - left > 2 * GAP_PX)
      const covered = coveredRight(panel, frame)
      const all = covered ? [...found, covered] : found
      setObstacles((before) => (JSON.stringify(before) === JSON.stringify(all) ? before : all))
    }
    const sizes = new ResizeObserver(look)
    const watch = () => {
      sizes.disconnect()
      for (const element of [panel, ...holders, ...holders.flatMap(({ children }) => [...children])])
        sizes.observe(element)
    }
    watch()
    const children = new MutationObserver(watch)
    for (const holder of holders) children.observe(holder, { childList: true })
    return () => {
      sizes.disconnect()
      children.disconnect()
    }
  }, [map])
  return obstacles
}

/** What the operator opened over the right edge; see `map.module.css`. */
function coveredRight(panel: HTMLElement, { width, height }: DOMRect): Obstacle | null {
  const coveredPx = Number.parseFloat(getComputedStyle(panel).getPropertyValue('--covered-right'))
  return coveredPx > 0 ? { left: width - coveredPx - GAP_PX, right: width, top: 0, bottom: height } : null
}

function obstacleOf(element: Element, frame: DOMRect): Obstacle {
  const { left, top, right, bottom } = element.getBoundingClientRect()
  return {
    left: left - frame.left - GAP_PX,
    right: right - frame.left + GAP_PX,
    top: top - frame.top - GAP_PX,
    bottom: bottom - frame.top + GAP_PX,
  }
}
