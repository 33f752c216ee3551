import { describe, expect, test } from 'vitest'
import { notesOf, readTable } from '#test/support/tables.ts'

const read = (lines: readonly string[]) => {
  const { candidates, table } = readTable(lines.join('\n'))
  return {
    asks: table.asks,
    reasons: table.reasons.join(' '),
    routes: candidates.map(({ route }) =>
      route?.waypoints.map(({ position: { lat, lon } }) => `${lat.toFixed(4)} ${lon.toFixed(4)}`),
    ),
  }
}

describe('degrees and minutes in neighbouring cells, with the letter at either,', () => {
  test.each([
    ['WP,Latitude,Min,Longitude,Min', '1,S22,15.60,E041,30.90', '2,S23,06.00,E040,12.00'],
    ['WP;Lat;Min;Lon;Min', '1;22S;15,600;41E;30,9', '2;23S;06,000;40E;12,0'],
    ['WP,Lat,,Lon,', '1,22,15.6S,041,30.9E', '2,23,06.0S,040,12.0E'],
    ['Lat deg,Lat min,Lon deg,Lon min', "22°,15.6'S,041°,30.9'E", "23°,06.0'S,040°,12.0'E"],
    ['WP,Lat,Min,Sec,Lon,Min,Sec', '1,22,15,36S,41,30,54E', '2,23,6,0S,40,12,0E'],
  ])('are one coordinate below %s', (...lines) => {
    expect(read(lines)).toMatchObject({ asks: [], routes: [['-22.2600 41.5150', '-23.1000 40.2000']] })
  })

  test.each([
    ['22,15.6S,041,30.9E', '23,06.0S,040,12.0E'],
    ['A\t22\t15.6S\t041\t30.9E', 'B\t23\t06.0S\t040\t12.0E'],
    ['S22;15.6;E041;30.9', 'S23;06.0;E040;12.0'],
    ['A,22S,15.60,41E,30.90', 'B,23S,06.00,40E,12.00'],
  ])('are asked for without headings: %s', (...lines) => {
    expect(read(lines)).toMatchObject({ asks: ['columns'], routes: [['-22.2600 41.5150', '-23.1000 40.2000']] })
  })

  test.each([
    ['P,Q,R,S', '22,15.6S,041,30.9E', '23,06.0S,040,12.0E'],
    ['22,15,36S,041,30,54E', '23,06,00S,040,12,00E'],
    ['7,22,4S,41,5E', '8,23,4S,40,2E'],
    ['1,S22,4,E041,5', '2,S23,1,E040,2'],
    ['15.6,S22,30.9,E041', '6.0,S23,12.0,E040'],
    ['15.6S,22,41,30.9E', '6.0S,23,40,12.0E'],
  ])('are never taken for whole coordinates: %s', (...lines) => {
    expect(read(lines)).toMatchObject({ asks: ['columns'], routes: [] })
  })

  test('that contradict each other are told', () => {
    expect(read(['WP,Lat,Min,Lon,Min', '1,N22,15.6S,41E,30.9', '2,N23,06.0S,40E,12.0']).routes).toEqual([])
  })
})

describe('decimal commas between columns parted by commas', () => {
  test.each([
    ['22-15,6S,041-30,9E', '23-06,0S,040-12,0E'],
    ['22° 15,60 S,041° 30,90 E', '23° 06,00 S,040° 12,00 E'],
    ['S22 15,6,E041 30,9', 'S23 06,0,E040 12,0'],
  ])('are one reading where the letters leave one: %s', (...lines) => {
    expect(read(lines)).toMatchObject({ asks: [], routes: [['-22.2600 41.5150', '-23.1000 40.2000']] })
  })

  test.each([
    ['Name,Lat,Lon', 'A,22 15,6,41 30,9', 'B,23 06,0,40 12,0'],
    ['Name,Lat,Lon', 'A,22.5,41,3', 'B,23.5,40,2'],
    ['Name,Lat,Lon,ETA,Speed', 'A,22,5,41,3', 'B,23,5,40,2'],
    ['Name,Lat Deg,Lat Min,Lon Deg,Lon Min', 'A,22,15,6,41,30,9', 'B,23,06,0,40,12,0'],
    ['Name;Lat;Lon', 'A;22;15;41;30', 'B;23;06;40;12'],
    ['Port,Lat,Lon', 'Pier, 12,48.3,-4.5', 'Quay, 14,49.3,-5.5'],
  ])('are asked for where headings and cells do not fit: %s', (...lines) => {
    expect(read(lines)).toMatchObject({ asks: ['columns'], routes: [] })
  })

  test('or a comma in a name leave one row out, by its line', () => {
    const lines = ['Port,Lat,Lon', 'A,47.5,-4.1', 'Berth 5, 12,48.3,-4.5', 'B,47.6,-4.2', 'C,47.7,-4.3']
    expect(read(lines)).toMatchObject({ asks: [], routes: [['47.5000 -4.1000', '47.6000 -4.2000', '47.7000 -4.3000']] })
    expect(notesOf(lines.join('\n'))).toContain(
      'Line 3 has another number of cells than the headings (4 cells) and was left out.',
    )
  })
})

describe('columns parted by blanks', () => {
  test.each([
    ['WP Lat Lon Course Dist', '1 22 15.6 41 30.9', '2 23 06.0 40 12.0'],
    ['Latitude (S) Longitude (W)', '22 15.6 41 30.9', '23 06.0 40 12.0'],
    ['Lat S Lon W', '22.26 41.515', '23.1 40.2'],
  ])('are not counted where a coordinate has a blank in it: %s', (...lines) => {
    expect(read(lines)).toMatchObject({ asks: ['columns'], routes: [] })
  })

  test('lose a row that has one cell less', () => {
    const rows = Array.from({ length: 11 }, (_, index) => `${index} P${index} ${20 + index}.5 14.5 12.5`)
    const lines = ['No Name Lat Lon Speed', ...rows.slice(0, 5), '5  25.4 14.6 12.5', ...rows.slice(6)]
    expect(read(lines).routes[0]).toHaveLength(10)
    expect(notesOf(lines.join('\n')).join(' ')).toContain('Line 7 has another number of cells than the headings')
  })
})

describe('longitude first in one heading', () => {
  test.each([
    ['Lon/Lat', '14 24.6, -35 57.6', '15 03.6, -36 10.2'],
    ['Longitude / Latitude', '14.41; -35.96', '15.06; -36.17'],
    ['Name|Position (Lon/Lat)', 'A|14.41 -35.96', 'B|15.06 -36.17'],
  ])('is the first of two coordinates: %s', (...lines) => {
    expect(read(lines)).toMatchObject({ asks: [], routes: [['-35.9600 14.4100', '-36.1700 15.0600']] })
  })

  test.each([
    ['Name;Lon/Lat', 'A;14 23', 'B;15 20'],
    ['Lon Lat', '14 23,4 35 57,5', '15 03,4 36 10,5'],
    ['Länge   Breite   Dist', "14 23,4'  W   35 57,5'  N   100.5", "15 03,4'  W   36 10,5'  N   90.5"],
  ])('is asked for where one coordinate would be both: %s', (...lines) => {
    expect(read(lines)).toMatchObject({ asks: ['columns'], routes: [] })
  })
})

describe('headings that name a hemisphere', () => {
  test.each([
    ['Southern Latitude', 'Western Longitude'],
    ['südliche Breite', 'westliche Länge'],
    ['Breite südl.', 'Länge (westl.)'],
    ['Latitude (southern hemisphere)', 'Longitude (western hemisphere)'],
    ['Latitud sur', 'Longitud oeste'],
    ['Lat Sul', 'Lon Oeste'],
    ['Lat Sth', 'Lon Wst'],
    ['Latitude (SH)', 'Lon West'],
    ['Широта (ю)', 'Долгота (з)'],
    ['Широта южная', 'Долгота западная'],
    ['LATS', 'LONGW'],
  ])('set it: %s, %s', (lat, lon) => {
    expect(read([`${lat};${lon}`, '35.9583;14.39', '36.5;15.25'])).toMatchObject({
      asks: [],
      routes: [['-35.9583 -14.3900', '-36.5000 -15.2500']],
    })
  })

  test.each(['Lat/Lon (S, W)', 'Latitude South Longitude West', 'Position (S/W)'])('or ask, in one: %s', (heading) => {
    expect(read([`WP;${heading}`, '1;35.9583 14.39', '2;36.5 15.25'])).toMatchObject({ asks: ['columns'], routes: [] })
  })
})

test.each(['deg.min', 'D°M.m', 'DDMM.m', 'deg, min', 'DM'])(
  'a heading of degrees and minutes (%s) over one number asks',
  (unit) => {
    const lines = [`Lat (${unit});Lon (${unit})`, '35.575;14.234', '36.105;15.034']
    expect(read(lines)).toMatchObject({ asks: ['columns'], routes: [] })
  },
)

test('degrees and minutes in one number that has lost its zeros are left out', () => {
  const lines = ['Name,Lat,N/S,Lon,E/W', 'A,5149.480,N,359.310,E', 'B,5148.480,N,407.224,E']
  expect(() => read(lines)).toThrow()
  const [head = '', ...rows] = lines
  const whole = ['C,5147.000,N,00406.000,E', 'D,5146.500,N,00406.600,E', 'E,5145.000,N,00407.200,E']
  expect(read([head, ...rows.slice(0, 1), ...whole]).routes).toEqual([
    ['51.7833 4.1000', '51.7750 4.1100', '51.7500 4.1200'],
  ])
})

test('a direction in numbers beside the longitude is no hemisphere', () => {
  const lines = ['Lat,Lon,Dir,Speed', '50.5,3.2,180,12', '50.4,3.2,181,12']
  expect(read(lines)).toMatchObject({ asks: [], routes: [['50.5000 3.2000', '50.4000 3.2000']] })
  expect(notesOf(lines.join('\n'))).toContain('Column not used: "Dir".')
})
