import type { ReactNode } from 'react'
import type { Layer } from '#src/domain/metocean/layers.ts'
import type { Answer } from '#src/domain/metocean/result.ts'
import type { Position } from '#src/domain/position.ts'
import { messageFor } from '#src/ui/messages.ts'
import { Notice } from '#src/ui/notice.tsx'
import { useCoastline } from './coastline/use-coastline.ts'
import styles from './map.module.css'
import { ScaleBar } from './scale-bar.tsx'
import { useMapView } from './use-map-view.ts'
import { useRouteLayers } from './use-route-layers.ts'

export interface MapPanelProps {
  answer: Answer | null
  /** What colours the route; null: nothing. */
  layer: Layer | null
  /** Laid over the map's lower left corner, such as the legend. */
  children?: ReactNode
  onPointerMove?: (position: Position | null) => void
}

/** The map with the route, and everything that is done to the route on it. */
export function MapPanel({ layer, children }: MapPanelProps) {
  const { attach, view, error } = useMapView(layer?.ramp ?? 'neutral')
  useCoastline(view)
  useRouteLayers(view)
  return (
    <section className={styles.panel} aria-label="Map">
      <div ref={attach} className={styles.canvas} />
      {error && (
        <div className={styles.unavailable}>
          <Notice tone="caution">{messageFor(error.code)}</Notice>
        </div>
      )}
      <div className={styles.bottomLeft}>{children}</div>
      {view && <ScaleBar view={view} />}
    </section>
  )
}
