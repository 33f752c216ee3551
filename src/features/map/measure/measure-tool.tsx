import { Delete } from 'lucide-react'
import { useEffect, useState } from 'react'
import type { Position } from '#src/domain/position.ts'
import { formatDistance } from '#src/domain/units/format.ts'
import { useEditorActions } from '#src/state/editor.ts'
import { useRoute } from '#src/state/voyage.ts'
import { IconButton } from '#src/ui/form/icon-button.tsx'
import { usePressWords } from '#src/ui/form/use-press-words.ts'
import { waypointAt } from '../edit/hit-test.ts'
import styles from '../map.module.css'
import type { MapView } from '../view/map-view.ts'
import { measureFeatures } from './measure-geojson.ts'
import {
  type MeasuredLeg,
  measuredLeg,
  measuredLegs,
  measuredWords,
  pointAdded,
  totalNm,
  wayWords,
} from './measured.ts'
import { PlacingCross, PointerNote } from '../edit/placing-notes.tsx'
import { noFeatures } from '../edit/route-geojson.ts'
import { usePlacing } from '../edit/use-placing.ts'

interface MeasureToolProps {
  view: MapView
  points: readonly Position[]
  onPoints: (points: readonly Position[]) => void
  byKey: boolean
  onByKey: (byKey: boolean) => void
}

/** The points that are measured between; forgotten when the tool is put away. */
export function useMeasuredPoints(measuring: boolean): [readonly Position[], (points: readonly Position[]) => void] {
  const [points, setPoints] = useState<readonly Position[]>([])
  if (!measuring && points.length > 0) setPoints([])
  return [points, setPoints]
}

/** Distances and bearings between points of the sea, by clicks or at the cross; a click on a waypoint measures from it. */
export function MeasureTool({ view, points, onPoints, byKey, onByKey }: MeasureToolProps) {
  const route = useRoute()
  const { toolChosen } = useEditorActions()
  const onWaypoint = (at: Position): Position => {
    const id = waypointAt(route, at, view.map.getZoom())
    return route.waypoints.find((waypoint) => waypoint.id === id)?.position ?? at
  }
  const pointer = usePlacing(view, {
    tool: 'measure',
    byKey,
    onByKey,
    onPlace: (at) => onPoints(pointAdded(points, onWaypoint(at))),
    onRemoveLast: () => onPoints(points.slice(0, -1)),
    onFinish: () => toolChosen('pan'),
  })
  const last = points.at(-1)
  const next = last && pointer ? measuredLeg(last, pointer.at) : null

  useEffect(() => view.draw('measure', measureFeatures(points, pointer?.at ?? null)), [view, points, pointer])
  useEffect(() => () => view.draw('measure', noFeatures), [view])

  return (
    <>
      {byKey && <PlacingCross />}
      {next && pointer && (
        <PointerNote view={view} pointer={pointer}>
          RL {wayWords(next.rhumb)}
          <span>GC {wayWords(next.great)}</span>
        </PointerNote>
      )}
    </>
  )
}

const KEY_HINT = 'Arrows move the map, Enter sets a point at the cross, Backspace removes the last, Esc ends.'

/** What was measured, leg by leg, under the tools; said aloud as it grows. */
export function MeasuredCard({ points, onPoints, byKey }: Pick<MeasureToolProps, 'points' | 'onPoints' | 'byKey'>) {
  const { press, isTouch } = usePressWords()
  const legs = measuredLegs(points)
  return (
    <div className={`${styles.card} ${styles.measured}`} role="group" aria-label="Measured">
      <div className={styles.measureHead}>
        <p>
          {byKey
            ? KEY_HINT
            : isTouch
              ? `${press} two or more points.`
              : `${press} two or more points. Backspace removes the last, Esc ends.`}
        </p>
        {points.length > 0 && (
          <IconButton
            size="small"
            label="Remove last point"
            shortcut="Backspace"
            icon={<Delete aria-hidden="true" />}
            onClick={() => onPoints(points.slice(0, -1))}
          />
        )}
      </div>
      <p className="visually-hidden" role="status">
        {legs.length === 0 && points.length > 0 ? 'First point set.' : measuredWords(legs)}
      </p>
      {legs.length > 0 && <MeasuredTable legs={legs} />}
    </div>
  )
}

function MeasuredTable({ legs }: { legs: readonly MeasuredLeg[] }) {
  return (
    // Many legs are scrolled, with keys too.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className={styles.measuredLegs} role="region" aria-label="Measured legs" tabIndex={0}>
      <table>
        <thead>
          <tr>
            <th scope="col">Leg</th>
            <th scope="col">Rhumb line</th>
            <th scope="col">Great circle</th>
          </tr>
        </thead>
        <tbody>
          {legs.map(({ rhumb, great }, index) => (
            <tr key={index}>
              <th scope="row">{index + 1}</th>
              <td>{wayWords(rhumb)}</td>
              <td>{wayWords(great)}</td>
            </tr>
          ))}
        </tbody>
        {legs.length > 1 && (
          <tfoot>
            <tr>
              <th scope="row">Total</th>
              <td>{formatDistance(totalNm(legs, 'rhumb'))}</td>
              <td>{formatDistance(totalNm(legs, 'great'))}</td>
            </tr>
          </tfoot>
        )}
      </table>
    </div>
  )
}
