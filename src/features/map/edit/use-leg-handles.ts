import { useEffect, useMemo, useState } from 'react'
import type { Route } from '#src/domain/route/route.ts'
import { type LegHandle, legHandles } from './hit-test.ts'
import type { MapView } from '../view/map-view.ts'
import { handleFeatures, noFeatures } from './route-geojson.ts'

/** Draws the "+" handles in the middle of the legs, those with room for one at this zoom. @param besideId see `legHandles` */
export function useLegHandles(view: MapView, route: Route, besideId: string | null): readonly LegHandle[] {
  const [zoom, setZoom] = useState(() => view.map.getZoom())
  useEffect(() => {
    const zoomed = view.map.on('zoomend', () => setZoom(view.map.getZoom()))
    return () => zoomed.unsubscribe()
  }, [view])
  const handles = useMemo(() => legHandles(route, zoom, besideId), [route, zoom, besideId])
  useEffect(() => {
    view.draw('handles', handleFeatures(handles, route))
    return () => view.draw('handles', noFeatures)
  }, [view, handles, route])
  return handles
}
