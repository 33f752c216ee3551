import { Inflate, type Zippable, zipSync } from 'fflate'
import { describe, expect, it, vi } from 'vitest'
import { crc32 } from '#src/domain/formats/unzip.ts'
import { readRouteFile } from '#src/domain/formats/import-file.ts'
import { bytesOf, fixture, refusal } from '#test/support/route-files.ts'

const readZip = (files: Zippable, change?: (bytes: Uint8Array) => Uint8Array) => {
  const bytes = zipSync(files)
  return readRouteFile(change ? change(bytes) : bytes, 'archive')
}
const rtz = fixture('mandatory-1.0.rtz')

/** Writes a number over the claimed size of the only entry, in its own header and in the directory. */
function claiming(size: number) {
  return (bytes: Uint8Array) => {
    const changed = bytes.slice()
    const view = new DataView(changed.buffer)
    const directory = view.getUint32(changed.length - 6, true)
    view.setUint32(22, size, true)
    view.setUint32(directory + 24, size, true)
    return changed
  }
}

describe('archives', () => {
  it('RTZP: the route is found by content, attachments are left out', () => {
    const { format, candidates, notes } = readZip({
      'plan.bin': rtz,
      'docs/a.txt': bytesOf('51.5,4.5\n52.5,4.5'),
      'empty/': new Uint8Array(),
    })
    expect(format).toBe('RTZP with RTZ 1.0')
    expect(candidates[0]).toMatchObject({ name: 'Suva to Apia', count: 3 })
    expect(notes).toEqual([{ text: '1 attachment in the archive left out.' }])
  })

  it('KMZ: every file of it, stored or deflated, the bad one left out', () => {
    const line = (lon: number) =>
      `<kml><Placemark><name>L${lon}</name><LineString><coordinates>${lon},1 ${lon},2</coordinates></LineString></Placemark></kml>`
    const { format, candidates, notes } = readZip({
      'doc.kml': bytesOf(line(1)),
      'b.kml': [bytesOf(line(2)), { level: 0 }],
      'c.kml': bytesOf('<kml><Placemark></kml>'),
    })
    expect(format).toBe('KMZ')
    expect(candidates.map(({ name }) => name)).toEqual(['L1', 'L2'])
    expect(notes[0]!.text).toMatch(/^A line was left out: line 1: un/)
  })

  it('one made by another program, whose sizes follow the data, and one with a comment', () => {
    const commented = (bytes: Uint8Array) => {
      const longer = new Uint8Array(bytes.length + 5)
      longer.set(bytes)
      longer.set(bytesOf('hello'), bytes.length)
      return longer
    }
    expect(readZip({ a: rtz }, commented).candidates).toHaveLength(1)
  })

  it.each([
    [
      'without a route',
      () => readZip({ 'a.txt': bytesOf('hello') }),
      'file-not-understood',
      /nothing in it is a route file/,
    ],
    [
      'cut',
      () => readZip({ a: rtz }, (bytes) => bytes.subarray(0, -30)),
      'file-malformed',
      /damaged: it has no directory/,
    ],
    [
      'with one bit turned',
      () =>
        readZip({ a: [rtz, { level: 0 }] }, (bytes) => bytes.map((byte, index) => (index === 200 ? byte ^ 1 : byte))),
      'file-malformed',
      /does not match its checksum/,
    ],
    [
      'that is encrypted',
      () =>
        readZip({ a: rtz }, (bytes) =>
          bytes.map((byte, index) =>
            bytes[index - 8] === 0x50 && bytes[index - 7] === 0x4b && bytes[index - 6] === 1 ? byte | 1 : byte,
          ),
        ),
      'file-malformed',
      /is encrypted/,
    ],
  ])('%s is refused plainly', (_, work, code, detail) => {
    expect(refusal(work)).toEqual({ code, detail: expect.stringMatching(detail) as string })
  })
})

it('checksums as ISO 3309 has it', () => {
  expect(crc32(bytesOf('123456789'))).toBe(0xcbf43926)
})

describe('F3 S13 archives made to exhaust', () => {
  const bomb = new Uint8Array(40 * 1024 * 1024).fill(0x20)
  bomb[0] = 0x3c
  const packed = zipSync({ a: bomb })

  it('a bomb is stopped by its ratio', () => {
    expect(refusal(() => readRouteFile(packed, 'archive'))).toEqual({
      code: 'file-too-large',
      detail: 'the archive was refused: it unpacks to more than 200 times its size',
    })
  })

  it('one that says it is small is stopped by what comes out', () => {
    expect(refusal(() => readRouteFile(claiming(1000)(packed), 'archive')).detail).toBe(
      'the archive was refused: an entry is larger than it says',
    )
  })

  it('neither is unpacked further than the megabytes that show it', () => {
    // A byte of it becomes a thousand: 40 MB are in 40 kB, of which a fifth shows the ratio and a kilobyte the lie.
    for (const [archive, most] of [
      [packed, 10_500],
      [claiming(1000)(packed), 2100],
    ] as const) {
      const push = vi.spyOn(Inflate.prototype, 'push')
      refusal(() => readRouteFile(archive, 'archive'))
      const given = push.mock.calls.reduce((sum, [piece]) => sum + piece.length, 0)
      push.mockRestore()
      expect(given).toBeGreaterThan(0)
      expect(given).toBeLessThan(most)
    }
  })

  it('one that says it is huge is not unpacked at all', () => {
    const push = vi.spyOn(Inflate.prototype, 'push')
    expect(refusal(() => readZip({ a: rtz }, claiming(300 * 1024 * 1024))).detail).toBe(
      'the archive was refused: it claims to hold 300 MB, at most 64',
    )
    expect(push).not.toHaveBeenCalled()
    push.mockRestore()
  })

  it('more than 1,000 entries are refused', () => {
    const many = Object.fromEntries(Array.from({ length: 1001 }, (_, index) => [`f${index}`, new Uint8Array()]))
    expect(refusal(() => readZip(many))).toEqual({
      code: 'file-too-large',
      detail: 'the archive has 1001 entries, at most 1000',
    })
  })

  it('an archive inside is left alone, and no path is used', () => {
    const inside = zipSync({ a: rtz })
    expect(refusal(() => readZip({ 'inner.rtzp': inside })).code).toBe('file-not-understood')
    const { candidates, fileName } = readZip({ '../../etc/passwd': rtz, 'C:\\x.rtzp': inside })
    expect([candidates[0]!.name, fileName]).toEqual(['Suva to Apia', 'archive'])
  })
})
