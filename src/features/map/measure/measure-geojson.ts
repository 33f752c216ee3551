import type { Feature, FeatureCollection } from 'geojson'
import { densify } from '#src/domain/geodesy/leg-line.ts'
import type { Position } from '#src/domain/position.ts'
import type { LegType } from '#src/domain/route/route.ts'
import { shiftIntoWorld } from '../edit/route-geojson.ts'

/** Points with their number, and both lines between them. @param next where the next point would go; null: nowhere yet */
export function measureFeatures(points: readonly Position[], next: Position | null): FeatureCollection {
  const shift = shiftIntoWorld(points[0]?.lon ?? 0)
  const place = ({ lat, lon }: Position) => [lon + shift, lat]
  const line = (from: Position, to: Position, kind: LegType): Feature => ({
    type: 'Feature',
    properties: { kind },
    geometry: { type: 'LineString', coordinates: densify(from, to, kind).map(place) },
  })
  const ends = next ? [...points, next] : points
  const lines = ends
    .slice(1)
    .flatMap((to, index) => (['GC', 'RL'] as const).map((kind) => line(ends[index]!, to, kind)))
  const dots = points.map((point, index): Feature => ({
    type: 'Feature',
    properties: { label: String(index + 1) },
    geometry: { type: 'Point', coordinates: place(point) },
  }))
  return { type: 'FeatureCollection', features: [...lines, ...dots] }
}
