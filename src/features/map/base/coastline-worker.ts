import { expose } from '#src/data/workers/comlink.ts'
import { type Box, landFeatures, landInWindow, landOf, type LandPolygon, type LandTopology } from './land.ts'

/** The addresses of two files in world-atlas' form; the second fills a window of the first, or there is only one. */
export interface Coast {
  readonly url: string
  readonly fine?: { readonly url: string; readonly window: Box }
}

/** What the worker does: the coast as GeoJSON text. @throws if a file does not load; the next call asks for it again */
export type DrawCoast = (coast: Coast) => Promise<Blob>

const lands = new Map<string, Promise<LandPolygon[]>>()

async function fetchLand(url: string): Promise<LandPolygon[]> {
  const response = await fetch(url)
  if (!response.ok) throw new Error(`${response.status}`)
  return landOf((await response.json()) as LandTopology)
}

/** Kept once read; a file that did not load is requested again next time. */
function readLand(url: string): Promise<LandPolygon[]> {
  const land = lands.get(url) ?? fetchLand(url)
  lands.set(url, land)
  land.catch(() => lands.delete(url))
  return land
}

const drawCoast: DrawCoast = async ({ url, fine }) => {
  const [coarse, near] = await Promise.all([readLand(url), fine && readLand(fine.url)])
  const land = fine && near ? landInWindow(near, coarse, fine.window) : coarse
  return new Blob([JSON.stringify(landFeatures(land))], { type: 'application/geo+json' })
}

expose(drawCoast)
