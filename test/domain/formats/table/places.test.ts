import { describe, expect, test } from 'vitest'
import { notesOf, readTable } from '#test/support/tables.ts'

const read = (...lines: readonly string[]) => {
  const reading = readTable(lines.join('\n'))
  return {
    notes: notesOf(lines.join('\n')),
    asks: reading.table.asks,
    reasons: reading.table.reasons.join(' '),
    routes: reading.candidates.map(({ route }) =>
      route?.waypoints.map(({ position: { lat, lon } }) => `${lat.toFixed(4)} ${lon.toFixed(4)}`),
    ),
  }
}

describe('hemispheres are told by the cells', () => {
  test.each([
    ['WP,LatD,LatM,LatH,LonD,LonM,LonH', '1,35,57.5,S,14,23.4,W', '2,37,02.1,S,11,40.9,W'],
    ['WP,Lat,Lat_C,Lon,Lon_C', '1,35.95833,S,14.39,W', '2,37.035,S,11.68167,W'],
    ['GPSLatitudeRef,GPSLatitude,GPSLongitudeRef,GPSLongitude', 'S,35.95833,W,14.39', 'S,37.035,W,11.68167'],
    ['WP,Lat,,,Lon,,', '1,S,35,57.5,W,14,23.4', '2,S,37,02.1,W,11,40.9'],
  ])('%s', (...lines) => {
    expect(read(...lines)).toMatchObject({
      asks: [],
      routes: [['-35.9583 -14.3900', '-37.0350 -11.6817']],
    })
  })
})

describe('columns that may belong to a coordinate are asked for', () => {
  test.each([
    ['WP;Lat;;;Lon;;', '1;35;57;500;14;23;400', '2;36;57;500;14;23;400'],
    ['WP,,Lat,,,Lon,', '1,35,57.5,S,14,23.4,W', '2,36,57.5,S,15,23.4,W'],
    ['WP,+/-,Lat,+/-,Lon', '1,-,35.96,+,14.39', '2,-,37,+,12'],
    ['N;Широта;;Долгота;', '1;35,96;Ю;14,39;З', '2;37;Ю;12;З'],
    ['WP,Lat (DD.MMmm),Lon (DDD.MMmm)', '1,35.5750,14.2340', '2,36.3,15.2'],
    ['WP,Lat min,Lat max,Lon min,Lon max', '1,35,36,14,15', '2,37,38,11,12'],
  ])('%s', (...lines) => {
    expect(read(...lines)).toMatchObject({ asks: ['columns'], routes: [] })
  })
})

test('a heading of one letter beside a coordinate is none of its parts where the cells are none', () => {
  for (const heading of ['D', 'M', 'S', 'Sec'])
    expect(read(`WP,Lat,Lon,${heading}`, '1,35.5,14.2,12', '2,37.1,11.2,30')).toMatchObject({
      asks: [],
      routes: [['35.5000 14.2000', '37.1000 11.2000']],
    })
})

test('marks behind the names of the coordinates are their units', () => {
  expect(read(`WP,Lat°,Lat',Lon°,Lon'`, '1,35,57.5,14,23.4', '2,37,2.1,11,40.9').routes).toEqual([
    ['35.9583 14.3900', '37.0350 11.6817'],
  ])
})

describe('a row of words below the headings belongs to them', () => {
  test.each([
    [',Latitude,,,Longitude,,', 'WP,Deg,Min,N/S,Deg,Min,E/W', '1,35,57.5,S,14,23.4,W', '2,37,02.1,S,11,40.9,W'],
    ['WP,Latitude,,Longitude,', ',Deg-Min,N/S,Deg-Min,E/W', '1,35-57.5,S,14-23.4,W', '2,37-02.1,S,11-40.9,W'],
    ['WP,Lat,Lon', 'No,(South),West', '1,35.95833,14.39', '2,37.035,11.68167'],
    [
      ',,Latitude,,,Longitude,,,',
      'No,Name,Deg,Min,N/S,Deg,Min,E/W,Speed',
      '1,A,35,57.5,S,14,23.4,W,12',
      '2,B,37,02.1,S,11,40.9,W,13',
    ],
  ])('%s', (...lines) => {
    expect(read(...lines)).toMatchObject({ asks: [], routes: [['-35.9583 -14.3900', '-37.0350 -11.6817']] })
  })

  test('and is asked about where it is not understood', () => {
    expect(read('WP,Lat,Lon', 'No,minutes x,minutes x', '1,35.5,10.5', '2,36.5,11.5').asks).toEqual(['columns'])
  })
})

test('a title that names the coordinates is no header', () => {
  const rows = ['WP,Lat,Lon', '1,35.96,14.39', '2,37,12']
  expect(read('All latitudes South, longitudes West', ...rows)).toMatchObject({
    asks: ['columns'],
    routes: [['35.9600 14.3900', '37.0000 12.0000']],
  })
  expect(read('# Lat, Lon in decimal degrees', ...rows).asks).toEqual([])
  expect(read('# Lat, Lon, speed in km/h', ...rows).asks).toEqual(['columns'])
})

test('headings further down that differ end the table', () => {
  const { asks, notes, routes } = read('WP,Lat,Lon', '1,35.5,14.39', '2,37.0,11.68', 'WP,Lon,Lat', '3,11,38', '4,12,39')
  expect(asks).toEqual(['columns'])
  expect(notes.join()).toContain('Line 4 has headings of its own')
  expect(routes).toEqual([['35.5000 14.3900', '37.0000 11.6800']])
})

test('what follows a title and the same headings is told', () => {
  const { notes } = read('WP,Lat,Lon', '1,35.5,14', '2,37,11', 'Route B,,', 'WP,Lat,Lon', '1,11,38', '2,12,39')
  expect(notes.join()).toContain('may be another route')
})

test('ranges at the end are no waypoints, and 0, 0 far from the others is told', () => {
  const { notes, routes } = read('WP,Lat,Lon', '1,35.5,14.1', '2,0,0', '3,36.5,15.1', 'Max,36.5,15.1', 'Min,0,0')
  expect(routes).toEqual([['35.5000 14.1000', '0.0000 0.0000', '36.5000 15.1000']])
  expect(notes.join()).toContain('Line 3 is at 0° N 0° E')
})
