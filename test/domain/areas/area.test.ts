import { describe, expect, it } from 'vitest'
import { Area, areaWords, cornersFault, cornersOf, freeAreaName } from '#src/domain/areas/area.ts'
import { boxArea } from '#test/support/box-area.ts'

const places = (...list: readonly (readonly [lat: number, lon: number])[]) => list.map(([lat, lon]) => ({ lat, lon }))

describe('the corners of an area', () => {
  it('go on across 180°, and lose the closing corner and what repeats another', () => {
    expect(cornersOf(places([0, 170], [0, 170], [0, -170], [10, -170], [10, 170], [0, 170]))).toEqual(
      places([0, 170], [0, 190], [10, 190], [10, 170]),
    )
    expect(cornersOf(places([0, 350], [0, 10], [5, 0]))).toEqual(places([0, -10], [0, 10], [5, 0]))
  })

  it.each([
    ['has only 2 corners; it needs at least 3', places([0, 0], [1, 1])],
    [
      'has 501 corners; at most 500 are possible',
      Array.from({ length: 501 }, (_, n) => ({ lat: Math.sin(n / 80) * 10, lon: Math.cos(n / 80) * 10 })),
    ],
    ['has all corners on one line', places([0, 0], [0, 5], [0, 9])],
    ['crosses itself: side 1 to 2 meets side 3 to 4', places([0, 0], [10, 10], [10, 0], [0, 10])],
    ['crosses itself: side 2 to 3 meets side 4 to 1', places([0, 0], [10, 0], [0, 10], [10, 10])],
    [
      'goes round a pole, or has a side of more than 180° of longitude',
      places([80, 0], [80, 120], [80, 240], [80, 360]),
    ],
  ])('are refused where the area %s', (fault, corners) => {
    expect(cornersFault(corners)).toBe(fault)
    expect(Area.safeParse({ name: 'Wrong', corners }).error?.issues.length).toBeGreaterThan(0)
  })

  it('may be concave, touch another side, or lie across 180°', () => {
    expect(cornersFault(places([0, 0], [0, 10], [10, 10], [1, 5], [10, 0]))).toBeNull()
    expect(cornersFault(places([0, 0], [0, 10], [10, 10], [0, 5], [10, 0]))).toBeNull()
    expect(cornersFault(places([0, 179], [0, 181], [10, 181], [10, 179]))).toBeNull()
  })
})

describe('an area', () => {
  it('as another program wrote it is to be avoided, always, by nobody named', () => {
    const { corners } = boxArea('Box', [0, 0, 1, 1])
    expect(Area.parse({ name: 'Wind farm', note: 'kept elsewhere', corners })).toEqual({
      name: 'Wind farm',
      effect: 'avoid',
      source: '',
      validFromMs: null,
      validToMs: null,
      corners,
    })
  })

  it('ends after it begins', () => {
    expect(() => boxArea('Box', [0, 0, 1, 1], { validFromMs: 2, validToMs: 1 })).toThrow(
      'The area ends before it begins.',
    )
  })

  it('is told in a line', () => {
    const validToMs = Date.UTC(2026, 11, 3, 12)
    expect(areaWords(boxArea('Box', [0, 0, 1, 1], { validToMs, source: 'NAVAREA I 211' }))).toBe(
      'Keep out · 4 corners · until 03 Dec 2026 12:00Z · NAVAREA I 211',
    )
    expect(areaWords(undefined)).toBe('not there')
  })

  it('gets a name that no other has', () => {
    expect(freeAreaName('Area', [{ name: 'Area' }, { name: 'Area 2' }])).toBe('Area 3')
    expect(freeAreaName('Area', [])).toBe('Area')
  })
})
