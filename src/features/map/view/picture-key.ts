import { binEdges } from '#src/domain/metocean/layers/bins.ts'
import { layerUnit } from '#src/domain/metocean/layers/layer-unit.ts'
import { layerLabel, type Layer, magnitudeColumn } from '#src/domain/metocean/layers/layers.ts'
import type { Answer } from '#src/domain/metocean/result.ts'
import { formatNumber } from '#src/domain/units/format.ts'
import type { Units } from '#src/domain/units/unit-choice.ts'
import { onPaper } from '#src/ui/page/on-paper.ts'
import { rampColors } from '#src/ui/ramps.ts'

const SWATCH = { widthPx: 30, heightPx: 10 } as const
const MARGIN_PX = 12
/** Of the plates the scales stand on. */
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
  const pen = picture.getContext('2d')!
  pen.save()
  pen.scale(ratio, ratio)
  draw(pen, { width: picture.width / ratio, height: picture.height / ratio })
  pen.restore()
}

/** The eight bins with the edges between them, on a plate in the lower left corner. */
export function drawColorScale(
  picture: HTMLCanvasElement,
  ratio: number,
  { answer, layer, units }: { answer: Answer; layer: Layer; units: Units },
): void {
  const { family, surface, text, text2, control } = look()
  const { unit, of } = layerUnit(layer, units)
  const colors = rampColors(layer.ramp, 'day')
  const labels = binEdges(layer, magnitudeColumn(layer, answer.columns)!).map((edge) => edgeText(of(edge)))
  inCssPx(picture, ratio, (pen, { height }) => {
    pen.translate(MARGIN_PX, height - PLATE_PX - MARGIN_PX)
    pen.fillStyle = surface
    pen.fillRect(0, 0, colors.length * SWATCH.widthPx + 2 * MARGIN_PX, PLATE_PX)
    pen.fillStyle = text
    pen.font = `600 12px ${family}`
    pen.fillText([layerLabel(layer, answer.columns), unit, layer.convention].filter(Boolean).join(', '), MARGIN_PX, 18)
    pen.font = `12px ${family}`
    pen.textAlign = 'center'
    colors.forEach((fill, place) => {
      pen.fillStyle = fill
      pen.fillRect(MARGIN_PX + place * SWATCH.widthPx, 26, SWATCH.widthPx, SWATCH.heightPx)
      pen.fillStyle = text2
      if (place > 0) pen.fillText(labels[place - 1]!, MARGIN_PX + place * SWATCH.widthPx, 51)
    })
    pen.strokeStyle = control
    pen.strokeRect(MARGIN_PX, 26, colors.length * SWATCH.widthPx, SWATCH.heightPx)
  })
}

/** Short enough to stand under its swatch: the decimals it needs, one for what is round in another unit. */
const edgeText = (edge: number): string =>
  formatNumber(
    edge,
    Number.isInteger(edge) || edge >= 100
      ? 0
      : edge < 10 && Number.isInteger(edge * 4) && !Number.isInteger(edge * 2)
        ? 2
        : 1,
  )

/** A bar of nautical miles, true at the middle of the picture, in the lower right corner. */
export function drawDistanceBar(
  picture: HTMLCanvasElement,
  ratio: number,
  { nm, px }: { nm: number; px: number },
): void {
  const { family, surface, text } = look()
  inCssPx(picture, ratio, (pen, { width, height }) => {
    pen.translate(width - px - 3 * MARGIN_PX, height - BAR_PLATE_PX - MARGIN_PX)
    pen.fillStyle = surface
    pen.fillRect(0, 0, px + 2 * MARGIN_PX, BAR_PLATE_PX)
    pen.fillStyle = text
    pen.font = `600 12px ${family}`
    pen.textAlign = 'center'
    pen.fillText(`${formatNumber(nm, nm < 1 ? 1 : 0)} NM`, MARGIN_PX + px / 2, 16)
    pen.strokeStyle = text
    pen.lineWidth = 1.5
    pen.stroke(new Path2D(`M${MARGIN_PX} 22v6h${px}v-6`))
  })
}
