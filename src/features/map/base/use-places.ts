import bordersUrl from 'virtual:borders-url'
import placesUrl from 'virtual:places-url'
import { useEffect } from 'react'
import type { MapView } from '../view/map-view.ts'
import { noFeatures } from '../edit/route-geojson.ts'

/** Names countries and ports and draws the borders, once the map stands: nobody waits for them. */
export function usePlaces(view: MapView | null, shown: boolean): void {
  useEffect(() => {
    if (!view || !shown) return
    const drawn = () => {
      view.draw('places', new URL(placesUrl, location.href).href)
      view.draw('borders', new URL(bordersUrl, location.href).href)
    }
    const waiting = view.map.loaded()
      ? void drawn()
      : view.map.on('idle', () => {
          waiting?.unsubscribe()
          drawn()
        })
    return () => {
      waiting?.unsubscribe()
      view.draw('places', noFeatures)
      view.draw('borders', noFeatures)
    }
  }, [view, shown])
}
