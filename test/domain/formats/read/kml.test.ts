import { describe, expect, it } from 'vitest'
import { read, readText, refusal } from '#test/support/route-files.ts'

const kmlOf = (content: string) => `<kml>\n<Placemark>${content}</Placemark></kml>`

describe('KML', () => {
  it('offers lines and tracks, joins the pieces of a track, and says what it left out', () => {
    const { format, candidates, notes } = read('folders.kml')
    expect(format).toBe('KML')
    expect(
      candidates.map(({ kind, name, count, crossesAntimeridian }) => [kind, name, count, crossesAntimeridian]),
    ).toEqual([
      ['route', 'Suva to Apia', 3, true],
      ['route', 'Drawn', 2, false],
      ['track', 'Sailed', 2, true],
    ])
    expect(candidates[2]!.departureMs).toBe(Date.UTC(2026, 4, 1, 10))
    expect(notes.map(({ text }) => text)).toEqual([
      '1 time without a position left out.',
      '1 single point left out.',
      '1 link to another file left out.',
      '1 polygon left out.',
    ])
  })

  it('names the waypoints of a line after the points that lie on them', () => {
    expect(read('folders.kml').candidates[0]!.route!.waypoints.map(({ name }) => name)).toEqual([
      '',
      'Nanuku Passage',
      '',
    ])
  })

  it('reads tracks of KML 2.3, without a prefix, and points with times', () => {
    const track =
      '<Track><when>2026-01-01T00:00:00Z</when><when>2026-01-01T01:00:00Z</when><coord>1 2 3</coord><coord>4 5 6</coord></Track>'
    expect(readText(kmlOf(track)).candidates[0]).toMatchObject({ kind: 'track', count: 2, first: { lat: 2, lon: 1 } })
    const point = (hour: number) =>
      `<Placemark><TimeStamp><when>2026-01-01T0${hour}:00:00Z</when></TimeStamp><Point><coordinates>${hour},1</coordinates></Point></Placemark>`
    expect(readText(`<Document>${point(1)}${point(2)}</Document>`).candidates[0]).toMatchObject({
      kind: 'track',
      count: 2,
      departureMs: Date.UTC(2026, 0, 1, 1),
    })
  })

  it('says so where a track has more times than positions', () => {
    const track = '<Track><when>2026-01-01T00:00:00Z</when><coord>1 2</coord><coord>4 5</coord></Track>'
    expect(readText(kmlOf(track)).notes[0]!.text).toBe('The track has 1 time for 2 positions; they were left out.')
    expect([...readText(kmlOf(track)).candidates[0]!.track!.timeMs]).toEqual([Number.NaN, Number.NaN])
  })

  it.each([
    [
      '<LineString><coordinates>1,2 x,3</coordinates></LineString>',
      'file-malformed',
      'position 2 from line 2: longitude "x" is not a number',
    ],
    [
      '<LineString><coordinates>1,2 3</coordinates></LineString>',
      'file-malformed',
      'position 2 from line 2 has no latitude',
    ],
    [
      '<LineString><coordinates>1,2,0,3,4,0</coordinates></LineString>',
      'file-malformed',
      'position 1 from line 2: "1,2,0,3,4,0" is not a longitude, latitude and altitude',
    ],
    ['<Point><coordinates>no,no</coordinates></Point>', 'file-malformed', 'line 2: latitude "no" is not a number'],
    ['<LineString><coordinates/></LineString>', 'file-no-route', 'it contains no points'],
    [
      '<NetworkLink><Link><href>http://127.0.0.1:1/</href></Link></NetworkLink>',
      'file-no-route',
      'it only links to other files, which are not fetched',
    ],
  ])('refuses %j plainly', (content, code, detail) => {
    expect(refusal(() => readText(kmlOf(content)))).toEqual({ code, detail })
  })

  it.each([
    ['1,2,0 3,4,0\n5,6,0 7,8.', 3, 3],
    ['1,2 3,4 5,', 2, 2],
    ['1,2 3,4 ', 2, 2],
  ])('reads the whole places of a list that is cut off: %j', (list, count, line) => {
    const { candidates, notes } = readText(`<kml>\n<Placemark><LineString><coordinates>${list}`)
    expect(candidates[0]?.count).toBe(count)
    expect(notes).toContainEqual({ line, text: expect.stringContaining('breaks off here') as string, isCaution: true })
  })

  it('names what it has in place of lines', () => {
    const ring = '<LinearRing><coordinates>1,2 3,4 5,9 1,2</coordinates></LinearRing>'
    const area = `<Polygon><outerBoundaryIs>${ring}</outerBoundaryIs><innerBoundaryIs>${ring}</innerBoundaryIs></Polygon>`
    expect(refusal(() => readText(kmlOf(ring))).detail).toBe('it has no line and no points, only 1 ring')
    const named = readText(kmlOf(`<Placemark><name>Firing range</name>${area}</Placemark>`))
    expect(named.areas?.map(({ name, corners }) => [name, corners[0], corners.length])).toEqual([
      ['Firing range', { lat: 2, lon: 1 }, 3],
    ])
    expect(named.notes).toEqual([{ text: '1 inner ring left out: an area counts as a whole, with what is inside it.' }])
    expect(readText(kmlOf(`${area}<LineString><coordinates>1,2 3,4</coordinates></LineString>`)).notes).toEqual([
      { text: '1 polygon left out.' },
    ])
  })

  it('leaves a bad line out where another is good', () => {
    const { candidates, notes } = readText(
      kmlOf(
        '<LineString><coordinates>1,2 3,95</coordinates></LineString><LineString><coordinates>1,2 3,4</coordinates></LineString>',
      ),
    )
    expect(candidates).toHaveLength(1)
    expect(notes).toEqual([{ text: 'A line was left out: position 2 from line 2: latitude 95 is outside −90 to 90.' }])
  })
})
