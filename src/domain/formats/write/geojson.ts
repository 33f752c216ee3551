import { at, numberAt } from '../../at.ts'
import { densify } from '../../geodesy/leg-line.ts'
import type { Route } from '../../route/route.ts'
import { schedule, type ScheduleRow } from '../../route/schedule.ts'
import { formatIso } from '../../units/time-text.ts'
import { filePlace, plainText } from './text.ts'
import type { RouteVoyage, TrackVoyage } from './export-formats.ts'

type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json }

const round = (value: number, decimals: number) => Math.round(value * 10 ** decimals) / 10 ** decimals
const rounded = (value: number | null, decimals: number) =>
  value === null || !Number.isFinite(value) ? null : round(value, decimals)
const iso = (ms: number | null | undefined) => (ms == null || !Number.isFinite(ms) ? null : formatIso(ms))

/** [lon, lat]; on the cut meridian the side of 180° is kept. */
function coordinates({ lat, lon }: LinePoint): Json {
  return [round(lon, 9) + 0, round(lat, 9) + 0]
}

const feature = (geometry: Json, properties: Json): Json => ({ type: 'Feature', properties, geometry })
const collection = (features: readonly Json[]) =>
  `${JSON.stringify({ type: 'FeatureCollection', features }, null, 1)}\n`

function lineGeometry(pieces: readonly LinePoint[][]): Json {
  const lines = pieces.map((piece) => piece.map(coordinates))
  return lines.length === 1
    ? { type: 'LineString', coordinates: at(lines, 0) }
    : { type: 'MultiLineString', coordinates: lines }
}

/** The line as it is sailed, rhumb lines and great circles as points close together, cut at 180°. */
function sailedLine({ waypoints }: Route): LinePoint[][] {
  const drawn = waypoints.flatMap(({ position, leg }, index) =>
    index === 0 ? [position] : densify(at(waypoints, index - 1).position, position, leg.type).slice(1),
  )
  const pieces = cutAt180(drawn)
  // A route that goes nowhere is a line of two equal points, which RFC 7946 allows.
  return pieces.length > 0 ? pieces : [drawn.map((position) => filePlace(position))]
}

/**
 * GeoJSON (RFC 7946): the route as one line, as it is sailed, and a numbered point for each waypoint with the schedule as
 * its properties. Fairway reads the numbered points back; other programs can take either.
 */
export function writeGeoJsonRoute({ name, route, timing }: RouteVoyage): string {
  const plan = schedule(route, timing)
  const line = feature(lineGeometry(sailedLine(route)), {
    name: plainText(name),
    departure: iso(timing.departureMs),
    speedKn: rounded(timing.speedKn, 6),
    distanceNm: rounded(plan.distanceNm, 3),
  })
  return collection([line, ...plan.rows.map((row, index) => waypointFeature(route, row, index))])
}

function waypointFeature({ waypoints }: Route, row: ScheduleRow, index: number): Json {
  const first = index === 0
  const properties = {
    waypoint: index + 1,
    name: plainText(row.name),
    leg: first ? null : at(waypoints, index).leg.type,
    courseDeg: rounded(row.courseDeg, 2),
    distanceNm: rounded(row.legDistanceNm, 3),
    toGoNm: rounded(row.distanceToGoNm, 3),
    speedKn: rounded(row.speedKn, 6),
    speedRequired: row.speedRequired,
    eta: first ? null : iso(row.etaMs),
    fixedEta: iso(row.fixedEtaMs),
    stayMin: row.stayMin > 0 ? rounded(row.stayMin, 3) : null,
    etd: iso(row.etdMs),
  }
  return feature({ type: 'Point', coordinates: coordinates(filePlace(row.position)) }, properties)
}

/** GeoJSON with one line; its times, if it has any, as `coordTimes`, which is how other programs write them. */
export function writeGeoJsonTrack({ name, track }: TrackVoyage): string {
  const points = Array.from(track.lat, (lat, index): LinePoint => ({
    lat,
    lon: numberAt(track.lon, index),
    timeMs: numberAt(track.timeMs, index),
  }))
  const pieces = cutAt180(points)
  const times = pieces.map((piece) => piece.map(({ timeMs }) => iso(timeMs)))
  const timed = times.some((piece) => piece.some((time) => time !== null))
  const properties: Json = timed
    ? { name: plainText(name), coordTimes: times.length === 1 ? at(times, 0) : times }
    : { name: plainText(name) }
  return collection([feature(lineGeometry(pieces), properties)])
}

/** A point of a line, longitude unwrapped, with the time there if it has one. */
interface LinePoint {
  readonly lat: number
  readonly lon: number
  readonly timeMs?: number
}

/**
 * A line in pieces that do not cross 180°, their longitudes in [−180, 180]; each piece ends, and the next begins, on the
 * meridian itself (RFC 7946, 3.1.9). A piece that is only a point is left out.
 * @param line of continuous longitudes
 */
export function cutAt180(line: readonly LinePoint[]): LinePoint[][] {
  const pieces: LinePoint[][] = []
  let piece: LinePoint[] = []
  let world = 0
  const add = (point: LinePoint) => {
    const before = piece.at(-1)
    const lon = point.lon - 360 * world
    if (before?.lat !== point.lat || before.lon !== lon) piece.push({ ...point, lon })
  }
  const finish = () => {
    if (piece.length > 1) pieces.push(piece)
    piece = []
  }
  for (const [index, point] of line.entries()) {
    const next = Math.floor((point.lon + 180) / 360)
    const before = line[index - 1]
    if (before && next !== world) {
      const crossing = between(before, point, 360 * Math.max(world, next) - 180)
      add(crossing)
      finish()
      world = next
      add(crossing)
    }
    world = next
    add(point)
  }
  finish()
  return pieces
}

function between(from: LinePoint, to: LinePoint, lon: number): LinePoint {
  const share = (lon - from.lon) / (to.lon - from.lon)
  const mix = (a: number, b: number) => a + share * (b - a)
  const times = from.timeMs !== undefined && to.timeMs !== undefined
  return { lat: mix(from.lat, to.lat), lon, ...(times && { timeMs: mix(from.timeMs, to.timeMs) }) }
}
