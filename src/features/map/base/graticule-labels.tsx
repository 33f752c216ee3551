import { useEffect, useState } from 'react'
import { type GridLabel, gridLabels } from './grid-labels.ts'
import styles from '../map.module.css'
import type { MapView } from '../view/map-view.ts'
import { worldX, worldY } from './mercator.ts'
import { useObstacles } from '../view/use-obstacles.ts'

/** Names the lines of the graticule beside the upper and the right edge of the map, beside whatever lies over it. Said by the status bar too, so not read aloud. */
export function GraticuleLabels({ view }: { view: MapView }) {
  const [labels, setLabels] = useState<readonly GridLabel[]>([])
  const obstacles = useObstacles(view)
  useEffect(() => {
    const { map } = view
    const update = () => {
      const bounds = map.getBounds()
      const { clientWidth: widthPx, clientHeight: heightPx } = map.getContainer()
      const window = {
        west: worldX(bounds.getWest()),
        east: worldX(bounds.getEast()),
        north: worldY(bounds.getNorth()),
        south: worldY(bounds.getSouth()),
      }
      setLabels(gridLabels(window, map.getZoom(), { widthPx, heightPx, obstacles }))
    }
    update()
    const events = [map.on('move', update), map.on('resize', update)]
    return () => {
      for (const event of events) event.unsubscribe()
    }
  }, [view, obstacles])
  return (
    <div className={styles.gridLabels} aria-hidden="true">
      {labels.map(({ of, text, x, y }) => (
        <span key={`${of} ${x} ${y} ${text}`} style={{ left: `${x}px`, top: `${y}px` }}>
          {text}
        </span>
      ))}
    </div>
  )
}
