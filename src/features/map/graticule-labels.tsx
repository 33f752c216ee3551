import { useEffect, useState } from 'react'
import { type GridLabel, gridLabels } from './grid-labels.ts'
import styles from './map.module.css'
import type { MapView } from './map-view.ts'
import { worldX, worldY } from './mercator.ts'

/** Names the lines of the graticule where they leave the map, at the top and at the right. Said by the status bar too, so not read aloud. */
export function GraticuleLabels({ view }: { view: MapView }) {
  const [labels, setLabels] = useState<readonly GridLabel[]>([])
  useEffect(() => {
    const { map } = view
    const update = () => {
      const bounds = map.getBounds()
      const { clientWidth: widthPx, clientHeight: heightPx } = map.getContainer()
      const window = { west: worldX(bounds.getWest()), east: worldX(bounds.getEast()), north: worldY(bounds.getNorth()), south: worldY(bounds.getSouth()) }
      setLabels(gridLabels(window, map.getZoom(), widthPx, heightPx))
    }
    update()
    const events = [map.on('move', update), map.on('resize', update)]
    return () => {
      for (const event of events) event.unsubscribe()
    }
  }, [view])
  return (
    <div className={styles.gridLabels} aria-hidden="true">
      {labels.map(({ edge, text, atPx }) => (
        <span key={`${edge} ${atPx} ${text}`} data-edge={edge} style={edge === 'top' ? { left: `${atPx}px` } : { top: `${atPx}px` }}>
          {text}
        </span>
      ))}
    </div>
  )
}
