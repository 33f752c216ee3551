import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cleanName } from '#src/domain/formats/file-values.ts'
import { readRouteFile } from '#src/domain/formats/import-file.ts'
import type { ExportFormat } from '#src/domain/formats/write/export-formats.ts'
import { exportRoute } from '#src/domain/formats/write/export-route.ts'
import { wrapLongitude } from '#src/domain/position.ts'
import { routeFromPositions, setFixedEta, setLegSpeed, setLegType, setStay } from '#src/domain/route/edit.ts'
import { emptyRoute } from '#src/domain/route/route.ts'
import { schedule } from '#src/domain/route/schedule.ts'
import { sheetChoices, type SheetNumbers, sheetNumbers } from '#src/domain/units/sheet-numbers.ts'
import { activePlan, type Voyage } from '#src/domain/voyage/voyage.ts'
import { anyVoyage, voyageOf } from '#test/support/random-voyage.ts'
import { planned } from '#test/support/planned.ts'

/** Out to a file and in again, as the operator would, taking departure and speed from the file. */
function throughFile(format: ExportFormat, voyage: Voyage, numbers?: SheetNumbers): Voyage {
  const { text, fileName } = exportRoute(format, voyage, numbers)
  const { candidates } = readRouteFile(new TextEncoder().encode(text), fileName)
  const [candidate] = candidates
  return planned(voyage, {
    name: candidate!.name,
    route: candidate!.route!,
    departureMs: candidate!.departureMs ?? activePlan(voyage).departureMs,
    speedKn: candidate!.speedKn ?? activePlan(voyage).speedKn,
  })
}

const degreesApart = (a: number, b: number) => Math.abs(wrapLongitude(a - b))

function expectSamePlaces(back: Voyage, voyage: Voyage, within: number) {
  expect(activePlan(back).route.waypoints).toHaveLength(activePlan(voyage).route.waypoints.length)
  for (const [index, { position }] of activePlan(voyage).route.waypoints.entries()) {
    const { lat, lon } = activePlan(back).route.waypoints[index]!.position
    expect(Math.abs(lat - position.lat)).toBeLessThanOrEqual(within)
    expect(degreesApart(lon, position.lon)).toBeLessThanOrEqual(within)
  }
}

const names = (voyage: Voyage) =>
  activePlan(voyage).route.waypoints.map(({ name }) => cleanName(name.replace(/[\p{Cs}\uFFFE\uFFFF]/gu, ' ')))
const titleOf = (voyage: Voyage) => cleanName((voyage.name || 'Route').replace(/[\uFFFE\uFFFF]/g, ' '))
const scheduled = (voyage: Voyage) => schedule(activePlan(voyage).route, activePlan(voyage)).rows
const plan = (voyage: Voyage) =>
  scheduled(voyage).map((row) => ({
    speedKn: row.speedKn,
    stayMin: row.stayMin,
    eta: Math.round((row.etaMs ?? 0) / 60_000),
    fixedEtaMs: row.fixedEtaMs,
  }))

const kinds = (voyage: Voyage) =>
  activePlan(voyage)
    .route.waypoints.slice(1)
    .map(({ leg }) => leg.type)

it.each(['rtz-1.0', 'rtz-1.1', 'rtz-1.2', 'gpx', 'kml', 'geojson', 'csv'] as const)(
  'F8 names that are markup, marks of direction, emoji or controls come back from %s as the text that was read',
  (format) => {
    const hostile = [
      '<img src=x onerror=alert(1)>',
      '\u202eevil\u202c',
      'a\u0007b',
      '⚓ 🚢 שלום',
      '"quoted", &amp; ]]>',
    ]
    const rows = hostile.map((name, index) => `"${name.replaceAll('"', '""')}",${index},0`)
    const read = readRouteFile(new TextEncoder().encode(`name,lat,lon\n${rows.join('\n')}`), 'names.csv')
    const voyage = voyageOf(read.candidates[0]!.route!)
    const shown = ['<img src=x onerror=alert(1)>', 'evil', 'a b', '⚓ 🚢 שלום', '"quoted", &amp; ]]>']
    for (const { route } of [activePlan(voyage), activePlan(throughFile(format, voyage))])
      expect(route.waypoints.map(({ name }) => name)).toEqual(shown)
  },
)

describe.each(['rtz-1.0', 'rtz-1.1', 'rtz-1.2', 'gpx', 'kml', 'geojson'] as const)('%s, out and in again', (format) => {
  it('is the same route, with names, kinds of legs, speeds, stays and departure', () => {
    fc.assert(
      fc.property(anyVoyage, (voyage) => {
        const back = throughFile(format, voyage)
        expectSamePlaces(back, voyage, 1e-9)
        expect(names(back)).toEqual(names(voyage))
        if (titleOf(voyage) !== '') expect(back.name).toBe(titleOf(voyage))
        expect(kinds(back)).toEqual(kinds(voyage))
        expect(activePlan(back).departureMs).toBe(activePlan(voyage).departureMs)
        expect(plan(back).map(({ speedKn, stayMin }) => [speedKn, stayMin])).toEqual(
          plan(voyage).map(({ speedKn, stayMin }) => [speedKn, expect.closeTo(stayMin, 2) as number]),
        )
        for (const [index, { eta }] of plan(back).entries())
          expect(Math.abs(eta - plan(voyage)[index]!.eta)).toBeLessThanOrEqual(1)
      }),
      { numRuns: 60 },
    )
  })

  it('keeps fixed ETAs, also among speeds of the operator', () => {
    const line = routeFromPositions(
      'Fixed',
      [
        [0, 178],
        [1, 179],
        [2, -179],
        [3, -178],
        [4, -176],
      ].map(([lat, lon]) => ({ lat: lat!, lon: lon! })),
    )
    const at = (hours: number) => Date.UTC(2026, 10, 22, 17, 51) + hours * 3_600_000
    const route = setFixedEta(
      setFixedEta(setStay(setLegSpeed(setLegType(line, 'w3', 'GC'), 'w3', 7.5), 'w2', 45), 'w3', at(24)),
      'w4',
      at(35),
    )
    const voyage = voyageOf(route)
    const back = throughFile(format, voyage)
    expect(activePlan(back).route.waypoints.map(({ fixedEtaMs }) => fixedEtaMs ?? null)).toEqual([
      null,
      null,
      at(24),
      at(35),
      null,
    ])
    expect(plan(back)).toEqual(
      plan(voyage).map((row) => ({ ...row, speedKn: row.speedKn && (expect.closeTo(row.speedKn, 6) as number) })),
    )
  })
})

describe('GPX, out and in again', () => {
  it('keeps every arrival and departure to the second, great circles and stays included', () => {
    fc.assert(
      fc.property(anyVoyage, (voyage) => {
        const seconds = (of: Voyage) =>
          scheduled(of).flatMap(({ etaMs, etdMs }) => [etaMs! / 1000, (etdMs ?? 0) / 1000])
        const before = seconds(voyage)
        for (const [index, second] of seconds(throughFile('gpx', voyage)).entries())
          expect(Math.abs(second - before[index]!)).toBeLessThan(0.5)
      }),
      { numRuns: 60 },
    )
  })
})

describe.each(sheetChoices)('CSV as %s, out and in again', (choice) => {
  const numbers = sheetNumbers(choice, 'de')
  it.each(['_', '-', '?', 'n/a'])('keeps %s if it is the only name', (name) => {
    const [first, second] = routeFromPositions('', [
      { lat: 1, lon: 2 },
      { lat: 3, lon: 4 },
    ]).waypoints
    const voyage = voyageOf({ ...emptyRoute, waypoints: [first!, { ...second!, name }] })
    expect(names(throughFile('csv', voyage, numbers))).toEqual(['', name])
  })

  it('is the same route to six places, with names, kinds of legs, speeds, stays and departure', () => {
    fc.assert(
      fc.property(anyVoyage, (voyage) => {
        const back = throughFile('csv', voyage, numbers)
        expectSamePlaces(back, voyage, 5.1e-7)
        expect(names(back)).toEqual(names(voyage))
        expect(kinds(back)).toEqual(kinds(voyage))
        expect(activePlan(back).departureMs).toBe(activePlan(voyage).departureMs)
        expect(plan(back).map(({ speedKn, stayMin }) => [speedKn, stayMin])).toEqual(
          plan(voyage).map(({ speedKn, stayMin }) => [speedKn, stayMin]),
        )
      }),
      { numRuns: 60 },
    )
  })

  it('is the same track', () => {
    const track = {
      name: 'Sailed',
      lat: Float64Array.of(-16.8, -17, -17.25, 0),
      lon: Float64Array.of(179.5, 180, 180.5, 181),
      timeMs: Float64Array.of(0, 1, 2, 3).map((hours) => Date.UTC(2026, 10, 22) + hours * 3_600_000),
    }
    const { text, fileName } = exportRoute('csv', voyageOf(emptyRoute, { track }), numbers)
    const [candidate] = readRouteFile(new TextEncoder().encode(text), fileName).candidates
    expect([...candidate!.track!.lat]).toEqual([...track.lat])
    expect([...candidate!.track!.lon].map(wrapLongitude)).toEqual([...track.lon].map(wrapLongitude))
    expect([...candidate!.track!.timeMs]).toEqual([...track.timeMs])
  })
})
