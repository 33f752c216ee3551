import { describe, expect, it } from 'vitest'
import { readRouteFile } from '#src/domain/formats/import-file.ts'
import { readPositionList } from '#src/domain/formats/position-list.ts'
import { readText } from '#test/support/route-files.ts'

const shown = (text: string) =>
  readPositionList(text).entries.map(({ name, position, problem }) =>
    position ? `${name}${name && ' '}${position.lat.toFixed(3)} ${position.lon.toFixed(3)}` : problem,
  )
const channel = ['51.983 4.038', '50.500 -1.333']

describe('a pasted list of positions', () => {
  it.each([
    ['degrees and minutes', "51°59.0'N 004°02.3'E\n50°30.0'N 001°20.0'W", channel],
    ['degrees, minutes and seconds', "51°59'00\"N, 4°2'18\"E\n50°30'N, 1°20'W", channel],
    ['signed decimal degrees', '51.98333, 4.03833\n50.5, -1.33333', channel],
    ['decimal commas between blanks', '51,98333 4,03833\n50,5 -1,33333', channel],
    ['letters in front', 'N51 59.0 E004 02.3\nN50 30 W001 20', channel],
    ['running numbers', "1. 51°59.0'N 004°02.3'E\n2. 50°30.0'N 001°20.0'W", channel],
    [
      'names before',
      'Maas 51-59.0N 004-02.3E\nThe Needles 50-30N 001-20W',
      ['Maas 51.983 4.038', 'The Needles 50.500 -1.333'],
    ],
    [
      'names after',
      "1) 51°59.0'N 004°02.3'E Maas\n2) 50°30.0'N 001°20.0'W The Needles",
      ['Maas 51.983 4.038', 'The Needles 50.500 -1.333'],
    ],
    [
      'a table from a spreadsheet',
      'Name\tLat\tLon\nMaas\t51.98333\t4.03833\nNeedles\t50.5\t-1.33333',
      ['Maas 51.983 4.038', 'Needles 50.500 -1.333'],
    ],
    ['a latitude and a longitude on two lines', 'LAT: 51-59.0 N\nLON: 004-02.3 E\n50 30.0 N\n001 20.0 W', channel],
    ['several on one line', "A: 51°59.0'N 004°02.3'E B: 50°30.0'N 001°20.0'W", [`A ${channel[0]}`, `B ${channel[1]}`]],
    ['compact', '5159.0N 00402.3E\n5030N 00120W', channel],
    ['quoted mail', '> 51-59.0N 004-02.3E\n> 50-30.0N 001-20.0W', channel],
    ['cells with a lost degree sign', '1,51?59.0N,4?02.3E\n2,50?30.0N,1?20.0W', channel],
    [
      'a word above the latitude and longitude of two lines',
      'WP1\nLAT 51-59.0N\nLON 004-02.3E\nWP2\nLAT 50-30.0N\nLON 001-20.0W',
      ['WP1 51.983 4.038', 'WP2 50.500 -1.333'],
    ],
    ['a geometry', 'LINESTRING (4.03833 51.98333, -1.33333 50.5)', channel],
    [
      'a geometry of two lines over several',
      'MULTILINESTRING ((4.03833 51.98333,\n -1.33333 50.5),\n (1 2, 3 4))',
      channel,
    ],
    ['a geometry with heights and measures', 'LINESTRING ZM (4.03833 51.98333 0 1, -1.33333 50.5 0 2)', channel],
    ['geometries in a column', 'id,wkt\n1,"POINT (4.03833 51.98333)"\n2,"POINT (-1.33333 50.5)"', channel],
    ['several geometries', 'POINT(4.03833 51.98333)\nPOINT Z (-1.33333 50.5 0)', channel],
    [
      'links to maps',
      'Maas https://www.google.com/maps/@51.98333,4.03833,8z\nhttps://www.openstreetmap.org/#map=8/50.5/-1.33333',
      ['Maas 51.983 4.038', '50.500 -1.333'],
    ],
    ['the stages of directions', 'https://www.google.com/maps/dir/51.98333,4.03833/50.5,-1.33333/@51,2,7z', channel],
    ['a link with a mark and a view', 'https://maps.example.org/?mlat=51.98333&mlon=4.03833#map=8/50/1', [channel[0]]],
    ['a link beside its position', "51°59.0'N 004°02.3'E https://maps.google.com/?q=51.98333,4.03833", [channel[0]]],
    [
      'JSON',
      '[{"lat":51.98333,"lon":4.03833,"name":"Maas"},{"latitude":"50°30\'N","lng":"001°20\'W"}]',
      ['Maas 51.983 4.038', channel[1]],
    ],
    ['JSON of one', '{"name":"Maas","position":{"latitude":51.98333,"longitude":4.03833}}', ['Maas 51.983 4.038']],
    [
      'columns with kinds of legs and speeds',
      '1\t51-59.0N\t004-02.3E\tRL\t12.5\n2\t50-30N\t001-20W\tGC\t12.5',
      channel,
    ],
    ['several pairs on one line', '51.98333,4.03833 50.5,-1.33333', channel],
    ['several pairs parted by semicolons', '51.98333, 4.03833; 50.5, -1.33333;', channel],
    ['several pairs in brackets', '(51.98333, 4.03833), (50.5, -1.33333)', channel],
    [
      'geo addresses with heights',
      'geo:51.98333,4.03833,120;u=10\nMaas geo:50.5,-1.33333;crs=wgs84',
      [channel[0], `Maas ${channel[1]}`],
    ],
    ['the search of a geo address', 'geo:0,0?q=51.98333,4.03833(Maas)', [channel[0]]],
    ['pairs of JSON', '[[4.03833,51.98333],[-1.33333,50.5]]', channel],
    [
      'pairs of JSON among words',
      'The route (lat, lon):\n[[51.98333, 4.03833, 0],\n [50.5, -1.33333, 0]] as agreed',
      channel,
    ],
    ['one position alone', "51°59.0'N 004°02.3'E\n\n", [channel[0]]],
  ])('is read as %s', (_, text, expected) => {
    expect(shown(text)).toEqual(expected)
  })

  it('says which line is no position, and keeps the others', () => {
    expect(shown("51°59.0'N 004°02.3'E\nsee chart 1406")).toEqual([channel[0], '“see chart 1406” is not a position.'])
  })

  it('reads no part of a line with a mark nobody knows, however many lines are read', () => {
    expect(shown('51 59.0 N 004 02.3 E\n50 foo 30.0 N 001 foo 20.0 W\n50 30.0 N 001 20.0 W')).toEqual([
      channel[0],
      '“50 foo 30.0 N 001 foo 20.0 W” is not a position.',
      channel[1],
    ])
  })

  it.each([
    [
      'latitude first, a latitude missing',
      '51-59.0N\n004-02.3E\n005-00.0E\n50-30.0N\n001-20.0W',
      [channel[0], '“005-00.0E” is not a position.', channel[1]],
    ],
    [
      'longitude first, a longitude missing',
      '004-02.3E\n51-59.0N\n49-00.0N\n001-20.0W\n50-30.0N',
      [channel[0], '“49-00.0N” is not a position.', channel[1]],
    ],
    [
      'either first',
      '001-20.0W\n50-30.0N\n004-02.3E',
      ['“001-20.0W” is not a position.', '“50-30.0N” is not a position.', '“004-02.3E” is not a position.'],
    ],
    [
      'a latitude without its longitude above a whole position',
      'LAT 49-00N\nLAT 51-59.0N\nLON 004-02.3E',
      ['“LAT 49-00N” is not a position.', channel[0]],
    ],
  ])('never pairs the halves of two positions: %s', (_, text, expected) => {
    expect(shown(text)).toEqual(expected)
  })

  it.each(['; ', ', ', ' / ', ' to ', ' -> '])(
    'has the names behind several positions of a line parted by %j',
    (sign) => {
      const named = [`${channel[0]} Maas`, `${channel[1]} The Needles`].map((text) =>
        text.replace(/^(\S+ \S+) (.*)$/, '$2 $1'),
      )
      expect(shown(`51-59.0N 004-02.3E Maas${sign}50-30N 001-20W The Needles`)).toEqual(named)
      expect(shown(`51-59.0N 004-02.3E (Maas)${sign}50-30N 001-20W (The Needles)`)).toEqual(named)
    },
  )

  it('gives no names where they may be of the position before or behind', () => {
    const { entries, notes } = readPositionList('A 51-59.0N 004-02.3E B 50-30N 001-20W C')
    expect(entries.map(({ name }) => name)).toEqual(['', ''])
    expect(notes).toEqual([{ text: 'Not used beside the positions: "A", "B", "C".' }])
  })

  it.each([
    ['LAT 51-59.0 LON 004-02.3', 'No N, S, E or W: taken as north and east.'],
    ["51°59.0' 004°02.3'\n50°30.0' 001°20.0'", 'No N, S, E or W in 2 positions: taken as north and east.'],
    ['51.98333, 4.03833', 'No N, S, E or W: the first number is taken as latitude.'],
    [
      'Maas (51.98333, 4.03833)\n50.5, -1.33333',
      'No N, S, E or W in 2 positions: the first number is taken as latitude.',
    ],
  ])('says what %j does not say', (text, note) => {
    expect(readPositionList(text).notes).toEqual([{ line: 1, text: note }])
  })

  it.each([
    ['51.98333,4.03833 50.5,-1.33333', 'No N, S, E or W in 2 positions: the first number is taken as latitude.'],
    [
      '[[4.03833,51.98333],[-1.33333,50.5]]',
      'Nothing says which number of each pair is the latitude: the first is taken as longitude, as GeoJSON has it.',
    ],
  ])('says in which order the numbers of %j are taken', (text, note) => {
    expect(readPositionList(text).notes.map((one) => one.text)).toEqual([note])
  })

  it.each(['[[104.03833,51.98333],[-1.33333,50.5]]', '"coordinates": [[4.03833,51.98333],[-1.33333,50.5]]'])(
    'has nothing to say of the order of %j',
    (text) =>
      expect(readPositionList(text)).toMatchObject({ notes: [], entries: [{ position: { lat: 51.98333 } }, {}] }),
  )

  it.each([
    ['51.98333 4.03833\n50.54321 -1.33333\n49.12345 -2.1', '2.1'],
    ['A 51-59.012N 004-02.312E 12.5\nB 50-30.123N 001-20.123W 12.5\nC 50-00.000N 002-00.000W 1', '1'],
    ['Name,Lat,Lon\nA,51.98333,4.03833\nB,50.5432,-1.3333\nC,49.1234,-2.', '2.'],
  ])('says that %j may have lost its end', (text, end) => {
    const note = { line: text.split('\n').length, text: expect.stringContaining(`"${end}"`) as string }
    expect(readPositionList(text).notes).toContainEqual(note)
    expect(readPositionList(`${text}\n`).notes).not.toContainEqual(note)
    expect(readPositionList(`${text}33333`).notes).not.toContainEqual(note)
  })

  it('has nothing to say of the order where one number can be no latitude', () => {
    expect(readPositionList('51.98333, 104.03833').notes).toEqual([])
  })

  it.each(['-51.98333N 4.03833E', '-51-59.0N 004-02.3E', 'Maas -51-59.0N 004-02.3E'])(
    'takes no minus against the hemisphere: %s',
    (text) => {
      expect(readPositionList(text).entries.map(({ position }) => position)).toEqual([null])
      expect(shown(`- ${text.replace('-', '')}`).join('')).toContain(channel[0])
    },
  )

  it.each([
    'https://maps.google.com/?ll=50,1&q=51.98333,4.03833&z=8',
    'https://maps.google.com/?q=51.98333,4.03833&ll=50,1',
  ])('takes the place that a link marks, not the middle of its map: %s', (text) => {
    expect(shown(text)).toEqual([channel[0]])
  })

  it('takes every point of a collection of geometries', () => {
    expect(shown('GEOMETRYCOLLECTION(POINT(4.03833 51.98333),POINT(-1.33333 50.5))')).toEqual(channel)
    expect(shown('GEOMETRYCOLLECTION (LINESTRING(4.03833 51.98333, -1.33333 50.5))')).toEqual(channel)
  })

  it('reads a table by its headings where other columns look like positions too', () => {
    const table = 'Speed\tDist\tName\tLat\tLon\n12.1\t113.5\tMaas\t51.98333\t4.03833\n12.2\t113.6\t\t50.5\t-1.33333'
    expect(shown(table)).toEqual(['Maas 51.983 4.038', '50.500 -1.333'])
  })

  it('takes a line from each geometry in a column of a table, under its name', () => {
    const { candidates, notes } = readText(
      'WKT;name;depth\n"LINESTRING Z (3 50 0,4 51 0)";A;9\n"MULTILINESTRING M ((6 50 1,7 51 2),(8 50 3,9 51 4))";B;9',
    )
    expect(candidates.map(({ name, count, first: { lat, lon } }) => `${name} ${count} ${lat} ${lon}`)).toEqual([
      'A 2 50 3',
      'B 2 50 6',
      'B 2 50 8',
    ])
    expect(notes.map(({ text }) => text)).toEqual(['Field not used: "depth".'])
  })

  it.each([
    ['1200 UTC 51-59.0N 004-02.3E', ['1200 UTC']],
    ['29 NOV 1200Z 51-59.0N 004-02.3E', ['29 NOV 1200Z']],
    ['51-59.0N 004-02.3E ETA 291200Z', ['ETA 291200Z']],
    ['51-59.0N 004-02.3E Maas speed 12.5', ['speed 12.5']],
  ])('takes no time and no speed of %j for a name, and tells it whole', (text, passed) => {
    const { entries, notes } = readPositionList(text)
    expect(entries.map(({ name }) => name)).toEqual([text.includes('Maas') ? 'Maas' : ''])
    expect(notes).toEqual([{ text: `Not used beside the positions: ${passed.map((word) => `"${word}"`).join(', ')}.` }])
  })

  it.each([
    ['WP 12 51-59.0N 004-02.3E', 'WP 12', []],
    ["Buoy 5 51°59.0'N 004°02.3'E", 'Buoy 5', []],
    ['001 51-59.0N 004-02.3E', '', []],
    ['51-59.0N 004-02.3E 12.5 kn', '', ['12.5 kn']],
    ['51-59.0N 004-02.3E 291200Z', '', ['291200Z']],
    ['2026-11-29 12:00 51-59.0N 004-02.3E', '', ['2026-11-29 12:00']],
  ])('reads a whole position beside other numbers: %j', (text, name, passed) => {
    const { entries, notes } = readPositionList(text)
    expect(shown(text)).toEqual([`${name}${name && ' '}${channel[0]}`])
    expect(entries).toHaveLength(1)
    expect(notes.map((note) => note.text)).toEqual(passed.map((word) => `Not used beside the positions: "${word}".`))
  })

  it.each([
    '7 51 59.0N 004 02.3E',
    '51- 59-00N 004-02.3E',
    '51-59.0N 004-02.3E 50-30.0',
    '51-59.0N 004-02.3E 50-30.0N 12',
    '1 51-59.0N 04-02.3E',
  ])('reads no position that other numbers may belong to: %j', (text) => {
    expect(readPositionList(text).entries.map(({ position }) => position)).toEqual([null])
  })

  it('says that the plan of a file is left behind', () => {
    const text =
      '<gpx version="1.1" xmlns="http://www.topografix.com/GPX/1/1"><trk><trkseg><trkpt lat="51" lon="4"><time>2026-11-29T12:00:00Z</time></trkpt><trkpt lat="50" lon="1"><time>2026-11-30T12:00:00Z</time></trkpt></trkseg></trk></gpx>'
    const note = { text: 'Times, speeds and kinds of legs were not taken: only positions and names are.' }
    expect(readPositionList(text).notes).toContainEqual(note)
    expect(readPositionList(text.replace(/<time>.*?<\/time>/g, '')).notes).not.toContainEqual(note)
  })

  it.each([
    ['51-59.0N 004-02.3E Maas course 234\n50-30N 001-20W course 180', ['course']],
    ['1\t51-59.0N\t004-02.3E\tRL\t12.5\n2\t50-30N\t001-20W\tGC\t14', ['RL', '12.5', 'GC', '14']],
    ['THENCE RL TO 51-59.0N 004-02.3E\nTHENCE GC TO 50-30N 001-20W', ['THENCE RL TO', 'THENCE GC TO']],
    ['At 0600Z in 51-59.0N 004-02.3E', ['At 0600Z in']],
  ])('says what it did not use of %j', (text, words) => {
    const quoted = words.map((word) => `"${word}"`).join(', ')
    expect(readPositionList(text).notes).toEqual([{ text: `Not used beside the positions: ${quoted}.` }])
  })

  it('has the notes of a table as of a file', () => {
    expect(
      readPositionList('Name\tLat\tLon\tCrew\nMaas\t51.98333\t4.03833\t20\nB\t50.5\t-1.3\t20').notes,
    ).toContainEqual({ line: 1, text: 'Column not used: "Crew".' })
  })

  it.each([
    [
      'a link to another place than the position beside it',
      "50°59.0'N 004°02.3'E https://maps.google.com/?q=51.98333,4.03833",
    ],
    ['several pairs with decimal commas', '51,98 4,03 50,5 -1,33'],
    ['pairs that may be degrees and minutes', '51,59.0 4,02.3'],
    ['a geo address on another datum', 'geo:51.98333,4.03833;crs=nad83'],
    ['a search for words', 'geo:0,0?q=Maas'],
    ['lists of numbers that no latitudes are in', '[[104.03833,151.98333],[-1.33333,50.5]]'],
    ['a short link', 'https://maps.app.goo.gl/1.5/2.5'],
    ['a link that nobody knows', 'https://www.example.com/51.98/4.03?51.98,4.03,8'],
    ['an area', 'POLYGON ((4.03833 51.98333, -1.33333 50.5, 1 50, 4.03833 51.98333))'],
    ['a line of more than 2,000 characters', `${'word '.repeat(500)} 51-59.0N 004-02.3E`],
  ])('has no position in %s', (_, text) => {
    expect(readPositionList(text).entries.map(({ position }) => position)).toEqual([null])
  })

  it('says which line is outside the Earth', () => {
    expect(shown("95°59.0'N 004°02.3'E")).toEqual([
      "“95°59.0'N 004°02.3'E” is outside latitude −90 to 90 or longitude −180 to 360.",
    ])
  })

  it('is empty where there is nothing', () => {
    expect(readPositionList(' \n--\n')).toEqual({ entries: [], notes: [] })
  })
})

describe('a file of positions among words', () => {
  const read = (text: string) => readRouteFile(new TextEncoder().encode(text), 'file.txt')
  const places = (text: string) =>
    read(text).candidates[0]?.route?.waypoints.map(
      ({ position: { lat, lon } }) => `${lat.toFixed(3)} ${lon.toFixed(3)}`,
    )

  it.each([
    ['labels, longitude first', 'Lon 4.03833 Lat 51.98333\nLon -1.33333 Lat 50.5'],
    ['labels of degrees and minutes', 'Lat 51-59.0N Lon 004-02.3E Speed 12\nLat 50-30N Lon 001-20W Speed 12'],
    [
      'reports over several lines',
      'NOON\nLAT: 51-59.0N\nLON: 004-02.3E\nCOURSE: 234\nSPEED: 12\nNOON\nLAT: 50-30N\nLON: 001-20W\nCOURSE: 200\nSPEED: 12',
    ],
  ])('is read with %s', (_, text) => expect(places(text)).toEqual(channel))

  it.each([
    ['-59.0N 004-02.3E\n51-59.0N 004-02.3E\n50-30N 001-20W', 1],
    ['51-59.0N\n004-02.3E\n005-00.0E\n50-30.0N\n001-20.0W', 3],
  ])('says which line of %j is no whole position, and takes it for no name', (text, line) => {
    expect(places(text)).toEqual(channel)
    expect(read(text).candidates[0]?.name).toBe('file')
    expect(read(text).notes).toContainEqual({ line, text: expect.stringContaining('left out: it') as string })
  })

  it('is asked in which order the numbers of pairs are, and may turn them round', () => {
    const bytes = new TextEncoder().encode('[[4.03833,51.98333],[-1.33333,50.5]]')
    const { table } = readRouteFile(bytes, 'file.json')
    expect(table).toMatchObject({ asks: ['columns'], assignment: { columns: [{ role: 'lon' }, { role: 'lat' }] } })
    const turned = readRouteFile(bytes, 'file.json', undefined, {
      columns: [{ role: 'lat' }, { role: 'lon' }],
      dayFirst: null,
      zoneMin: 0,
    })
    expect(turned.table?.asks).toEqual([])
    expect(turned.candidates[0]?.first).toEqual({ lat: 4.03833, lon: 51.98333 })
    expect(() => read('{"data":[[1,2],[3,4]]}')).toThrow('no route format')
  })

  it('says what it does not say of the hemispheres', () => {
    expect(read('LAT 51-59.0 LON 004-02.3\nLAT 50-30.0 LON 001-20.0').notes).toContainEqual({
      line: 1,
      text: 'No N, S, E or W in 2 positions: taken as north and east.',
    })
  })
})
