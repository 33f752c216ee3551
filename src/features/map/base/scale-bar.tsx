import { useEffect, useState } from 'react'
import { mapScaled } from '#src/state/pointer.ts'
import { formatQuantity } from '#src/domain/units/format.ts'
import styles from '../map.module.css'
import type { MapView } from '../view/map-view.ts'
import { worldPx } from './mercator.ts'

const MAX_PX = 110

/** A bar of a round number of nautical miles, true at the middle of the map. */
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

/** Metres round the equator, as spherical Mercator has it. */
const EQUATOR_NM = (2 * Math.PI * 6_378_137) / 1852

/**
 * The longest round distance that fits.
 * @param lat degrees, where the bar is true (Mercator stretches with latitude)
 * @param worldPx width of the world in pixels
 * @returns nautical miles 1, 2 or 5 × a power of ten, and its length in pixels
 */
export function scaleBar(lat: number, worldPx: number, maxPx: number): { nm: number; px: number } {
  const nmPerPx = (EQUATOR_NM * Math.cos((lat * Math.PI) / 180)) / worldPx
  const most = nmPerPx * maxPx
  const power = 10 ** Math.floor(Math.log10(most))
  const nm = ([5, 2].find((times) => times * power <= most) ?? 1) * power
  return { nm, px: nm / nmPerPx }
}

/** `500 NM`, `0.2 NM`: as many decimals as a round number needs. */
export const formatScale = (nm: number): string =>
  formatQuantity(nm, 'NM', Math.max(0, -Math.floor(Math.log10(nm || 1))))
