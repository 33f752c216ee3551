import { describe, expect, it } from 'vitest'
import { columnsByHeader } from '#src/domain/formats/read/table-columns.ts'

const columns = (header: string) => columnsByHeader(header.split('|'))
/** Of a table that has its position in the first two columns, what else its header names. */
const besides = (header: string) => columns(`lat|lon|${header}`)!

describe('the columns of a coordinate', () => {
  it.each([
    'lat|lon',
    'LATITUDE|LONG',
    'Latitude (deg)|Longitude (deg)',
    'latitud|longitud',
    'Breite|Länge',
    'Breitengrad|Längengrad',
    'lat|lng',
    'y|x',
  ])('are named by %s', (header) => {
    expect(columns(header)).toMatchObject({ lat: [0], lon: [1], position: null })
    expect(columns(header.split('|').reverse().join('|'))).toMatchObject({ lat: [1], lon: [0], position: null })
  })

  it.each(['min', 'minutes', 'minute', 'sec', 'seconds', 'second', 'dir', 'hemisphere', 'hemi', 'ns', 'ew'])(
    'are several where one holds its %s',
    (part) => {
      expect(columns(`Lat|Lat ${part}|Lon|Lon ${part}`)).toMatchObject({ lat: [0, 1], lon: [2, 3] })
    },
  )

  it.each(['N/S|E/W', 'NS|EW'])('have their letters in %s, each after its own', (letters) => {
    const [ns, ew] = letters.split('|')
    expect(columns(`Lat|${ns}|Lon|${ew}`)).toMatchObject({ lat: [0, 1], lon: [2, 3] })
    expect(columns(`${ns}|Lat|${ew}|Lon`)).toMatchObject({ lat: [1], lon: [3] })
  })

  it('are no others: a second pair, minutes of another thing, an x that says more', () => {
    expect(columns('Lat|Lon|Lat 2|Lon 2')).toMatchObject({ lat: [0], lon: [1] })
    expect(columns('Lat|Min|Lon|Time sec')).toMatchObject({ lat: [0], lon: [2] })
    expect(columns('Lat min|Lon min')).toMatchObject({ lat: [0], lon: [1] })
    expect(columns('Y|Lat|X|Lon')).toMatchObject({ lat: [1], lon: [3] })
    expect(columns('x offset|y offset')).toBeNull()
  })

  it.each([
    'Position',
    'pos',
    'Coordinates',
    'coordinate',
    'coords',
    'LatLon',
    'latlong',
    'Lat/Lon',
    'Latitude Longitude',
  ])('are one where a header says %s', (header) =>
    expect(columns(`No|${header}`)).toMatchObject({ lat: [], lon: [], position: 1 }),
  )

  it('are two where there are two, whatever else is called a position', () => {
    expect(columns('Position|Lat|Lon')).toMatchObject({ lat: [1], lon: [2], position: null })
    expect(columns('Lat/Lon|Lat|Lon')).toMatchObject({ lat: [1], lon: [2], position: null })
  })

  it.each(['lat', 'lon|name', 'name|speed', ''])('are none in %j', (header) => expect(columns(header)).toBeNull())

  it.each(['lat,lon', 'No;lat;lon', 'lat|lon'])('are none in %j, cut at the wrong character', (cell) =>
    expect(columnsByHeader([cell])).toBeNull(),
  )
})

describe('the other columns', () => {
  it.each(['name', 'waypoint', 'wpt', 'wp', 'port', 'place', 'label', 'desc', 'description', 'id'])(
    '%s is the name',
    (word) => expect(besides(`depth|${word} of it`).name).toBe(3),
  )

  it('have their name in the likeliest of several', () => {
    expect(besides('id|Description|Port|Name').name).toBe(5)
    expect(besides('id|Description|Port').name).toBe(4)
    expect(besides('depth').name).toBeNull()
  })

  it.each([
    ['ETA (UTC)|ETD (UTC)', 2, 3],
    ['Arrival time|Departure time', 2, 3],
    ['departure|arrival', 3, 2],
    ['depth|ETA', 3, null],
    ['Departure date', null, 2],
    ['Departure time', null, 2],
  ])('%s are a plan and no time at which the ship is there', (header, eta, etd) =>
    expect(besides(header)).toMatchObject({ eta, etd, time: [] }),
  )

  it.each([
    ['Date|Time', [2, 3]],
    ['Time|Date', [3, 2]],
    ['Date/Time', [2]],
    ['timestamp', [2]],
    ['datetime', [2]],
    ['UTC', [2]],
    ['epoch', [2]],
    ['ETA|time', [3]],
    ['depth', []],
  ])('%s are when the ship is there', (header, time) => expect(besides(header).time).toEqual(time))

  it.each([
    ['Speed', 1],
    ['SOG', 1],
    ['kn', 1],
    ['kts', 1],
    ['knots', 1],
    ['Speed (m/s)', 3600 / 1852],
    ['speed mps', 3600 / 1852],
    ['speed ms', 3600 / 1852],
    ['Speed [km/h]', 1 / 1.852],
    ['speed kmh', 1 / 1.852],
    ['speed kph', 1 / 1.852],
    ['speed terms', 1],
  ])('%s is a speed of %f kn', (header, speedUnitKn) =>
    expect(besides(`depth|${header}`)).toMatchObject({ speed: 3, speedUnitKn }),
  )

  it('have no speed where none is named', () => {
    expect(besides('m/s')).toMatchObject({ speed: null, speedUnitKn: 1 })
  })

  it.each([
    ['Stay', 3],
    ['Stay (min)', 3],
    ['stay minutes', 3],
    ['stay hours', null],
    ['min stay', null],
  ])('%s is how long the ship stays: column %s', (header, stay) => expect(besides(`depth|${header}`).stay).toBe(stay))

  it.each([
    ['Geometry', 3],
    ['RLGC', 3],
    ['Leg', 3],
    ['Leg type', 3],
    ['Leg distance', null],
    ['type', null],
    ['Last leg', null],
  ])('%s is the kind of leg: column %s', (header, legType) => expect(besides(`depth|${header}`).legType).toBe(legType))

  it('have the kind of leg where it is named outright, before a column that is only called leg', () => {
    expect(besides('Leg|Geometry').legType).toBe(3)
  })
})
