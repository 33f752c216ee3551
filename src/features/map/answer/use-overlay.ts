import { useEffect } from 'react'
import type { Feature, FeatureCollection, Position as Coordinates } from 'geojson'
import { numberAt } from '#src/domain/at.ts'
import type { Layer } from '#src/domain/metocean/layers/layers.ts'
import type { Answer } from '#src/domain/metocean/result.ts'
import { changeAlong, CHANGE_KIND } from '#src/domain/report/change-bins.ts'
import { LIMIT_STATE, limitStates } from '#src/domain/limits/limit-states.ts'
import { useLimits } from '#src/state/voyage.ts'
import { followView } from '../view/follow-view.ts'
import type { MapView } from '../view/map-view.ts'
import { classRuns, overlayBins, overlayLine, type OverlayLine } from './overlay-line.ts'
import { noFeatures } from '../edit/route-layers.ts'
import { fromWorld, type Window } from '../base/mercator.ts'

/** Colours the route by a layer of the answer. @param from an older answer: then by the difference */
export function useOverlay(
  view: MapView | null,
  answer: Answer | null,
  layer: Layer | null,
  from: Answer | null = null,
): void {
  useEffect(() => {
    if (!view) return
    const bins = answer && layer && (from ? changeClasses(layer, answer, from) : overlayBins(layer, answer.columns))
    const line = answer && overlayLine(answer.columns)
    view.draw('dot', line && bins ? dotFeatures(line, bins) : noFeatures)
    if (!line || !bins) return view.draw('overlay', noFeatures)
    return followView(view, Math.ceil, (level, window) =>
      view.draw('overlay', overlayFeatures(line, bins, level, window)),
    )
  }, [view, answer, layer, from])
}

/** The bin of the change per sample, or that it is new data; what was lost or cannot be compared is a gap. */
function changeClasses(layer: Layer, answer: Answer, from: Answer): Int8Array | null {
  const change = changeAlong(layer, answer.columns, from.columns)
  return change && Int8Array.from(change.kinds, (kind) => (kind > CHANGE_KIND.gained ? GAP : kind))
}

/** Marks beside the route where caution or a limit of the voyage is reached, whichever layer colours it. */
export function useLimitMarks(view: MapView | null, answer: Answer | null): void {
  const limits = useLimits()
  useEffect(() => {
    if (!view) return
    if (!answer) return view.draw('limits', noFeatures)
    const line = overlayLine(answer.columns)
    const { worst } = limitStates(answer.columns, limits)
    return followView(view, Math.ceil, (level, window) =>
      view.draw('limits', limitFeatures(line, worst, level, window)),
    )
  }, [view, answer, limits])
}

const GAP = -1

/**
 * The coloured line: runs of one bin each, gaps as their own kind, and the casing under both.
 * @param bins 0 to 7 per sample, −1 for "no value"
 */
export function overlayFeatures(line: OverlayLine, bins: Int8Array, zoom: number, window: Window): FeatureCollection {
  const { runs, pieces } = classRuns(line, bins, zoom, window)
  return collection([
    ...runs.map(({ kind, coordinates }) => lineFeature({ kind: kind === GAP ? 'gap' : 'run', bin: kind }, coordinates)),
    ...pieces.map((coordinates) => lineFeature({ kind: 'casing' }, coordinates)),
  ])
}

/** Where there is no line to see: a single sample, or a ship that does not move. Coloured by the highest bin there. */
export function dotFeatures({ count, x, y }: OverlayLine, bins: Int8Array): FeatureCollection {
  if (count === 0 || x.some((value) => value !== x[0]) || y.some((value) => value !== y[0])) return noFeatures
  const { lat, lon } = fromWorld({ x: numberAt(x, 0), y: numberAt(y, 0) })
  return collection([
    { type: 'Feature', properties: { bin: Math.max(...bins) }, geometry: { type: 'Point', coordinates: [lon, lat] } },
  ])
}

/** Where caution or a limit is reached, as runs drawn beside the line. @param states the state of every sample */
export function limitFeatures(line: OverlayLine, states: Uint8Array, zoom: number, window: Window): FeatureCollection {
  const { runs } = classRuns(line, states, zoom, window)
  const over = runs.filter(({ kind }) => kind >= LIMIT_STATE.caution)
  return collection(
    over.map(({ kind, coordinates }) =>
      lineFeature({ kind: kind === LIMIT_STATE.limit ? 'limit' : 'caution' }, coordinates),
    ),
  )
}

const collection = (features: Feature[]): FeatureCollection => ({ type: 'FeatureCollection', features })
const lineFeature = (properties: Feature['properties'], coordinates: Coordinates[]): Feature => ({
  type: 'Feature',
  properties,
  geometry: { type: 'LineString', coordinates },
})
