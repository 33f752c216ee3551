import type { FeatureCollection } from 'geojson'
import type { GeoJSONSourceDiff } from 'maplibre-gl'

/**
 * The difference from a source's features to the next. Features that stay are the same objects; a feature with a known
 * id replaces the old one.
 * @returns null where it is better to set them all: features without an id, or most of them new
 */
export function featureDiff(
  { features: before }: FeatureCollection,
  { features: after }: FeatureCollection,
): Required<Pick<GeoJSONSourceDiff, 'add' | 'remove'>> | null {
  const gone = new Map(before.map((feature) => [feature.id, feature]))
  if (gone.has(undefined)) return null
  const add: FeatureCollection['features'] = []
  for (const feature of after) {
    if (feature.id === undefined) return null
    if (gone.get(feature.id) !== feature) add.push(feature)
    gone.delete(feature.id)
  }
  if (add.length > after.length / 2) return null
  return { add, remove: [...gone.keys()].filter((id) => id !== undefined) }
}
