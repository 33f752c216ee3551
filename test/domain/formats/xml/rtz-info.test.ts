import { describe, expect, it } from 'vitest'
import { readRouteFile } from '#src/domain/formats/import-file.ts'
import { exportRoute } from '#src/domain/formats/write/export-route.ts'
import { routeFromPositions } from '#src/domain/route/edit.ts'
import { emptyShip } from '#src/domain/voyage/ship.ts'
import { voyageOf } from '#test/support/random-voyage.ts'

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
