import type { FilterSpecification, LayerSpecification } from 'maplibre-gl'
import type { MapColors } from '../base/map-color.ts'

/** Ships of all voyages and their passages: only the board has any. */
export function fleetLayers({ route, surface, text, alarm, warn }: MapColors, font: string[]): LayerSpecification[] {
  const ships = (...more: FilterSpecification[]) =>
    ['all', ['==', ['get', 'kind'], 'ship'], ...more] as unknown as FilterSpecification
  const passages = (isChosen: boolean) =>
    ['all', ['==', ['get', 'kind'], 'passage'], ['==', ['get', 'chosen'], isChosen]] as unknown as FilterSpecification
  const ring = (tone: string, radius: number, color: string, width: number): LayerSpecification => ({
    id: `fleet-${tone}`,
    type: 'circle',
    source: 'fleet',
    filter: ships(['==', ['get', 'tone'], tone]),
    paint: {
      'circle-radius': radius,
      'circle-color': surface,
      'circle-opacity': 0.55,
      'circle-stroke-width': width,
      'circle-stroke-color': color,
    },
  })
  return [
    {
      id: 'fleet-passages',
      type: 'line',
      source: 'fleet',
      filter: passages(false),
      paint: { 'line-color': text, 'line-width': 1, 'line-opacity': 0.5, 'line-dasharray': [3, 2] },
    },
    {
      id: 'fleet-chosen-casing',
      type: 'line',
      source: 'fleet',
      filter: passages(true),
      layout: { 'line-cap': 'round', 'line-join': 'round' },
      paint: { 'line-color': surface, 'line-width': 5.5, 'line-opacity': 0.85 },
    },
    {
      id: 'fleet-chosen',
      type: 'line',
      source: 'fleet',
      filter: passages(true),
      layout: { 'line-cap': 'round', 'line-join': 'round' },
      paint: { 'line-color': route, 'line-width': 2.5 },
    },
    // A ring twice as bold for a limit as for caution: told apart without their colour.
    ring('caution', 15, warn, 1.5),
    ring('limit', 15, alarm, 3),
    {
      id: 'fleet-ships',
      type: 'symbol',
      source: 'fleet',
      filter: ships(),
      layout: {
        'icon-image': ['get', 'image'],
        'icon-rotate': ['get', 'turn'],
        'icon-rotation-alignment': 'map',
        'icon-allow-overlap': true,
        'icon-ignore-placement': true,
        'symbol-sort-key': ['get', 'order'],
      },
    },
    {
      id: 'fleet-names',
      type: 'symbol',
      source: 'fleet',
      filter: ships(),
      layout: {
        'text-field': ['get', 'name'],
        'text-font': font,
        'text-size': 12,
        'text-variable-anchor': ['left', 'right', 'top', 'bottom'],
        'text-radial-offset': 1.5,
        'text-justify': 'auto',
        'symbol-sort-key': ['get', 'order'],
      },
      paint: { 'text-color': route, 'text-halo-color': surface, 'text-halo-width': 1.75 },
    },
  ]
}
