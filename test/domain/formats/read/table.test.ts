import { describe, expect, it } from 'vitest'
import { readText, refusal } from '#test/support/route-files.ts'

const placesOf = (text: string) => {
  const candidate = readText(text).candidates[0]!
  return candidate.route!.waypoints.map(({ position }) =>
    [position.lat, position.lon].map((value) => Math.round(value * 1e6) / 1e6),
  )
}
const twoPlaces = [
  [51.983533, 4.038333],
  [55.5, -3.25],
]

describe('tables of positions', () => {
  it.each([
    ['comma', 'lat,lon\n51.983533,4.038333\n55.5,-3.25'],
    ['semicolon, decimal comma', 'Name;Breite;Länge\nA;51,983533;4,038333\nB;55,5;-3,25'],
    ['quoted decimal comma', '"lat","lon"\r\n"51,983533","4,038333"\r\n"55,5","-3,25"\r\n'],
    ['comma, longitude first', 'lon,lat\n4.038333,51.983533\n-3.25,55.5'],
    ['semicolon, longitude first', 'Longitude;Latitude\n4.038333;51.983533\n-3.25;55.5'],
    ['tab, longitude first', 'Longitude (deg)\tLatitude (deg)\n4.038333\t51.983533\n-3.25\t55.5'],
    ['pipe, x and y', 'X|Y\n4.038333|51.983533\n-3.25|55.5'],
    ['both in one cell', "WP,Position\n1,51°59.012'N 004°02.300'E\n2,55°30'N 003°15'W"],
    ['a header cell for both', 'Lat/Lon;Name\n51.983533 4.038333;A\n55.5 -3.25;B'],
    [
      'degrees, minutes and letter in columns of their own',
      'Lat deg,Lat min,N/S,Lon deg,Lon min,E/W\n51,59.012,N,4,2.3,E\n55,30,N,3,15,W',
    ],
    ['degrees, minutes and seconds', 'latitude;longitude\n51° 59\' 0.72" N;4° 2\' 18" E\nN55 30 00;W3 15 00'],
    ['no header', '51.983533,4.038333\n55.5,-3.25'],
    ['no header, numbered, named', '1;51.983533;4.038333;Maas\n2;55.5;-3.25;Forth'],
    ['no header, letters', 'Maas,51 59.012N,004 02.300E\nForth,55 30.000N,003 15.000W'],
    ['no header, longitude first by its letters', '4.038333E;51.983533N\n3.25W;55.5N'],
    ['positions alone', "51°59.012'N 004°02.300'E\n55-30.0N 003-15.0W"],
    ['numbers parted by a blank', '51.983533 4.038333\n55.5 -3.25'],
    [
      'words around them',
      "1. Maas, lat 51°59.012'N long 004°02.300'E, course 350\n2. Forth, lat 55°30.0'N long 003°15.0'W, course 0",
    ],
    ['numbers, then a name', '51.983533 4.038333 Maas Approach\n55.5000 -3.2500 Firth of Forth'],
  ])('%s', (_, text) => {
    const expected = twoPlaces.map(([lat, lon]) => [
      expect.closeTo(lat!, 5) as number,
      expect.closeTo(lon!, 5) as number,
    ])
    expect(placesOf(text)).toEqual(expected)
  })

  it('says what it guessed and what it did not use', () => {
    const notes = (text: string) => readText(text).notes.map((note) => note.text)
    expect(notes('51.5,4.5,a\n55.5,-3.25,b')).toEqual([
      'There is no header: column 1 is taken as latitude, column 2 as longitude.',
    ])
    expect(notes('120.5,31.5\n121.5,32.5')).toEqual([
      'There is no header: column 2 is taken as latitude, column 1 as longitude.',
    ])
    expect(notes('My route\n\nNo,lat,lon,Depth\n1,2,3,4\n2,3,4,5\nTotal,,,9')).toEqual([
      '1 row above the table skipped.',
      'Columns not used: "No", "Depth".',
      'Line 6 is a total and was left out.',
    ])
    expect(readText('My route\n\nlat,lon\n1,2\n2,3').candidates[0]!.name).toBe('My route')
  })

  it('takes speeds of the leg that ends at the row, in the unit of its header, and kinds of legs', () => {
    const legs = (header: string, speeds: readonly string[]) =>
      readText(`lat;lon;leg;${header}\n1;1;;${speeds[0]}\n1;2;GC;${speeds[1]}\n1;3;RL;${speeds[2]}`).candidates[0]!
    const own = legs('Speed (kn)', ['', '12,5', '14'])
    expect(own.route!.waypoints.map(({ leg }) => [leg.type, leg.speedKn])).toEqual([
      ['RL', null],
      ['GC', 12.5],
      ['RL', 14],
    ])
    expect(legs('speed m/s', ['', '10', '10']).speedKn).toBeCloseTo(19.438, 3)
    expect(legs('SOG', ['9', '9', 'fast']).route!.waypoints[2]!.leg.speedKn).toBeNull()
  })

  it('times make a track; ETAs and ETDs give the departure of a route', () => {
    const track = readText('date,time,lat,lon\n2026-11-22,17:51,1,1\n2026-11-22,18:51:30,1,2').candidates[0]!
    expect(track).toMatchObject({ kind: 'track', departureMs: Date.UTC(2026, 10, 22, 17, 51) })
    expect(track.track!.timeMs[1]).toBe(Date.UTC(2026, 10, 22, 18, 51, 30))
    expect(readText('lat,lon,ETA,ETD\n1,1,,22 Nov 2026 17:51\n1,2,22 Nov 2026 20:00,').candidates[0]).toMatchObject({
      kind: 'route',
      departureMs: Date.UTC(2026, 10, 22, 17, 51),
    })
    expect(readText('timestamp,lat,lon\n1795400000,1,1\n1795403600,1,2').candidates[0]!.departureMs).toBe(
      1_795_400_000_000,
    )
  })

  it('finds out from the whole column whether the day or the month comes first, and guesses never', () => {
    const departure = (first: string, second: string) => readText(`time;lat;lon\n${first};1;1\n${second};1;2`)
    expect(departure('11/12/2026 10:00', '11/22/2026 10:00').candidates[0]!.departureMs).toBe(
      Date.UTC(2026, 10, 12, 10),
    )
    expect(departure('11/12/2026 10:00', '22/12/2026 10:00').candidates[0]!.departureMs).toBe(
      Date.UTC(2026, 11, 11, 10),
    )
    expect(departure('11.12.2026 10:00', '12.12.2026 10:00').candidates[0]!.departureMs).toBe(
      Date.UTC(2026, 11, 11, 10),
    )
    const unclear = departure('11/12/2026 10:00', '12/12/2026 10:00')
    expect(unclear.candidates[0]).toMatchObject({ kind: 'track', departureMs: null })
    expect(unclear.notes[0]!.text).toContain('day or the month first')
    expect(departure('11/12/2026 10:00', 'noon').notes[0]!.text).toContain('day or the month first')
    expect(departure('Jun-25 08:58', 'Jun-25 09:58').notes[0]!.text).toBe(
      '2 times cannot be read (lines 2 and 3) and were left out: a date with year and a time of day is needed, and of a zone one that is known.',
    )
  })

  it('says so where only the sequence tells whether the day or the month comes first', () => {
    const dated = (...dates: readonly string[]) =>
      readText(`Lat;Lon;ETA\n${dates.map((date, row) => `36;${row};${date} 06:00`).join('\n')}`).notes.map(
        ({ text }) => text,
      )
    const words = 'Dates such as 3/4 are read with the day first, as only so they follow one another.'
    expect(dated('03/04/2026', '04/04/2026', '05/04/2026')).toContain(words)
    expect(dated('13/04/2026', '14/04/2026', '15/04/2026').join()).not.toContain('Dates such as')
  })

  it('of local times is a track before anybody says in which zone they are', () => {
    const { candidates, table } = readText('Lat;Lon;Time (WIB)\n35.5;14.3;2026-07-03 12:00\n35.6;14.4;2026-07-03 13:00')
    expect(table?.asks).toEqual(['zone'])
    expect(candidates.map(({ kind }) => kind)).toEqual(['track'])
  })

  it.each([
    ['-200.5 between 2 and -8', '51;2\n49;-200.5\n48;-8', -200.5],
    ['340 among longitudes to the west', '51;-12\n49;340\n48;-8', 340],
  ])('a longitude of %s is questioned', (_, rows, lon) => {
    expect(readText(`Lat;Lon\n${rows}`).notes).toContainEqual({
      item: 'Point 2',
      text: expect.stringContaining(`Its longitude ${lon} lies beyond ±180° and far from its neighbours`) as string,
      isCaution: true,
    })
  })

  it.each([
    ['to 360', '51;350\n49;359\n48;2'],
    ['on past 180°', '51;178\n49;182\n48;186'],
    ['on past −180°', '51;-178\n49;-182\n48;-186'],
  ])('longitudes that count %s are not', (_, rows) => {
    expect(
      readText(`Lat;Lon\n${rows}`)
        .notes.map(({ text }) => text)
        .join(),
    ).not.toContain('beyond')
  })

  it.each([
    ['2026/11/22 17:51', Date.UTC(2026, 10, 22, 17, 51)],
    ['22.11.2026 17:51', Date.UTC(2026, 10, 22, 17, 51)],
    ['22.11.2026, 17:51:04', Date.UTC(2026, 10, 22, 17, 51, 4)],
    ['22-11-2026 7:51', Date.UTC(2026, 10, 22, 7, 51)],
    ['2.3.2026 17:51', Date.UTC(2026, 2, 2, 17, 51)],
    ['22/11/2026T17:51:04.5Z', Date.UTC(2026, 10, 22, 17, 51, 4, 500)],
    ['22.11.26 17:51', Date.UTC(2026, 10, 22, 17, 51)],
    ['22/11/2026 17:51 UTC', Date.UTC(2026, 10, 22, 17, 51)],
    ['1795400000', 1_795_400_000_000],
    ['1795400000.5', 1_795_400_000_500],
    ['1795400000123', 1_795_400_000_123],
    ['795400000', 795_400_000_000],
  ])('reads the time %s', (time, departureMs) => {
    expect(readText(`time;lat;lon\n${time};1;1\n;1;2`).candidates[0]!.departureMs).toBe(departureMs)
  })

  it.each(['26-11-13 17:51', '22.11/2026 17:51', '32.11.2026 17:51', '22.11.2026', '12345678', '17954000001', 'noon'])(
    'leaves out the time %s and says so',
    (time) => {
      const { candidates, notes } = readText(`time;lat;lon\n${time};1;1\n;1;2`)
      expect(candidates[0]!.departureMs).toBeNull()
      expect(notes.map(({ text }) => text)).toEqual([
        '1 time cannot be read (line 2) and was left out: a date with year and a time of day is needed, and of a zone one that is known.',
      ])
    },
  )

  it('takes stays of some minutes, and names without the apostrophe that keeps them from being formulas', () => {
    const { waypoints } = readText(
      "name;lat;lon;stay (min)\n'=cmd();1;1;90\n' -x;1;2;0\n'Hoek';1;3;-5\n+4;1;4;soon\nx'=y;1;5;",
    ).candidates[0]!.route!
    expect(waypoints.map(({ name, stayMin }) => [name, stayMin])).toEqual([
      ['=cmd()', 90],
      ['-x', undefined],
      ["'Hoek'", undefined],
      ['+4', undefined],
      ["x'=y", undefined],
    ])
  })

  it('says which speeds cannot be used, but for the first row, which no leg leads to', () => {
    const { candidates, notes } = readText('lat;lon;speed (kn)\n1;1;fast\n1;2;slow\n1;3;\n1;4;12')
    expect(candidates[0]!.route!.waypoints.map(({ leg }) => leg.speedKn)).toEqual([null, null, null, 12])
    expect(notes).toEqual([{ item: 'Waypoint 2', text: 'Speed "slow" cannot be used and was left out.' }])
  })

  it.each([
    ['ETA of the first, without an ETD', 'ETA;ETD', '22 Nov 2026 17:51;', Date.UTC(2026, 10, 22, 17, 51)],
    [
      'ETD of the first, whatever its ETA',
      'ETA;ETD',
      '22 Nov 2026 17:51;22 Nov 2026 18:51',
      Date.UTC(2026, 10, 22, 18, 51),
    ],
    ['none', 'ETA;ETD', ';', null],
  ])('departs at the %s', (_, header, first, departureMs) => {
    expect(readText(`lat;lon;${header}\n1;1;${first}\n1;2;;`).candidates[0]).toMatchObject({
      kind: 'route',
      departureMs,
    })
  })

  it.each([
    ['lat,lon,speed\n1,2,\n2,3,12', 'route'],
    ['lat,lon,leg\n1,2,\n2,3,GC', 'route'],
    ['lat,lon,stay\n1,2,\n2,3,60', 'route'],
    ['lat,lon,time\n1,2,2026-11-22 17:51\n2,3,', 'route'],
    ['lat,lon,time\n1,2,2026-11-22 17:51\n2,3,2026-11-22 18:51', 'track'],
  ])('takes %j for a %s', (text, kind) => expect(readText(text).candidates[0]!.kind).toBe(kind))

  it('names a route by what stands alone above its header, and only that', () => {
    const nameOf = (...above: readonly string[]) =>
      readText([...above, 'lat,lon,depth', '1,2,3', '2,3,4'].join('\n')).candidates[0]!.name
    expect(nameOf('Rotterdam to Halifax')).toBe('Rotterdam to Halifax')
    expect(nameOf('Rotterdam,Halifax')).not.toContain('Rotterdam')
    expect(nameOf()).not.toContain('lat')
  })

  it('reads numbered legs without taking their numbers for a use of the column', () => {
    const notes = (leg: string) => readText(`lat;lon;leg\n1;1;1\n1;2;${leg}`).notes.map(({ text }) => text)
    expect(notes('2')).toEqual(['Column not used: "leg".'])
    expect(notes('GC')).toEqual([])
  })

  it('reads cells with quotes, delimiters and line breaks', () => {
    const { candidates, notes } = readText('name,lat,lon\n"Beaufort, ""NC""\nbuoy 2",1,2\nB,2,3')
    expect(candidates[0]!.route!.waypoints[0]!.name).toBe('Beaufort, "NC" buoy 2')
    expect(notes).toEqual([])
  })

  it.each([
    ['lat,lon\n1,2\nnorth,3', 'line 3: latitude "north" cannot be read'],
    ['name,lat,lon\n"a\nb",1,2\nc,1,', 'line 4 has no longitude'],
    ['lat,lon\n1,2\n95,3', 'line 3: latitude 95 is outside −90 to 90'],
    ['lon,lat\n2,1\n3,95', 'line 3: latitude 95 is outside −90 to 90'],
    ["lat;lon\n1;2\n95°30'N;3°E", 'line 3: latitude "95°30\'N" is out of range'],
    [
      'lat,lon\n50,4711,4,5\n51,5,4,6',
      'line 2: a comma seems to be the decimal mark; separate the columns with semicolons or tabs',
    ],
    ['lat,lon,depth\n50,4.5,7\nx,4,8', 'line 3: latitude "x" cannot be read'],
    [
      '50,47,4,52\n51,5,4,63',
      'line 1: a comma seems to be the decimal mark; separate the columns with semicolons or tabs',
    ],
    ['name,lat,lon\n"open,1,2\nb,2,3', 'line 2: a quote is opened and never closed'],
    ["position\n51°59.0'N 004°02.3'E\nsomewhere", 'line 3: position "somewhere" cannot be read'],
  ])('refuses %j, naming the line', (text, detail) => {
    expect(refusal(() => readText(text))).toEqual({ code: 'file-malformed', detail })
  })

  it.each([
    'Dear Sir,\nthe ship sails at 10, and is due on the 22nd.',
    'a,b,c\nd,e,f',
    'lat,lon',
    'const x = 1, y = 2\nreturn x + y',
    '2026-01-01 start\n2026-01-02 end',
  ])('does not take %j for a table', (text) => {
    expect(refusal(() => readText(text)).code).toBe('file-not-understood')
  })
})
