import { type ReactNode, useDeferredValue, useEffect, useEffectEvent, useId, useMemo, useState } from 'react'
import type { AppError } from '#src/domain/errors.ts'
import type { Layer } from '#src/domain/metocean/layers/layers.ts'
import type { Position } from '#src/domain/position.ts'
import type { NamedAnswer } from '#src/domain/tasks/answer-name.ts'
import { useEditorActions, useTool, useSelectedWaypointId } from '#src/state/editor.ts'
import { usePreference, useUnits } from '#src/state/preferences.ts'
import { useRoute, useTrack, useVoyageEditable } from '#src/state/voyage.ts'
import { intend, useIntent } from '#src/state/intents.ts'
import { onVoyageBehind } from '#src/state/view.ts'
import { useCoastline, usePlaces } from './base/use-coastline.ts'
import { AreaCard, AreaTool, useAreaLayers } from './edit/area-tool.tsx'
import { DrawHint, DrawTool } from './edit/draw-tool.tsx'
import type { PlacingTool } from './edit/edit-keys.ts'
import { GraticuleLabels, overMap } from './base/graticule-labels.tsx'
import styles from './map.module.css'
import { MapCorner, MapNotice, MapToolbar } from './view/map-controls.tsx'
import { changeWords, MAP_KEYS, mapSummary } from './view/map-words.ts'
import { type MapView, useMapView } from './view/map-view.ts'
import { MeasuredCard, MeasureTool, useMeasuredPoints } from './edit/measure-tool.tsx'
import { PlaybackBar } from './playback/playback.tsx'
import { ScaleBar } from './base/scale-bar.tsx'
import { ShipMarker, WorstMarker } from './answer/markers.tsx'
import { type CameraControl, useCamera } from './view/use-camera.ts'
import { useGraticule } from './base/graticule.ts'
import { useGlyphs } from './answer/use-glyphs.ts'
import { useOverlay, useLimitMarks } from './answer/use-overlay.ts'
import { useMapPicture } from './view/map-picture.ts'
import { useRouteLayers } from './edit/route-layers.ts'
import { useShade } from './base/use-shade.ts'
import { useCursorMarker, useLinePlaces, useSampleHover } from './answer/use-sample-cursor.ts'
import { WaypointTool } from './edit/waypoint-tool.tsx'

interface MapPanelProps {
  answer: NamedAnswer | null
  /** What colours the route; null: nothing. */
  layer: Layer | null
  /** An older answer: the route is coloured by the difference of the layer. */
  changesFrom?: NamedAnswer | null
  /** Laid over the map's lower left corner, such as the legend. */
  children?: ReactNode
  /** Laid over the upper right corner, such as the choice of layer. */
  corner?: ReactNode
  /** Where the pointer is, longitude as the map shows it; null when it has left. */
  onPointerMove?: (position: Position | null) => void
}

/** The map with the route, the tools to edit it, and the answer along it. */
export function MapPanel({ answer, layer, changesFrom = null, children, corner, onPointerMove }: MapPanelProps) {
  const describedBy = useId()
  const route = useRoute()
  const track = useTrack()
  const tool = useTool()
  const placing = tool !== 'pan'
  const [measured, setMeasured] = useMeasuredPoints(tool === 'measure')
  const { toolChosen, waypointSelected } = useEditorActions()
  const [byKey, setByKey] = useState(false)
  const [over, setOver] = useState<'waypoint' | 'handle' | null>(null)
  const { attach, view, error, reset, resetSeen } = useMapView(changesFrom ? 'change' : (layer?.ramp ?? 'neutral'))
  const { position: notation } = useUnits()
  const camera = useCamera(view, answer)
  // The route's colours come first; glyphs, marks and the rest follow in a turn of their own.
  const later = useDeferredValue(useMemo(() => ({ answer, layer, changesFrom }), [answer, layer, changesFrom]))

  useEffect(() => (view ? onVoyageBehind(view.rest) : undefined), [view])
  useCoastline(view)
  useGraticule(view)
  usePlaces(view, usePreference('placesNamed'))
  useShade(view, answer, usePreference('nightShaded'))
  useAreaLayers(view)
  useRouteLayers(view)
  useOverlay(view, answer, layer, changesFrom)
  useLimitMarks(view, later.answer)
  useGlyphs(view, later.answer, later.layer, usePreference('glyphs'), later.changesFrom)
  useCursorMarker(view, answer)
  useLinePlaces(view, later.answer)
  useSampleHover(view, placing ? null : answer)
  useMapPicture(view, answer, layer, changesFrom)
  usePointer(view, onPointerMove)
  useCanvasName(view, describedBy)

  const chosenByKey = (chosen: PlacingTool) => {
    if (chosen === 'draw' && track) return // kept as it is
    setByKey(true)
    waypointSelected(null)
    toolChosen(chosen)
  }
  useMapIntents(view, error, camera, chosenByKey)
  return (
    <section
      className={styles.panel}
      aria-label="Map"
      data-tool={tool}
      data-over={placing ? undefined : (over ?? undefined)}
    >
      <div ref={attach} className={styles.canvas} />
      <p id={describedBy} className="visually-hidden">
        {mapSummary(route, track, answer, layer, notation)}{' '}
        {answer && changesFrom && `${changeWords(answer, changesFrom)} `}
        {MAP_KEYS}
      </p>
      {view && (
        <>
          <GraticuleLabels view={view} />
          {tool === 'draw' && <DrawTool view={view} byKey={byKey} onByKey={setByKey} />}
          {tool === 'measure' && (
            <MeasureTool view={view} points={measured} onPoints={setMeasured} byKey={byKey} onByKey={setByKey} />
          )}
          {tool === 'area' && <AreaTool view={view} byKey={byKey} onByKey={setByKey} />}
          {later.answer && <WorstMarker view={view} answer={later.answer} />}
          {answer && <ShipMarker view={view} answer={answer} />}
        </>
      )}
      <div className={styles.top}>
        {view && (
          <div className={styles.topLeft} {...overMap}>
            <MapToolbar camera={camera} />
            {tool === 'draw' && <DrawHint byKey={byKey} />}
            {tool === 'measure' && <MeasuredCard points={measured} onPoints={setMeasured} byKey={byKey} />}
            {tool === 'area' && <AreaCard byKey={byKey} />}
            {tool === 'pan' && (
              <WaypointTool
                view={view}
                quiet={answer !== null}
                onToolByKey={chosenByKey}
                onFit={camera.fit}
                onOver={setOver}
              />
            )}
          </div>
        )}
        <div className={styles.topRight} {...overMap}>
          {view && corner}
          {view && <MapCorner view={view} />}
        </div>
      </div>
      <div className={styles.bottom}>
        <div className={styles.corners} {...overMap}>
          <div className={styles.bottomLeft}>{view && children}</div>
          {view && <ScaleBar view={view} />}
        </div>
        <div className={styles.along} {...overMap}>
          {view && answer && <PlaybackBar key={answer.key} columns={answer.columns} />}
        </div>
      </div>
      <MapNotice error={error} reset={reset} onSeen={resetSeen} />
    </section>
  )
}

/** Reports where the pointer is on the sea, without drawing anything again. */
function usePointer(view: MapView | null, onPointerMove: MapPanelProps['onPointerMove']): void {
  const tell = useEffectEvent((position: Position | null) => onPointerMove?.(position))
  useEffect(() => {
    if (!view) return
    const moved = view.map.on('mousemove', ({ lngLat }) => tell({ lat: lngLat.lat, lon: lngLat.lng }))
    const left = view.map.on('mouseout', () => tell(null))
    return () => {
      moved.unsubscribe()
      left.unsubscribe()
    }
  }, [view])
}

/** The canvas takes keys of its own, so it names itself and its keys. */
function useCanvasName(view: MapView | null, describedBy: string): void {
  useEffect(() => {
    const canvas = view?.map.getCanvas()
    canvas?.setAttribute('role', 'application')
    canvas?.setAttribute('aria-describedby', describedBy)
  }, [view, describedBy])
}

/** Serves the intents for the map, which then takes the keyboard: they may come from somebody without a pointer. */
function useMapIntents(
  view: MapView | null,
  error: AppError | null,
  camera: CameraControl,
  chosenByKey: (tool: PlacingTool) => void,
): void {
  const { waypoints } = useRoute()
  const track = useTrack()
  const mayEdit = useVoyageEditable()
  const editable = mayEdit && track === null
  const selectedId = useSelectedWaypointId()
  const { toolChosen, waypointSelected, cornersDrawn } = useEditorActions()
  const focus = () => view?.map.getCanvas().focus()
  const placing = (tool: PlacingTool) => () => {
    chosenByKey(tool)
    focus()
  }
  const edit = () => {
    toolChosen('pan')
    waypointSelected(selectedId ?? waypoints[0]?.id ?? null)
    focus()
  }
  const drawArea = () => {
    cornersDrawn([])
    placing('area')()
  }
  /** A map that cannot be drawn answers an intent with the reason. */
  const served = (serve: () => void) => (view ? serve : error && (() => intend('show-failure', error)))
  useIntent('draw', editable ? served(placing('draw')) : null)
  useIntent('measure', served(placing('measure')))
  useIntent('draw-area', mayEdit ? served(drawArea) : null)
  useIntent('edit', editable && waypoints.length > 0 ? served(edit) : null)
  useIntent('fit', camera.canFit ? served(camera.fit) : null)
}
