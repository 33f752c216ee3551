import { useEffect } from 'react'
import land10m from 'world-atlas/land-10m.json?url'
import land50m from 'world-atlas/land-50m.json?url'
import land110m from 'world-atlas/land-110m.json?url'
import type { MapView } from '../map-view.ts'
import type { CoastlineReply } from './coastline-worker.ts'

/** Above this zoom the 1:50 M coast is visibly coarse (Maasvlakte is missing at 8), so the 3 MB of 1:10 M are fetched. */
const FINE_ZOOM = 5

const scales = [land110m, land50m, land10m]

/** Draws the coast: 1:110 M at once, 1:50 M after it, 1:10 M when someone looks closely. A file that does not come leaves the coarser one. */
export function useCoastline(view: MapView | null): void {
  useEffect(() => {
    if (!view) return
    const worker = new Worker(new URL('./coastline-worker.ts', import.meta.url), { type: 'module' })
    let drawn = -1
    let fineAsked = false
    // Kept to the end: the map may still be reading one when the next is drawn, and reads it again after a lost context.
    const blobUrls: string[] = []
    const draw = (scale: number, blob: Blob) => {
      if (scale <= drawn) return
      drawn = scale
      const url = URL.createObjectURL(blob)
      blobUrls.push(url)
      view.draw('land', url)
    }
    const askFine = () => {
      if (fineAsked || view.map.getZoom() <= FINE_ZOOM) return
      fineAsked = true
      worker.postMessage(absolute(land10m))
    }
    worker.onmessage = ({ data }: MessageEvent<CoastlineReply>) => {
      if ('blob' in data) draw(scales.findIndex((scale) => absolute(scale) === data.url), data.blob)
    }
    worker.postMessage(absolute(land110m))
    askFine()
    // Where someone already looks closely the medium one would only be in the way of the fine one.
    if (!fineAsked) worker.postMessage(absolute(land50m))
    const zoomed = view.map.on('zoomend', askFine)
    return () => {
      zoomed.unsubscribe()
      worker.terminate()
      blobUrls.forEach((url) => URL.revokeObjectURL(url))
    }
  }, [view])
}

/** A worker's own base address is its script's, not the page's. */
const absolute = (url: string): string => new URL(url, location.href).href
