import { useEffect } from 'react'
import type { Position } from '#src/domain/position.ts'
import { appendWaypoint, deleteWaypoint } from '#src/domain/route/edit.ts'
import { useEditorActions } from '#src/state/editor.ts'
import { useRoute, useVoyageActions } from '#src/state/voyage.ts'
import { usePressWords } from '#src/ui/form/use-press-words.ts'
import { type Draft, draftTo, droppedAt } from './draft.ts'
import styles from '../map.module.css'
import type { MapView } from '../view/map-view.ts'
import { PlacingCross, PointerNote } from './placing-notes.tsx'
import { draftFeatures, noFeatures } from './route-geojson.ts'
import { usePlacing } from './use-placing.ts'

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

/** How to go on, for the hand that is drawing. */
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
