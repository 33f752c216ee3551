import { useEffect, useEffectEvent, useRef } from 'react'
import type { Position } from '#src/domain/position.ts'
import { moveWaypoint } from '#src/domain/route/edit.ts'
import type { Route } from '#src/domain/route/route.ts'
import { useEditorActions } from '#src/state/editor.ts'
import { movedByPixels } from '../base/mercator.ts'
import type { MapView } from '../view/map-view.ts'
import { handleAt, insertedAt, type LegHandle, waypointAt } from './hit-test.ts'
import { type DragOffset, followDrag } from './pointer-drag.ts'
import { drawMoving, drawSettled } from './route-layers.ts'

/** What there is to take hold of. */
interface Grips {
  route: Route
  handles: readonly LegHandle[]
  selectedId: string | null
}

interface WaypointDragOptions extends Grips {
  /** Let go on the map. */
  onMoved: (route: Route, id: string) => void
}

/**
 * Drags a waypoint, or a new one out of a leg's handle, and shows it on the map and in the tables. Let go on the map,
 * it is one edit; let go elsewhere, or if the route has changed meanwhile, everything is as before.
 */
export function useWaypointDrag(view: MapView, options: WaypointDragOptions): void {
  const { route, selectedId, onMoved } = options
  const { waypointDragged, dragEnded } = useEditorActions()
  const settle = useRef<() => void>(() => undefined)
  const breakOff = useRef<() => void>(() => undefined)

  const grab = useEffectEvent((press: PointerEvent) => {
    if (press.button !== 0 || !press.isPrimary) return
    const { map } = view
    const zoom = map.getZoom()
    const grabbed = grabbedAt(options, positionOf(view, press), zoom)
    if (!grabbed) return
    const { id, from } = grabbed
    const movedTo = ({ right, below }: DragOffset) =>
      moveWaypoint(grabbed.route, id, movedByPixels(from, right, below, zoom))
    breakOff.current()
    settle.current()
    settle.current = () => undefined
    map.dragPan.disable()
    breakOff.current = followDrag(map.getCanvasContainer(), press, {
      moved: (offset) => {
        const moved = movedTo(offset)
        drawMoving(view, moved, id)
        waypointDragged({ from: route, route: moved, id })
      },
      dropped: (offset) => {
        const moved = movedTo(offset)
        settle.current = drawSettled(view, moved, id)
        onMoved(moved, id)
      },
      restored: () => {
        settle.current = drawSettled(view, route, selectedId)
        dragEnded(selectedId)
      },
      ended: () => map.dragPan.enable(),
    })
  })

  useEffect(() => {
    const surface = view.map.getCanvasContainer()
    const pressed = (event: PointerEvent) => grab(event)
    surface.addEventListener('pointerdown', pressed)
    return () => surface.removeEventListener('pointerdown', pressed)
  }, [view])
  useEffect(() => () => breakOff.current(), [view, route])
}

interface Grabbed {
  /** With the moving waypoint in it. */
  readonly route: Route
  readonly id: string
  readonly from: Position
}

/** What a press grabs; null: the map itself. */
function grabbedAt({ route, handles, selectedId }: Grips, at: Position, zoom: number): Grabbed | null {
  const id = waypointAt(route, at, zoom, selectedId)
  const from = route.waypoints.find((waypoint) => waypoint.id === id)?.position
  if (id !== null && from) return { route, id, from }
  const handle = handleAt(handles, at, zoom)
  return handle && insertedAt(route, handle)
}

/** Where on the sea a pointer is, unwrapped as the map shows it. */
function positionOf({ map }: MapView, { clientX, clientY }: { clientX: number; clientY: number }): Position {
  const box = map.getCanvas().getBoundingClientRect()
  const { lat, lng } = map.unproject([clientX - box.left, clientY - box.top])
  return { lat, lon: lng }
}
