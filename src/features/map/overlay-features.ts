import type { Feature, FeatureCollection, Position as Coordinates } from 'geojson'
import { LIMIT_STATE } from '#src/domain/voyage/limit-states.ts'
import { classRuns, type Window } from './class-runs.ts'
import { drawnClasses, drawnSamples } from './level-of-detail.ts'
import { fromWorld } from './mercator.ts'
import type { OverlayLine } from './overlay-line.ts'
import { noFeatures } from './route-geojson.ts'

const GAP = -1

/**
 * The coloured line: runs of one bin each, gaps as their own kind, and the casing under both. A line too short to see
 * is a dot.
 * @param bins 0 to 7 per sample, −1 for "no value"
 */
export function overlayFeatures(line: OverlayLine, bins: Int8Array, zoom: number, window: Window): FeatureCollection {
  if (line.count === 0) return noFeatures
  if (isOnePlace(line)) return collection([dot(line, drawnClasses(drawnSamples(line, zoom), bins))])
  const { runs, pieces } = classRuns(line, bins, zoom, window)
  return collection([
    ...runs.map(({ kind, coordinates }) => lineFeature({ kind: kind === GAP ? 'gap' : 'run', bin: kind }, coordinates)),
    ...pieces.map((coordinates) => lineFeature({ kind: 'casing', bin: GAP }, coordinates)),
  ])
}

/** Where caution or a limit is reached, as runs that are drawn beside the line. @param states the state of every sample */
export function limitFeatures(line: OverlayLine, states: Uint8Array, zoom: number, window: Window): FeatureCollection {
  const { runs } = classRuns(line, states, zoom, window)
  const over = runs.filter(({ kind }) => kind >= LIMIT_STATE.caution)
  return collection(over.map(({ kind, coordinates }) => lineFeature({ kind: kind === LIMIT_STATE.limit ? 'limit' : 'caution' }, coordinates)))
}

/** A single sample, or a ship that does not move. */
const isOnePlace = ({ x, y }: OverlayLine): boolean => x.every((value) => value === x[0]) && y.every((value) => value === y[0])

function dot({ x, y }: OverlayLine, classes: Int8Array): Feature {
  const { lat, lon } = fromWorld({ x: x[0]!, y: y[0]! })
  return { type: 'Feature', properties: { kind: 'dot', bin: Math.max(...classes) }, geometry: { type: 'Point', coordinates: [lon, lat] } }
}

const collection = (features: Feature[]): FeatureCollection => ({ type: 'FeatureCollection', features })
const lineFeature = (properties: Feature['properties'], coordinates: Coordinates[]): Feature => ({ type: 'Feature', properties, geometry: { type: 'LineString', coordinates } })
