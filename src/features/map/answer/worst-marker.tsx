import { TriangleAlert } from 'lucide-react'
import { Marker } from 'maplibre-gl'
import { useEffect, useMemo, useState } from 'react'
import { createPortal } from 'react-dom'
import type { Answer } from '#src/domain/metocean/result.ts'
import { limitText, limitWords } from '#src/domain/limits/limit-words.ts'
import { worstPoint } from '#src/domain/limits/limit-states.ts'
import { useUnits } from '#src/state/units.ts'
import { useViewActions } from '#src/state/view.ts'
import { useLimits } from '#src/state/voyage.ts'
import styles from '../map.module.css'
import type { MapView } from '../view/map-view.ts'

/** Flags the sample that is farthest over a limit of the voyage, with its value; chosen, it has the cursor. */
export function WorstMarker({ view, answer }: { view: MapView; answer: Answer }) {
  const limits = useLimits()
  const units = useUnits()
  const { cursorMoved } = useViewActions()
  const { columns } = answer
  const worst = useMemo(() => worstPoint(columns, limits), [columns, limits])
  const [element] = useState(() => document.createElement('div'))

  useEffect(() => {
    if (!worst) return
    const marker = new Marker({ element, anchor: 'bottom', offset: [0, -9] })
      .setLngLat([columns.lon[worst.index]!, columns.lat[worst.index]!])
      .addTo(view.map)
    return () => void marker.remove()
  }, [view, columns, worst, element])

  if (!worst) return null
  /** What lies over the map may lie over it too: whoever comes to it by the keyboard sees it. */
  const intoSight = (button: HTMLButtonElement) => {
    const { left, top, width, height } = button.getBoundingClientRect()
    if (!button.contains(document.elementFromPoint(left + width / 2, top + height / 2)))
      view.map.panTo([columns.lon[worst.index]!, columns.lat[worst.index]!])
  }
  const value = limitText(worst.limitId, worst.value, units)
  return createPortal(
    <button
      type="button"
      className={styles.worst}
      aria-label={`Worst point: ${limitWords[worst.limitId].label} ${value}`}
      onFocus={({ currentTarget }) => intoSight(currentTarget)}
      onClick={() => cursorMoved(worst.index)}
    >
      <TriangleAlert aria-hidden="true" />
      {limitWords[worst.limitId].label} {value}
    </button>,
    element,
  )
}
