import { wrapLongitude } from '#src/domain/position.ts'
import type { Window } from '../answer/class-runs.ts'
import { graticuleStep, stepsBetween } from './graticule.ts'
import { fromWorld, worldX, worldY } from './mercator.ts'

export interface GridLabel {
  /** Of a meridian or of a parallel. */
  readonly of: 'longitude' | 'latitude'
  /** `30°N`, `150°W`, `0°`, `180°`, `51°30'N`. */
  readonly text: string
  /** Its middle, pixels from the left and from the top of the map. */
  readonly x: number
  readonly y: number
}

/** Something over the map that a label must not lie under, pixels from the left and the top. */
export interface Obstacle {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

export interface LabelFrame {
  readonly widthPx: number
  readonly heightPx: number
  readonly obstacles: readonly Obstacle[]
}

/** Half of what a label takes with the room around it. */
const HALF_HEIGHT_PX = 9
const halfWidthPx = (text: string): number => 6 + text.length * 3.6
/** From the edge of the map to the middle of a label beside it. */
const EDGE_PX = 11
/** A label goes along its line out of the way of what lies over the map, but no farther than this part of the map: there it would be in the way itself. */
const FARTHEST = 0.25

/**
 * The names of the graticule's lines in the window, where they meet its top and its right edge. One that would lie under
 * something moves along its line until it lies free; where it cannot, the line has none.
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
