import { describe, expect, it } from 'vitest'
import { readRouteFile } from '#src/domain/formats/import-file.ts'
import { exportRoute } from '#src/domain/formats/write/export-route.ts'
import type { Route } from '#src/domain/route/route.ts'
import { reverseRoute, routeFromPositions } from '#src/domain/route/edit.ts'
import { emptyShip } from '#src/domain/voyage/ship.ts'
import { Voyage } from '#src/domain/voyage/voyage.ts'
import { voyageOf } from '#test/support/random-voyage.ts'
import { readText } from '#test/support/route-files.ts'

function read(version: string, routeInfo: string, defaultWaypoint = '') {
  const text = `<route version="${version}" xmlns="http://www.cirm.org/RTZ/1/1"><routeInfo routeName="A" ${routeInfo}/><waypoints>${defaultWaypoint}
    <waypoint id="1"><position lat="1" lon="2"/></waypoint><waypoint id="2"><position lat="2" lon="3"/></waypoint></waypoints></route>`
  const { candidates, notes } = readRouteFile(new TextEncoder().encode(text), 'a.rtz')
  return { info: candidates[0]!.info, notes }
}

describe('the ship in an RTZ file', () => {
  it('is read with the voyage number, and the rest is kept', () => {
    const { info, notes } = read(
      '1.1',
      'vesselName="Test Ship" vesselIMO="9074729" vesselMMSI="123456789" vesselVoyage="99A" vesselGM="2.12" routeAuthor="Mate" other="x"',
    )
    expect(info).toEqual({
      ship: { name: 'Test Ship', imo: '9074729', mmsi: '123456789' },
      voyageNumber: '99A',
      rtzInfo: { vesselGM: '2.12', routeAuthor: 'Mate' },
    })
    expect(notes).toEqual([])
  })

  it('is null where the file says nothing of it', () => expect(read('1.1', '').info).toBeNull())

  it('is told by its deeper end on the leg that stands for all', () => {
    expect(
      read('1.2', '', '<defaultWaypoint><leg draughtForward="10.5" draughtAft="11.5"/></defaultWaypoint>').info?.ship,
    ).toEqual({ draughtM: 11.5 })
  })

  it("keeps an IMO number with a wrong check digit without taking it for the ship's, and says so", () => {
    const { info, notes } = read('1.1', 'vesselName="X" vesselIMO="9074728"')
    expect(info).toMatchObject({ ship: { name: 'X' }, rtzInfo: { vesselIMO: '9074728' } })
    expect(notes).toEqual([{ line: 1, item: 'Ship', text: 'vesselIMO "9074728" is not a valid number.' }])
  })

  it('has the wind limit in knots, which RTZ 1.0 gives in metres per second', () => {
    expect(read('1.0', 'vesselMaxWind="10"').info?.rtzInfo).toEqual({ vesselMaxWind: '19.44' }) // 1 m/s = 1.943844 kn
    expect(read('1.1', 'vesselMaxWind="30"').info?.rtzInfo).toEqual({ vesselMaxWind: '30' })
  })

  it.each(['rtz-1.0', 'rtz-1.1', 'rtz-1.2'] as const)('comes out of a file of %s as it went in', (format) => {
    const info = {
      ship: { name: 'Test Ship', imo: '9074729', mmsi: '123456789', draughtM: 11.5 },
      voyageNumber: '99A',
      rtzInfo: { vesselMaxWind: '30', routeAuthor: 'Mate' },
    }
    const route = routeFromPositions('A', [
      { lat: 1, lon: 2 },
      { lat: 2, lon: 3 },
    ])
    const { text } = exportRoute(format, voyageOf(route, { ...info, ship: { ...emptyShip, ...info.ship } }))
    expect(readRouteFile(new TextEncoder().encode(text), 'a.rtz').candidates[0]!.info).toEqual(info)
  })
})

const waypoint = (id: number, attributes: string, leg: string) =>
  `<waypoint id="${id}" ${attributes}><position lat="${id}" lon="2"/>${leg}</waypoint>`
const file = (defaults: string, waypoints: string, schedules = '') =>
  `<route version="1.1"><routeInfo routeName="Kept"/><waypoints>${defaults}${waypoints}</waypoints>${schedules}</route>`

const text = file(
  '<defaultWaypoint radius="0.5"><leg portsideXTD="0.1" starboardXTD="0.2" safetyDepth="12.5" draughtForward="9"/></defaultWaypoint>',
  waypoint(1, '', '') +
    waypoint(
      2,
      'radius="0.8"',
      '<leg portsideXTD="0.3" draughtAft="9.5" legReport="VHF 12: call Example VTS &quot;one hour&quot; before"/>',
    ) +
    waypoint(3, '', '<leg speedMin="8" masthead="41" legNote2="Fishing"/>'),
)
const routeOf = (source: string): Route => readText(source).candidates[0]!.route!
const kept = ({ waypoints }: Route) => waypoints.map(({ leg, radiusNm }) => [radiusNm ?? null, leg.rtz ?? null])

const expected = [
  [0.5, null],
  [
    0.8,
    {
      portsideXTD: '0.3',
      starboardXTD: '0.2',
      safetyDepth: '12.5',
      draughtAft: '9.5',
      legReport: 'VHF 12: call Example VTS "one hour" before',
    },
  ],
  [
    0.5,
    {
      portsideXTD: '0.1',
      starboardXTD: '0.2',
      safetyDepth: '12.5',
      speedMin: '8',
      masthead: '41',
      legNote2: 'Fishing',
    },
  ],
]

describe('what an RTZ says of waypoints and legs beside the plan', () => {
  it('is kept by waypoint, the default where it says nothing itself; the default draught is the ship’s', () => {
    expect(kept(routeOf(text))).toEqual(expected)
    expect(readText(text).candidates[0]!.info?.ship).toEqual({ draughtM: 9 })
  })

  it.each(['rtz-1.0', 'rtz-1.1', 'rtz-1.2'] as const)('comes out again in %s', (version) => {
    expect(kept(routeOf(exportRoute(version, voyageOf(routeOf(text))).text))).toEqual(expected)
  })

  it('is stored with the voyage', () => {
    const voyage = voyageOf(routeOf(text))
    expect(Voyage.parse(voyage)).toEqual(voyage)
  })

  it('goes with its leg when the route is reversed, port for starboard', () => {
    const [, , last] = reverseRoute(routeOf(text)).waypoints
    expect(last!.leg.rtz).toMatchObject({
      starboardXTD: '0.3',
      portsideXTD: '0.2',
      legReport: expect.stringContaining('VTS') as string,
    })
    expect(reverseRoute(reverseRoute(routeOf(text)))).toEqual(routeOf(text))
  })

  it('is left out where its schema would not take it', () => {
    const odd = file(
      '',
      waypoint(1, '', '') +
        waypoint(2, 'radius="7"', '<leg portsideXTD="12" safetyDepth="-3" speedMax="fast" legInfo="kept"/>'),
    )
    const written = exportRoute('rtz-1.1', voyageOf(routeOf(odd))).text
    expect(written).toContain('<leg geometryType="Loxodrome" legInfo="kept"/>')
    expect(written).not.toContain('radius')
    expect(exportRoute('rtz-1.0', voyageOf(routeOf(odd))).text).toContain('radius="7"')
  })

  it('names the fields that are not kept', () => {
    const schedules =
      '<schedules><schedule id="1"><calculated><scheduleElement waypointId="2" windSpeed="12" rpm="80" speed="12"/></calculated></schedule></schedules>'
    const { notes } = readText(file('', waypoint(1, 'colour="red"', '') + waypoint(2, '', ''), schedules))
    expect(notes.map(({ text: words }) => words)).toEqual(['Fields not used: "colour", "windSpeed", "rpm".'])
  })
})

describe('fields that other formats have and no route does', () => {
  it.each([
    [
      'GPX',
      '<gpx version="1.1"><rte><name>A</name><desc>long</desc><rtept lat="1" lon="2"><sym>flag</sym><extensions><opencpn:guid>1</opencpn:guid></extensions></rtept><rtept lat="2" lon="2"><sym>x</sym></rtept></rte></gpx>',
      '"desc", "sym", "guid"',
    ],
    [
      'KML',
      '<kml><Placemark><name>A</name><description>x</description><styleUrl>#a</styleUrl><LineString><coordinates>1,2 3,4</coordinates></LineString></Placemark></kml>',
      '"description"',
    ],
    [
      'GeoJSON',
      '{"type":"Feature","properties":{"name":"A","crew":7,"rpm":80},"geometry":{"type":"LineString","coordinates":[[1,2],[3,4]]}}',
      '"crew", "rpm"',
    ],
  ])('%s: each is told once', (_, source, fields) => {
    expect(readText(source).notes.map(({ text: words }) => words)).toEqual([
      `Field${fields.includes(',') ? 's' : ''} not used: ${fields}.`,
    ])
  })
})
