import fc from 'fast-check'
import { routeFromPositions } from '#src/domain/route/edit.ts'
import type { Route, Waypoint } from '#src/domain/route/route.ts'
import { emptyVoyage, type RoutePlan, type Voyage } from '#src/domain/voyage/voyage.ts'
import { planned } from './planned.ts'

const departureMs = Date.UTC(2026, 10, 22, 17, 51)

export function voyageOf(route: Route, change: Partial<Voyage & RoutePlan> = {}): Voyage {
  return planned(emptyVoyage('00000000-0000-4000-8000-000000000000', departureMs), {
    name: 'Test voyage',
    route,
    ...change,
  })
}

/** Names as they occur: emoji, right-to-left letters, markup, formulas, quotes, blanks, control characters. */
export const anyName = fc.oneof(
  fc.constantFrom(
    '',
    'Ålesund – Tromsø',
    '<img src=x onerror=alert(1)>',
    '=cmd()',
    '+1',
    '-12.3',
    '@x',
    'O\'Brien "Bar", buoy; 7',
    'שלום עולם',
    '🚢 ⚓',
    '080',
    'a\tb\nc\u0007d',
    ']]>',
    '&amp;',
    'a\u2028b',
  ),
  fc.string({ unit: 'binary', maxLength: 20 }),
)

const latitude = fc.oneof(fc.double({ min: -89.9, max: 89.9, noNaN: true }), fc.constantFrom(0, 84.99, -89.5, 1e-7))
/** From one waypoint to the next; under 180°, so that the shorter way round is unambiguous. */
const eastward = fc.double({ min: -179.5, max: 179.5, noNaN: true })
const speed = fc.option(
  fc.integer({ min: 10, max: 300 }).map((tenths) => tenths / 10),
  { nil: null },
)

const stop = fc.record({
  lat: latitude,
  eastward,
  name: anyName,
  type: fc.constantFrom('RL' as const, 'GC' as const),
  speedKn: speed,
  stayMin: fc.option(fc.integer({ min: 1, max: 3000 }), { nil: null }),
})

/** Any voyage a file can hold: 180° crossed either way, high latitudes, all kinds of legs, speeds and stays. */
export const anyVoyage: fc.Arbitrary<Voyage> = fc
  .record({
    name: anyName,
    start: fc.double({ min: -180, max: 179.999, noNaN: true }),
    stops: fc.array(stop, { minLength: 2, maxLength: 8 }),
    speedKn: fc.integer({ min: 10, max: 300 }),
    minutes: fc.integer({ min: -1e6, max: 1e6 }),
  })
  .map(({ name, start, stops, speedKn, minutes }) => {
    let lon = start
    const positions = stops.map(({ lat, eastward: step }, index) => ({ lat, lon: index === 0 ? lon : (lon += step) }))
    const { waypoints } = routeFromPositions(name, positions)
    const full = waypoints.map((waypoint, index): Waypoint => {
      const { name: title, type, speedKn: own, stayMin } = stops[index]!
      return {
        ...waypoint,
        name: title,
        leg: index === 0 ? { type: 'RL', speedKn: null } : { type, speedKn: own },
        stayMin: index === 0 ? null : stayMin,
      }
    })
    return voyageOf(
      { name, waypoints: full },
      { name, speedKn: speedKn / 10, departureMs: departureMs + minutes * 60_000 },
    )
  })
