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
  /** On WGS84; the README does not give one for every file. */
  readonly distanceNm?: number
  readonly crosses?: true
}

/** Counts, places and distances on WGS84 from an independent script, as the samples' own README gives them. */
const files: readonly Expected[] = [
  {
    path: 'rtz/andynibbs/RTZ1.0MandatoryElementsAndAttributes.rtz',
    format: 'RTZ 1.0',
    count: 6,
    first: [34.25855, 137.17882],
    last: [44.55387, -56.39597],
    distanceNm: 21051.36,
    crosses: true,
  },
  {
    path: 'rtz/andynibbs/RTZ1.1AllOptionalElementsAndAttributes.rtz',
    format: 'RTZ 1.1',
    count: 6,
    first: [36.4846, 140.62967],
    last: [33.69002, -118.1806],
    distanceNm: 4752.91,
    crosses: true,
  },
  {
    path: 'rtz/andynibbs/DefaultWaypoint.rtz',
    format: 'RTZ 1.2',
    count: 12,
    first: [47.56667, -52.69167],
    last: [51.69833, -5.05333],
    distanceNm: 1854.86,
  },
  {
    path: 'rtz/andynibbs/12SimpleLegExtension.rtz',
    format: 'RTZ 1.2',
    count: 6,
    first: [34.25855, 137.17882],
    last: [44.55387, -56.39597],
    distanceNm: 21051.36,
    crosses: true,
  },
  {
    path: 'rtz/andynibbs/JPNGO_STLAW_BASE_RTZ.rtz',
    format: 'RTZ 1.2',
    count: 6,
    first: [34.25855, 137.17882],
    last: [44.55387, -56.39597],
    distanceNm: 20320.71,
    crosses: true,
  },
  {
    path: 'rtz/andynibbs/JPNGO_STLAW_MANUFACTURER_RTZ.rtz',
    format: 'RTZ 1.2',
    count: 6,
    first: [34.25855, 137.17882],
    last: [44.55387, -56.39597],
    distanceNm: 20320.71,
    crosses: true,
  },
  {
    path: 'rtz/andynibbs/DuplicateWaypointIdError.rtz',
    format: 'RTZ 1.2',
    count: 6,
    first: [36.4846, 140.62967],
    last: [33.69002, -118.1806],
    distanceNm: 4897.08,
    crosses: true,
  },
  {
    path: 'rtz/andynibbs/GeometryTypeError.rtz',
    format: 'RTZ 1.2',
    count: 6,
    first: [36.4846, 140.62967],
    last: [33.69002, -118.1806],
    distanceNm: 4897.08,
    crosses: true,
  },
  {
    path: 'rtz/andynibbs/ScheduleError.rtz',
    format: 'RTZ 1.2',
    count: 6,
    first: [36.4846, 140.62967],
    last: [33.69002, -118.1806],
    distanceNm: 4897.08,
    crosses: true,
  },
  {
    path: 'rtz/andynibbs/EsotericScheduleError.rtz',
    format: 'RTZ 1.2',
    count: 6,
    first: [36.4846, 140.62967],
    last: [33.69002, -118.1806],
    distanceNm: 4897.08,
    crosses: true,
  },
  {
    path: 'rtz/ultimateunicorn/Route 2.rtz',
    format: 'RTZ 1.0',
    count: 11,
    first: [-16.485, -151.76333],
    last: [-17.53267, -149.5775],
    distanceNm: 153.61,
  },
  {
    path: 'rtz/eliyahudahan/NCA_KristiansandE_Oksoy_In_20250731.rtz',
    format: 'RTZ 1.0',
    count: 7,
    first: [58.05657, 8.10158],
    last: [58.15376, 8.04528],
    distanceNm: 6.52,
  },
  {
    path: 'rtz/eliyahudahan/NCA_9m_AlesundN_Halten_In_20250731.rtz',
    format: 'RTZ 1.0',
    count: 43,
    first: [64.25627, 9.7518],
    last: [62.48813, 6.38532],
    distanceNm: 170.45,
  },
  {
    path: 'gpx/placemark/opencpn.gpx',
    format: 'GPX 1.1',
    count: 16,
    first: [48.70154, -122.7947],
    last: [48.70739, -122.80613],
    distanceNm: 33.87,
  },
  {
    path: 'gpx/placemark/garmin_extensions.gpx',
    format: 'GPX 1.1',
    count: 3,
    first: [5, 6],
    last: [11, 12],
    distanceNm: 505.8,
  },
  {
    path: "gpx/slott56/Beaufort-St. Mary's.gpx",
    format: 'GPX 1.1',
    count: 7,
    first: [34.58016, -76.68928],
    last: [30.71172, -81.31834],
    distanceNm: 344.41,
  },
  {
    path: 'gpx/tkrajina/gpx1.0_with_all_fields.gpx',
    format: 'GPX 1.0',
    count: 3,
    first: [10, 20],
    last: [12, 22],
    distanceNm: 167.92,
  },
  {
    path: 'gpx/tkrajina/track-with-empty-segment.gpx',
    format: 'GPX 1.1',
    kind: 'track',
    count: 9,
    first: [50.77721, 6.08197],
    last: [50.77767, 6.08272],
    distanceNm: 0.05,
  },
  {
    path: 'gpx/gpsbabel/bendgc-expected.gpx',
    format: 'GPX 1.0',
    count: 6,
    first: [35.7526, 140.61573],
    last: [42.92568, -127.62291],
    distanceNm: 4109.97,
    crosses: true,
  },
  {
    path: 'gpx/gpsbabel/expertgps.gpx',
    format: 'GPX 1.1',
    count: 46,
    first: [42.43095, -71.10763],
    last: [42.43095, -71.10763],
    distanceNm: 6.05,
  },
  {
    path: 'gpx/gpsbabel/skytraq-miniHomer2_8.gpx',
    format: 'GPX 1.0',
    kind: 'track',
    count: 8713,
    first: [51.74277, 8.67309],
    last: [51.74275, 8.67339],
    distanceNm: 8.2,
  },
  {
    path: 'geojson/52north/min_fuel_route_test.json',
    format: 'GeoJSON',
    kind: 'track',
    count: 4,
    first: [40, 4],
    last: [70, 7],
    distanceNm: 1806.16,
  },
  {
    path: 'geojson/gadomski/line.json',
    format: 'GeoJSON',
    count: 2,
    first: [-10, 170],
    last: [10, -170],
    distanceNm: 1690.2,
    crosses: true,
  },
  {
    path: 'geojson/turfjs/great-circle-in.geojson',
    format: 'GeoJSON',
    count: 2,
    first: [48, -122],
    last: [43.32518, 28.125],
    distanceNm: 6318.09,
  },
  {
    path: 'geojson/turfjs/great-circle-expected.geojson',
    format: 'GeoJSON',
    count: 100,
    first: [48, -122],
    last: [43.32518, 28.125],
    distanceNm: 5115.2,
  },
  {
    path: 'geojson/turfjs/rhumb-points-fiji.geojson',
    format: 'GeoJSON',
    count: 2,
    first: [-16.5, -179.5],
    last: [-16.5, 178.5],
    distanceNm: 115.3,
    crosses: true,
  },
  {
    path: 'geojson/turfjs/route2.geojson',
    format: 'GeoJSON',
    kind: 'track',
    count: 2050,
    first: [41.85251, 12.63097],
    last: [40.62864, 14.48497],
    distanceNm: 136.38,
  },
  {
    path: 'geojson/genthalili/segment.geojson',
    format: 'GeoJSON',
    count: 2,
    first: [80, 180],
    last: [70, 180],
    distanceNm: 602.68,
  },
  {
    path: 'rtz/andynibbs/rtzp_with_attachments.rtzp',
    format: 'RTZP with RTZ 1.2',
    count: 6,
    first: [34.25855, 137.17882],
    last: [44.55387, -56.39597],
    distanceNm: 20320.71,
    crosses: true,
  },
  {
    path: 'ecdis/dma-enav/example.rt3',
    format: 'Transas RT3',
    count: 11,
    first: [53.72166, 0.63292],
    last: [53.58867, 0.02787],
    distanceNm: 26.16,
  },
  {
    path: 'ecdis/dma-enav/Gdansk to Rostock.rou',
    format: 'ROU',
    count: 15,
    first: [54.42541, 18.89411],
    last: [54.21616, 12.07887],
    distanceNm: 289.53,
  },
  {
    path: 'ecdis/dma-enav/CPH-OSL.txt',
    format: 'Navi-Sailor text',
    count: 40,
    first: [55.70817, 12.6115],
    last: [59.90087, 10.74413],
    distanceNm: 270.56,
  },
  {
    path: 'ecdis/mdimidov/route.rte',
    format: 'eGlobe route',
    count: 24,
    first: [31.83333, 34.65],
    last: [38.47358, 15.91752],
    distanceNm: 1067.25,
  },
  {
    path: 'ecdis/mdimidov/routeExport.txt',
    format: 'Text',
    count: 24,
    first: [31.83333, 34.65],
    last: [38.47333, 15.91833],
  },
  {
    path: 'kml/dma-enav/kmlroute.kml',
    format: 'KML',
    count: 37,
    first: [34.78885, 126.35717],
    last: [34.73823, 127.82562],
    distanceNm: 318.87,
  },
  {
    path: 'kml/placemark/linestring.kml',
    format: 'KML',
    count: 2,
    first: [37.82466, -122.36438],
    last: [37.82432, -122.36415],
    distanceNm: 0.02,
  },
  {
    path: 'kml/placemark/multigeometry.kml',
    format: 'KML',
    count: 2,
    first: [37.80666, -122.44256],
    last: [37.80664, -122.44284],
    distanceNm: 0.01,
  },
  {
    path: 'kml/placemark/gxtrack.kml',
    format: 'KML',
    kind: 'track',
    count: 7,
    first: [37.37192, -122.20788],
    last: [37.37486, -122.20321],
    distanceNm: 0.28,
  },
  {
    path: 'kml/gpsbabel/Placemark-Track-1.kml',
    format: 'KML',
    kind: 'track',
    count: 7,
    first: [37.37192, -122.20788],
    last: [37.37486, -122.20321],
    distanceNm: 0.28,
  },
  {
    path: 'kml/gpsbabel/bendgc-input.kml',
    format: 'KML',
    count: 4,
    first: [35.7526, 140.61573],
    last: [42.92568, -127.62291],
    distanceNm: 4129.13,
    crosses: true,
  },
  { path: 'kml/raruto/capitals.kmz', format: 'KMZ', count: 5, first: [37.98408, 23.72802], last: [48.8554, 2.34593] },
  {
    path: "csv/slott56/Beaufort-St. Mary's Schedule.csv",
    format: 'CSV',
    count: 7,
    first: [34.58017, -76.68928],
    last: [30.71172, -81.31835],
    distanceNm: 344.42,
  },
  {
    path: 'csv/gpsbabel/humantodec1.csv',
    format: 'CSV',
    count: 19,
    first: [-1.234, -5.678],
    last: [-1.234, -5.678],
    distanceNm: 0,
  },
  {
    path: 'csv/gpsbabel/pretty_degree.csv',
    format: 'table separated by |',
    count: 8,
    first: [-0.134, -0.135],
    last: [80.134, 100.135],
    crosses: true,
  },
  {
    path: 'csv/gpsbabel/headerdetection.unicsv',
    format: 'tab-separated table',
    count: 5,
    first: [40.0753, -105.41437],
    last: [39.85205, -105.69036],
  },
  { path: 'csv/gpsbabel/route1.csv', format: 'CSV', count: 6, first: [40, -104], last: [42, -106] },
  {
    path: 'csv/gpsbabel/ozi.rte',
    format: 'OziExplorer route',
    count: 2,
    first: [-34.44585, -58.52372],
    last: [-34.44738, -58.50727],
  },
  {
    path: 'csv/slott56/beaufort to st marys.txt',
    format: 'tab-separated table',
    count: 7,
    first: [34.58, -76.69],
    last: [30.71167, -81.31833],
  },
  {
    path: 'csv/gim4p/point_layer_as_df.csv',
    format: 'CSV',
    count: 6,
    first: [1.85604, -4.18099],
    last: [0.45312, -3.1121],
  },
  {
    path: 'gpx/marcelrv/NL-Sluizen.gpx',
    format: 'GPX 1.1',
    count: 383,
    first: [53.02414, 7.13934],
    last: [53.23212, 5.95351],
  },
]

/** Degrees between two longitudes, however each is written. */
const apart = (a: number, b: number) => Math.abs(((((a - b) % 360) + 540) % 360) - 180)

describe.skipIf(!samplesAreThere)('real route files', () => {
  it.each(files)('$path', ({ path, format, kind = 'route', count, first, last, distanceNm, crosses = false }) => {
    const result = readRouteFile(sample(path), path)
    const candidate = result.candidates[0]!
    expect({
      format: result.format,
      kind: candidate.kind,
      count: candidate.count,
      crosses: candidate.crossesAntimeridian,
    }).toEqual({ format, kind, count, crosses })
    for (const [position, [lat, lon]] of [
      [candidate.first, first],
      [candidate.last, last],
    ] as const) {
      expect(position.lat).toBeCloseTo(lat, 4)
      expect(apart(position.lon, lon)).toBeLessThan(1e-5)
    }
    if (distanceNm !== undefined) expect(Math.abs(candidate.distanceNm - distanceNm)).toBeLessThanOrEqual(0.0051)
  })

  it.each([
    ['gpx/placemark/bad.gpx', 'file-malformed', 'line 18: latitude "undefined" is not a number'],
    ['gpx/tkrajina/unicode_with_bom.gpx', 'too-few-points', 'it contains only one point'],
    ['kml/libkml/bad.kmz', 'file-not-understood', 'this is a picture'],
    ['kml/libkml/doc.kmz', 'file-no-route', 'it contains no points'],
    ['kml/libkml/multikml-nodoc.kmz', 'file-no-route', 'it contains no points'],
    ['kml/placemark/bad.kml', 'file-malformed', 'line 5: latitude "no" is not a number'],
    ['kml/placemark/selfclosing.kml', 'file-no-route', 'it contains no points'],
    ['rtz/andynibbs/schema/RTZ Schema version 1_0.xsd', 'file-not-understood', 'this is XML with <schema>'],
    ['csv/gpsbabel/libreoffice.csv', 'too-few-points', 'it contains only one point'],
  ])('%s is refused with a plain reason', (path, code, detail) => {
    expect(() => readRouteFile(sample(path), path)).toThrow(
      expect.objectContaining({ code, detail: expect.stringContaining(detail) as string }) as Error,
    )
  })

  it('offers waypoints alone as a route, and says so', () => {
    const { candidates, notes } = readRouteFile(sample('gpx/marcelrv/NL-Sluizen.gpx'), 'NL-Sluizen.gpx')
    expect(candidates[0]).toMatchObject({ kind: 'route', count: 383 })
    expect(notes[0]!.text).toContain('no route or track; its 383 waypoints')
  })

  it('offers both routes of a file, and both lines', () => {
    const counts = (path: string) => readRouteFile(sample(path), path).candidates.map(({ count }) => count)
    expect(counts('csv/gpsbabel/ozi.rte')).toEqual([2, 2])
    expect(counts('kml/placemark/linestring.kml')).toEqual([2, 2])
    expect(counts('kml/placemark/multigeometry.kml')).toEqual([2, 2])
    expect(counts('geojson/genthalili/segment.geojson').reduce((sum, count) => sum + count)).toBe(78)
  })

  it('takes the schedules of chart systems', () => {
    const [rt3, rou, navisailor] = ['example.rt3', 'Gdansk to Rostock.rou', 'CPH-OSL.txt'].map(
      (name) => readRouteFile(sample(`ecdis/dma-enav/${name}`), name).candidates[0]!,
    )
    expect([rt3!.departureMs, rt3!.speedKn]).toEqual([Date.UTC(2022, 7, 8, 10, 29, 52), 6.9])
    // Its header gives the same time as the route's own.
    expect([rou!.departureMs, rou!.speedKn]).toEqual([Date.UTC(2007, 9, 30, 15, 7, 56), 10])
    expect(navisailor!.route!.waypoints.slice(0, 5).map(({ leg }) => leg.speedKn)).toEqual([null, 12, 15, 16, 17])
  })

  it('takes departure and speed if the file gives them', () => {
    const openCpn = readRouteFile(sample('gpx/placemark/opencpn.gpx'), '').candidates[0]!
    expect([openCpn.departureMs, openCpn.speedKn]).toEqual([Date.UTC(2022, 0, 1, 23, 27, 53), 6])
    const rtz = readRouteFile(sample('rtz/andynibbs/RTZ1.1AllOptionalElementsAndAttributes.rtz'), '').candidates[0]!
    expect([rtz.departureMs, rtz.speedKn]).toEqual([Date.UTC(2020, 1, 18), 20])
  })

  it('names the geometry type it does not know, and the id that occurs twice', () => {
    const texts = (path: string) =>
      readRouteFile(sample(`rtz/andynibbs/${path}`), path)
        .notes.map(({ text }) => text)
        .join('\n')
    expect(texts('GeometryTypeError.rtz')).toContain('"GreatCircle"')
    expect(texts('DuplicateWaypointIdError.rtz')).toContain('id "11"')
    expect(texts('ScheduleError.rtz')).toContain('2020-02-30')
  })
})
