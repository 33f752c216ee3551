import type { RampId } from '#src/domain/metocean/layers/layers.ts'
import { rampColors, type ThemeName } from '#src/ui/ramps.ts'
import { currentThemeName } from '#src/ui/page/use-theme-name.ts'
import { glyphImage } from '../answer/glyph-images.ts'
import { mapColors } from '../base/map-color.ts'
import type { MapView } from './map-view.ts'

/**
 * The map as it is seen, in the colours of the day: a picture is for paper and mails. On the screen nothing changes; what
 * was there lies over the map while it is drawn otherwise.
 */
export async function mapByDay(view: MapView, ramp: RampId): Promise<HTMLCanvasElement> {
  if (currentThemeName() === 'day') return drawn(view)
  const cover = await drawn(view)
  Object.assign(cover.style, { position: 'absolute', inset: '0', width: '100%', height: '100%', pointerEvents: 'none' })
  view.map.getCanvasContainer().append(cover)
  try {
    await painted(view, ramp, 'day')
    return await drawn(view)
  } finally {
    await painted(view, ramp, currentThemeName())
    cover.remove()
  }
}

/** Ends when all of the map has the colours of a theme. */
async function painted(view: MapView, ramp: RampId, theme: ThemeName): Promise<void> {
  const { route: ink, surface: halo } = mapColors[theme]
  view.paint(mapColors[theme], rampColors(ramp, theme))
  view.illustrate((name) => glyphImage(name, { ink, halo }))
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
      copy.getContext('2d')!.drawImage(source, 0, 0)
      resolve(copy)
    })
    map.triggerRepaint()
  })
}
