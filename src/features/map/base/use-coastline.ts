import land50m from 'virtual:land-50m-url'
import { useEffect } from 'react'
import land10m from 'world-atlas/land-10m.json?url'
import land110m from 'world-atlas/land-110m.json?url'
import bordersUrl from 'virtual:borders-url'
import placesUrl from 'virtual:places-url'
import { at } from '#src/domain/at.ts'
import { onServerAnswers } from '#src/data/http/server-answers.ts'
import { openWorker } from '#src/data/workers/remote-worker.ts'
import { followView } from '../view/follow-view.ts'
import type { MapView } from '../view/map-view.ts'
import { fromWorld, type Window } from './mercator.ts'
import type { Box } from './land.ts'
import type { Coast, DrawCoast } from './coastline-worker.ts'
import { noFeatures } from '../edit/route-layers.ts'

/** Above this zoom the 1:110 M coast is visibly coarse, so 124 kB of 1:50 M are fetched, and the borders. */
const MEDIUM_ZOOM = 2.4
/** Above this one 1:50 M is (Maasvlakte is missing at 8), so 3 MB of 1:10 M are fetched. */
const FINE_ZOOM = 5

/** The scale of the coast that is drawn: of the whole world, or of the part in view. */
type Detail = 'coarse' | 'medium' | 'fine'
const details: readonly Detail[] = ['coarse', 'medium', 'fine']

/** Draws the coast: 1:110 M at once, 1:50 M nearer, and 1:10 M close up. A missing file leaves what was drawn before. */
export function useCoastline(view: MapView | null): void {
  useEffect(() => {
    if (!view) return
    const worker = openWorker<DrawCoast>(
      () => new Worker(new URL('./coastline-worker.ts', import.meta.url), { type: 'module' }),
    )
    let newest: Coast | null = null
    let isMissing = false
    let asked = 0
    let shown = 0
    let drawnIn: Detail = 'coarse'
    // The map may still be reading the last but one, and reads the last again after a lost context.
    const blobUrls: string[] = []
    const drawn = (turn: number, blob: Blob) => {
      if (turn < shown) return // a later request was answered sooner
      shown = turn
      const url = URL.createObjectURL(blob)
      blobUrls.push(url)
      view.draw('land', url)
      for (const old of blobUrls.splice(0, blobUrls.length - 2)) URL.revokeObjectURL(old)
    }
    const ask = (coast: Coast) => {
      newest = coast
      isMissing = false
      const turn = (asked += 1)
      worker
        .call((drawCoast) => drawCoast(coast))
        .then(
          (blob) => drawn(turn, blob),
          () => (isMissing ||= turn === asked),
        )
    }
    const unsubscribe = onServerAnswers(() => isMissing && newest && ask(newest))
    ask({ url: absolute(land110m) })
    const unfollow = followView(view, detailAt, (level, window) => {
      const detail = at(details, level)
      if (detail === 'fine') ask({ url: absolute(land110m), fine: { url: absolute(land10m), window: boxOf(window) } })
      // The whole world is drawn in one detail, wherever the map looks; once it is there it serves from afar too.
      else if (drawnIn === 'fine' || (drawnIn === 'coarse' && detail === 'medium')) ask({ url: absolute(land50m) })
      else return
      drawnIn = detail === 'fine' ? 'fine' : 'medium'
    })
    return () => {
      unfollow()
      unsubscribe()
      worker.end()
      blobUrls.forEach((url) => URL.revokeObjectURL(url))
    }
  }, [view])
}

const detailAt = (zoom: number): number => Number(zoom > MEDIUM_ZOOM) + Number(zoom > FINE_ZOOM)

function boxOf({ west, east, north, south }: Window): Box {
  const [upper, lower] = [fromWorld({ x: west, y: north }), fromWorld({ x: east, y: south })]
  return { west: upper.lon, east: lower.lon, north: upper.lat, south: lower.lat }
}

/** A worker's own base address is its script's, not the page's. */
const absolute = (url: string): string => new URL(url, location.href).href

/** Names countries and ports once the map is there, as nobody waits for them; draws borders nearer. */
export function usePlaces(view: MapView | null, shown: boolean): void {
  useEffect(() => {
    if (!view || !shown) return
    let unfollow: (() => void) | undefined
    let isBordered = false
    const drawn = () => {
      view.draw('places', absolute(placesUrl))
      unfollow = followView(view, detailAt, (level) => {
        if (level === 0 || isBordered) return
        isBordered = true
        view.draw('borders', absolute(bordersUrl))
      })
    }
    const waiting = view.map.loaded()
      ? void drawn()
      : view.map.on('idle', () => {
          waiting?.unsubscribe()
          drawn()
        })
    return () => {
      waiting?.unsubscribe()
      unfollow?.()
      view.draw('places', noFeatures)
      view.draw('borders', noFeatures)
    }
  }, [view, shown])
}
