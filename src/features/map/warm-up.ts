import type {
  CircleLayerSpecification,
  LineLayerSpecification,
  Map as MapLibreMap,
  SymbolLayerSpecification,
} from 'maplibre-gl'
import { FONT } from './base/map-style.ts'

const ID = 'warm-up'
const BLANK = 'warm-up-blank'

/** The kinds of drawing that come only with names, an answer or a closer look: dashes, text, dots, and pictures turned with the map. */
const layers: readonly (CircleLayerSpecification | LineLayerSpecification | SymbolLayerSpecification)[] = [
  {
    id: `${ID}-dash`,
    type: 'line',
    source: ID,
    paint: { 'line-color': 'transparent', 'line-width': 1, 'line-dasharray': [1, 1] },
  },
  {
    id: `${ID}-text`,
    type: 'symbol',
    source: ID,
    layout: { 'text-field': '.', 'text-font': FONT, 'text-allow-overlap': true },
    paint: { 'text-color': 'transparent', 'text-halo-color': 'transparent', 'text-halo-width': 1 },
  },
  {
    id: `${ID}-dot`,
    type: 'circle',
    source: ID,
    paint: {
      'circle-radius': 1,
      'circle-color': 'transparent',
      'circle-stroke-width': 1,
      'circle-stroke-color': 'transparent',
    },
  },
  {
    id: `${ID}-picture`,
    type: 'symbol',
    source: ID,
    layout: { 'icon-image': BLANK, 'icon-rotation-alignment': 'map', 'icon-allow-overlap': true },
  },
]

/**
 * Has the graphics driver compile, once the first map stands, what it otherwise compiles when it is first to be drawn: the
 * page stands still meanwhile, without a graphics card for some tenths of a second. One kind after the other, so that no
 * single stop is long. Draws nothing that can be seen.
 */
export function warmUp(map: MapLibreMap): void {
  void map.once('idle', () => {
    const { lng, lat } = map.getCenter()
    if (!map.hasImage(BLANK)) map.addImage(BLANK, { width: 1, height: 1, data: new Uint8Array(4) })
    map.addSource(ID, {
      type: 'geojson',
      data: {
        type: 'LineString',
        coordinates: [
          [lng, lat],
          [lng + 1, lat],
        ],
      },
    })
    warmUpFrom(map, 0)
  })
}

function warmUpFrom(map: MapLibreMap, index: number): void {
  const layer = layers[index]
  if (!layer) return void map.removeSource(ID)
  map.addLayer(layer)
  void map.once('idle', () => {
    if (!map.getSource(ID)) return // the driver took everything away meanwhile
    map.removeLayer(layer.id)
    warmUpFrom(map, index + 1)
  })
}
