import type { LayerSpecification, Map as MapLibreMap } from 'maplibre-gl'

const ID = 'warm-up'
const BLANK = 'warm-up-blank'

/** The two kinds of drawing that come only with an answer: dashes, and pictures turned with the map. */
const layers: readonly LayerSpecification[] = [
  { id: `${ID}-dash`, type: 'line', source: ID, paint: { 'line-color': 'transparent', 'line-width': 1, 'line-dasharray': [1, 1] } },
  { id: `${ID}-picture`, type: 'symbol', source: ID, layout: { 'icon-image': BLANK, 'icon-rotation-alignment': 'map', 'icon-allow-overlap': true } },
]

/**
 * Has the graphics driver compile, once the first map stands, what it otherwise compiles when the first answer is to be
 * drawn: the page stands still meanwhile, without a graphics card for some tenths of a second. Draws nothing that can be seen.
 */
export function warmUp(map: MapLibreMap): void {
  void map.once('idle', () => {
    const { lng, lat } = map.getCenter()
    if (!map.hasImage(BLANK)) map.addImage(BLANK, { width: 1, height: 1, data: new Uint8Array(4) })
    map.addSource(ID, { type: 'geojson', data: { type: 'LineString', coordinates: [[lng, lat], [lng + 1, lat]] } })
    for (const layer of layers) map.addLayer(layer)
    void map.once('idle', () => {
      if (!map.getSource(ID)) return // the driver took everything away meanwhile
      for (const { id } of layers) map.removeLayer(id)
      map.removeSource(ID)
    })
  })
}
