import { at } from '#src/domain/at.ts'
import { type Layer, layerLabel, magnitudeColumn, type RampId } from '#src/domain/metocean/layers/layers.ts'
import { askedText, type NamedAnswer } from '#src/domain/tasks/answer-name.ts'
import { changeEdges, changeOrder } from '#src/domain/report/change-bins.ts'
import { resultFacts } from '#src/domain/report/result-facts.ts'
import { useIntent } from '#src/state/intents.ts'
import { useUnits } from '#src/state/preferences.ts'
import { currentVoyage } from '#src/state/voyage.ts'
import { captionedPicture, PAPER_PX, pngOf } from '#src/ui/page/captioned-picture.ts'
import { rampColors, type ThemeName } from '#src/ui/ramps.ts'
import { currentThemeName } from '#src/ui/page/use-theme-name.ts'
import { binEdges } from '#src/domain/metocean/layers/bins.ts'
import { layerChange, layerUnit } from '#src/domain/metocean/layers/layer-unit.ts'
import type { Answer } from '#src/domain/metocean/result.ts'
import { formatNumber } from '#src/domain/units/format.ts'
import type { Units } from '#src/domain/units/unit-choice.ts'
import { onPaper } from '#src/ui/page/on-paper.ts'
import type { MapView } from './map-view.ts'
import { worldPx } from '../base/mercator.ts'
import { scaleBar } from '../base/scale-bar.tsx'
import { glyphImage } from '../answer/glyph-images.ts'
import { mapColors } from '../base/map-color.ts'

const BAR_PX = 140

/** Serves the map on screen as a picture, with the colour scale and a bar of miles; with a caption, and without for paper. */
export function useMapPicture(
  view: MapView | null,
  answer: NamedAnswer | null,
  layer: Layer | null,
  from: Answer | null = null,
): void {
  const units = useUnits()
  /** @param larger of the words, so many times */
  const draw = async (view: MapView, answer: NamedAnswer, larger: number) => {
    const { map } = view
    const picture = await mapByDay(view, from ? 'change' : (layer?.ramp ?? 'neutral'), larger)
    const ratio = picture.width / map.getCanvas().clientWidth
    const bar = scaleBar(map.getCenter().lat, worldPx(map.getZoom()) / larger, BAR_PX)
    drawScales(picture, ratio * larger, { answer, from, layer, units, bar })
    return { picture, ratio }
  }
  const captioned = async (view: MapView, answer: NamedAnswer) => {
    const { picture, ratio } = await draw(view, answer, 1)
    const voyage = currentVoyage()
    return captionedPicture(picture, {
      ratio,
      title: voyage.name || answer.name,
      lines: [...resultFacts(answer, voyage, { units }), ['Coastline', '1:10 M, not a chart']],
    })
  }
  const onPaper = async (view: MapView, answer: NamedAnswer) => {
    const { picture } = await draw(view, answer, Math.max(1, view.map.getCanvas().clientWidth / PAPER_PX))
    return pngOf(picture)
  }
  useIntent('map-picture', view && answer && (() => captioned(view, answer)))
  useIntent('map-on-paper', view && answer && (() => onPaper(view, answer)))
}

/**
 * The map as it is on screen, in the colours of the day: a picture is for paper and mail. The screen does not change: a
 * copy covers the map while it is drawn in other colours.
 */
async function mapByDay(view: MapView, ramp: RampId | 'change', larger: number): Promise<HTMLCanvasElement> {
  if (currentThemeName() === 'day' && larger === 1) return drawn(view)
  const cover = await drawn(view)
  Object.assign(cover.style, { position: 'absolute', inset: '0', width: '100%', height: '100%', pointerEvents: 'none' })
  view.map.getCanvasContainer().append(cover)
  const shrink = enlarged(view, larger)
  try {
    await painted(view, ramp, 'day')
    return await drawn(view)
  } finally {
    shrink()
    await painted(view, ramp, currentThemeName())
    cover.remove()
  }
}

/** Makes the words of the map larger. @returns makes them as they were */
function enlarged({ map }: MapView, larger: number): () => void {
  const sizes = map
    .getStyle()
    .layers.flatMap((layer) =>
      layer.type === 'symbol' && typeof layer.layout?.['text-size'] === 'number'
        ? [{ id: layer.id, px: layer.layout['text-size'] }]
        : [],
    )
  const set = (times: number) => sizes.forEach(({ id, px }) => map.setLayoutProperty(id, 'text-size', px * times))
  if (larger === 1) return () => undefined
  set(larger)
  return () => set(1)
}

/** Resolves when the whole map has the colours of a theme. */
async function painted(view: MapView, ramp: RampId | 'change', theme: ThemeName): Promise<void> {
  const { route: ink, surface: halo, alarm, warn } = mapColors[theme]
  view.paint(mapColors[theme], rampColors(ramp, theme))
  view.illustrate((name) => glyphImage(name, { ink, halo, alarm, warn }))
  await new Promise<void>((resolve) => void view.map.once('idle', () => resolve()).triggerRepaint())
}

/** The map's canvas is emptied after each frame, so it is copied while one is drawn. */
function drawn({ map }: MapView): Promise<HTMLCanvasElement> {
  return new Promise((resolve) => {
    void map.once('render', () => {
      const source = map.getCanvas()
      const copy = document.createElement('canvas')
      copy.width = source.width
      copy.height = source.height
      copy.getContext('2d')?.drawImage(source, 0, 0)
      resolve(copy)
    })
    map.triggerRepaint()
  })
}

const SWATCH = { widthPx: 30, heightPx: 10 } as const
const MARGIN_PX = 12
/** Of the plates under the scales. */
const PLATE_PX = 60
const BAR_PLATE_PX = 38

const look = () =>
  onPaper((token) => ({
    family: token('--font-sans'),
    surface: token('--color-surface'),
    text: token('--color-text'),
    text2: token('--color-text-2'),
    control: token('--color-control'),
  }))

/** Draws on a picture whose size is in device pixels as if it were in CSS pixels. */
function inCssPx(
  picture: HTMLCanvasElement,
  ratio: number,
  draw: (pen: CanvasRenderingContext2D, size: { width: number; height: number }) => void,
): void {
  const pen = picture.getContext('2d')
  if (!pen) return
  pen.save()
  pen.scale(ratio, ratio)
  draw(pen, { width: picture.width / ratio, height: picture.height / ratio })
  pen.restore()
}

interface ColorScale {
  readonly answer: Answer
  /** The older answer whose difference the colours show; null: they show the values. */
  readonly from: Answer | null
  readonly layer: Layer | null
  readonly units: Units
}

/** The colour scale in the lower left corner and the bar of miles in the lower right, or over it where there is no room. */
function drawScales(
  picture: HTMLCanvasElement,
  ratio: number,
  { bar, ...scale }: ColorScale & { bar: { nm: number; px: number } },
): void {
  inCssPx(picture, ratio, (pen, { width, height }) => {
    const plate = drawColorScale(pen, height, scale)
    const left = width - bar.px - 3 * MARGIN_PX
    const isBeside = left >= plate.right + MARGIN_PX
    pen.translate(isBeside ? left : MARGIN_PX, (isBeside ? height : plate.top) - BAR_PLATE_PX - MARGIN_PX)
    drawDistanceBar(pen, bar)
  })
}

/** The bins with the edges between them, on a plate. @returns where it ends, and where it begins */
function drawColorScale(
  pen: CanvasRenderingContext2D,
  height: number,
  { answer, from, layer, units }: ColorScale,
): { right: number; top: number } {
  const column = layer && magnitudeColumn(layer, answer.columns)
  if (!column) return { right: 0, top: height }
  const { family, surface, text, text2, control } = look()
  const { unit, of } = (from ? layerChange : layerUnit)(layer, units)
  const colors = from ? changeOrder.map((kind) => at(rampColors('change', 'day'), kind)) : rampColors(layer.ramp, 'day')
  const labels = (from ? changeEdges(layer) : binEdges(layer, column)).map((edge) => edgeText(of(edge)))
  const meaning = from ? `now minus ${askedText(answer, from)}` : layer.convention
  const words = [layerLabel(layer, answer.columns), unit, meaning].filter(Boolean).join(', ')
  const top = height - PLATE_PX - MARGIN_PX
  pen.save()
  pen.translate(MARGIN_PX, top)
  pen.font = `600 12px ${family}`
  const width = Math.max(colors.length * SWATCH.widthPx, pen.measureText(words).width) + 2 * MARGIN_PX
  pen.fillStyle = surface
  pen.fillRect(0, 0, width, PLATE_PX)
  pen.fillStyle = text
  pen.fillText(words, MARGIN_PX, 18)
  pen.font = `12px ${family}`
  pen.textAlign = 'center'
  colors.forEach((fill, place) => {
    pen.fillStyle = fill
    pen.fillRect(MARGIN_PX + place * SWATCH.widthPx, 26, SWATCH.widthPx, SWATCH.heightPx)
    pen.fillStyle = text2
    if (place > 0) pen.fillText(at(labels, place - 1), MARGIN_PX + place * SWATCH.widthPx, 51)
  })
  pen.strokeStyle = control
  pen.strokeRect(MARGIN_PX, 26, colors.length * SWATCH.widthPx, SWATCH.heightPx)
  pen.restore()
  return { right: MARGIN_PX + width, top }
}

/** Short enough to fit under its swatch: the decimals it needs, one for an edge that is round in another unit. */
const edgeText = (edge: number): string =>
  formatNumber(
    edge,
    Number.isInteger(edge) || edge >= 100
      ? 0
      : edge < 10 && Number.isInteger(edge * 4) && !Number.isInteger(edge * 2)
        ? 2
        : 1,
  )

/** A bar of nautical miles on a plate, true at the middle of the picture. */
function drawDistanceBar(pen: CanvasRenderingContext2D, { nm, px }: { nm: number; px: number }): void {
  const { family, surface, text } = look()
  pen.fillStyle = surface
  pen.fillRect(0, 0, px + 2 * MARGIN_PX, BAR_PLATE_PX)
  pen.fillStyle = text
  pen.font = `600 12px ${family}`
  pen.textAlign = 'center'
  pen.fillText(`${formatNumber(nm, nm < 1 ? 1 : 0)} NM`, MARGIN_PX + px / 2, 16)
  pen.strokeStyle = text
  pen.lineWidth = 1.5
  pen.stroke(new Path2D(`M${MARGIN_PX} 22v6h${px}v-6`))
}
