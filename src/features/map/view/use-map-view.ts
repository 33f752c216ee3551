import { type RefCallback, useCallback, useEffect, useState } from 'react'
import { type AppError, asAppError } from '#src/domain/errors.ts'
import type { RampId } from '#src/domain/metocean/layers/layers.ts'
import { intend } from '#src/state/intents.ts'
import { rampColors } from '#src/ui/ramps.ts'
import { currentThemeName, useThemeName } from '#src/ui/page/use-theme-name.ts'
import { DEFAULT_CAMERA, storedCamera } from './camera.ts'
import { mapColors } from '../base/map-color.ts'
import { createMapView, type MapView } from './map-view.ts'

export interface MapState {
  /** For the element that holds the map. */
  readonly attach: RefCallback<HTMLElement>
  readonly view: MapView | null
  /** The browser draws no map. */
  readonly error: AppError | null
  /** The graphics driver has it: lost until it gives the drawing back, restored until the words were read. */
  readonly reset: 'lost' | 'restored' | null
  readonly resetSeen: () => void
}

/** Makes the map in an element, keeps its colours those of the theme, takes it away with the element. */
export function useMapView(ramp: RampId): MapState {
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
      return () => setError(null)
    }
  }, [])

  useEffect(() => view?.paint(mapColors[theme], rampColors(ramp, theme)), [view, theme, ramp])

  return { attach, view, error, reset, resetSeen: useCallback(() => setReset(null), []) }
}
