import { useEffect, useState } from 'react'
import { wrapLongitude } from '#src/domain/position.ts'
import styles from '../map.module.css'
import type { MapView } from '../view/map-view.ts'
import { fromWorld, type Window, worldX, worldY } from './mercator.ts'
import { graticuleStep, stepsBetween } from './graticule.ts'

/**
 * Names the graticule's lines at the map's upper and right edge. Not read aloud: the status bar gives the position.
 * @param props.below a layer of names which these give way to
 */
export function GraticuleLabels({ view, below }: { view: MapView; below?: string }) {
  const [labels, setLabels] = useState<readonly GridLabel[]>([])
  const obstacles = useObstacles(view)
  useEffect(() => {
    const { map } = view
    const update = () => {
      const bounds = map.getBounds()
      const { clientWidth: widthPx, clientHeight: heightPx } = map.getContainer()
      const window = {
        west: worldX(bounds.getWest()),
        east: worldX(bounds.getEast()),
        north: worldY(bounds.getNorth()),
        south: worldY(bounds.getSouth()),
      }
      setLabels(gridLabels(window, map.getZoom(), { widthPx, heightPx, obstacles }))
    }
    // Where names are written is known once all is drawn.
    const giveWay = () => {
      if (!below || !map.getLayer(below)) return
      const isFree = (label: GridLabel) => {
        const { left, top, right, bottom } = boxAround(label)
        const box: [[number, number], [number, number]] = [
          [left, top],
          [right, bottom],
        ]
        return map.queryRenderedFeatures(box, { layers: [below] }).length === 0
      }
      setLabels((labels) => {
        const free = labels.filter(isFree)
        return free.length < labels.length ? free : labels
      })
    }
    update()
    const events = [map.on('move', update), map.on('resize', update), map.on('idle', giveWay)]
    return () => {
      for (const event of events) event.unsubscribe()
    }
  }, [view, obstacles, below])
  return (
    <div className={styles.gridLabels} aria-hidden="true">
      {labels.map(({ of, text, x, y }) => (
        <span key={`${of} ${x} ${y} ${text}`} style={{ left: `${x}px`, top: `${y}px` }}>
          {text}
        </span>
      ))}
    </div>
  )
}

export interface GridLabel {
  /** A meridian's or a parallel's. */
  readonly of: 'longitude' | 'latitude'
  /** `30°N`, `150°W`, `0°`, `180°`, `51°30'N`. */
  readonly text: string
  /** Its middle, pixels from the left and from the top of the map. */
  readonly x: number
  readonly y: number
}

/** Something over the map that a label must not lie under, pixels from the left and the top. */
interface Obstacle {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

interface LabelFrame {
  readonly widthPx: number
  readonly heightPx: number
  readonly obstacles: readonly Obstacle[]
}

/** Half of a label's height with the room around it. */
const HALF_HEIGHT_PX = 9
const halfWidthPx = (text: string): number => 6 + text.length * 3.6
/** From the edge of the map to the middle of a label beside it. */
const EDGE_PX = 11
/** A label moves along its line away from what lies over the map, but no farther than this share of the map. */
const FARTHEST = 0.25

/**
 * The names of the graticule's lines in the window, where they meet its top and right edge. One that something would
 * cover moves along its line until it is clear; if it cannot, the line has no name.
 */
export function gridLabels({ west, east, north, south }: Window, zoom: number, frame: LabelFrame): GridLabel[] {
  const step = graticuleStep(zoom)
  const [upper, lower] = [fromWorld({ x: west, y: north }), fromWorld({ x: east, y: south })]
  const parallels = stepsBetween(lower.lat, upper.lat, step).flatMap((minutes): GridLabel[] => {
    const text = named(minutes, 'N', 'S')
    const y = Math.round(((worldY(minutes / 60) - north) / (south - north)) * frame.heightPx)
    const x = freePlace(text, y, frame)
    return x === null ? [] : [{ of: 'latitude', text, x, y }]
  })
  const taken = parallels.map(boxAround)
  const meridians = stepsBetween(upper.lon, lower.lon, step).flatMap((minutes): GridLabel[] => {
    const text = named(wrapLongitude(minutes / 60) * 60, 'E', 'W')
    const x = Math.round(((worldX(minutes / 60) - west) / (east - west)) * frame.widthPx)
    const y = freeHeight(text, x, { ...frame, obstacles: [...frame.obstacles, ...taken] })
    return y === null ? [] : [{ of: 'longitude', text, x, y }]
  })
  return [...meridians, ...parallels]
}

const boxAround = ({ x, y, text }: Pick<GridLabel, 'x' | 'y' | 'text'>): Obstacle => {
  const half = halfWidthPx(text)
  return { left: x - half, right: x + half, top: y - HALF_HEIGHT_PX, bottom: y + HALF_HEIGHT_PX }
}

const meet = (a: Obstacle, b: Obstacle): boolean =>
  a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom

/** From the right edge to the left along a parallel. */
function freePlace(text: string, y: number, { widthPx, heightPx, obstacles }: LabelFrame): number | null {
  if (y < HALF_HEIGHT_PX || y > heightPx - HALF_HEIGHT_PX) return null
  const half = halfWidthPx(text)
  let x = widthPx - half
  for (;;) {
    const box = boxAround({ x, y, text })
    const inTheWay = obstacles.filter((obstacle) => meet(box, obstacle))
    if (inTheWay.length === 0) return x
    x = Math.min(...inTheWay.map(({ left }) => left)) - half
    if (x < widthPx * (1 - FARTHEST)) return null
  }
}

/** From the upper edge downwards along a meridian. */
function freeHeight(text: string, x: number, { widthPx, heightPx, obstacles }: LabelFrame): number | null {
  const half = halfWidthPx(text)
  if (x < half || x > widthPx - half) return null
  let y = EDGE_PX
  for (;;) {
    const box = boxAround({ x, y, text })
    const inTheWay = obstacles.filter((obstacle) => meet(box, obstacle))
    if (inTheWay.length === 0) return y
    y = Math.max(...inTheWay.map(({ bottom }) => bottom)) + HALF_HEIGHT_PX
    if (y > heightPx * FARTHEST) return null
  }
}

function named(minutes: number, positive: string, negative: string): string {
  const whole = Math.round(Math.abs(minutes))
  const [degrees, rest] = [Math.floor(whole / 60), whole % 60]
  const side = whole === 0 || whole === 180 * 60 ? '' : minutes > 0 ? positive : negative
  return `${degrees}°${rest === 0 ? '' : `${String(rest).padStart(2, '0')}'`}${side}`
}

/** On an element whose children lie over the map. */
export const overMap = { 'data-over-map': '' } as const

/** Between what lies over the map and what is written on it. */
const GAP_PX = 4

/** Where the tools, the legend and the rest lie over the map, pixels from its left and top; followed as they change. */
function useObstacles({ map }: MapView): readonly Obstacle[] {
  const [obstacles, setObstacles] = useState<readonly Obstacle[]>([])
  useEffect(() => {
    const panel = map.getContainer().parentElement
    if (!panel) return
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
