import { Marker } from 'maplibre-gl'
import { useEffect, useState } from 'react'
import { createPortal } from 'react-dom'
import type { Answer } from '#src/domain/metocean/result.ts'
import { shipPlace } from '#src/domain/voyage/ship-place.ts'
import { currentShipTime, onShipMoved } from '#src/state/view.ts'
import styles from '../map.module.css'
import type { MapView } from '../view/map-view.ts'

/** From above, the bow up. */
const HULL = 'M0-14.5C4.2-10 5.5-6 5.5-2V12.5C5.5 13.6 5 14 4 14H-4C-5 14-5.5 13.6-5.5 12.5V-2C-5.5-6-4.2-10 0-14.5Z'

/** The ship at her place along the answer, heading along her course. Moved outside React, since she moves with every frame. */
export function ShipMarker({ view, answer }: { view: MapView; answer: Answer }) {
  const [element] = useState(shipElement)
  useEffect(() => {
    const marker = new Marker({ element, rotationAlignment: 'map' })
    const move = (timeMs: number | null) => {
      const place = timeMs === null ? null : shipPlace(answer.columns, timeMs)
      if (!place) return marker.remove()
      marker.setLngLat(place.position).setRotation(Number.isNaN(place.courseDeg) ? 0 : place.courseDeg)
      if (!element.isConnected) marker.addTo(view.map)
    }
    move(currentShipTime())
    const unsubscribe = onShipMoved(move)
    return () => {
      unsubscribe()
      marker.remove()
    }
  }, [view, answer, element])

  return createPortal(
    <svg viewBox="-11 -19 22 38" width="22" height="38">
      <path className={styles.shipCasing} d={HULL} />
      <path d={HULL} />
    </svg>,
    element,
  )
}

function shipElement(): HTMLElement {
  const element = document.createElement('div')
  element.className = styles.ship!
  element.setAttribute('aria-hidden', 'true')
  return element
}
