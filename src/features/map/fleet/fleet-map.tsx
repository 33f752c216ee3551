import { Maximize } from 'lucide-react'
import { useCallback, useEffect, useEffectEvent, useId, useRef } from 'react'
import type { BoardRow } from '#src/domain/library/board.ts'
import { formatCount } from '#src/domain/units/format.ts'
import { usePreference } from '#src/state/preferences.ts'
import { IconButton } from '#src/ui/form/icon-button.tsx'
import { useThemeName } from '#src/ui/page/use-theme-name.ts'
import { GraticuleLabels, overMap } from '../base/graticule-labels.tsx'
import { useGraticule } from '../base/graticule.ts'
import { mapColors } from '../base/map-color.ts'
import { ScaleBar } from '../base/scale-bar.tsx'
import { useCoastline, usePlaces } from '../base/use-coastline.ts'
import { useShade } from '../base/use-shade.ts'
import styles from '../map.module.css'
import { MapCorner, MapNotice } from '../view/map-controls.tsx'
import { type MapView, useMapView } from '../view/map-view.ts'
import { fleetBounds, fleetFeatures, placedRows, shipImage } from './fleet-features.ts'

/** Two ships in one harbour are not shown larger than the coastline allows. */
const FIT_MAX_ZOOM = 6
const FIT_PADDING_PX = 40

interface FleetMapProps {
  rows: readonly BoardRow[]
  chosenId: string | null
  onChoose: (id: string | null) => void
  onOpen: (id: string) => void
}

/** Where all ships are that are under way, with their passages; pressing one opens its voyage. */
export function FleetMap({ rows, chosenId, onChoose, onOpen }: FleetMapProps) {
  const describedBy = useId()
  const { attach, view, error, reset, resetSeen } = useMapView('neutral')
  useCoastline(view)
  useGraticule(view)
  usePlaces(view, usePreference('placesNamed'))
  useShade(view, null, usePreference('nightShaded'), true)
  const colors = mapColors[useThemeName()]
  useEffect(() => view?.illustrate((name) => shipImage(name, colors)), [view, colors])
  useEffect(() => view?.draw('fleet', fleetFeatures(rows, chosenId)), [view, rows, chosenId])
  const fit = useFit(view, rows)
  useShipPointer(view, onChoose, onOpen)
  useEffect(() => {
    const canvas = view?.map.getCanvas()
    canvas?.setAttribute('role', 'application')
    canvas?.setAttribute('aria-label', 'Map of the ships under way')
    canvas?.setAttribute('aria-describedby', describedBy)
  }, [view, describedBy])
  const count = placedRows(rows).length
  const isEmpty = fleetBounds(rows) === null
  return (
    <section className={styles.panel} aria-label="Map">
      <div ref={attach} className={styles.canvas} />
      <p id={describedBy} className="visually-hidden">
        {formatCount(count, 'ship')} under way. The list of voyages tells the same in words. Arrows move the map, + and
        − zoom.
      </p>
      {view && <GraticuleLabels view={view} below="fleet-names" />}
      <div className={styles.top}>
        <div className={styles.topRight} {...overMap}>
          {view && <MapCorner view={view} />}
          {view && (
            <div className={styles.card}>
              <IconButton label="Show all ships" icon={<Maximize />} disabled={isEmpty} onClick={fit} />
            </div>
          )}
        </div>
      </div>
      <div className={styles.bottom}>
        <div className={styles.corners} {...overMap}>
          <span />
          {view && <ScaleBar view={view} />}
        </div>
      </div>
      <MapNotice error={error} reset={reset} onSeen={resetSeen} />
    </section>
  )
}

/** Shows all ships once they are known, and on demand. */
function useFit(view: MapView | null, rows: readonly BoardRow[]): () => void {
  const isFitted = useRef<MapView | null>(null)
  useEffect(() => void view?.map.setMinZoom(0), [view]) // all oceans in a panel
  const fit = useCallback(() => {
    const bounds = fleetBounds(rows)
    if (!view || !bounds) return
    const { west, south, east, north } = bounds
    const corners: [[number, number], [number, number]] = [
      [west, south],
      [east, north],
    ]
    view.map.fitBounds(corners, { padding: FIT_PADDING_PX, maxZoom: FIT_MAX_ZOOM, duration: 0 })
  }, [view, rows])
  useEffect(() => {
    if (!view || isFitted.current === view || fleetBounds(rows) === null) return
    isFitted.current = view
    fit()
  }, [view, rows, fit])
  return fit
}

/** A pointer over a ship picks out her row; a press opens her voyage. */
function useShipPointer(
  view: MapView | null,
  onChoose: FleetMapProps['onChoose'],
  onOpen: FleetMapProps['onOpen'],
): void {
  const choose = useEffectEvent(onChoose)
  const open = useEffectEvent(onOpen)
  useEffect(() => {
    if (!view) return
    const { map } = view
    const idAt = (point: { x: number; y: number }): string | null => {
      if (!map.getLayer('fleet-ships')) return null
      const around: [[number, number], [number, number]] = [
        [point.x - 12, point.y - 12],
        [point.x + 12, point.y + 12],
      ]
      const [ship] = map.queryRenderedFeatures(around, { layers: ['fleet-ships'] })
      const id: unknown = ship?.properties['id']
      return typeof id === 'string' ? id : null
    }
    let over: string | null = null
    const moved = map.on('mousemove', ({ point }) => {
      const id = idAt(point)
      if (id === over) return
      over = id
      map.getCanvas().style.cursor = id === null ? '' : 'pointer'
      if (id !== null) choose(id)
    })
    const pressed = map.on('click', ({ point }) => {
      const id = idAt(point)
      if (id !== null) open(id)
    })
    return () => {
      moved.unsubscribe()
      pressed.unsubscribe()
    }
  }, [view])
}
