import { Check, Delete, X } from 'lucide-react'
import { useEffect } from 'react'
import type { Feature, FeatureCollection } from 'geojson'
import { type Area, MAX_CORNERS } from '#src/domain/areas/area.ts'
import { namePlace } from '#src/domain/areas/area-index.ts'
import { at } from '#src/domain/at.ts'
import { densify } from '#src/domain/geodesy/leg-line.ts'
import { type Position, unwrapLongitude, wrapLongitude } from '#src/domain/position.ts'
import { formatCount } from '#src/domain/units/format.ts'
import { useDrawnCorners, useEditorActions, useTool } from '#src/state/editor.ts'
import { intend } from '#src/state/intents.ts'
import { useAreas } from '#src/state/voyage.ts'
import { IconButton } from '#src/ui/form/icon-button.tsx'
import { usePressWords } from '#src/ui/form/use-press-words.ts'
import styles from '../map.module.css'
import type { MapView } from '../view/map-view.ts'
import { PlacingCross, usePlacing } from './placing.tsx'
import { noFeatures, shiftIntoWorld } from './route-layers.ts'

const MIN_CORNERS = 3

/** What can be done with the corners set so far. */
function useCorners() {
  const corners = useDrawnCorners()
  const { cornersDrawn, toolChosen } = useEditorActions()
  return {
    corners,
    removeLast: () => cornersDrawn(corners.slice(0, -1)),
    cancel: () => {
      cornersDrawn([])
      toolChosen('pan')
    },
    /** Its name and the rest are asked for in the dialog. */
    finish: () => {
      if (corners.length < MIN_CORNERS) return
      toolChosen('pan')
      intend('open-dialog', 'areas')
    },
    add: ({ lat, lon }: Position) => {
      const last = corners.at(-1)
      if (corners.length < MAX_CORNERS)
        cornersDrawn([...corners, { lat, lon: last ? unwrapLongitude(lon, last.lon) : wrapLongitude(lon) }])
    },
  }
}

interface AreaToolProps {
  view: MapView
  byKey: boolean
  onByKey: (byKey: boolean) => void
}

/** Sets the corners of a no-go area, by clicks or at the cross. */
export function AreaTool({ view, byKey, onByKey }: AreaToolProps) {
  const { corners, add, removeLast, finish, cancel } = useCorners()
  const pointer = usePlacing(view, {
    tool: 'area',
    byKey,
    onByKey,
    enterFinishes: corners.length > 0,
    onPlace: (place) => {
      const last = corners.at(-1)
      // Twice at the cross is as good as a double-click.
      if (last?.lat === place.lat && wrapLongitude(last.lon - place.lon) === 0) finish()
      else add(place)
    },
    onRemoveLast: removeLast,
    onFinish: finish,
    onCancel: cancel,
  })
  useEffect(() => view.draw('draft', outlineFeatures(corners, pointer?.at ?? null)), [view, corners, pointer])
  useEffect(() => () => view.draw('draft', noFeatures), [view])
  return byKey ? <PlacingCross /> : null
}

/** How to go on, and the same as buttons. */
export function AreaCard({ byKey }: { byKey: boolean }) {
  const { press, doublePress, isTouch } = usePressWords()
  const { corners, removeLast, finish, cancel } = useCorners()
  const isShort = corners.length < MIN_CORNERS
  const hint = byKey
    ? 'Arrows move the map, Enter sets a corner at the cross, Enter again ends. Backspace removes the last, Esc cancels.'
    : isTouch
      ? `${press} the corners. ${doublePress} ends.`
      : `${press} the corners. ${doublePress} or Enter ends, Backspace removes the last, Esc cancels.`
  return (
    <div className={`${styles.card} ${styles.measured}`} role="group" aria-label="No-go area">
      <div className={styles.measureHead}>
        <p>{hint}</p>
        <IconButton
          size="small"
          label="Remove last corner"
          shortcut="Backspace"
          icon={<Delete aria-hidden="true" />}
          disabled={corners.length === 0}
          onClick={removeLast}
        />
        <IconButton
          size="small"
          label="Finish area"
          icon={<Check aria-hidden="true" />}
          disabled={isShort}
          onClick={finish}
        />
        <IconButton size="small" label="Cancel area" shortcut="Esc" icon={<X aria-hidden="true" />} onClick={cancel} />
      </div>
      <p role="status" className={corners.length === 0 ? 'visually-hidden' : undefined}>
        {corners.length > 0 && `${formatCount(corners.length, 'corner')}${isShort ? '; three at least' : ''}.`}
      </p>
    </div>
  )
}

/** Corners, and the sides between them as they would be closed now. @param next where the next corner would go, or null */
function outlineFeatures(corners: readonly Position[], next: Position | null): FeatureCollection {
  const shift = shiftIntoWorld(corners[0]?.lon ?? 0)
  const ring = next && corners.length > 0 ? [...corners, next] : corners
  const dots = corners.map(({ lat, lon }): Feature => ({
    type: 'Feature',
    properties: {},
    geometry: { type: 'Point', coordinates: [lon + shift, lat] },
  }))
  const line: Feature[] =
    ring.length < 2
      ? []
      : [{ type: 'Feature', properties: {}, geometry: { type: 'LineString', coordinates: sides(ring, shift) } }]
  return { type: 'FeatureCollection', features: [...line, ...dots] }
}

/** A closed ring along rhumb lines, as the map draws them. */
function sides(corners: readonly Position[], shift: number): number[][] {
  const points = corners.flatMap((from, index) => {
    const to = at(corners, (index + 1) % corners.length)
    return densify(from, to, 'RL').slice(0, -1)
  })
  const [first] = points
  return [...points, ...(first ? [first] : [])].map(({ lat, lon }) => [lon + shift, lat])
}

const drawn = new WeakMap<Area, Feature[]>()

/** An area as it is filled, and its name. */
function areaFeatures(area: Area): Feature[] {
  const known = drawn.get(area)
  if (known) return known
  const { name, effect, corners } = area
  const shift = shiftIntoWorld(corners[0]?.lon ?? 0)
  const { lat, lon } = namePlace(area)
  const made: Feature[] = [
    { type: 'Feature', properties: { effect }, geometry: { type: 'Polygon', coordinates: [sides(corners, shift)] } },
    { type: 'Feature', properties: { name }, geometry: { type: 'Point', coordinates: [lon + shift, lat] } },
  ]
  drawn.set(area, made)
  return made
}

/** Keeps the areas on the map equal to the voyage's. */
export function useAreaLayers(view: MapView | null): void {
  const areas = useAreas()
  useEffect(
    () => view?.draw('areas', { type: 'FeatureCollection', features: areas.flatMap(areaFeatures) }),
    [view, areas],
  )
  const corners = useDrawnCorners()
  const isDrawn = useTool() === 'pan' && corners.length > 0
  // While its name is asked for.
  useEffect(() => {
    if (!view || !isDrawn) return
    view.draw('draft', outlineFeatures(corners, null))
    return () => view.draw('draft', noFeatures)
  }, [view, isDrawn, corners])
}
