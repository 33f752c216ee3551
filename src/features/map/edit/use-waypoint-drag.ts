import { useEffect, useEffectEvent, useRef } from 'react'
import type { Position } from '#src/domain/position.ts'
import { moveWaypoint } from '#src/domain/route/edit.ts'
import type { Route } from '#src/domain/route/route.ts'
import { waypointAt } from './hit-test.ts'
import type { MapView } from '../view/map-view.ts'
import { movedByPixels } from '../base/mercator.ts'
import { drawMoving, drawSettled, noFeatures } from './route-layers.ts'

/** A hand is never quite still; below this a press is a click. */
const DRAG_FROM_PX = 4

/** Drags a waypoint: drawn as it goes, one edit when the pointer is let go, as it was on Escape. */
export function useWaypointDrag(
  view: MapView,
  route: Route,
  selectedId: string | null,
  onMoved: (route: Route, id: string) => void,
): void {
  const settle = useRef<() => void>(() => undefined)
  const grab = useEffectEvent((down: PointerEvent): (() => void) | null => {
    if (down.button !== 0 || !down.isPrimary) return null
    const { map } = view
    const id = waypointAt(route, positionOf(view, down), map.getZoom())
    const from = route.waypoints.find((waypoint) => waypoint.id === id)?.position
    if (!id || !from) return null
    settle.current()
    settle.current = () => undefined
    return drag(view, down, {
      preview: (right, below) => {
        const moved = moveWaypoint(route, id, movedByPixels(from, right, below, map.getZoom()))
        view.draw('handles', noFeatures)
        drawMoving(view, moved, id)
        return moved
      },
      restore: () => (settle.current = drawSettled(view, route, selectedId)),
      commit: (moved) => {
        settle.current = drawSettled(view, moved, id)
        onMoved(moved, id)
      },
    })
  })

  useEffect(() => {
    const surface = view.map.getCanvasContainer()
    let end: (() => void) | null = null
    const down = (event: PointerEvent) => {
      end = grab(event)
    }
    surface.addEventListener('pointerdown', down)
    return () => {
      surface.removeEventListener('pointerdown', down)
      end?.()
    }
  }, [view])
}

interface DragSteps {
  readonly preview: (rightPx: number, downPx: number) => Route
  readonly restore: () => void
  readonly commit: (moved: Route) => void
}

/** @returns a function that breaks the drag off */
function drag({ map }: MapView, start: PointerEvent, { preview, restore, commit }: DragSteps): () => void {
  let moved: Route | null = null
  let over = false
  map.dragPan.disable()
  const stop = () => {
    if (over) return
    over = true
    map.dragPan.enable()
    for (const [type, listener] of listeners) window.removeEventListener(type, listener, { capture: true })
  }
  const cancel = () => {
    if (!over && moved) restore()
    stop()
  }
  const listeners: [string, (event: Event) => void][] = [
    [
      'pointermove',
      (event) => {
        const { clientX, clientY, pointerId } = event as PointerEvent
        if (pointerId !== start.pointerId) return
        const [right, below] = [clientX - start.clientX, clientY - start.clientY]
        if (moved || Math.hypot(right, below) >= DRAG_FROM_PX) moved = preview(right, below)
      },
    ],
    [
      'pointerup',
      () => {
        stop()
        if (moved) commit(moved)
      },
    ],
    ['pointercancel', cancel],
    [
      'keydown',
      (event) => {
        if ((event as KeyboardEvent).key !== 'Escape') return
        event.stopPropagation()
        cancel()
      },
    ],
  ]
  for (const [type, listener] of listeners) window.addEventListener(type, listener, { capture: true })
  return cancel
}

/** Where on the sea a pointer is, unwrapped as the map shows it. */
function positionOf({ map }: MapView, { clientX, clientY }: { clientX: number; clientY: number }): Position {
  const box = map.getCanvas().getBoundingClientRect()
  const { lat, lng } = map.unproject([clientX - box.left, clientY - box.top])
  return { lat, lon: lng }
}
