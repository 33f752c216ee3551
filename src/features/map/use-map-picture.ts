import { useEffect } from 'react'
import { binEdges } from '#src/domain/metocean/bins.ts'
import { layerLabel, type Layer, magnitudeColumn } from '#src/domain/metocean/layers.ts'
import type { Answer } from '#src/domain/metocean/result.ts'
import { formatNumber } from '#src/domain/units/format.ts'
import { resultFacts } from '#src/domain/voyage/result-facts.ts'
import { pictureProvided } from '#src/state/pictures.ts'
import { currentVoyage } from '#src/state/voyage.ts'
import { captionedPicture } from '#src/ui/captioned-picture.ts'
import { rampColors } from '#src/ui/ramps.ts'
import { currentThemeName } from '#src/ui/use-theme-name.ts'
import type { MapView } from './map-view.ts'

/** Offers the map as it is seen as a picture, with the scale of what colours the route and what it is of. */
export function useMapPicture(view: MapView | null, answer: Answer | null, layer: Layer | null): void {
  useEffect(() => {
    if (!view || !answer) return
    return pictureProvided('map', async () => {
      const picture = await drawn(view)
      const ratio = picture.width / view.map.getCanvas().clientWidth
      if (layer) drawScale(picture, ratio, answer, layer)
      const voyage = currentVoyage()
      return captionedPicture(picture, { ratio, title: voyage.name || answer.taskName, lines: [...resultFacts(answer, voyage), ['Coastline', '1:10 M, not a chart']] })
    })
  }, [view, answer, layer])
}

/** The map's canvas is emptied after each frame, so it is copied while one is drawn. */
function drawn({ map }: MapView): Promise<HTMLCanvasElement> {
  return new Promise((resolve) => {
    void map.once('render', () => {
      const source = map.getCanvas()
      const copy = document.createElement('canvas')
      copy.width = source.width
      copy.height = source.height
      copy.getContext('2d')!.drawImage(source, 0, 0)
      resolve(copy)
    })
    map.triggerRepaint()
  })
}

const SWATCH = { widthPx: 30, heightPx: 10 } as const

/** The eight bins with the edges between them, on a plate in the lower left corner. */
function drawScale(canvas: HTMLCanvasElement, ratio: number, answer: Answer, layer: Layer): void {
  const pen = canvas.getContext('2d')!
  const color = (name: string) => getComputedStyle(document.documentElement).getPropertyValue(name)
  const edges = binEdges(layer, magnitudeColumn(layer, answer.columns)!)
  const colors = rampColors(layer.ramp, currentThemeName())
  const { widthPx, heightPx } = SWATCH
  pen.scale(ratio, ratio)
  pen.translate(12, canvas.height / ratio - 72)
  pen.fillStyle = color('--color-surface')
  pen.fillRect(0, 0, colors.length * widthPx + 24, 60)
  pen.fillStyle = color('--color-text')
  pen.font = `600 12px ${color('--font-sans')}`
  pen.fillText([layerLabel(layer, answer.columns), layer.unit, layer.convention].filter(Boolean).join(', '), 12, 18)
  pen.font = `12px ${color('--font-sans')}`
  pen.textAlign = 'center'
  colors.forEach((fill, place) => {
    pen.fillStyle = fill
    pen.fillRect(12 + place * widthPx, 26, widthPx, heightPx)
    pen.fillStyle = color('--color-text-2')
    if (place > 0) pen.fillText(formatNumber(edges[place - 1], Number.isInteger(edges[place - 1]) ? 0 : edges[place - 1]! % 0.5 === 0 ? 1 : 2), 12 + place * widthPx, 51)
  })
  pen.strokeStyle = color('--color-control')
  pen.strokeRect(12, 26, colors.length * widthPx, heightPx)
  pen.setTransform(1, 0, 0, 1, 0, 0)
}
