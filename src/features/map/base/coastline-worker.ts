import { type Box, landFeatures, landInWindow, landOf, type LandPolygon, type LandTopology } from './land.ts'

/** The addresses of two files of world-atlas' form; the second fills a window of the first, or there is only one. */
export interface CoastlineWork {
  readonly id: number
  readonly url: string
  readonly fine?: { readonly url: string; readonly window: Box }
}

/** GeoJSON text as a Blob, or the reason why not. */
export type CoastlineReply =
  { readonly id: number; readonly blob: Blob } | { readonly id: number; readonly failure: string }

const lands = new Map<string, Promise<LandPolygon[]>>()

async function fetchLand(url: string): Promise<LandPolygon[]> {
  const response = await fetch(url)
  if (!response.ok) throw new Error(`${response.status}`)
  return landOf((await response.json()) as LandTopology)
}

/** Kept once read; one that did not come is asked for again the next time. */
function readLand(url: string): Promise<LandPolygon[]> {
  const land = lands.get(url) ?? fetchLand(url)
  lands.set(url, land)
  land.catch(() => lands.delete(url))
  return land
}

async function drawn({ id, url, fine }: CoastlineWork): Promise<CoastlineReply> {
  try {
    const [coarse, near] = await Promise.all([readLand(url), fine && readLand(fine.url)])
    const land = fine && near ? landInWindow(near, coarse, fine.window) : coarse
    return { id, blob: new Blob([JSON.stringify(landFeatures(land))], { type: 'application/geo+json' }) }
  } catch (error) {
    return { id, failure: String(error) }
  }
}

self.addEventListener('message', ({ data }: MessageEvent<CoastlineWork>) => {
  void drawn(data).then((reply) => self.postMessage(reply))
})
