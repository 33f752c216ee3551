import type { FeatureCollection, GeoJSON } from 'geojson'
import { type GeoJSONSource, GPUInitializationError, Map as MapLibreMap, setWorkerUrl } from 'maplibre-gl'
import 'maplibre-gl/dist/maplibre-gl.css'
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url'
import { type RefCallback, useCallback, useEffect, useState } from 'react'
import { AppError, asAppError } from '#src/domain/errors.ts'
import type { RampId } from '#src/domain/metocean/layers/layers.ts'
import { intend } from '#src/state/intents.ts'
import { rampColors } from '#src/ui/ramps.ts'
import { currentThemeName, useThemeName } from '#src/ui/page/use-theme-name.ts'
import { onPixelRatio } from '#src/ui/page/use-media.ts'
import { featureDiff } from './feature-diff.ts'
import { type Camera, DEFAULT_CAMERA, storedCamera } from './camera.ts'
import { GLYPH_PIXEL_RATIO } from '../answer/glyph-images.ts'
import { type MapColors, mapColors } from '../base/map-color.ts'
import { mapLayers, mapStyle, type SourceId } from '../base/map-style.ts'

type PaintProperty = Parameters<MapLibreMap['setPaintProperty']>[1]

/** The map, with what others do to it: give a source its data, and draw the pictures it asks for. */
export interface MapView {
  readonly map: MapLibreMap
  /** Replaces the content of a source: GeoJSON, or its address. Kept, and drawn again after a lost context. */
  readonly draw: (source: SourceId, data: GeoJSON | string) => void
  readonly paint: (colors: MapColors, ramp: readonly string[]) => void
  /** Sets who draws the pictures that symbols name, each when first needed; another one draws all of them again. */
  readonly illustrate: (pictureOf: (name: string) => ImageData | null) => void
  /** Draws nothing while nobody sees it; then, after the page's next frame, what was due meanwhile. */
  readonly rest: (rests: boolean) => void
  readonly remove: () => void
}

interface MapViewOptions {
  readonly camera: Camera
  readonly colors: MapColors
  readonly ramp: readonly string[]
  /** The graphics driver took the drawing away (lost) and gave it back (restored). */
  readonly onReset: (state: 'lost' | 'restored') => void
  /** It took the drawing away for good. */
  readonly onUnavailable: (error: AppError) => void
}

/**
 * The one place that makes the map. Nothing leaves the origin: no tiles, no glyphs, no sprites.
 * @throws AppError `map-unavailable` where the browser gives no WebGL
 */
function createMapView(
  container: HTMLElement,
  { camera, colors, ramp, onReset, onUnavailable }: MapViewOptions,
): MapView {
  setWorkerUrl(workerUrl)
  const map = createMap(container, camera, colors, ramp)
  map.touchZoomRotate.disableRotation()
  map.keyboard.disableRotation()

  const rest = restOf(map)
  const data = new Map<SourceId, GeoJSON | string>()
  let layers = mapLayers(colors, ramp)
  let ready = false
  const pictures = new Set<string>()
  let pictureOf: (name: string) => ImageData | null = () => null
  /** What the map holds of each source: only differences are sent again. */
  const given = new Map<SourceId, GeoJSON | string>()
  const write = (id: SourceId) => {
    const source = map.getSource<GeoJSONSource>(id)
    const [before, next] = [given.get(id), data.get(id)]
    if (!source || next === undefined) return
    given.set(id, next)
    const diff = isCollection(before) && isCollection(next) ? featureDiff(before, next) : null
    if (!diff) void source.setData(next)
    else if (diff.add.length + diff.remove.length > 0) void source.updateData(diff)
  }
  const repaint = () => {
    for (const { id, paint } of layers) {
      for (const [property, value] of Object.entries(paint ?? {}) as [PaintProperty, string][]) {
        if (property.endsWith('-color')) map.setPaintProperty(id, property, value)
      }
    }
  }

  // While the context is lost the map has no style at all; everything is set again once it has one.
  map.on('style.load', () => {
    ready = true
    given.clear()
    pictures.clear()
    for (const id of data.keys()) write(id)
    repaint()
  })
  map.setMissingStyleImageResolver((name) => {
    const picture = pictureOf(name)
    if (!picture) return
    map.addImage(name, picture, { pixelRatio: GLYPH_PIXEL_RATIO })
    pictures.add(name)
  })
  // Its own watch is on the size in CSS pixels, which another screen leaves as it is.
  const stopWatching = onPixelRatio(() => map.resize().triggerRepaint())
  map.on('webglcontextlost', () => {
    ready = false
    onReset('lost')
  })
  map.on('webglcontextrestored', () => onReset('restored'))
  // Any other failure leaves on the map what was there before.
  map.on('error', ({ error }) => {
    if (error instanceof GPUInitializationError) onUnavailable(unavailable(error))
  })

  return {
    map,
    draw: (id, next) => {
      data.set(id, next)
      if (ready) write(id)
    },
    paint: (nextColors, nextRamp) => {
      layers = mapLayers(nextColors, nextRamp)
      if (ready) repaint()
    },
    illustrate: (next) => {
      pictureOf = next
      if (!ready) return
      for (const name of pictures) {
        const picture = next(name)
        if (picture) map.updateImage(name, picture)
      }
    },
    rest,
    remove: () => {
      ready = false
      stopWatching()
      map.remove()
    },
  }
}

/** MapLibre asks for each of its frames here, and has no other way to do without them. */
export function restOf(map: Pick<MapLibreMap, 'triggerRepaint'>): (rests: boolean) => void {
  const draw = map.triggerRepaint.bind(map)
  let mayRest = false
  let isResting = false
  let isDue = false
  map.triggerRepaint = () => {
    if (isResting) isDue = true
    else draw()
  }
  const goOn = () => {
    if (mayRest) return
    isResting = false
    if (isDue) draw()
    isDue = false
  }
  return (rests) => {
    mayRest = rests
    if (rests) isResting = true
    else if (isResting) requestAnimationFrame(() => setTimeout(goOn))
  }
}

const isCollection = (data: GeoJSON | string | undefined): data is FeatureCollection =>
  typeof data === 'object' && data.type === 'FeatureCollection'

function createMap(container: HTMLElement, camera: Camera, colors: MapColors, ramp: readonly string[]): MapLibreMap {
  try {
    return new MapLibreMap({
      container,
      style: mapStyle(colors, ramp),
      center: [camera.center.lon, camera.center.lat],
      zoom: camera.zoom,
      minZoom: 0.8,
      maxZoom: 14,
      attributionControl: false, // Natural Earth is public domain; the status bar names it
      dragRotate: false,
      pitchWithRotate: false,
      touchPitch: false,
      maxPitch: 0,
      // A double-click ends the drawing, and must not zoom as well.
      doubleClickZoom: false,
      renderWorldCopies: true,
      fadeDuration: 0,
      locale: { 'Map.Title': 'Route map' },
    })
  } catch (cause) {
    throw unavailable(cause)
  }
}

function unavailable(cause: unknown): AppError {
  return new AppError('map-unavailable', cause instanceof Error ? cause.message : String(cause), { cause })
}

interface MapState {
  /** For the element that holds the map. */
  readonly attach: RefCallback<HTMLElement>
  readonly view: MapView | null
  /** Why the browser draws no map. */
  readonly error: AppError | null
  /** The graphics driver's state: `lost` until it gives the drawing back, `restored` until the notice is read. */
  readonly reset: 'lost' | 'restored' | null
  readonly resetSeen: () => void
}

/** Makes the map in an element, keeps its colours those of the theme, and removes it with the element. */
export function useMapView(ramp: RampId | 'change'): MapState {
  const theme = useThemeName()
  const [view, setView] = useState<MapView | null>(null)
  const [error, setError] = useState<AppError | null>(null)
  const [reset, setReset] = useState<MapState['reset']>(null)

  const attach = useCallback((element: HTMLElement | null) => {
    if (!element) return
    try {
      const now = currentThemeName()
      const camera = storedCamera(localStorage) ?? DEFAULT_CAMERA
      const made = createMapView(element, {
        camera,
        colors: mapColors[now],
        ramp: rampColors('neutral', now),
        onReset: setReset,
        onUnavailable: setError,
      })
      setView(made)
      void made.map.once('load', () => intend('map-drawn'))
      return () => {
        setView(null)
        made.remove()
      }
    } catch (thrown) {
      setError(asAppError(thrown))
      intend('map-drawn') // nothing has to wait for it any more
      return () => setError(null)
    }
  }, [])

  useEffect(() => view?.paint(mapColors[theme], rampColors(ramp, theme)), [view, theme, ramp])

  return { attach, view, error, reset, resetSeen: useCallback(() => setReset(null), []) }
}
