import { Delete } from 'lucide-react'
import { useEffect, useState } from 'react'
import type { Feature, FeatureCollection } from 'geojson'
import { at } from '#src/domain/at.ts'
import type { Position } from '#src/domain/position.ts'
import { formatCourse, formatDistance } from '#src/domain/units/format.ts'
import { useEditorActions } from '#src/state/editor.ts'
import { useRoute } from '#src/state/voyage.ts'
import { IconButton } from '#src/ui/form/icon-button.tsx'
import { usePressWords } from '#src/ui/form/use-press-words.ts'
import { densify, type LegLine, legLine } from '#src/domain/geodesy/leg-line.ts'
import type { LegType } from '#src/domain/route/route.ts'
import { waypointAt } from './hit-test.ts'
import styles from '../map.module.css'
import type { MapView } from '../view/map-view.ts'
import { PlacingCross, PointerNote, usePlacing } from './placing.tsx'
import { noFeatures, shiftIntoWorld } from './route-layers.ts'

interface MeasureToolProps {
  view: MapView
  points: readonly Position[]
  onPoints: (points: readonly Position[]) => void
  byKey: boolean
  onByKey: (byKey: boolean) => void
}

/** The points to measure between; forgotten when the tool is put away. */
export function useMeasuredPoints(measuring: boolean): [readonly Position[], (points: readonly Position[]) => void] {
  const [points, setPoints] = useState<readonly Position[]>([])
  if (!measuring && points.length > 0) setPoints([])
  return [points, setPoints]
}

/** Distances and bearings between points of the sea, by click or at the cross; a click on a waypoint starts there. */
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

/** The measured legs, under the tools; read aloud as they grow. */
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
    // A long list of legs is scrolled, by keys too.
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

/** One measured leg, in both ways it could be sailed. */
interface MeasuredLeg {
  readonly rhumb: LegLine
  readonly great: LegLine
}

const measuredLeg = (from: Position, to: Position): MeasuredLeg => ({
  rhumb: legLine(from, to, 'RL'),
  great: legLine(from, to, 'GC'),
})

/** From point to point, each the shorter way round. */
export const measuredLegs = (points: readonly Position[]): MeasuredLeg[] =>
  points.slice(1).map((to, index) => measuredLeg(at(points, index), to))

/** A point that goes on from the one before, its longitude unwrapped against it. */
export function pointAdded(points: readonly Position[], at: Position): Position[] {
  const last = points.at(-1)
  return [...points, last ? measuredLeg(last, at).rhumb.to : at]
}

export const totalNm = (legs: readonly MeasuredLeg[], way: keyof MeasuredLeg): number =>
  legs.reduce((sum, leg) => sum + leg[way].distanceNm, 0)

/** `085°T · 312.4 NM`; the bearing is the initial one. */
function wayWords({ initialCourseDeg, distanceNm }: LegLine): string {
  return initialCourseDeg === null
    ? formatDistance(distanceNm)
    : `${formatCourse(initialCourseDeg)} · ${formatDistance(distanceNm)}`
}

/** What is read aloud about the last leg and all of them. */
export function measuredWords(legs: readonly MeasuredLeg[]): string {
  const last = legs.at(-1)
  if (!last) return ''
  const leg = `Leg ${legs.length}: rhumb line ${wayWords(last.rhumb)}, great circle ${wayWords(last.great)}.`
  return legs.length === 1
    ? leg
    : `${leg} Total: rhumb line ${formatDistance(totalNm(legs, 'rhumb'))}, great circle ${formatDistance(totalNm(legs, 'great'))}.`
}

/** Points with their numbers, and both lines between them. @param next where the next point would go, or null */
export function measureFeatures(points: readonly Position[], next: Position | null): FeatureCollection {
  const shift = shiftIntoWorld(points[0]?.lon ?? 0)
  const place = ({ lat, lon }: Position) => [lon + shift, lat]
  const line = (from: Position, to: Position, kind: LegType): Feature => ({
    type: 'Feature',
    properties: { kind },
    geometry: { type: 'LineString', coordinates: densify(from, to, kind).map(place) },
  })
  const ends = next ? [...points, next] : points
  const lines = ends
    .slice(1)
    .flatMap((to, index) => (['GC', 'RL'] as const).map((kind) => line(at(ends, index), to, kind)))
  const dots = points.map((point, index): Feature => ({
    type: 'Feature',
    properties: { label: String(index + 1) },
    geometry: { type: 'Point', coordinates: place(point) },
  }))
  return { type: 'FeatureCollection', features: [...lines, ...dots] }
}
