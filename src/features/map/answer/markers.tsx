import { TriangleAlert } from 'lucide-react'
import { Marker } from 'maplibre-gl'
import { useEffect, useMemo, useState } from 'react'
import { createPortal } from 'react-dom'
import { numberAt } from '#src/domain/at.ts'
import type { Answer } from '#src/domain/metocean/result.ts'
import { limitText, limitWords } from '#src/domain/limits/limit-words.ts'
import { useUnits } from '#src/state/preferences.ts'
import { currentShipTime, onShipMoved, useViewActions } from '#src/state/view.ts'
import { worstPoint } from '#src/domain/limits/limit-states.ts'
import { useLimits } from '#src/state/voyage.ts'
import { shipPlace } from '#src/domain/voyage/ship-place.ts'
import { HULL } from '../base/hull.ts'
import styles from '../map.module.css'
import type { MapView } from '../view/map-view.ts'
import { coveredBoxes } from '../view/use-camera.ts'

/** Flags the sample farthest over a limit of the voyage, with its value; pressing it moves the cursor there. */
export function WorstMarker({ view, answer }: { view: MapView; answer: Answer }) {
  const limits = useLimits()
  const units = useUnits()
  const { shipMoved } = useViewActions()
  const { columns } = answer
  const worst = useMemo(() => worstPoint(columns, limits), [columns, limits])
  const [element] = useState(() => document.createElement('div'))

  useEffect(() => {
    if (!worst) return
    const marker = new Marker({ element, anchor: 'bottom', offset: [0, -9] })
      .setLngLat([numberAt(columns.lon, worst.index), numberAt(columns.lat, worst.index)])
      .addTo(view.map)
    const keep = () => keepInSight(element, view.map.getContainer())
    const moved = [view.map.on('moveend', keep), view.map.on('idle', keep)]
    return () => {
      moved.forEach((subscription) => subscription.unsubscribe())
      marker.remove()
    }
  }, [view, columns, worst, element])

  if (!worst) return null
  /** Other parts may cover it too: focus from the keyboard brings it into sight. */
  const intoSight = (button: HTMLButtonElement) => {
    const { left, top, width, height } = button.getBoundingClientRect()
    if (!button.contains(document.elementFromPoint(left + width / 2, top + height / 2)))
      view.map.panTo([numberAt(columns.lon, worst.index), numberAt(columns.lat, worst.index)])
  }
  const value = limitText(worst.limitId, worst.value, units)
  return createPortal(
    <button
      type="button"
      className={styles.worst}
      aria-label={`Worst point: ${limitWords[worst.limitId].label} ${value}`}
      onFocus={({ currentTarget }) => intoSight(currentTarget)}
      onClick={() => shipMoved(numberAt(columns.timeMs, worst.index), worst.index)}
    >
      <TriangleAlert aria-hidden="true" />
      {limitWords[worst.limitId].label} {value}
    </button>,
    element,
  )
}

/** From the tip of a flag to its nearer end, px. */
const TIP_PX = 12
const APART_PX = 4

/** Moves a flag along its tip, which stays on the place, out of what lies over the map and in from the map's edges. */
function keepInSight(element: HTMLElement, canvas: HTMLElement): void {
  element.style.setProperty('--aside', '0px')
  const map = canvas.getBoundingClientRect()
  const flag = element.getBoundingClientRect()
  const [left, top] = [flag.left - map.left, flag.top - map.top]
  const middle = left + flag.width / 2
  let [from, to] = [APART_PX, map.width - APART_PX]
  for (const box of coveredBoxes(canvas)) {
    if (box.bottom < top || box.top > top + flag.height) continue
    if (box.right <= middle) from = Math.max(from, box.right + APART_PX)
    else if (box.left >= middle) to = Math.min(to, box.left - APART_PX)
  }
  const most = flag.width / 2 - TIP_PX
  const aside = left < from ? Math.min(from - left, most) : Math.max(Math.min(to - left - flag.width, 0), -most)
  element.style.setProperty('--aside', `${aside}px`)
}

/** The ship at her place along the answer, heading along her course. Moved outside React, as she moves every frame. */
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
  element.className = styles.ship ?? ''
  element.setAttribute('aria-hidden', 'true')
  return element
}
