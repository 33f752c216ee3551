import geographiclib from 'geographiclib-geodesic'
import { readRouteFile } from '#src/domain/formats/import-file.ts'
import { legLine } from '#src/domain/geodesy/leg-line.ts'
import type { Position } from '#src/domain/position.ts'
import { moveWaypoint, routeFromPositions, setLegType } from '#src/domain/route/edit.ts'
import { samplePoints } from '#src/domain/route/sampling.ts'
import { schedule } from '#src/domain/route/schedule.ts'
import type { Figure } from './harness.ts'
import { gpxTrack, kmlLine, zigzag } from './route-files.ts'

const timing = { departureMs: Date.UTC(2026, 10, 22), speedKn: 14 }
const long = routeFromPositions('Long', zigzag(2000))
const middle = long.waypoints[1000]!.id

const bytes = (text: string) => new TextEncoder().encode(text)
const gpxFile = bytes(gpxTrack(12_000, timing.departureMs))
const kmlFile = bytes(kmlLine(36_000))

const pairs = zigzag(10_001)
const ocean = [35.35, 0, -35.35, 0, 35.35].reduce(
  (route, lat, index) => [...route, { lat, lon: 140 + index * 40 }],
  [] as Position[],
)
const ocean10k = ocean
  .slice(1)
  .reduce(
    (route, _, index) => setLegType(route, route.waypoints[index + 1]!.id, 'GC'),
    routeFromPositions('Ocean', ocean),
  )
const oceanHours = schedule(ocean10k, timing).durationMs! / 3_600_000

let shift = 0

/** Route authoring at its largest sizes. */
export const routeFigures: readonly Figure[] = [
  {
    name: '2,000 waypoints: one drag step, edit and schedule',
    issue: 3,
    goal: 16,
    floor: 33,
    run: () => {
      shift += 0.001
      return schedule(moveWaypoint(long, middle, { lat: 20 + shift, lon: 180 }), timing)
    },
    // The plain way: every leg computed again at every step.
    plain: () => schedule(routeFromPositions('Long', zigzag(2000)), timing),
  },
  {
    name: '2,000 waypoints: schedule recomputed',
    issue: 3,
    goal: 5,
    floor: 10,
    run: () => schedule(long, { ...timing, speedKn: 12 + (shift += 0.001) }),
  },
  {
    name: 'Import: KML of 36,000 points',
    issue: 3,
    goal: 500,
    floor: 1000,
    run: () => readRouteFile(kmlFile, 'track.kml'),
  },
  {
    name: 'Import: GPX of 12,000 timed points',
    issue: 3,
    goal: 500,
    floor: 1000,
    run: () => readRouteFile(gpxFile, 'track.gpx'),
  },
  {
    name: '10,000 geodesic inverses',
    issue: 3,
    goal: 150,
    floor: 250,
    run: () => pairs.slice(1).map((to, index) => legLine(pairs[index]!, to, 'GC').distanceNm),
    plain: () =>
      pairs
        .slice(1)
        .map(
          (to, index) => geographiclib.Geodesic.WGS84.Inverse(pairs[index]!.lat, pairs[index]!.lon, to.lat, to.lon).s12,
        ),
  },
  {
    name: 'A route of over 10,000 NM sampled into 100,000 points',
    issue: 3,
    goal: 300,
    floor: 600,
    run: () => samplePoints(ocean10k, { ...timing, stepMin: (oceanHours * 60) / 100_000 }),
  },
]
