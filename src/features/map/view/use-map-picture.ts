import type { Layer } from '#src/domain/metocean/layers/layers.ts'
import type { NamedAnswer } from '#src/domain/tasks/answer-name.ts'
import { resultFacts } from '#src/domain/report/result-facts.ts'
import { useIntent } from '#src/state/intents.ts'
import { useUnits } from '#src/state/preferences.ts'
import { currentVoyage } from '#src/state/voyage.ts'
import { captionedPicture } from '#src/ui/page/captioned-picture.ts'
import { mapByDay } from './map-by-day.ts'
import type { MapView } from './map-view.ts'
import { worldPx } from '../base/mercator.ts'
import { drawColorScale, drawDistanceBar } from './picture-key.ts'
import { scaleBar } from '../base/scale.ts'

const BAR_PX = 140

/** Offers the map as it is seen as a picture, with the scale of what colours the route, a bar of miles and what it is of. */
export function useMapPicture(view: MapView | null, answer: NamedAnswer | null, layer: Layer | null): void {
  const units = useUnits()
  const draw = async (view: MapView, answer: NamedAnswer) => {
    const { map } = view
    const picture = await mapByDay(view, layer?.ramp ?? 'neutral')
    const ratio = picture.width / map.getCanvas().clientWidth
    if (layer) drawColorScale(picture, ratio, { answer, layer, units })
    drawDistanceBar(picture, ratio, scaleBar(map.getCenter().lat, worldPx(map.getZoom()), BAR_PX))
    const voyage = currentVoyage()
    return captionedPicture(picture, {
      ratio,
      title: voyage.name || answer.name,
      lines: [...resultFacts(answer, voyage, { units }), ['Coastline', '1:10 M, not a chart']],
    })
  }
  useIntent('map-picture', view && answer && (() => draw(view, answer)))
}
