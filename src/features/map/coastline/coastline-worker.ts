import { type LandTopology, landFeatures } from './land-features.ts'

/** In: the address of a world-atlas file. Out: GeoJSON text as a Blob, or the reason why not. */
export type CoastlineReply = { url: string; blob: Blob } | { url: string; failure: string }

async function read(url: string): Promise<CoastlineReply> {
  try {
    const response = await fetch(url)
    if (!response.ok) return { url, failure: `${response.status}` }
    const text = JSON.stringify(landFeatures((await response.json()) as LandTopology))
    return { url, blob: new Blob([text], { type: 'application/geo+json' }) }
  } catch (error) {
    return { url, failure: String(error) }
  }
}

self.addEventListener('message', ({ data }: MessageEvent<string>) => {
  void read(data).then((reply) => self.postMessage(reply))
})
