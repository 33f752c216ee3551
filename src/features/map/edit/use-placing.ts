import { useEffect, useEffectEvent, useState } from 'react'
import type { Position } from '#src/domain/position.ts'
import { isDoubleClick } from './draft.ts'
import { keyCommand, type PlacingTool } from './edit-keys.ts'
import type { MapView } from '../view/map-view.ts'
import { useMapKeys } from '../view/use-map-keys.ts'

/** Where the next point would go: on the sea, unwrapped as the map shows it, and on the map, pixels. */
export interface PlacePointer {
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
}

/** Points one after the other, by clicks, by taps or by Enter at the cross. @returns where the next would go; null: the pointer is elsewhere */
export function usePlacing(
  view: MapView,
  { tool, byKey, onByKey, onPlace, onRemoveLast, onFinish }: PlacingOptions,
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
    if (command?.do === 'drop') {
      onByKey(true)
      onPlace(centre(view).at)
    } else if (command?.do === 'remove-last') onRemoveLast()
    else if (command?.do === 'finish') onFinish()
    return command !== null
  })
  return pointer
}

function centre({ map }: MapView): PlacePointer {
  const { lat, lng } = map.getCenter()
  const { clientWidth, clientHeight } = map.getContainer()
  return { at: { lat, lon: lng }, x: clientWidth / 2, y: clientHeight / 2 }
}
