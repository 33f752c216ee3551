import { Crosshair } from 'lucide-react'
import type { CSSProperties, ReactNode } from 'react'
import styles from '../map.module.css'
import type { MapView } from '../view/map-view.ts'
import type { PlacePointer } from './use-placing.ts'

/** Where Enter drops the next point: the middle of the map. */
export function PlacingCross() {
  return <Crosshair className={styles.cross} aria-hidden="true" />
}

/** What the next point would make, beside where it would go. */
export function PointerNote({
  view,
  pointer,
  children,
}: {
  view: MapView
  pointer: PlacePointer
  children: ReactNode
}) {
  return (
    <div className={styles.distance} style={besidePointer(view, pointer)}>
      {children}
    </div>
  )
}

/** What a note of two lines takes beside the pointer, px. */
const NOTE_PX = 170

/** Right and below; on the other side near the edge, so that it is never cut off; under the pointer's line where neither side has room. */
function besidePointer({ map }: MapView, { x, y }: PlacePointer): CSSProperties {
  const { clientWidth, clientHeight } = map.getContainer()
  const gap = 16
  const across: CSSProperties =
    clientWidth < 2.5 * NOTE_PX
      ? { left: '50%', translate: '-50%' }
      : x > clientWidth - NOTE_PX
        ? { right: clientWidth - x + gap }
        : { left: x + gap }
  return {
    ...across,
    ...(y > clientHeight - 70 ? { bottom: clientHeight - y + gap } : { top: y + gap }),
  }
}
