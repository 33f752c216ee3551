import type { FeatureCollection } from 'geojson'
import { arrowLengthPx, arrowTowardsDeg } from '#src/domain/metocean/layers/glyph-layer.ts'
import { screenValue } from '#src/domain/metocean/layers/bins.ts'
import { directionColumn, type Layer, magnitudeColumn } from '#src/domain/metocean/layers/layers.ts'
import type { ResultColumns } from '#src/domain/metocean/result.ts'
import { windBarb } from '#src/domain/metocean/layers/wind-barb.ts'
import type { Window } from './class-runs.ts'
import { arrowImage, barbImage } from './glyph-images.ts'
import { glyphSamples } from './glyph-places.ts'
import { fromWorld } from '../base/mercator.ts'
import type { OverlayLine } from './overlay-line.ts'
import { noFeatures } from '../edit/route-geojson.ts'

/** Name of a glyph's image, and how far it is turned clockwise from north. */
interface Glyph {
  readonly image: string
  readonly turn: number
}

/** Barbs of the wind, or arrows of waves or current, thinned to what the screen holds. */
export function glyphFeatures(
  line: OverlayLine,
  layer: Layer,
  columns: ResultColumns,
  zoom: number,
  window: Window,
): FeatureCollection {
  const magnitude = magnitudeColumn(layer, columns)
  const direction = directionColumn(layer, columns)
  if (!magnitude || !direction) return noFeatures
  const glyphOf = layer.id === 'wind' ? barbOf : arrowOf
  const glyphAt = (index: number) =>
    glyphOf(layer, screenValue(layer, magnitude[index]!), direction[index]!, columns.lat[index]!)
  return {
    type: 'FeatureCollection',
    features: glyphSamples(line, (index) => glyphAt(index) !== null, zoom, window).map((index) => {
      const { lat, lon } = fromWorld({ x: line.x[index]!, y: line.y[index]! })
      return { type: 'Feature', properties: glyphAt(index), geometry: { type: 'Point', coordinates: [lon, lat] } }
    }),
  }
}

function barbOf(_: Layer, knots: number, fromDeg: number, lat: number): Glyph | null {
  const barb = windBarb(knots)
  if (!barb) return null
  if (barb.calm) return { image: barbImage(0, false), turn: 0 }
  return Number.isNaN(fromDeg) ? null : { image: barbImage(barb.knots, lat < 0), turn: fromDeg }
}

function arrowOf(layer: Layer, value: number, degrees: number): Glyph | null {
  const lengthPx = arrowLengthPx(layer, value)
  if (lengthPx === 0 || Number.isNaN(degrees)) return null
  return {
    image: arrowImage(layer.convention === 'towards' ? 'current' : 'wave', lengthPx),
    turn: arrowTowardsDeg(layer, degrees),
  }
}
