import type { Feature, FeatureCollection, Position as Coordinates } from 'geojson'
import type { BoardRow } from '#src/domain/library/board.ts'
import { wrapLongitude } from '#src/domain/position.ts'
import type { Bounds } from '#src/domain/route/legs.ts'
import { GLYPH_PIXEL_RATIO } from '../answer/glyph-images.ts'
import { HULL } from '../base/hull.ts'
import type { MapColors } from '../base/map-color.ts'
import { shiftIntoWorld } from '../edit/route-layers.ts'

/** A voyage that has a place on the map. */
type Placed = BoardRow & { readonly place: NonNullable<BoardRow['place']> }
const isPlaced = (row: BoardRow): row is Placed => row.place !== null

export const placedRows = (rows: readonly BoardRow[]): readonly Placed[] => rows.filter(isPlaced)

/** The voyages whose passages are drawn: those under way, or where none is, all that are listed. */
function passageRows(rows: readonly BoardRow[]): readonly BoardRow[] {
  const placed = placedRows(rows)
  return placed.length > 0 ? placed : rows
}

/** Ships and passages as the map draws them; each passage continuous over 180°, from within the world. */
export function fleetFeatures(rows: readonly BoardRow[], chosenId: string | null): FeatureCollection {
  const chosen = rows.filter(({ id }) => id === chosenId)
  const shown = [...new Set([...passageRows(rows), ...chosen])]
  return {
    type: 'FeatureCollection',
    features: [
      ...shown.flatMap((row) => passageFeature(row, row.id === chosenId)),
      ...placedRows(rows).map((row, order) => shipFeature(row, row.id === chosenId ? -1 : order)),
    ],
  }
}

function passageFeature({ id, passage }: BoardRow, chosen: boolean): Feature[] {
  const [first] = passage
  if (!first || passage.length < 2) return []
  const shift = shiftIntoWorld(first[2])
  const coordinates = passage.map(([, lat, lon]): Coordinates => [lon + shift, lat])
  return [
    { type: 'Feature', properties: { id, kind: 'passage', chosen }, geometry: { type: 'LineString', coordinates } },
  ]
}

function shipFeature({ id, ship, name, place, ahead }: Placed, order: number): Feature {
  const tone = ahead.kind === 'known' && ahead.state !== 'ok' ? ahead.state : 'plain'
  const { lat, lon } = place.position
  const properties = {
    id,
    kind: 'ship',
    name: ship || name,
    tone,
    image: `ship/${tone}/${order === -1 ? 'chosen' : 'other'}`,
    turn: place.courseDeg ?? 0,
    order,
  }
  return { type: 'Feature', properties, geometry: { type: 'Point', coordinates: [wrapLongitude(lon), lat] } }
}

const SHIP_SCALE = { chosen: 0.95, other: 0.72 } as const
const CASING_PX = 3

/** The picture of a ship, the bow to the north; null for a name that is not one's. */
export function shipImage(name: string, { route, surface, alarm, warn, primary }: MapColors): ImageData | null {
  const [kind, tone, size] = name.split('/')
  if (kind !== 'ship') return null
  const scale = size === 'chosen' ? SHIP_SCALE.chosen : SHIP_SCALE.other
  const sidePx = Math.ceil((29 * scale + 2 * CASING_PX) * GLYPH_PIXEL_RATIO)
  // Read back at once, as for the other pictures of the map.
  const pen = new OffscreenCanvas(sidePx, sidePx).getContext('2d', { willReadFrequently: true })
  if (!pen) return null
  pen.translate(sidePx / 2, sidePx / 2)
  pen.scale(scale * GLYPH_PIXEL_RATIO, scale * GLYPH_PIXEL_RATIO)
  const hull = new Path2D(HULL)
  pen.lineWidth = CASING_PX / scale
  pen.lineJoin = 'round'
  pen.strokeStyle = surface
  pen.stroke(hull)
  pen.fillStyle =
    size === 'chosen' && tone === 'plain' ? primary : ({ limit: alarm, caution: warn }[tone ?? ''] ?? route)
  pen.fill(hull)
  return pen.getImageData(0, 0, sidePx, sidePx)
}

/**
 * The smallest box around all ships, over 180° where that is shorter; where none is under way, around the passages. Null
 * where there is nothing to show.
 */
export function fleetBounds(rows: readonly BoardRow[]): Bounds | null {
  const ships = placedRows(rows).map(({ place }) => place.position)
  const places = ships.length > 0 ? ships : rows.flatMap(({ passage }) => passage.map(([, lat, lon]) => ({ lat, lon })))
  if (places.length === 0) return null
  const lons = places.map(({ lon }) => wrapLongitude(lon)).sort((a, b) => a - b)
  const lats = places.map(({ lat }) => lat)
  // The box begins after the widest gap between two neighbours, going east.
  const gaps = lons.map((lon, index) => (lons[index + 1] ?? (lons[0] ?? 0) + 360) - lon)
  const widest = gaps.indexOf(Math.max(...gaps))
  const end = lons[widest] ?? 0
  const west = lons[widest + 1] ?? lons[0] ?? 0
  return { west, east: end < west ? end + 360 : end, south: Math.min(...lats), north: Math.max(...lats) }
}
