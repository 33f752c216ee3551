import { useEffect, useState } from 'react'
import { formatNumber } from '#src/domain/units/format.ts'
import styles from './map.module.css'
import type { MapView } from './map-view.ts'
import { worldPx } from './mercator.ts'
import { scaleBar } from './scale.ts'

const MAX_PX = 110

/** A round number of nautical miles, true at the middle of the map. */
export function ScaleBar({ view }: { view: MapView }) {
  const [{ nm, px }, setScale] = useState({ nm: 0, px: 0 })
  useEffect(() => {
    const update = () => setScale(scaleBar(view.map.getCenter().lat, worldPx(view.map.getZoom()), MAX_PX))
    update()
    view.map.on('move', update)
    return () => void view.map.off('move', update)
  }, [view])
  return (
    <div className={styles.scale} role="img" aria-label={`Scale: the bar is ${formatNumber(nm, decimalsOf(nm))} nautical miles`}>
      <span>{formatNumber(nm, decimalsOf(nm))} NM</span>
      <span className={styles.scaleBar} style={{ width: `${px}px` }} />
    </div>
  )
}

const decimalsOf = (nm: number): number => Math.max(0, -Math.floor(Math.log10(nm || 1)))
