import type { FeatureCollection, LineString, Position } from 'geojson'
import type { Alternative } from '#src/domain/voyage/voyage.ts'
import { noFeatures, routeFeatures, trackFeatures } from './route-geojson.ts'

/** Those of the routes beside the active one that are shown: a line and its name each. */
export function alternativeFeatures(alternatives: readonly Alternative[]): FeatureCollection {
  const features = alternatives.flatMap(({ name, shown, plan }) => {
    if (!shown) return []
    const coordinates = lineOf(plan.track ? trackFeatures(plan.track) : routeFeatures(plan.route))
    return coordinates.length < 2
      ? []
      : [{ type: 'Feature' as const, properties: { name }, geometry: { type: 'LineString' as const, coordinates } }]
  })
  return features.length === 0 ? noFeatures : { type: 'FeatureCollection', features }
}

/** Legs end to end as one line, so that the name stands on it once. */
const lineOf = ({ features }: FeatureCollection): Position[] =>
  features.flatMap(({ geometry }, leg) => (geometry.type === 'LineString' ? withoutJoint(geometry, leg) : []))
const withoutJoint = ({ coordinates }: LineString, leg: number) => (leg === 0 ? coordinates : coordinates.slice(1))
