import { describe, expect, it } from 'vitest'
import { readRouteFile } from '#src/domain/formats/import-file.ts'
import { readText, refusal } from '#test/support/route-files.ts'

const point = (lat: number, more = '') =>
  `<trkpt lat="${lat}" lon="3"><time>2026-01-0${lat}T00:00:00Z</time>${more}</trkpt>`
const track = (points: string, name = '') => `<gpx version="1.1"><trk>${name}<trkseg>${points}</trkseg></trk></gpx>`
const whole = track(point(1) + point(2) + point(3))
const latitudes = (text: string) => [...(readText(text).candidates[0]?.track?.lat ?? [])]

describe('XML as programs and links leave it', () => {
  it.each([
    ['blank lines before the declaration', `\n\r\n  <?xml version="1.0"?>${whole}`],
    ['zeros after the end', `<?xml version="1.0"?>${whole}${'\0'.repeat(700)}`],
    ['a DOCTYPE and a comment', `<!-- & --><!DOCTYPE gpx>${whole}`],
  ])('%s', (_, text) => {
    expect(latitudes(text)).toEqual([1, 2, 3])
    expect(readText(text).notes).toEqual([])
  })

  it('tells lines as an editor counts them, blank ones before the declaration too', () => {
    expect(
      refusal(() => readText(`\n\n<?xml version="1.0"?>\n<gpx><rte>\n<rtept lat="x" lon="1"/></rte></gpx>`)).detail,
    ).toMatch(/^line 5/)
    expect(refusal(() => readText('\n\n<gpx>\n</trk></gpx>')).detail).toMatch(/^line 4/)
  })

  it.each([
    ['R&D', 'R&D'],
    ['Smith & Sons', 'Smith & Sons'],
    ['A&B;C &foo;', 'A&B;C &foo;'],
    ['A &amp; B &#38; C &lt; D', 'A & B & C < D'],
    ['<![CDATA[A & B &amp; C]]> & D', 'A & B &amp; C & D'],
    ['&', '&'],
    ['&;&&', '&;&&'],
  ])('reads a bare & as one: %s', (written, read) => {
    expect(readText(track(point(1) + point(2), `<name>${written}</name>`)).candidates[0]?.name).toBe(read)
  })

  it('refuses millions of them', () =>
    expect(refusal(() => readText(track(point(1) + point(2), `<name>${'& '.repeat(300_000)}</name>`))).code).toBe(
      'file-too-large',
    ))

  it.each([
    ['GBK', [0xc9, 0xcf, 0xba, 0xa3], '上海'],
    ['Shift_JIS', [0x89, 0xa1, 0x95, 0x6c], '横浜'],
    ['windows-1251', [0xcc, 0xee, 0xf0, 0xe5], 'Море'],
    ['GBK', [0xe4, 0xb8, 0x8a], '上'], // UTF-8, whatever it says
  ])('reads a name written in %s', (encoding, bytes, name) => {
    const [head, tail] = track(point(1) + point(2), '<name>|</name>').split('|')
    const file = Buffer.concat([
      Buffer.from(`<?xml version="1.0" encoding="${encoding}"?>${head}`),
      Buffer.from(bytes),
      Buffer.from(tail ?? ''),
    ])
    expect(readRouteFile(file, 'x.gpx').candidates[0]?.name).toBe(name)
  })

  it('wherever a file is cut off, its whole points are read and the cut is told, or it is refused', () => {
    for (let length = 1; length < whole.length; length++) {
      const cut = whole.slice(0, length)
      const points = (cut.match(/<trkpt lat="\d" lon="3">/g) ?? []).length
      const finished = (cut.match(/<\/trkpt>/g) ?? []).length
      try {
        const { candidates, notes } = readText(cut)
        expect(latitudes(cut)).toEqual([1, 2, 3].slice(0, candidates[0]?.track?.lat.length))
        expect(latitudes(cut).length).toBeGreaterThanOrEqual(finished)
        expect(latitudes(cut).length).toBeLessThanOrEqual(points)
        expect(notes).toContainEqual({
          line: 1,
          text: 'The file breaks off here. What comes before was read.',
          isCaution: true,
        })
      } catch (error) {
        expect(finished, String(error)).toBeLessThan(2)
      }
    }
  })

  it('reads RTZ without the element it demands', () => {
    const waypoints = [1, 2].map((id) => `<waypoint id="${id}"><position lat="5${id}" lon="4"/></waypoint>`).join('')
    const { format, candidates } = readText(
      `<route version="1.1" routeName="Bare"><waypoints>${waypoints}</waypoints></route>`,
    )
    expect([format, candidates[0]?.name, candidates[0]?.count]).toEqual(['RTZ 1.1', 'Bare', 2])
  })
})

describe('a fault is told in plain words, with its line', () => {
  it.each([
    ['two files joined', `${whole}\n${whole}`, 'line 2: another XML file begins here; save each file by itself'],
    [
      'two whole files joined',
      `<?xml version="1.0"?>${whole}\n<?xml version="1.0"?>${whole}`,
      'line 2: <?xml stands here, behind other parts of the file; save each file by itself',
    ],
    ['text at the end', `${whole}\n\nhello`, 'line 3: there is text outside of the XML'],
    [
      'a control character',
      whole.replace('<trk>', '<trk><name>A\u0001</name>'),
      'line 1: there is a control character, which XML does not allow',
    ],
    [
      'its number',
      whole.replace('<trk>', '<trk><name>&#1;</name>'),
      'line 1: a number between &# and ; stands for no character',
    ],
    ['a value without quotes', whole.replace('lat="1"', 'lat=1'), 'line 1: a value has no quotes around it'],
    [
      'a value given twice',
      whole.replace('lat="1"', 'lat="1" lat="2"'),
      'line 1: "lat" is given twice for one element',
    ],
    ['dashes in a comment', `<!-- a -- b -->${whole}`, 'line 1: a comment has -- inside'],
    [
      'a bare <',
      whole.replace('<trk>', '<trk><name>A < B</name>'),
      'line 1: a < begins no element; in a text it is written &lt;',
    ],
  ])('%s', (_, text, detail) => expect(refusal(() => readText(text)).detail).toBe(detail))

  it('reads the names of characters that HTML has', () => {
    const name = '<name>Caf&eacute;&nbsp;M&uuml;ller &ndash; 35&deg;</name>'
    expect(readText(track(point(1) + point(2), name)).candidates[0]?.name).toBe('Café Müller – 35°')
  })

  it('says where a file ends in which nothing is whole', () => {
    expect(refusal(() => readText('<gpx><rte>\n<rtept lat="1" lon="2"/>\n<rtept lat="1" lo')).detail).toBe(
      'it contains only one point: it ends in the middle, at line 3',
    )
  })
})

describe('a point of a GPX route without a position', () => {
  const route = (middle: string) =>
    readText(`<gpx version="1.1"><rte><rtept lat="52.5" lon="4"/>${middle}<rtept lat="51" lon="2"/></rte></gpx>`)

  it.each([
    ['<rtept lon="3"/>', 'line 1 has no latitude'],
    ['<rtept lat="NaN" lon="3"/>', 'line 1: latitude "NaN" is not a number'],
  ])('is left out and told: %s', (middle, fault) => {
    const { candidates, notes } = route(middle)
    expect(candidates[0]!.count).toBe(2)
    expect(notes).toEqual([
      { text: `1 point was left out, and the line goes straight past it: ${fault}.`, isCaution: true },
    ])
  })
})
