import { describe, expect, test } from 'vitest'
import { readText } from '#test/support/route-files.ts'
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

test('rows below headings that differ are read under them', () => {
  const { asks, notes, routes } = read('WP,Lat,Lon', '1,35.5,14.39', '2,37.0,11.68', 'WP,Lon,Lat', '3,11,38', '4,12,39')
  expect(asks).toEqual([])
  expect(notes).toContain('Line 4 begins a table of its own.')
  expect(routes).toEqual([
    ['35.5000 14.3900', '37.0000 11.6800'],
    ['38.0000 11.0000', '39.0000 12.0000'],
  ])
})

describe('tables below titles of their own', () => {
  const two = (...titles: readonly string[]) =>
    readText(
      titles
        .flatMap((title, index) => [
          title,
          'WP,Lat,Lon,ETA',
          `1,${index}.5,14,2026-11-13 10:00`,
          `2,${index}.9,11,2026-11-14 10:00`,
        ])
        .join('\n'),
    )

  test('are candidates by their titles', () => {
    const { candidates, notes } = two('North about', 'South about,,', 'Route: Direct')
    expect(candidates.map(({ name, count }) => [name, count])).toEqual([
      ['North about', 2],
      ['South about', 2],
      ['Direct', 2],
    ])
    expect(notes.map(({ text }) => text)).toContain('Lines 5 and 9 begin tables of their own.')
  })

  test('are one where the title only counts pages or days', () => {
    for (const titles of [
      ['Page 1', 'Page 2'],
      ['Plan', 'Plan'],
      ['Plan', 'Plan (continued)'],
      ['13.11.2026', '14.11.2026'],
    ])
      expect(two(...titles).candidates.map(({ count }) => count)).toEqual([4])
  })

  test('have the zone that is said of all of them', () => {
    const { candidates, table } = two('All times UTC+3\nNorth about', 'South about')
    expect(candidates.map(({ departureMs }) => new Date(departureMs ?? 0).toISOString())).toEqual(
      Array(2).fill('2026-11-13T07:00:00.000Z'),
    )
    expect(table?.asks).toEqual([])
    expect(two('Times in LT\nNorth about', 'South about').table?.asks).toEqual(['zone'])
  })

  test('answers to one hold for those with the same columns', () => {
    const text =
      'Times in LT\nNorth\nLat,Lon,ETA\n1,2,2026-11-13 10:00\n3,4,2026-11-14 10:00\nSouth\nLat,Lon,ETA\n-1,2,2026-11-13 10:00\n-3,4,2026-11-14 10:00'
    const { table } = readTable(text)
    const { candidates, table: then } = readTable(text, { ...table.assignment, zoneMin: 60 })
    expect(then.asks).toEqual([])
    expect(candidates.map(({ departureMs }) => new Date(departureMs ?? 0).toISOString())).toEqual(
      Array(2).fill('2026-11-13T09:00:00.000Z'),
    )
  })

  test('a second one in doubt is told, or asked where the first is not', () => {
    const { candidates, table } = readText('Lat,Lon\n1,2\n3,4\nLat,Min,Lon,Speed,Speed\n35,10,14,12,13\n36,20,15,14,15')
    expect(candidates[0]?.count).toBe(2)
    expect(table?.asks).toEqual(['columns'])
    expect(table?.headings).toContain('Min')
  })

  test('a table assigned by hand leaves the other as it is', () => {
    const text = 'A,B,C\nLat,Lon,Name\n1,2,x\n3,4,y\nLon,Lat,Name\n5,6,x\n7,8,y'
    const { table } = readTable(text)
    const { candidates } = readTable(text, {
      ...table.assignment,
      columns: [{ role: 'lon' }, { role: 'lat' }, { role: 'name' }],
    })
    expect(candidates.map(({ route }) => route?.waypoints[0]?.position)).toEqual([
      { lat: 2, lon: 1 },
      { lat: 6, lon: 5 },
    ])
  })
})

test('ranges at the end are no waypoints, and 0, 0 far from the others is told', () => {
  const { notes, routes } = read('WP,Lat,Lon', '1,35.5,14.1', '2,0,0', '3,36.5,15.1', 'Max,36.5,15.1', 'Min,0,0')
  expect(routes).toEqual([['35.5000 14.1000', '0.0000 0.0000', '36.5000 15.1000']])
  expect(notes.join()).toContain('Line 3 is at 0° N 0° E')
})
