import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { AppError } from '#src/domain/errors.ts'
import { readRouteFile, type ImportResult } from '#src/domain/formats/import-file.ts'
import { readPositionList } from '#src/domain/formats/position-list.ts'
import { schedule } from '#src/domain/route/schedule.ts'

/** Small files that were once read wrongly, beside the project if they exist. */
const folder = fileURLToPath(new URL('../../../shared/faults/routes/', import.meta.url))
const areThere = existsSync(folder)

type Place = readonly [lat: number, lon: number]

const bytesOf = (path: string) => new Uint8Array(readFileSync(join(folder, path)))
const read = (path: string): ImportResult => readRouteFile(bytesOf(path), path.replace(/^.*\//, ''))
const placesOf = ({ candidates: [first] }: ImportResult): Place[] =>
  first?.route?.waypoints.map(({ position: { lat, lon } }) => [lat, lon]) ??
  Array.from(first?.track?.lat ?? [], (lat, index) => [lat, first!.track!.lon[index]!])
const inFolder = (name: string) =>
  areThere ? readdirSync(join(folder, name)).filter((file) => file !== 'expected.txt') : ['none']

function expectPlaces(result: ImportResult, expected: readonly Place[]) {
  const found = placesOf(result)
  expect(found).toHaveLength(expected.length)
  for (const [index, [lat, lon]] of expected.entries()) {
    expect(found[index]![0]).toBeCloseTo(lat, 4)
    expect(found[index]![1]).toBeCloseTo(lon, 4)
  }
}

const utc = (text: string) => Date.parse(text)

describe.skipIf(!areThere)('files that were once read wrongly', () => {
  it('a route sheet with headings over several cells', () => {
    const result = read('01-jrc-route-sheet/route.csv')
    expectPlaces(result, [
      [-(35 + 57.5 / 60), 18.39],
      [-(36 + 30.25 / 60), 19 + 58.1 / 60],
      [-(38 + 5.9 / 60), 33 + 10.75 / 60],
    ])
    const [candidate] = result.candidates
    expect(candidate).toMatchObject({ name: 'TEST VOYAGE SOUTH', speedKn: 12.5 })
    expect(candidate?.route?.waypoints.map(({ name, leg }) => [name, leg.type])).toEqual([
      ['START', 'RL'],
      ['CAPE TURN', 'RL'],
      ['END', 'GC'],
    ])
  })

  it.each([
    ['log.nmea', 51.82467, 4.1204, 51.76167, 3.98002],
    ['gga.nmea', 51.82467, 4.1204, 51.7817, 4.02588],
    ['wpl-rte.nmea', 51.82467, 4.1204, 51.7817, 2.02588],
    ['mixed.log', 51.82467, 4.1204, 51.80183, 4.07183],
  ])('an instrument’s log: %s', (file, ...ends) => {
    const places = placesOf(read(`03-nmea-log/${file}`))
    for (const [index, value] of [...places[0]!, ...places.at(-1)!].entries())
      expect(value).toBeCloseTo(ends[index]!, 4)
  })

  it('an instrument’s own list is never another pair of numbers', () => {
    try {
      expect(placesOf(read('03-nmea-log/ptlkp.lst'))[0]![0]).toBeCloseTo(51.82467, 4)
    } catch (error) {
      expect(error).toBeInstanceOf(AppError)
    }
  })

  it.each([
    ['aisdk.csv', 3],
    ['v1-no-sentinel.csv', 3],
    ['v2-day-17.csv', 3],
    ['v3-181.csv', 2],
    ['v4-blank-and-999.csv', 2],
  ])('a ship’s log with rows that hold no position: %s', (file, count) => {
    const result = read(`05-ais-danish/${file}`)
    expect(placesOf(result)).toHaveLength(count)
    expect(placesOf(result)[0]![0]).toBeCloseTo(56.1, 1)
    const { timeMs } = result.candidates[0]!.track ?? {}
    // Whether day or month comes first is asked where the days alone do not tell.
    if (result.table?.asks.includes('day-order')) expect(timeMs?.every(Number.isNaN) ?? true).toBe(true)
    else expect(new Date(timeMs![0]!).getUTCMonth()).toBe(8)
  })

  it.each([
    ['legs.kml', 5],
    ['v1-multi.kml', 4],
    ['v2.geojson', 4],
    ['v3-multilinestring.geojson', 4],
    ['v4-point-per-seg.gpx', 3],
    // At the end of each day the ship stays there until the next begins.
    ['v5-daily-trks.gpx', 6],
  ])('lines that meet end to end are offered as one: %s', (file, count) => {
    const { candidates } = read(`07-one-line-per-leg/${file}`)
    expect(candidates[0]!.count).toBe(count)
    if (file === 'legs.kml') expect(candidates[0]!.distanceNm).toBeCloseTo(216.7, 1)
  })

  const allowed: readonly Place[] = [
    [35.95833, -14.39],
    [37.035, -11.68167],
    [38, -5],
    // Whole degrees, and places beside 180°, written as such.
    [35, -14],
    [-35.95833, 180],
    [-35.95833, -180],
    // Two bare decimals are latitude and longitude, in this order.
    [-14.39, 35.95833],
  ]
  // Some notations have no tenths of minutes.
  const isAllowed = ({ lat, lon }: { lat: number; lon: number }) =>
    allowed.some(([rightLat, rightLon]) => Math.abs(lat - rightLat) < 0.011 && Math.abs(lon - rightLon) < 0.011)

  it.each(inFolder('09-paste-notations').filter((file) => file.endsWith('.txt')))(
    'a position in any notation is read as what it is, or refused: %s',
    (file) => {
      for (const text of readFileSync(join(folder, '09-paste-notations', file), 'utf8').split('----\n')) {
        for (const { position } of readPositionList(text).entries)
          if (position) expect(position, text).toSatisfy(isAllowed)
      }
    },
  )

  it.each(inFolder('09-paste-notations').filter((file) => /^[mn]\d/.test(file)))('the same as a file: %s', (file) => {
    try {
      for (const [lat, lon] of placesOf(read(`09-paste-notations/${file}`))) expect({ lat, lon }).toSatisfy(isAllowed)
    } catch (error) {
      if (!(error instanceof AppError)) throw error
    }
  })

  it('the times of a planned route are its plan; those of its drawing are not', () => {
    const [plan] = read('11-gpx-rtept-eta/routing.gpx').candidates
    expect(plan?.departureMs).toBe(utc('2026-07-03T06:00Z'))
    const [drawn] = read('11-gpx-rtept-eta/v1-creation-times.gpx').candidates
    expect(drawn?.departureMs).toBeNull()
  })

  it.each([
    ['a-blank-line-first.gpx', 2],
    ['b-bare-ampersand.gpx', 2],
    ['d-cut-off.gpx', 3],
    ['f-says-utf16-is-utf8.gpx', 2],
    ['l-trailing-nuls.gpx', 2],
    ['o-undeclared-prefix.gpx', 2],
    ['p-rtz-no-routeinfo.rtz', 2],
    ['q-rtz-speeds-on-legs.rtz', 2],
    ['r-rtz-decimal-commas.rtz', 2],
    ['s-rtz-calculated-etas-no-speed.rtz', 3],
    ['t-rtz-prefixed.rtz', 2],
  ])('XML as programs write it: %s', (file, count) => {
    expect(placesOf(read(`13-xml-in-the-wild/${file}`))).toHaveLength(count)
  })

  it.each([
    ['g-cp1251.gpx', 'Море'],
    ['h-gbk.gpx', '上海'],
    ['i-sjis.gpx', '東京'],
  ])('names in the characters of the file: %s', (file, name) => {
    const [first] = read(`13-xml-in-the-wild/${file}`).candidates
    expect(first?.name).toBe(name)
  })

  it.each(inFolder('15-lonlat-two-columns'))('headings decide which column is which: %s', (file) => {
    const near: Place = [52, 4]
    const right: Record<string, Place> = {
      b: [35.9583, -14.39],
      d2: [35.9583, -14.39],
      g: [35, 120.5],
      j: [-35.9583, -14.39],
      k: [-35.96, -14.39],
      l: [-35.96, -14.39],
      m: [10, 20],
      n: [20, 10],
    }
    const [lat, lon] = placesOf(read(`15-lonlat-two-columns/${file}`))[0]!
    const [rightLat, rightLon] = right[file.replace(/-.*/, '')] ?? near
    expect([lat, lon]).toEqual([expect.closeTo(rightLat, 4), expect.closeTo(rightLon, 4)])
  })

  it.each(inFolder('19-rtz-schedules'))('a plan keeps its times: %s', (file) => {
    const { candidates, notes } = read(`19-rtz-schedules/${file}`)
    const plan = candidates[0]!
    expect(plan.departureMs).toBe(utc('2026-07-03T06:00Z'))
    if (file.startsWith('e-')) expect(notes.some(({ text }) => /disagree/.test(text))).toBe(true)
    else {
      const timing = { departureMs: plan.departureMs!, speedKn: plan.speedKn ?? 12 }
      const arrival = schedule(plan.route!, timing).rows.at(-1)!.etaMs!
      expect(Math.abs(arrival - utc('2026-07-03T20:00Z'))).toBeLessThan(60_000)
    }
  })
})
