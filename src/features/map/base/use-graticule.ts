import { useEffect } from 'react'
import { followView } from '../view/follow-view.ts'
import { graticule, graticuleStep } from './graticule.ts'
import type { MapView } from '../view/map-view.ts'

/** Meridians and parallels around the view, closer together the closer one looks. */
export function useGraticule(view: MapView | null): void {
  useEffect(() => {
    if (!view) return
    return followView(view, graticuleStep, (stepMinutes, window) =>
      view.draw('graticule', graticule(stepMinutes, window)),
    )
  }, [view])
}
