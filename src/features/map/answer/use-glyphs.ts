import { useEffect } from 'react'
import type { Feature, FeatureCollection } from 'geojson'
import { integerAt, numberAt } from '#src/domain/at.ts'
import {
  arrowLengthPx,
  arrowTowardsDeg,
  type GlyphChoice,
  glyphLayer,
} from '#src/domain/metocean/layers/glyph-layer.ts'
import { directionColumn, type Layer, magnitudeColumn } from '#src/domain/metocean/layers/layers.ts'
import type { Answer, ResultColumns } from '#src/domain/metocean/result.ts'
import { changeAlong, signedStep } from '#src/domain/report/change-bins.ts'
import { useThemeName } from '#src/ui/page/use-theme-name.ts'
import { screenValue } from '#src/domain/metocean/layers/bins.ts'
import { windBarb } from '#src/domain/metocean/layers/wind-barb.ts'
import { followView } from '../view/follow-view.ts'
import { arrowImage, barbImage, glyphImage, signImage } from './glyph-images.ts'
import { mapColors } from '../base/map-color.ts'
import type { MapView } from '../view/map-view.ts'
import { inside, overlayLine, type OverlayLine } from './overlay-line.ts'
import { noFeatures } from '../edit/route-layers.ts'
import { fromWorld, type Window, worldPx } from '../base/mercator.ts'

/** A quarter of a zoom: in between, glyphs move apart by at most a fifth. */
const quarterBelow = (zoom: number): number => Math.floor(zoom * 4) / 4

/** Draws barbs or arrows along the answer. @param from an older answer: then a plus or minus where the layer has changed */
export function useGlyphs(
  view: MapView | null,
  answer: Answer | null,
  shown: Layer | null,
  choice: GlyphChoice,
  from: Answer | null = null,
): void {
  const { route: ink, surface: halo, alarm, warn } = mapColors[useThemeName()]
  useEffect(
    () => view?.illustrate((name) => glyphImage(name, { ink, halo, alarm, warn })),
    [view, ink, halo, alarm, warn],
  )
  const layer = answer && (from ? shown : glyphLayer(choice, shown, answer.columns))
  useEffect(() => {
    if (!view) return
    const change = from && answer && layer && changeAlong(layer, answer.columns, from.columns)
    if (answer && change) {
      const line = overlayLine(answer.columns)
      return followView(view, quarterBelow, (zoom, window) =>
        view.draw('glyphs', signFeatures(line, change.kinds, zoom, window)),
      )
    }
    if (!answer || !layer) return view.draw('glyphs', noFeatures)
    const line = overlayLine(answer.columns)
    return followView(view, quarterBelow, (zoom, window) =>
      view.draw('glyphs', glyphFeatures(line, layer, answer.columns, zoom, window)),
    )
  }, [view, answer, layer, from])
}

/** A plus or minus on the line wherever there is room for one. @param kinds of the change, per sample */
export function signFeatures(line: OverlayLine, kinds: Uint8Array, zoom: number, window: Window): FeatureCollection {
  const stepAt = (index: number) => signedStep(integerAt(kinds, index))
  const samples = glyphSamples(line, (index) => stepAt(index) !== 0, zoom, window)
  return {
    type: 'FeatureCollection',
    features: samples.map((index) => glyphFeature(line, index, { image: signImage(stepAt(index)), turn: 0 })),
  }
}

function glyphFeature({ x, y }: OverlayLine, index: number, glyph: Glyph | null): Feature {
  const { lat, lon } = fromWorld({ x: numberAt(x, index), y: numberAt(y, index) })
  return { type: 'Feature', properties: glyph, geometry: { type: 'Point', coordinates: [lon, lat] } }
}

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
    glyphOf(
      layer,
      screenValue(layer, numberAt(magnitude, index)),
      numberAt(direction, index),
      numberAt(columns.lat, index),
    )
  return {
    type: 'FeatureCollection',
    features: glyphSamples(line, (index) => glyphAt(index) !== null, zoom, window).map((index) =>
      glyphFeature(line, index, glyphAt(index)),
    ),
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

/** Two glyphs are never closer to each other on the screen. */
const SPACING_PX = 36

/**
 * The samples that get a glyph: along the track, each one far enough from those before it. The same zoom gives the same
 * choice wherever the map is.
 * @param drawable false for a sample without a value
 * @param zoom the smallest zoom it will be drawn at
 */
export function glyphSamples(
  line: OverlayLine,
  drawable: (index: number) => boolean,
  zoom: number,
  window: Window,
): number[] {
  const spacing = SPACING_PX / worldPx(zoom)
  const { x, y, count } = line
  const chosen: number[] = []
  const crowd = crowdOf(spacing)
  let [lastX, lastY] = [Infinity, Infinity]
  for (let index = 0; index < count; index++) {
    const [hereX, hereY] = [numberAt(x, index), numberAt(y, index)]
    if (squared(hereX - lastX, hereY - lastY) < spacing * spacing) continue
    if (!drawable(index)) continue
    lastX = hereX
    lastY = hereY
    if (!inside(window, hereX, hereY, hereX, hereY) || !crowd.admits(hereX, hereY)) continue
    chosen.push(index)
  }
  return chosen
}

const squared = (dx: number, dy: number): number => dx * dx + dy * dy

/** Keeps glyphs apart where the track returns to itself: places by cell, so that only neighbours are compared. */
function crowdOf(spacing: number) {
  const cells = new Map<string, { x: number; y: number }[]>()
  const cellsAround = Math.max(1, Math.floor(1 / spacing))
  const cellOf = (value: number) => Math.floor(value / spacing)
  const keyOf = (column: number, row: number) => `${((column % cellsAround) + cellsAround) % cellsAround}:${row}`
  const near = (at: { x: number; y: number }, x: number, y: number) => {
    const dx = x - at.x
    return squared(dx - Math.round(dx), y - at.y) < spacing * spacing // whichever copy of the world
  }
  return {
    /** Is there room at a place? If so, it is taken. */
    admits(x: number, y: number): boolean {
      const [column, row] = [cellOf(x - Math.floor(x)), cellOf(y)]
      for (let beside = -1; beside <= 1; beside++) {
        for (let above = -1; above <= 1; above++) {
          if (cells.get(keyOf(column + beside, row + above))?.some((at) => near(at, x, y))) return false
        }
      }
      const key = keyOf(column, row)
      cells.set(key, [...(cells.get(key) ?? []), { x, y }])
      return true
    },
  }
}
