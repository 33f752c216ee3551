import { schedule } from '#src/domain/route/schedule.ts'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { AppError } from '#src/domain/errors.ts'
import { readRouteFile } from '#src/domain/formats/import-file.ts'
import { bytesOf } from '#test/support/route-files.ts'

interface Column {
  readonly heading: string
  readonly cells: readonly string[]
}

interface Point {
  readonly lat: number
  readonly lon: number
  readonly knots: number
}

const latNames = [
  'lat',
  'LATITUDE',
  'Latitud',
  'Latitudine',
  'Breite',
  'breedtegraad',
  'Breddegrad',
  'GPS Lat',
  'wp_lat',
  'Широта',
  '纬度',
  '緯度',
  '위도',
  'خط العرض',
  'Enlem',
  'Szerokość geogr.',
  'Πλάτος',
  'Leveysaste',
]
const lonNames = [
  'lon',
  'LONGITUDE',
  'long',
  'lng',
  'Longitud',
  'Longitudine',
  'Länge',
  'lengtegraad',
  'Lengdegrad',
  'GPS Lon',
  'wp_lon',
  'Долгота',
  '经度',
  '経度',
  '경도',
  'خط الطول',
  'Boylam',
  'Długość geogr.',
  'Μήκος',
  'Pituusaste',
]
const speedNames = [
  'Speed',
  'SOG',
  'Speed over ground',
  'Geschwindigkeit',
  'Vitesse',
  'Velocidad',
  'Planned speed',
  'fart',
  'Скорость',
  '航速',
  '速力',
  '속력',
  'Hız',
  'Prędkość',
  'Velocità',
  'Snelheid',
]
const nameNames = ['Name', 'Waypoint', 'Bezeichnung', 'Nombre', 'Nom', 'Naam', 'Navn', 'Port', 'Название', '名称', '이름', 'Nazwa', 'Namn'] // prettier-ignore
const etaNames = ['ETA', 'ETA (UTC)', 'Arrival', 'Ankunft UTC', 'ETA [GMT]']
const units = [
  ['', 1],
  [' (kn)', 1],
  [' [kts]', 1],
  [' km/h', 1.852],
  [' (m/s)', 1852 / 3600],
  [' mph', 1852 / 1609.344],
] as const

const letterOf = (value: number, axis: 'lat' | 'lon') =>
  axis === 'lat' ? (value < 0 ? 'S' : 'N') : value < 0 ? 'W' : 'E'
const steps = (value: number) => Math.round(Math.abs(value) * 60_000)
const degrees = (value: number) => String(Math.floor(steps(value) / 60_000))
const minutes = (value: number) => ((steps(value) % 60_000) / 1000).toFixed(3)

/** One coordinate in one or more columns. */
function coordinateColumns(style: string, axis: 'lat' | 'lon', name: string, values: readonly number[]): Column[] {
  const ew = axis === 'lat' ? 'N/S' : 'E/W'
  const letters = values.map((value) => letterOf(value, axis))
  const plain = (value: number) => Math.abs(value).toFixed(6)
  switch (style) {
    case 'letters':
      return [
        { heading: name, cells: values.map((value) => `${degrees(value)} ${minutes(value)}${letterOf(value, axis)}`) },
      ]
    case 'marks':
      return [
        {
          heading: `${name} (DMM)`,
          cells: values.map((value) => `${letterOf(value, axis)}${degrees(value)}°${minutes(value)}'`),
        },
      ]
    case 'letter column':
      return [
        { heading: name, cells: values.map(plain) },
        { heading: `${name} ${ew}`, cells: letters },
      ]
    case 'parts':
      return [
        { heading: `${name} deg`, cells: values.map(degrees) },
        { heading: `${name} min`, cells: values.map(minutes) },
        { heading: `${name} hem`, cells: letters },
      ]
    case 'lettered degrees':
      return [
        { heading: `${name} deg`, cells: values.map((value) => `${letterOf(value, axis)}${degrees(value)}`) },
        { heading: `${name} min`, cells: values.map(minutes) },
      ]
    case 'lettered minutes':
      return [
        { heading: `${name} deg`, cells: values.map(degrees) },
        { heading: `${name} min`, cells: values.map((value) => `${minutes(value)}${letterOf(value, axis)}`) },
      ]
    case 'heading':
      if (new Set(letters).size === 1) return [{ heading: `${name} (${letters[0]})`, cells: values.map(plain) }]
  }
  return [{ heading: name, cells: values.map((value) => value.toFixed(6)) }]
}

const extras: readonly Column[] = [
  'Wind speed',
  'Current speed (kn)',
  'Speed limit',
  'Depth',
  'COG',
  'HDOP',
  'Draught [m]',
  'Wave height',
  'No',
].map((heading, index) => ({
  heading,
  cells: ['1', '2', '4', '8', '16', '32'].map((cell) => (index % 2 === 0 ? cell : `${cell}.5`)),
}))

const start = Date.UTC(2026, 10, 13, 6)

const tables = fc
  .record({
    points: fc.array(
      fc.record({
        lat: fc.integer({ min: -8900, max: 8900 }),
        lon: fc.integer({ min: -17900, max: 17900 }),
        knots: fc.integer({ min: 30, max: 300 }),
      }),
      { minLength: 3, maxLength: 6 },
    ),
    style: fc.constantFrom(
      'numbers',
      'letters',
      'marks',
      'letter column',
      'parts',
      'lettered degrees',
      'lettered minutes',
      'heading',
    ),
    names: fc.tuple(
      fc.constantFrom(...latNames),
      fc.constantFrom(...lonNames),
      fc.constantFrom(...speedNames),
      fc.constantFrom(...nameNames),
      fc.constantFrom(...etaNames),
    ),
    unit: fc.constantFrom(...units),
    has: fc.record({ speed: fc.boolean(), name: fc.boolean(), eta: fc.boolean() }),
    extra: fc.subarray([...extras], { maxLength: 4 }),
    delimiter: fc.constantFrom(',', ';', '\t', '|'),
    comma: fc.boolean(),
    seed: fc.array(fc.integer(), { minLength: 16, maxLength: 16 }),
  })
  .map(
    ({
      points: whole,
      style,
      names: [lat, lon, speed, name, eta],
      unit: [unit, factor],
      has,
      extra,
      delimiter,
      comma,
      seed,
    }) => {
      const points = whole.map((point): Point => ({
        lat: point.lat / 100 + 0.00123,
        lon: point.lon / 100 + 0.00321,
        knots: point.knots / 10,
      }))
      const columns: Column[] = [
        ...coordinateColumns(
          style,
          'lat',
          lat,
          points.map((point) => point.lat),
        ),
        ...coordinateColumns(
          style,
          'lon',
          lon,
          points.map((point) => point.lon),
        ),
        ...(has.speed
          ? [{ heading: speed + unit, cells: points.map(({ knots }) => (knots * factor).toFixed(6)) }]
          : []),
        ...(has.name ? [{ heading: name, cells: points.map((_, index) => `Point ${'ABCDEF'[index]}`) }] : []),
        ...(has.eta
          ? [{ heading: eta, cells: points.map((_, index) => new Date(start + index * STEP_MS).toISOString()) }]
          : []),
        ...extra,
      ]
      const shuffled = columns
        .map((column, index) => ({ column, key: seed[index] ?? 0 }))
        .sort((a, b) => a.key - b.key)
        .map(({ column }) => column)
      const cell = (text: string) =>
        comma && delimiter !== ',' && /^-?\d+\.\d+$/.test(text) ? text.replace('.', ',') : text
      const body = points.map((_, row) => shuffled.map(({ cells }) => cell(cells[row] ?? '')).join(delimiter))
      return { points, has, head: shuffled.map(({ heading }) => heading).join(delimiter), body }
    },
  )

function read(text: string) {
  try {
    return readRouteFile(bytesOf(text), 'file')
  } catch (error) {
    if (error instanceof AppError) return null
    throw error
  }
}

const sameMeridian = (a: number, b: number) => Math.abs(((((a - b) % 360) + 540) % 360) - 180) < 2e-5

/** Long enough to sail between any two places. */
const STEP_MS = 20 * 86_400_000

function expectSame(
  { points, has }: { points: readonly Point[]; has: { readonly speed: boolean; readonly eta: boolean } },
  result: NonNullable<ReturnType<typeof read>>,
) {
  const [candidate] = result.candidates
  const waypoints = candidate?.route?.waypoints ?? []
  expect(waypoints).toHaveLength(points.length)
  const timing = { departureMs: candidate!.departureMs ?? start, speedKn: candidate!.speedKn ?? Number.NaN }
  const etas = schedule(candidate!.route!, timing).rows.map(({ etaMs }) => etaMs)
  // Two places may be too near for a ship to take so long.
  const isTold = result.notes.some(({ text }) => /^Its ETA .* was left out\.$/.test(text))
  let areStill = false
  for (const [index, { lat, lon, knots }] of points.entries()) {
    const waypoint = waypoints[index]!
    expect(Math.abs(waypoint.position.lat - lat)).toBeLessThan(2e-5)
    expect(sameMeridian(waypoint.position.lon, lon)).toBe(true)
    if (index > 0 && has.speed) expect(waypoint.leg.speedKn ?? candidate!.speedKn).toBeCloseTo(knots, 3)
    const isOnTime = () => Math.abs(etas[index]! - start - index * STEP_MS) < 60_000
    // A ship that stays where she is has no speed that would take so long.
    const { lat: latBefore, lon: lonBefore } = points[index - 1] ?? { lat: NaN, lon: NaN }
    areStill ||= lat === latBefore && lon === lonBefore
    if (index > 0 && has.eta && !has.speed) expect(isOnTime() || isTold || areStill).toBe(true)
    if (index > 0 && !has.speed && !has.eta) expect(waypoint.leg.speedKn ?? candidate!.speedKn).toBeNull()
  }
  if (has.eta) expect(candidate!.departureMs).toBe(start)
}

/** For a busy machine. */
const TIMEOUT_MS = 60_000

describe('any table', { timeout: TIMEOUT_MS }, () => {
  it('of known headings gives its route, whatever their order, names, units and notation', () => {
    let asked = 0
    fc.assert(
      fc.property(tables, (table) => {
        const result = read([table.head, ...table.body].join('\n'))!
        if (result.table?.asks.includes('columns')) asked += 1
        else expectSame(table, result)
      }),
      { numRuns: 150 },
    )
    expect(asked).toBeLessThan(10)
  })

  it('without headings gives its places, asks or is refused', () => {
    fc.assert(
      fc.property(tables, ({ points, body }) => {
        const result = read(body.join('\n'))
        // Numbers with letters behind them are read as text too, whatever columns they were meant for.
        if (!result?.table || result.table.asks.includes('columns')) return
        expectSame({ points, has: { speed: false, eta: false } }, result)
      }),
      { numRuns: 150 },
    )
  })

  it('with a heading that is lost gives its places, asks or is refused', () => {
    fc.assert(
      fc.property(tables, fc.nat(20), fc.constantFrom('', 'q', 'Q1'), ({ points, head, body }, lost, word) => {
        const delimiter = /[,;\t|]/.exec(head)?.[0] ?? ','
        const headings = head.split(delimiter)
        headings[lost % headings.length] = word
        const result = read([headings.join(delimiter), ...body].join('\n'))
        if (!result || result.candidates.length === 0 || result.table?.asks.includes('columns')) return
        const { waypoints = [] } = result.candidates[0]?.route ?? {}
        for (const [index, { lat, lon }] of points.entries()) {
          expect(Math.abs((waypoints[index]?.position.lat ?? NaN) - lat)).toBeLessThan(2e-5)
          expect(sameMeridian(waypoints[index]?.position.lon ?? NaN, lon)).toBe(true)
        }
      }),
      { numRuns: 150 },
    )
  })
})
