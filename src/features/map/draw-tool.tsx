import { Crosshair } from 'lucide-react'
import { type CSSProperties, useEffect, useEffectEvent, useState } from 'react'
import type { Position } from '#src/domain/position.ts'
import { appendWaypoint, deleteWaypoint } from '#src/domain/route/edit.ts'
import { useEditorActions } from '#src/state/editor.ts'
import { useRoute, useVoyageActions } from '#src/state/voyage.ts'
import { type Draft, draftTo, droppedAt, isDoubleClick } from './draft.ts'
import { keyCommand } from './edit-keys.ts'
import styles from './map.module.css'
import type { MapView } from './map-view.ts'
import { draftFeatures, noFeatures } from './route-geojson.ts'
import { useMapKeys } from './use-map-keys.ts'

const POINTER_HINT = 'Click to add waypoints. Double-click or Esc finishes, Backspace removes the last.'
const KEY_HINT = 'Arrows move the map, Enter drops a waypoint at the cross, Backspace removes the last, Esc finishes.'

interface DrawToolProps {
  view: MapView
  /** Started by a key: waypoints drop at the cross in the middle until the pointer is used. */
  byKey: boolean
  onByKey: (byKey: boolean) => void
}

/** Adds waypoints at the end of the route, by clicks or at the cross, with the distance so far beside the pointer. */
export function DrawTool({ view, byKey, onByKey }: DrawToolProps) {
  const route = useRoute()
  const { routeEdited } = useVoyageActions()
  const { toolChosen, waypointSelected } = useEditorActions()
  const [pointer, setPointer] = useState<{ at: Position; x: number; y: number } | null>(null)
  const draft = pointer && draftTo(route, pointer.at)

  const drop = (at: Position) => routeEdited(appendWaypoint(route, droppedAt(route, at)))
  const clicked = useEffectEvent(drop)
  const finish = useEffectEvent(() => toolChosen('pan'))

  useEffect(() => {
    const { map } = view
    let before: { x: number; y: number; atMs: number } | null = null
    const events = [
      map.on('click', ({ point, lngLat, originalEvent }) => {
        const click = { x: point.x, y: point.y, atMs: originalEvent.timeStamp }
        if (isDoubleClick(before, click)) return finish()
        before = click
        clicked({ lat: lngLat.lat, lon: lngLat.lng })
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

  useDraftLine(view, draft)

  useMapKeys(view, (press) => {
    const command = keyCommand(press, { drawing: true, selected: false })
    if (command?.do === 'drop') {
      onByKey(true)
      drop(centre(view).at)
    } else if (command?.do === 'remove-last') {
      const last = route.waypoints.at(-1)
      if (last) routeEdited(deleteWaypoint(route, last.id))
    } else if (command?.do === 'finish') {
      waypointSelected(null)
      toolChosen('pan')
    }
    return command !== null
  })

  return (
    <>
      {byKey && <Crosshair className={styles.cross} aria-hidden="true" />}
      {draft && pointer && (
        <div className={styles.distance} style={besidePointer(view, pointer)}>
          {draft.leg}
          <span>{draft.total}</span>
        </div>
      )}
    </>
  )
}

/** How to go on, for the hand that is drawing. */
export function DrawHint({ byKey }: { byKey: boolean }) {
  return <p className={`${styles.card} ${styles.hint}`}>{byKey ? KEY_HINT : POINTER_HINT}</p>
}

/** Right and below; on the other side near the edge, so that it is never cut off. */
function besidePointer({ map }: MapView, { x, y }: { x: number; y: number }): CSSProperties {
  const { clientWidth, clientHeight } = map.getContainer()
  const gap = 16
  return {
    ...(x > clientWidth - 170 ? { right: clientWidth - x + gap } : { left: x + gap }),
    ...(y > clientHeight - 70 ? { bottom: clientHeight - y + gap } : { top: y + gap }),
  }
}

function useDraftLine(view: MapView, draft: Draft | null): void {
  useEffect(() => view.draw('draft', draft ? draftFeatures(draft.from, draft.to, draft.type) : noFeatures), [view, draft])
  useEffect(() => () => view.draw('draft', noFeatures), [view])
}

function centre({ map }: MapView): { at: Position; x: number; y: number } {
  const { lat, lng } = map.getCenter()
  const { clientWidth, clientHeight } = map.getContainer()
  return { at: { lat, lon: lng }, x: clientWidth / 2, y: clientHeight / 2 }
}
