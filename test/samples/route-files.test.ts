import { describe, expect, it } from 'vitest'
import { readRouteFile } from '#src/domain/formats/import-file.ts'
import { sample, samplesAreThere } from './samples.ts'

type Place = readonly [lat: number, lon: number]
interface Expected {
  readonly path: string
  readonly format: string
  readonly kind?: 'route' | 'track'
  readonly count: number
  readonly first: Place
  readonly last: Place
  readonly distanceNm: number
  readonly crosses?: true
}

/** Counts, places and distances on WGS84 from an independent script, as the samples' own README gives them. */
const files: readonly Expected[] = [
  { path: 'rtz/andynibbs/RTZ1.0MandatoryElementsAndAttributes.rtz', format: 'RTZ 1.0', count: 6, first: [34.25855, 137.17882], last: [44.55387, -56.39597], distanceNm: 21051.36, crosses: true },
  { path: 'rtz/andynibbs/RTZ1.1AllOptionalElementsAndAttributes.rtz', format: 'RTZ 1.1', count: 6, first: [36.4846, 140.62967], last: [33.69002, -118.1806], distanceNm: 4752.91, crosses: true },
  { path: 'rtz/andynibbs/DefaultWaypoint.rtz', format: 'RTZ 1.2', count: 12, first: [47.56667, -52.69167], last: [51.69833, -5.05333], distanceNm: 1854.86 },
  { path: 'rtz/andynibbs/12SimpleLegExtension.rtz', format: 'RTZ 1.2', count: 6, first: [34.25855, 137.17882], last: [44.55387, -56.39597], distanceNm: 21051.36, crosses: true },
  { path: 'rtz/andynibbs/JPNGO_STLAW_BASE_RTZ.rtz', format: 'RTZ 1.2', count: 6, first: [34.25855, 137.17882], last: [44.55387, -56.39597], distanceNm: 20320.71, crosses: true },
  { path: 'rtz/andynibbs/JPNGO_STLAW_MANUFACTURER_RTZ.rtz', format: 'RTZ 1.2', count: 6, first: [34.25855, 137.17882], last: [44.55387, -56.39597], distanceNm: 20320.71, crosses: true },
  { path: 'rtz/andynibbs/DuplicateWaypointIdError.rtz', format: 'RTZ 1.2', count: 6, first: [36.4846, 140.62967], last: [33.69002, -118.1806], distanceNm: 4897.08, crosses: true },
  { path: 'rtz/andynibbs/GeometryTypeError.rtz', format: 'RTZ 1.2', count: 6, first: [36.4846, 140.62967], last: [33.69002, -118.1806], distanceNm: 4897.08, crosses: true },
  { path: 'rtz/andynibbs/ScheduleError.rtz', format: 'RTZ 1.2', count: 6, first: [36.4846, 140.62967], last: [33.69002, -118.1806], distanceNm: 4897.08, crosses: true },
  { path: 'rtz/andynibbs/EsotericScheduleError.rtz', format: 'RTZ 1.2', count: 6, first: [36.4846, 140.62967], last: [33.69002, -118.1806], distanceNm: 4897.08, crosses: true },
  { path: 'rtz/ultimateunicorn/Route 2.rtz', format: 'RTZ 1.0', count: 11, first: [-16.485, -151.76333], last: [-17.53267, -149.5775], distanceNm: 153.61 },
  { path: 'rtz/eliyahudahan/NCA_KristiansandE_Oksoy_In_20250731.rtz', format: 'RTZ 1.0', count: 7, first: [58.05657, 8.10158], last: [58.15376, 8.04528], distanceNm: 6.52 },
  { path: 'rtz/eliyahudahan/NCA_9m_AlesundN_Halten_In_20250731.rtz', format: 'RTZ 1.0', count: 43, first: [64.25627, 9.7518], last: [62.48813, 6.38532], distanceNm: 170.45 },
  { path: 'gpx/placemark/opencpn.gpx', format: 'GPX 1.1', count: 16, first: [48.70154, -122.7947], last: [48.70739, -122.80613], distanceNm: 33.87 },
  { path: 'gpx/placemark/garmin_extensions.gpx', format: 'GPX 1.1', count: 3, first: [5, 6], last: [11, 12], distanceNm: 505.8 },
  { path: "gpx/slott56/Beaufort-St. Mary's.gpx", format: 'GPX 1.1', count: 7, first: [34.58016, -76.68928], last: [30.71172, -81.31834], distanceNm: 344.41 },
  { path: 'gpx/tkrajina/gpx1.0_with_all_fields.gpx', format: 'GPX 1.0', count: 3, first: [10, 20], last: [12, 22], distanceNm: 167.92 },
  { path: 'gpx/tkrajina/track-with-empty-segment.gpx', format: 'GPX 1.1', kind: 'track', count: 9, first: [50.77721, 6.08197], last: [50.77767, 6.08272], distanceNm: 0.05 },
  { path: 'gpx/gpsbabel/bendgc-expected.gpx', format: 'GPX 1.0', count: 6, first: [35.7526, 140.61573], last: [42.92568, -127.62291], distanceNm: 4109.97, crosses: true },
  { path: 'gpx/gpsbabel/expertgps.gpx', format: 'GPX 1.1', count: 46, first: [42.43095, -71.10763], last: [42.43095, -71.10763], distanceNm: 6.05 },
  { path: 'gpx/gpsbabel/skytraq-miniHomer2_8.gpx', format: 'GPX 1.0', kind: 'track', count: 8713, first: [51.74277, 8.67309], last: [51.74275, 8.67339], distanceNm: 8.2 },
  { path: 'geojson/52north/min_fuel_route_test.json', format: 'GeoJSON', kind: 'track', count: 4, first: [40, 4], last: [70, 7], distanceNm: 1806.16 },
  { path: 'geojson/gadomski/line.json', format: 'GeoJSON', count: 2, first: [-10, 170], last: [10, -170], distanceNm: 1690.2, crosses: true },
  { path: 'geojson/turfjs/great-circle-in.geojson', format: 'GeoJSON', count: 2, first: [48, -122], last: [43.32518, 28.125], distanceNm: 6318.09 },
  { path: 'geojson/turfjs/great-circle-expected.geojson', format: 'GeoJSON', count: 100, first: [48, -122], last: [43.32518, 28.125], distanceNm: 5115.2 },
  { path: 'geojson/turfjs/rhumb-points-fiji.geojson', format: 'GeoJSON', count: 2, first: [-16.5, -179.5], last: [-16.5, 178.5], distanceNm: 115.3, crosses: true },
  { path: 'geojson/turfjs/route2.geojson', format: 'GeoJSON', kind: 'track', count: 2050, first: [41.85251, 12.63097], last: [40.62864, 14.48497], distanceNm: 136.38 },
  { path: 'geojson/genthalili/segment.geojson', format: 'GeoJSON', count: 2, first: [80, 180], last: [70, 180], distanceNm: 602.68 },
]

/** Degrees between two longitudes, whichever way each is written. */
const apart = (a: number, b: number) => Math.abs(((((a - b) % 360) + 540) % 360) - 180)

describe.skipIf(!samplesAreThere)('real route files', () => {
  it.each(files)('$path', ({ path, format, kind = 'route', count, first, last, distanceNm, crosses = false }) => {
    const result = readRouteFile(sample(path), path)
    const candidate = result.candidates[0]!
    expect({ format: result.format, kind: candidate.kind, count: candidate.count, crosses: candidate.crossesAntimeridian }).toEqual({ format, kind, count, crosses })
    for (const [position, [lat, lon]] of [[candidate.first, first], [candidate.last, last]] as const) {
      expect(position.lat).toBeCloseTo(lat, 4)
      expect(apart(position.lon, lon)).toBeLessThan(1e-5)
    }
    expect(Math.abs(candidate.distanceNm - distanceNm)).toBeLessThanOrEqual(0.0051)
  })

  it.each([
    ['gpx/placemark/bad.gpx', 'file-malformed', 'line 18: latitude "undefined" is not a number'],
    ['gpx/tkrajina/unicode_with_bom.gpx', 'too-few-points', 'there is only one point in it'],
    ['kml/libkml/bad.kmz', 'file-not-understood', 'this is a picture'],
    ['kml/raruto/capitals.kmz', 'file-not-understood', 'this is a ZIP archive'],
    ['rtz/andynibbs/rtzp_with_attachments.rtzp', 'file-not-understood', 'this is a ZIP archive'],
    ['rtz/andynibbs/schema/RTZ Schema version 1_0.xsd', 'file-not-understood', 'this is XML with <schema>'],
    ['csv/gpsbabel/libreoffice.csv', 'too-few-points', 'there is only one point in it'],
  ])('%s is refused plainly', (path, code, detail) => {
    expect(() => readRouteFile(sample(path), path)).toThrow(expect.objectContaining({ code, detail: expect.stringContaining(detail) as string }) as Error)
  })

  it('offers waypoints alone as a route, and says so', () => {
    const { candidates, notes } = readRouteFile(sample('gpx/marcelrv/NL-Sluizen.gpx'), 'NL-Sluizen.gpx')
    expect(candidates[0]).toMatchObject({ kind: 'route', count: 383 })
    expect(notes[0]!.text).toContain('no route or track; its 383 waypoints')
  })

  it('takes departure and speed where the file gives them', () => {
    const openCpn = readRouteFile(sample('gpx/placemark/opencpn.gpx'), '').candidates[0]!
    expect([openCpn.departureMs, openCpn.speedKn]).toEqual([Date.UTC(2022, 0, 1, 23, 27, 53), 6])
    const rtz = readRouteFile(sample('rtz/andynibbs/RTZ1.1AllOptionalElementsAndAttributes.rtz'), '').candidates[0]!
    expect([rtz.departureMs, rtz.speedKn]).toEqual([Date.UTC(2020, 1, 18), 20])
  })

  it('names the geometry type it does not know, and the id that is there twice', () => {
    const texts = (path: string) => readRouteFile(sample(`rtz/andynibbs/${path}`), path).notes.map(({ text }) => text).join('\n')
    expect(texts('GeometryTypeError.rtz')).toContain('"GreatCircle"')
    expect(texts('DuplicateWaypointIdError.rtz')).toContain('id "11"')
    expect(texts('ScheduleError.rtz')).toContain('2020-02-30')
  })
})
