import { type CSSProperties, type ReactNode, useEffect, useEffectEvent, useState } from 'react'
import { Crosshair } from 'lucide-react'
import type { Position } from '#src/domain/position.ts'
import { keyCommand, type PlacingTool, useMapKeys } from './edit-keys.ts'
import type { MapView } from '../view/map-view.ts'
import styles from '../map.module.css'

/** Where the next point would go: on the sea, unwrapped as the map shows it, and on the map, in pixels. */
interface PlacePointer {
  readonly at: Position
  readonly x: number
  readonly y: number
}

interface PlacingOptions {
  tool: PlacingTool
  /** Begun by a key: points drop at the cross in the middle until the pointer is used. */
  byKey: boolean
  onByKey: (byKey: boolean) => void
  onPlace: (at: Position) => void
  onRemoveLast: () => void
  /** By a double-click or a key. */
  onFinish: () => void
  /** By Escape; left out: that finishes too. */
  onCancel?: () => void
  /** Enter finishes while the pointer is used. */
  enterFinishes?: boolean
}

/** Points one by one, by click, tap or Enter at the cross. @returns where the next would go; null: pointer elsewhere */
export function usePlacing(
  view: MapView,
  { tool, byKey, onByKey, onPlace, onRemoveLast, onFinish, onCancel = onFinish, enterFinishes }: PlacingOptions,
): PlacePointer | null {
  const [pointer, setPointer] = useState<PlacePointer | null>(null)
  const placed = useEffectEvent(onPlace)
  const finished = useEffectEvent(onFinish)

  useEffect(() => {
    const { map } = view
    let before: { x: number; y: number; atMs: number } | null = null
    const events = [
      map.on('click', ({ point, lngLat, originalEvent }) => {
        const click = { x: point.x, y: point.y, atMs: originalEvent.timeStamp }
        if (isDoubleClick(before, click)) return finished()
        before = click
        placed({ lat: lngLat.lat, lon: lngLat.lng })
      }),
      map.on('mousemove', ({ point, lngLat }) => {
        onByKey(false)
        setPointer({ at: { lat: lngLat.lat, lon: lngLat.lng }, x: point.x, y: point.y })
      }),
      map.on('mouseout', () => setPointer(null)),
    ]
    return () => {
      for (const event of events) event.unsubscribe()
    }
  }, [view, onByKey])

  useEffect(() => {
    if (!byKey) return
    const follow = () => setPointer(centre(view))
    follow()
    const moved = view.map.on('move', follow)
    return () => moved.unsubscribe()
  }, [view, byKey])

  useMapKeys(view, (press) => {
    const command = keyCommand(press, { tool, selected: false })
    if (command?.do === 'drop' && enterFinishes && !byKey) onFinish()
    else if (command?.do === 'drop') {
      onByKey(true)
      onPlace(centre(view).at)
    } else if (command?.do === 'remove-last') onRemoveLast()
    else if (command?.do === 'finish') onCancel()
    return command !== null
  })
  return pointer
}

function centre({ map }: MapView): PlacePointer {
  const { lat, lng } = map.getCenter()
  const { clientWidth, clientHeight } = map.getContainer()
  return { at: { lat, lon: lng }, x: clientWidth / 2, y: clientHeight / 2 }
}

/** Two clicks this close in time and place are one double-click, which ends the drawing. */
export function isDoubleClick(
  first: { x: number; y: number; atMs: number } | null,
  second: { x: number; y: number; atMs: number },
): boolean {
  return first !== null && second.atMs - first.atMs < 400 && Math.hypot(second.x - first.x, second.y - first.y) < 8
}

/** Where Enter drops the next point: the middle of the map. */
export function PlacingCross() {
  return <Crosshair className={styles.cross} aria-hidden="true" />
}

/** What the next point would give, shown beside it. */
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

/** The width of a note of two lines beside the pointer, px. */
const NOTE_PX = 170

/** Right and below; near an edge on the other side, so that it is never cut off; below where neither side has room. */
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
