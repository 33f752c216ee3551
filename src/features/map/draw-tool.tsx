import { Crosshair } from 'lucide-react'
import { useEffect, useEffectEvent, useState } from 'react'
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
    map.doubleClickZoom.disable()
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
      map.doubleClickZoom.enable()
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
        <div className={styles.distance} style={{ transform: `translate(${pointer.x + 16}px, ${pointer.y + 16}px)` }}>
          {draft.leg}
          <span>{draft.total}</span>
        </div>
      )}
    </>
  )
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
