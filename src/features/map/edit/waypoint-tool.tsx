import { Move, Trash2, X } from 'lucide-react'
import { useEffect, useEffectEvent, useMemo, useState } from 'react'
import type { Position } from '#src/domain/position.ts'
import { deleteWaypoint, moveWaypoint, waypointIndex } from '#src/domain/route/edit.ts'
import type { Route } from '#src/domain/route/route.ts'
import { formatPosition } from '#src/domain/units/position-text.ts'
import { useDragging, useEditorActions, useSelectedWaypointId, useShownPlan } from '#src/state/editor.ts'
import { useUnits } from '#src/state/preferences.ts'
import { useRoute, useVoyageActions } from '#src/state/voyage.ts'
import { Button } from '#src/ui/form/button.tsx'
import { IconButton } from '#src/ui/form/icon-button.tsx'
import { usePressWords } from '#src/ui/form/use-press-words.ts'
import { type KeyCommand, keyCommand, neighbourId, nudged, type PlacingTool, useMapKeys } from './edit-keys.ts'
import { handleAt, insertedAt, type LegHandle, legHandles, waypointAt } from './hit-test.ts'
import styles from '../map.module.css'
import type { MapView } from '../view/map-view.ts'
import { useWaypointDrag } from './use-waypoint-drag.ts'
import { handleFeatures, noFeatures } from './route-layers.ts'

interface WaypointToolProps {
  view: MapView
  /** With an answer shown the line is for reading: only the selected waypoint's legs offer a handle. */
  quiet: boolean
  /** A key asked for a tool that sets points. */
  onToolByKey: (tool: PlacingTool) => void
  onFit: () => void
  onOver: (over: 'waypoint' | 'handle' | null) => void
}

/** Selects, drags, inserts and removes waypoints; moving also works by two clicks and by arrow keys. */
export function WaypointTool({ view, quiet, onToolByKey, onFit, onOver }: WaypointToolProps) {
  const route = useRoute()
  const selectedId = useSelectedWaypointId()
  const { routeEdited } = useVoyageActions()
  const { waypointSelected, dragEnded } = useEditorActions()
  const [moving, setMoving] = useState(false)
  const { position: notation } = useUnits()
  const { press } = usePressWords()
  const shown = useShownPlan().route
  const dragging = useDragging()
  const index = selectedId === null ? -1 : waypointIndex(shown, selectedId)
  const selected = shown.waypoints[index]
  const handles = useLegHandles(view, route, quiet ? (selectedId ?? '') : null, dragging)

  const select = (id: string | null) => {
    waypointSelected(id)
    setMoving(false)
  }
  const insert = (handle: LegHandle) => {
    const inserted = insertedAt(route, handle)
    if (!inserted) return
    routeEdited(inserted.route)
    waypointSelected(inserted.id)
  }
  const remove = () => {
    if (!selected) return
    const next = deleteWaypoint(route, selected.id)
    routeEdited(next)
    select(next.waypoints[Math.min(index, next.waypoints.length - 1)]?.id ?? null)
  }
  const clicked = (at: Position, zoom: number) => {
    if (moving && selected) {
      routeEdited(moveWaypoint(route, selected.id, at))
      return setMoving(false)
    }
    const id = waypointAt(route, at, zoom, selectedId)
    const handle = id === null ? handleAt(handles, at, zoom) : null
    if (handle) insert(handle)
    else select(id)
  }
  const commanded = (command: KeyCommand, held: boolean) => {
    if (command.do === 'draw' || command.do === 'measure') onToolByKey(command.do)
    else if (command.do === 'fit') onFit()
    else if (command.do === 'delete') remove()
    else if (command.do === 'select') select(neighbourId(route, selectedId, command.step))
    else if (command.do === 'nudge' && selected)
      routeEdited(moveWaypoint(route, selected.id, nudged(selected.position, command.north, command.east)), {
        key: `move ${selected.id}`,
        held,
      })
    else if (command.do === 'cancel') return moving ? setMoving(false) : select(null)
  }

  useMapClicks(view, clicked, (at, zoom) => onOver(overWhat(route, handles, selectedId, at, zoom)))
  useMapKeys(view, (press) => {
    const command = keyCommand(press, { tool: 'pan', selected: selected !== undefined })
    if (command) commanded(command, press.repeat)
    return command !== null
  })
  useWaypointDrag(view, {
    route,
    handles,
    selectedId,
    onMoved: (moved, id) => {
      routeEdited(moved)
      dragEnded(id)
      setMoving(false)
    },
  })

  if (!selected) return null
  return (
    <div
      className={`${styles.card} ${styles.waypointBar}`}
      role="group"
      aria-label={`Waypoint ${index + 1}`}
      data-dragging={dragging || undefined}
    >
      <strong>{selected.name || `WP ${index + 1}`}</strong>
      <span className={styles.place}>
        {moving ? `${press} where it goes` : formatPosition(selected.position, notation)}
      </span>
      <Button
        size="small"
        tone="quiet"
        icon={moving ? <X aria-hidden="true" /> : <Move aria-hidden="true" />}
        aria-pressed={moving}
        onClick={() => setMoving(!moving)}
      >
        {moving ? 'Leave there' : 'Move'}
      </Button>
      <IconButton
        size="small"
        label={`Delete waypoint ${index + 1}`}
        shortcut="Delete"
        icon={<Trash2 aria-hidden="true" />}
        onClick={remove}
      />
    </div>
  )
}

function overWhat(
  route: Route,
  handles: readonly LegHandle[],
  selectedId: string | null,
  at: Position,
  zoom: number,
): 'waypoint' | 'handle' | null {
  if (waypointAt(route, at, zoom, selectedId) !== null) return 'waypoint'
  return handleAt(handles, at, zoom) ? 'handle' : null
}

type OnPlace = (at: Position, zoom: number) => void

function useMapClicks({ map }: MapView, onClick: OnPlace, onMove: OnPlace): void {
  const click = useEffectEvent(onClick)
  const move = useEffectEvent(onMove)
  useEffect(() => {
    const events = [
      map.on('click', ({ lngLat }) => click({ lat: lngLat.lat, lon: lngLat.lng }, map.getZoom())),
      map.on('mousemove', ({ lngLat }) => move({ lat: lngLat.lat, lon: lngLat.lng }, map.getZoom())),
    ]
    return () => {
      for (const event of events) event.unsubscribe()
    }
  }, [map])
}

/**
 * Draws the "+" handles in the middle of the legs, those with room for one at this zoom.
 * @param besideId see `legHandles` @param dragging none are drawn while something moves
 */
function useLegHandles(view: MapView, route: Route, besideId: string | null, dragging: boolean): readonly LegHandle[] {
  const [zoom, setZoom] = useState(() => view.map.getZoom())
  useEffect(() => {
    const zoomed = view.map.on('zoomend', () => setZoom(view.map.getZoom()))
    return () => zoomed.unsubscribe()
  }, [view])
  const handles = useMemo(() => legHandles(route, zoom, besideId), [route, zoom, besideId])
  useEffect(() => {
    view.draw('handles', dragging ? noFeatures : handleFeatures(handles, route))
    return () => view.draw('handles', noFeatures)
  }, [view, handles, route, dragging])
  return handles
}
