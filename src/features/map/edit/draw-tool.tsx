import { useEffect } from 'react'
import { type Position, wrapLongitude } from '#src/domain/position.ts'
import { appendWaypoint, deleteWaypoint } from '#src/domain/route/edit.ts'
import { useEditorActions } from '#src/state/editor.ts'
import { useRoute, useVoyageActions } from '#src/state/voyage.ts'
import { usePressWords } from '#src/ui/form/use-press-words.ts'
import { legLine } from '#src/domain/geodesy/leg-line.ts'
import { routeDistanceNm } from '#src/domain/route/legs.ts'
import type { LegType, Route } from '#src/domain/route/route.ts'
import { formatCourse, formatDistance } from '#src/domain/units/format.ts'
import styles from '../map.module.css'
import type { MapView } from '../view/map-view.ts'
import { PlacingCross, PointerNote, usePlacing } from './placing.tsx'
import { draftFeatures, noFeatures } from './route-layers.ts'

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
  const pointer = usePlacing(view, {
    tool: 'draw',
    byKey,
    onByKey,
    onPlace: (at: Position) => routeEdited(appendWaypoint(route, droppedAt(route, at))),
    onRemoveLast: () => {
      const last = route.waypoints.at(-1)
      if (last) routeEdited(deleteWaypoint(route, last.id))
    },
    onFinish: () => {
      waypointSelected(null)
      toolChosen('pan')
    },
  })
  const draft = pointer && draftTo(route, pointer.at)
  useDraftLine(view, draft)
  return (
    <>
      {byKey && <PlacingCross />}
      {draft && pointer && (
        <PointerNote view={view} pointer={pointer}>
          {draft.leg}
          <span>{draft.total}</span>
        </PointerNote>
      )}
    </>
  )
}

/** How to go on, for mouse, finger or keyboard. */
export function DrawHint({ byKey }: { byKey: boolean }) {
  const { press, doublePress, isTouch } = usePressWords()
  const pointerHint = isTouch
    ? `${press} to add waypoints. ${doublePress} or Finish ends, Undo removes the last.`
    : `${press} to add waypoints. ${doublePress} or Esc finishes, Backspace removes the last.`
  return <p className={`${styles.card} ${styles.hint}`}>{byKey ? KEY_HINT : pointerHint}</p>
}

function useDraftLine(view: MapView, draft: Draft | null): void {
  useEffect(
    () => view.draw('draft', draft ? draftFeatures(draft.from, draft.to, draft.type) : noFeatures),
    [view, draft],
  )
  useEffect(() => () => view.draw('draft', noFeatures), [view])
}

/** The leg that a click would add now. */
interface Draft {
  readonly from: Position
  readonly to: Position
  readonly type: LegType
  /** `085°T · 312.4 NM`; empty while it has no length. */
  readonly leg: string
  /** `Total 2 748.4 NM`, with the leg included. */
  readonly total: string
}

/** Null before the first waypoint: there is no leg yet. */
export function draftTo({ waypoints, name }: Route, pointer: Position): Draft | null {
  const last = waypoints.at(-1)
  if (!last) return null
  const type = waypoints.length > 1 ? last.leg.type : 'RL'
  const line = legLine(last.position, pointer, type)
  return {
    from: last.position,
    to: line.to,
    type,
    leg:
      line.initialCourseDeg === null
        ? ''
        : `${formatCourse(line.initialCourseDeg)} · ${formatDistance(line.distanceNm)}`,
    total: `Total ${formatDistance(routeDistanceNm({ name, waypoints }) + line.distanceNm)}`,
  }
}

/** Where a click puts a waypoint: the first in the map's own copy of the world, any other near the route's end. */
export const droppedAt = (route: Route, pointer: Position): Position =>
  route.waypoints.length === 0 ? { lat: pointer.lat, lon: wrapLongitude(pointer.lon) } : pointer
