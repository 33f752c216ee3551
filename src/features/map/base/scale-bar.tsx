import { useEffect, useState } from 'react'
import { mapScaled } from '#src/state/pointer.ts'
import styles from '../map.module.css'
import type { MapView } from '../view/map-view.ts'
import { worldPx } from './mercator.ts'
import { formatScale, scaleBar } from './scale.ts'

const MAX_PX = 110

/** A round number of nautical miles, true at the middle of the map. */
export function ScaleBar({ view }: { view: MapView }) {
  const [{ nm, px }, setScale] = useState({ nm: 0, px: 0 })
  useEffect(() => {
    const update = () => {
      const scale = scaleBar(view.map.getCenter().lat, worldPx(view.map.getZoom()), MAX_PX)
      setScale(scale)
      mapScaled(scale.nm)
    }
    update()
    const moved = view.map.on('move', update)
    return () => {
      moved.unsubscribe()
      mapScaled(null)
    }
  }, [view])
  return (
    <div className={styles.scale} role="img" aria-label={`Scale: the bar is ${formatScale(nm)}`}>
      <span>{formatScale(nm)}</span>
      <span className={styles.scaleBar} style={{ width: `${px}px` }} />
    </div>
  )
}
