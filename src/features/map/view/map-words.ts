import { positionAt } from '#src/domain/position.ts'
import { screenValue, valueRange } from '#src/domain/metocean/layers/bins.ts'
import { type Layer, type LayerId, layersOf, magnitudeColumn } from '#src/domain/metocean/layers/layers.ts'
import type { Answer } from '#src/domain/metocean/result.ts'
import { askedText } from '#src/domain/tasks/answer-name.ts'
import { routeDistanceNm } from '#src/domain/route/legs.ts'
import type { Route, Track } from '#src/domain/route/route.ts'
import { formatDistance, formatNumber, formatQuantity } from '#src/domain/units/format.ts'
import { formatPosition, type Notation } from '#src/domain/units/position-text.ts'
import type { KeyHelp } from '#src/ui/form/key-help.ts'

/** How to use the map without a pointer; read aloud when it gets focus. */
export const MAP_KEYS =
  'Arrow keys move the map, plus and minus zoom, F shows the whole route. D draws: Enter drops a waypoint at the middle, Backspace removes the last, Escape finishes. ' +
  'M measures in the same way. Page Up and Page Down select a waypoint; then arrows move it by 0.1 minutes, with Shift by 1, with Alt by 0.01, and Delete removes it.'

/** Named whatever colours the route: what a ship has to withstand. */
const alwaysNamed: readonly LayerId[] = ['wind', 'wave']

/**
 * What the map shows, in words: `8 waypoints, 2 748.4 NM. Wave height up to 6.1 m at 47°12.000'N 021°40.000'W.`, first
 * the layer that colours the route, then the highest wind and waves.
 */
export function mapSummary(
  route: Route,
  track: Track | null,
  answer: Answer | null,
  layer: Layer | null,
  notation?: Notation,
): string {
  if (!answer || !layer) return whatIsDrawn(route, track)
  const others = layersOf(answer.columns).filter(({ id }) => id !== layer.id && alwaysNamed.includes(id))
  return [whatIsDrawn(route, track), ...[layer, ...others].map((each) => highest(answer, each, notation))].join(' ')
}

/** What the colours mean while changes are shown. */
export const changeWords = (answer: Answer, from: Answer): string =>
  `The route is coloured by how much that has changed: now minus ${askedText(answer, from)}.`

function whatIsDrawn(route: Route, track: Track | null): string {
  if (track) return `A track of ${formatNumber(track.lat.length)} points.`
  const count = route.waypoints.length
  if (count === 0) return 'No route yet.'
  if (count === 1) return '1 waypoint.'
  return `${formatNumber(count)} waypoints, ${formatDistance(routeDistanceNm(route))}.`
}

function highest({ columns }: Answer, layer: Layer, notation?: Notation): string {
  const column = magnitudeColumn(layer, columns)
  const range = column && valueRange(layer, column)
  if (!column || !range) return `${layer.label}: no values.`
  const index = column.findIndex((wire) => screenValue(layer, wire) === range.max)
  const place = formatPosition(positionAt(columns, index), notation)
  return `${layer.label} up to ${formatQuantity(range.max, layer.unit, layer.decimals)} at ${place}.`
}

const arrows = [{ key: 'arrowleft' }, { key: 'arrowup' }, { key: 'arrowdown' }, { key: 'arrowright' }] as const

/** The keys of `edit-keys.ts` and of the map itself; Draw, Measure and Fit are commands with keys of their own. */
export const mapKeyHelp: readonly KeyHelp[] = [
  { does: 'Move the map', keys: arrows },
  { does: 'Zoom in, zoom out', keys: [{ key: '+' }, { key: '-' }] },
  { does: 'Next or previous waypoint', keys: [{ key: 'pagedown' }, { key: 'pageup' }] },
  { does: 'Move the selected waypoint by 0.1′', keys: arrows },
  { does: 'By a whole minute', keys: [{ key: 'arrowup', shift: true }] },
  { does: 'By 0.01′', keys: [{ key: 'arrowup', alt: true }] },
  { does: 'Delete the selected waypoint', keys: [{ key: 'delete' }] },
  { does: 'While drawing: drop a waypoint at the cross', keys: [{ key: 'enter' }] },
  { does: 'While drawing: remove the last', keys: [{ key: 'backspace' }] },
  { does: 'Finish drawing, put the tool away', keys: [{ key: 'escape' }] },
]
