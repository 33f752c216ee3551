import { describe, expect, it } from 'vitest'
import { exportRoute } from '#src/domain/formats/write/export-route.ts'
import type { Route } from '#src/domain/route/route.ts'
import { reverseRoute } from '#src/domain/route/edit.ts'
import { Voyage } from '#src/domain/voyage/voyage.ts'
import { voyageOf } from '#test/support/random-voyage.ts'
import { readText } from '#test/support/route-files.ts'

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
