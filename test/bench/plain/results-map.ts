// The plain way to show an answer on a map: fetch, JSON.parse, a GeoJSON line per pair of points, a colour by value.
import type { Feature, FeatureCollection } from 'geojson'
import { type ExpressionSpecification, type GeoJSONSource, Map as MapLibreMap, setWorkerUrl } from 'maplibre-gl'
import { layerById } from '#src/domain/metocean/layers/layers.ts'
import { rampColors } from '#src/ui/ramps.ts'

interface Entry {
  readonly coordinates: { readonly latitude: number; readonly longitude: number }
  readonly conditions: Readonly<Record<string, number | null>>
}

declare global {
  interface Window {
    /** Shows the answer at an address. @returns the moment of its last byte, epoch milliseconds */
    show: (address: string) => Promise<number>
    ready: Promise<void>
  }
}

const { edges, factor } = layerById.wind
const [first, ...rest] = rampColors('wind', 'day')
const color = [
  'step',
  ['get', 'value'],
  first,
  ...edges!.flatMap((edge, index) => [edge, rest[index]!]),
] as unknown as ExpressionSpecification
const nothing: FeatureCollection = { type: 'FeatureCollection', features: [] }

setWorkerUrl('/node_modules/maplibre-gl/dist/maplibre-gl-worker.mjs')
const map = new MapLibreMap({
  container: 'root',
  center: [-60, 30],
  zoom: 1.5,
  fadeDuration: 0,
  attributionControl: false,
  style: {
    version: 8,
    sources: { answer: { type: 'geojson', data: nothing, tolerance: 0 } },
    layers: [
      { id: 'sea', type: 'background', paint: { 'background-color': '#d6e3ec' } },
      { id: 'answer', type: 'line', source: 'answer', paint: { 'line-color': color, 'line-width': 6 } },
    ],
  },
})
window.ready = new Promise((resolve) => void map.once('idle', () => resolve()))

window.show = async (address) => {
  const text = await (await fetch(address)).text()
  const { result } = JSON.parse(text) as { result: Entry[] }
  const features = result.slice(1).map((entry, index): Feature => {
    const before = result[index]!
    const at = ({ coordinates: { latitude, longitude } }: Entry) => [
      longitude > 0 ? longitude - 360 : longitude,
      latitude,
    ]
    return {
      type: 'Feature',
      properties: { value: (before.conditions['Winds_10m_Intensity'] ?? 0) * factor },
      geometry: { type: 'LineString', coordinates: [at(before), at(entry)] },
    }
  })
  void map.getSource<GeoJSONSource>('answer')!.setData({ type: 'FeatureCollection', features })
  const { responseEnd } = performance.getEntriesByName(
    new URL(address, location.href).href,
  )[0] as PerformanceResourceTiming
  return performance.timeOrigin + responseEnd
}
