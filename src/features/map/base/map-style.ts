import type {
  DataDrivenPropertyValueSpecification,
  ExpressionSpecification,
  FilterSpecification,
  LayerSpecification,
  StyleSpecification,
} from 'maplibre-gl'
import type { AreaEffect } from '#src/domain/areas/area.ts'
import { hatchImage } from '../answer/glyph-images.ts'
import { fleetLayers } from '../fleet/fleet-layers.ts'
import type { MapColors } from './map-color.ts'

/** Everything drawn comes from one of these; all GeoJSON, all from this page's own origin. */
const sourceIds = [
  'land',
  'graticule',
  'borders',
  'places',
  'shade',
  'areas',
  'fleet',
  'proposal',
  'alternatives',
  'track',
  'route',
  'overlay',
  'dot',
  'limits',
  'glyphs',
  'draft',
  'handles',
  'waypoints',
  'moving',
  'measure',
] as const
export type SourceId = (typeof sourceIds)[number]

const EMPTY = { type: 'FeatureCollection' as const, features: [] }
/** The page's own font, drawn by the browser: the style has no glyph server. */
const FONT = ['Inter Variable']

/** Closer than this it is day or night all over the map, and a tint would only dull it. */
const SHADE_TO_ZOOM = 6.5
/** For each of the four depths; in the deepest night the coast still has 3:1 to sea and land, in every theme. */
export const SHADE_OPACITY = 0.022
const fadingOut = (opacity: number) =>
  [
    'interpolate',
    ['linear'],
    ['zoom'],
    SHADE_TO_ZOOM - 2,
    opacity,
    SHADE_TO_ZOOM,
    0,
  ] as unknown as DataDrivenPropertyValueSpecification<number>

/** Borders are 1:50 M: at deeper zooms they would end beside the finer coast. */
const BORDERS_TO_ZOOM = 8

/** Half the casing of the coloured line and half the band. */
const LIMIT_OFFSET_PX = 7.5

const kind = (value: string): FilterSpecification => ['==', ['get', 'kind'], value]
const selected = <T>(yes: T, no: T) =>
  ['case', ['get', 'selected'], yes, no] as unknown as DataDrivenPropertyValueSpecification<T>
const isLine: FilterSpecification = ['==', ['geometry-type'], 'LineString']
const isPolygon: FilterSpecification = ['==', ['geometry-type'], 'Polygon']
const roundLine = { 'line-cap': 'round', 'line-join': 'round' } as const

/** The style of one theme. @param ramp eight colours, low to high, for the values along the route */
export function mapStyle(colors: MapColors, ramp: readonly string[]): StyleSpecification {
  return {
    version: 8,
    // A theme switch is one frame, not a fade.
    transition: { duration: 0, delay: 0 },
    sources: Object.fromEntries(
      sourceIds.map((id) => [
        id,
        // Short runs of a colour vanish under the default simplification (measured); only land may lose detail.
        { type: 'geojson', data: EMPTY, ...(id === 'land' || id === 'borders' ? {} : { tolerance: 0 }) },
      ]),
    ),
    layers: mapLayers(colors, ramp),
  }
}

/** From the sea floor up. */
export function mapLayers(colors: MapColors, ramp: readonly string[]): LayerSpecification[] {
  return [
    ...baseLayers(colors),
    ...areaLayers(colors),
    ...placeLayers(colors),
    areaNames(colors),
    ...fleetLayers(colors, FONT),
    ...lineLayers(colors),
    ...overlayLayers(colors, ramp),
    ...limitLayers(colors),
    glyphLayer,
    ...editLayers(colors),
    ...measureLayers(colors),
  ]
}

function baseLayers({ sea, land, coast, graticule: grid, shade }: MapColors): LayerSpecification[] {
  return [
    { id: 'sea', type: 'background', paint: { 'background-color': sea } },
    {
      id: 'graticule',
      type: 'line',
      source: 'graticule',
      paint: { 'line-color': grid, 'line-width': 0.75, 'line-opacity': 0.8 },
    },
    {
      id: 'land',
      type: 'fill',
      source: 'land',
      filter: ['==', ['geometry-type'], 'Polygon'],
      paint: { 'fill-color': land, 'fill-antialias': false },
    },
    {
      id: 'coast',
      type: 'line',
      source: 'land',
      filter: isLine,
      layout: { 'line-join': 'round' },
      paint: { 'line-color': coast, 'line-width': ['interpolate', ['linear'], ['zoom'], 1, 0.6, 4, 0.9, 9, 1.4] },
    },
    {
      id: 'borders',
      type: 'line',
      source: 'borders',
      maxzoom: BORDERS_TO_ZOOM,
      paint: {
        'line-color': coast,
        'line-width': 0.75,
        'line-dasharray': [4, 3],
        'line-opacity': [
          'interpolate',
          ['linear'],
          ['zoom'],
          1.5,
          0,
          2.5,
          0.6,
          BORDERS_TO_ZOOM - 1,
          0.6,
          BORDERS_TO_ZOOM,
          0,
        ],
      },
    },
    // Each depth of twilight lies on the one before, so it gets darker with each.
    {
      id: 'shade',
      type: 'fill',
      source: 'shade',
      maxzoom: SHADE_TO_ZOOM,
      filter: ['==', ['geometry-type'], 'Polygon'],
      paint: { 'fill-color': shade, 'fill-opacity': fadingOut(SHADE_OPACITY), 'fill-antialias': false },
    },
    {
      id: 'shade-edge',
      type: 'line',
      source: 'shade',
      maxzoom: SHADE_TO_ZOOM,
      filter: isLine,
      paint: { 'line-color': coast, 'line-width': 0.75, 'line-opacity': fadingOut(0.5), 'line-dasharray': [6, 4] },
    },
  ]
}

/** Closely hatched both ways what to keep out of, one way what to know of: told apart without their colour. */
function areaLayers({ alarm, warn, surface }: MapColors): LayerSpecification[] {
  const effect = (value: AreaEffect) => ['all', isPolygon, ['==', ['get', 'effect'], value]] as FilterSpecification
  const outline = (id: string, value: AreaEffect, paint: object): LayerSpecification => ({
    id,
    type: 'line',
    source: 'areas',
    filter: effect(value),
    layout: { 'line-join': 'round' },
    paint,
  })
  return [
    ...(['avoid', 'warn'] as const).map((value): LayerSpecification => ({
      id: `areas-${value}`,
      type: 'fill',
      source: 'areas',
      filter: effect(value),
      paint: { 'fill-pattern': hatchImage(value), 'fill-opacity': 0.6 },
    })),
    {
      id: 'areas-casing',
      type: 'line',
      source: 'areas',
      filter: isPolygon,
      layout: { 'line-join': 'round' },
      paint: { 'line-color': surface, 'line-width': 4, 'line-opacity': 0.7 },
    },
    outline('areas-avoid-line', 'avoid', { 'line-color': alarm, 'line-width': 2 }),
    outline('areas-warn-line', 'warn', { 'line-color': warn, 'line-width': 1.75, 'line-dasharray': [4, 2] }),
  ]
}

const areaNames = ({ route, surface }: MapColors): LayerSpecification => ({
  id: 'areas-names',
  type: 'symbol',
  source: 'areas',
  filter: ['==', ['geometry-type'], 'Point'],
  layout: { 'text-field': ['get', 'name'], 'text-font': FONT, 'text-size': 12, 'text-max-width': 9 },
  paint: { 'text-color': route, 'text-halo-color': surface, 'text-halo-width': 2.5 },
})

/** Names give way to everything drawn for the voyage, and to one another by their order. */
function placeLayers({ text, surface }: MapColors): LayerSpecification[] {
  const inTime: FilterSpecification = ['<=', ['get', 'zoom'], ['zoom']]
  const names = (id: string, layout: object, paint: object): LayerSpecification => ({
    id,
    type: 'symbol',
    source: 'places',
    filter: ['all', kind(id), inTime] as FilterSpecification,
    layout: {
      'text-field': ['get', 'name'],
      'text-font': FONT,
      'text-size': 12,
      'symbol-sort-key': ['get', 'order'],
      ...layout,
    },
    paint: { 'text-color': text, 'text-halo-color': surface, ...paint },
  })
  return [
    names(
      'country',
      { 'text-letter-spacing': 0.12, 'text-max-width': 7, 'text-padding': 6 },
      { 'text-halo-width': 1, 'text-opacity': 0.85 },
    ),
    {
      id: 'port-dot',
      type: 'circle',
      source: 'places',
      filter: ['all', kind('port'), inTime] as FilterSpecification,
      paint: { 'circle-radius': 2, 'circle-color': text, 'circle-stroke-width': 1, 'circle-stroke-color': surface },
    },
    names(
      'port',
      {
        'text-variable-anchor': ['left', 'right', 'top', 'bottom'],
        'text-radial-offset': 0.5,
        'text-justify': 'auto',
        'text-padding': 4,
      },
      { 'text-halo-width': 1.5 },
    ),
  ]
}

/** A track that is no alternative yet: thick and pale under the route, in the band of those nearly as good. */
function proposalLayers({ primary, surface }: MapColors): LayerSpecification[] {
  return [
    {
      id: 'proposal-band',
      type: 'fill',
      source: 'proposal',
      filter: isPolygon,
      paint: { 'fill-color': primary, 'fill-opacity': 0.14 },
    },
    {
      id: 'proposal-casing',
      type: 'line',
      source: 'proposal',
      filter: isLine,
      layout: roundLine,
      paint: { 'line-color': surface, 'line-width': 6, 'line-opacity': 0.8 },
    },
    {
      id: 'proposal-line',
      type: 'line',
      source: 'proposal',
      filter: isLine,
      layout: roundLine,
      paint: { 'line-color': primary, 'line-width': 3 },
    },
  ]
}

function lineLayers(colors: MapColors): LayerSpecification[] {
  const { route, surface, text } = colors
  return [
    ...proposalLayers(colors),
    {
      id: 'alternatives-casing',
      type: 'line',
      source: 'alternatives',
      layout: roundLine,
      paint: { 'line-color': surface, 'line-width': 3.5, 'line-opacity': 0.7 },
    },
    {
      id: 'alternatives-line',
      type: 'line',
      source: 'alternatives',
      paint: { 'line-color': text, 'line-width': 1.25, 'line-dasharray': [4, 3] },
    },
    {
      id: 'alternatives-names',
      type: 'symbol',
      source: 'alternatives',
      layout: {
        'symbol-placement': 'line-center',
        'text-field': ['get', 'name'],
        'text-font': FONT,
        'text-size': 12,
        'text-offset': [0, -0.9],
      },
      paint: { 'text-color': text, 'text-halo-color': surface, 'text-halo-width': 1.5 },
    },
    {
      id: 'track-casing',
      type: 'line',
      source: 'track',
      layout: roundLine,
      paint: { 'line-color': surface, 'line-width': 5, 'line-opacity': 0.85 },
    },
    {
      id: 'track-line',
      type: 'line',
      source: 'track',
      layout: roundLine,
      paint: { 'line-color': route, 'line-width': 2 },
    },
    ...(['route', 'moving'] as const).flatMap((source): LayerSpecification[] => [
      {
        id: `${source}-casing`,
        type: 'line',
        source,
        filter: isLine,
        layout: roundLine,
        paint: { 'line-color': surface, 'line-width': 5.5, 'line-opacity': 0.85 },
      },
      {
        id: `${source}-line`,
        type: 'line',
        source,
        filter: isLine,
        layout: roundLine,
        paint: { 'line-color': route, 'line-width': 2.5 },
      },
    ]),
  ]
}

function overlayLayers({ route, surface, gap }: MapColors, ramp: readonly string[]): LayerSpecification[] {
  const band = (id: string, width: number, color: string): LayerSpecification => ({
    id,
    type: 'line',
    source: 'overlay',
    filter: kind('casing'),
    layout: roundLine,
    paint: { 'line-color': color, 'line-width': width },
  })
  return [
    band('overlay-outer', 11, route),
    band('overlay-inner', 8, surface),
    // A layer per colour: another ramp or theme then changes eight numbers, and nothing has to be cut into tiles again.
    ...ramp.map((color, bin): LayerSpecification => ({
      id: `overlay-bin-${bin}`,
      type: 'line',
      source: 'overlay',
      filter: ['all', kind('run'), ['==', ['get', 'bin'], bin]] as FilterSpecification,
      layout: { 'line-join': 'round' },
      paint: { 'line-color': color, 'line-width': 6 },
    })),
    {
      id: 'overlay-gaps',
      type: 'line',
      source: 'overlay',
      filter: kind('gap'),
      paint: { 'line-color': gap, 'line-width': 6, 'line-dasharray': [1 / 3, 1 / 3] },
    },
    {
      id: 'overlay-dots',
      type: 'circle',
      source: 'dot',
      paint: {
        'circle-radius': 5,
        'circle-color': [
          'match',
          ['get', 'bin'],
          ...ramp.flatMap((color, bin) => [bin, color]),
          gap,
        ] as unknown as DataDrivenPropertyValueSpecification<string>,
        'circle-stroke-width': 1.5,
        'circle-stroke-color': route,
      },
    },
  ]
}

/** Beside the line, on its starboard side: a limit close-hatched, caution thinner and in wide strokes. */
function limitLayers({ surface, alarm, warn }: MapColors): LayerSpecification[] {
  const band = (
    id: string,
    width: number,
    color: string,
    filter?: FilterSpecification,
    dash?: number[],
  ): LayerSpecification => ({
    id,
    type: 'line',
    source: 'limits',
    ...(filter ? { filter } : {}),
    layout: { 'line-join': 'round' },
    paint: {
      'line-color': color,
      'line-width': width,
      'line-offset': LIMIT_OFFSET_PX,
      ...(dash ? { 'line-dasharray': dash } : {}),
    },
  })
  return [
    band('limits-casing', 5, surface),
    band('limits-caution', 2, warn, kind('caution'), [1, 2]),
    band('limits-limit', 3, alarm, kind('limit'), [0.7, 0.5]),
  ]
}

/** Its images are drawn when the map first asks for them. */
const glyphLayer: LayerSpecification = {
  id: 'glyphs',
  type: 'symbol',
  source: 'glyphs',
  layout: {
    'icon-image': ['get', 'image'],
    'icon-rotate': ['get', 'turn'],
    'icon-rotation-alignment': 'map',
    'icon-allow-overlap': true,
    'icon-ignore-placement': true,
  },
}

function editLayers({ route, surface, text, primary, onPrimary }: MapColors): LayerSpecification[] {
  // Of thousands, those that would cover one another are drawn from nearer.
  const isNear: ExpressionSpecification = ['any', ['get', 'selected'], ['>=', ['zoom'], ['get', 'from']]]
  const seen: FilterSpecification = ['all', ['==', ['geometry-type'], 'Point'], isNear]
  const numbers = (id: string, source: SourceId, layout: object): LayerSpecification => ({
    id,
    type: 'symbol',
    source,
    filter: seen,
    layout: {
      'text-field': ['get', 'label'],
      'text-font': FONT,
      'text-size': 12,
      'text-variable-anchor': ['bottom-left', 'bottom-right', 'top-right', 'top-left'],
      'text-radial-offset': 0.9,
      'text-justify': 'auto',
      ...layout,
    },
    paint: { 'text-color': route, 'text-halo-color': surface, 'text-halo-width': 1.75 },
  })
  return [
    {
      id: 'draft-casing',
      type: 'line',
      source: 'draft',
      paint: { 'line-color': surface, 'line-width': 5, 'line-opacity': 0.8 },
    },
    {
      id: 'draft-line',
      type: 'line',
      source: 'draft',
      paint: { 'line-color': primary, 'line-width': 2.5, 'line-dasharray': [2, 1.5] },
    },
    {
      id: 'draft-dots',
      type: 'circle',
      source: 'draft',
      filter: ['==', ['geometry-type'], 'Point'],
      paint: { 'circle-radius': 4, 'circle-color': surface, 'circle-stroke-width': 2, 'circle-stroke-color': primary },
    },
    {
      id: 'handles',
      type: 'circle',
      source: 'handles',
      paint: {
        'circle-radius': 7,
        'circle-color': surface,
        'circle-stroke-width': 1.25,
        'circle-stroke-color': text,
        'circle-opacity': 0.92,
      },
    },
    {
      id: 'handle-plus',
      type: 'symbol',
      source: 'handles',
      layout: {
        'text-field': '+',
        'text-font': FONT,
        'text-size': 14,
        'text-allow-overlap': true,
        'text-ignore-placement': true,
        'text-offset': [0, -0.05],
      },
      paint: { 'text-color': text },
    },
    ...(['waypoints', 'moving'] as const).map((source): LayerSpecification => ({
      id: source,
      type: 'circle',
      source,
      filter: seen,
      paint: {
        'circle-radius': selected(7.5, 5),
        'circle-color': selected(primary, surface),
        'circle-stroke-width': selected(2.5, 2),
        'circle-stroke-color': selected(onPrimary, route),
      },
    })),
    numbers('waypoint-numbers', 'waypoints', { 'symbol-sort-key': ['case', ['get', 'selected'], 0, ['get', 'rank']] }),
    // A waypoint being dragged keeps its number whatever it is dragged across.
    numbers('moving-number', 'moving', { 'text-allow-overlap': true }),
  ]
}

/** Over all else while it lasts: the rhumb line solid, the great circle dashed. */
function measureLayers({ surface, primary, text }: MapColors): LayerSpecification[] {
  const dots: FilterSpecification = ['==', ['geometry-type'], 'Point']
  return [
    {
      id: 'measure-casing',
      type: 'line',
      source: 'measure',
      filter: isLine,
      layout: roundLine,
      paint: { 'line-color': surface, 'line-width': 5, 'line-opacity': 0.8 },
    },
    {
      id: 'measure-great',
      type: 'line',
      source: 'measure',
      filter: kind('GC'),
      paint: { 'line-color': primary, 'line-width': 1.5, 'line-dasharray': [3, 2] },
    },
    {
      id: 'measure-rhumb',
      type: 'line',
      source: 'measure',
      filter: kind('RL'),
      layout: roundLine,
      paint: { 'line-color': primary, 'line-width': 2.5 },
    },
    {
      id: 'measure-dots',
      type: 'circle',
      source: 'measure',
      filter: dots,
      paint: { 'circle-radius': 4, 'circle-color': surface, 'circle-stroke-width': 2, 'circle-stroke-color': primary },
    },
    {
      id: 'measure-numbers',
      type: 'symbol',
      source: 'measure',
      filter: dots,
      layout: {
        'text-field': ['get', 'label'],
        'text-font': FONT,
        'text-size': 12,
        'text-anchor': 'bottom-left',
        'text-offset': [0.5, -0.3],
        'text-allow-overlap': true,
      },
      paint: { 'text-color': text, 'text-halo-color': surface, 'text-halo-width': 1.75 },
    },
  ]
}
