// The plain way to a map: one script with MapLibre and the coast that Fairway begins with, a line of text, no React.
import { type GeoJSONSource, Map as MapLibreMap, setWorkerUrl } from 'maplibre-gl'
import { landFeatures, landOf, type LandTopology } from '#src/features/map/base/land.ts'

const title = document.createElement('h1')
title.textContent = 'A map'
title.style.cssText = 'position: absolute; margin: 8px; font: 20px sans-serif; z-index: 1'
document.body.append(title)

setWorkerUrl('/node_modules/maplibre-gl/dist/maplibre-gl-worker.mjs')
const coast = fetch('/node_modules/world-atlas/land-110m.json').then((response) => response.json())
const map = new MapLibreMap({
  container: 'root',
  center: [0, 20],
  zoom: 1.5,
  fadeDuration: 0,
  attributionControl: false,
  style: {
    version: 8,
    sources: { land: { type: 'geojson', data: { type: 'FeatureCollection', features: [] } } },
    layers: [
      { id: 'sea', type: 'background', paint: { 'background-color': '#d6e3ec' } },
      { id: 'land', type: 'fill', source: 'land', paint: { 'fill-color': '#e9e3d3' } },
      { id: 'coast', type: 'line', source: 'land', paint: { 'line-color': '#77746a' } },
    ],
  },
})
await map.once('load')
const data = landFeatures(landOf((await coast) as LandTopology))
void map.getSource<GeoJSONSource>('land')?.setData(data)
