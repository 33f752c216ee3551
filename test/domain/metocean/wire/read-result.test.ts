import { describe, expect, it } from 'vitest'
import { AppError } from '#src/domain/errors.ts'
import { parseAnswer } from '#src/domain/metocean/wire/parse-answer.ts'
import { type Asked, readResult, readStretches, summariseAnswer } from '#src/domain/metocean/wire/read-result.ts'

const startMs = Date.UTC(2026, 10, 23)
const hourMs = 3_600_000
const isoAt = (index: number) => new Date(startMs + index * hourMs).toISOString().replace('.000Z', 'Z')
/** Points along 35° N eastward from 139° E, a tenth of a degree and an hour apart. */
const asked = (count: number, change: Partial<Asked> = {}): Asked => ({
  points: {
    lat: Float64Array.from({ length: count }, () => 35),
    lon: Float64Array.from({ length: count }, (_, index) => 139 + index / 10),
    timeMs: Float64Array.from({ length: count }, (_, index) => startMs + index * hourMs),
  },
  variables: ['gust'],
  windHeightM: 10,
  ...change,
})
const entry = (index: number, conditions: Record<string, unknown>, place: Record<string, unknown> = {}) => ({
  coordinates: { latitude: 35, longitude: 139 + index / 10, timestamp: isoAt(index), ...place },
  conditions,
})
const gusts = (...values: unknown[]) => values.map((Gust_10m, index) => entry(index, { Gust_10m }))
const codeOf = (work: () => unknown) => {
  try {
    work()
  } catch (error) {
    return error instanceof AppError ? error.code : error
  }
  return 'no error'
}

describe('the forms of an answer', () => {
  const rows = gusts(8, 9.5)
  const columns = { latitude: [35, 35], longitude: [139, 139.1], timestamp: [isoAt(0), isoAt(1)], Gust_10m: [8, 9.5] }
  const { Gust_10m, ...coordinates } = columns
  it.each<[string, unknown]>([
    ['a bare array', rows],
    ['under result', { task_id: 't', status: 'SUCCESS', result: rows, error: null }],
    ['under results', { results: rows, took_s: 4 }],
    ['under data', { data: rows }],
    ['columns', columns],
    ['columns in two parts', { coordinates, conditions: { Gust_10m } }],
    ['columns under result', { result: columns }],
    ['flat entries', rows.map((row) => ({ ...row.coordinates, ...row.conditions }))],
  ])('%s', (_, body) => {
    const result = readResult(body, asked(2))
    expect([...result.fields['Gust_10m']!]).toEqual([8, 9.5])
    expect([...result.lon]).toEqual([139, 139.1])
    expect([...result.timeMs]).toEqual([startMs, startMs + hourMs])
    expect(result).toMatchObject({ count: 2, gaps: [] })
  })

  it.each<[string, unknown, string]>([
    ['text', 'hello', 'answer-unreadable'],
    ['null', null, 'answer-unreadable'],
    ['an object of something else', { detail: 'x' }, 'answer-unreadable'],
    ['no entries', [], 'answer-mismatch'],
    ['an entry that is a number', [3], 'answer-unreadable'],
    [
      'an entry without a latitude',
      [{ coordinates: { longitude: 1, timestamp: isoAt(0) }, conditions: {} }],
      'answer-unreadable',
    ],
    ['an unreadable time', [entry(0, {}, { timestamp: 'yesterday' })], 'answer-unreadable'],
    ['a latitude of 91', [entry(0, {}, { latitude: 91 })], 'answer-unreadable'],
    [
      'columns of unequal length',
      { latitude: [1, 2], longitude: [1, 2], timestamp: [isoAt(0), isoAt(1)], Gust_10m: [1] },
      'answer-unreadable',
    ],
  ])('refuses %s', (_, body, code) => expect(codeOf(() => readResult(body, asked(1)))).toBe(code))

  it.each([
    ['latitude', null],
    ['latitude', '35'],
    ['latitude', 90.1],
    ['latitude', -90.1],
    ['longitude', undefined],
    ['longitude', '139'],
    ['longitude', 360.1],
    ['longitude', -360.1],
    ['timestamp', null],
    ['timestamp', 'yesterday'],
  ])('names the entry and what is wrong with it: %s %j', (name, value) => {
    const work = () => readResult([entry(0, {}), entry(1, {}, { [name]: value })], null)
    expect(work).toThrow(`entry 2: ${name} is missing or unreadable`)
    expect(codeOf(work)).toBe('answer-unreadable')
  })

  it('accepts the poles, and longitudes counted once round', () => {
    const { lat, lon } = readResult(
      [entry(0, { Gust_10m: 1 }, { latitude: 90, longitude: 360 }), entry(1, {}, { latitude: -90, longitude: -360 })],
      null,
    )
    expect([[...lat], [...lon]]).toEqual([
      [90, -90],
      [360, 360],
    ])
  })

  it('says that an answer has no entries, whether or not the points are known', () => {
    expect(() => readResult([], asked(1))).toThrow('the answer has no entries')
    expect(codeOf(() => readResult([], null))).toBe('answer-unreadable')
  })

  it('stops above 200,000 entries, and says how many there are', () => {
    const columns = (count: number) => ({
      latitude: new Array<number>(count).fill(35),
      longitude: new Array<number>(count).fill(139),
      timestamp: new Array<string>(count).fill(isoAt(0)),
    })
    expect(readResult(columns(200_000), null).count).toBe(200_000)
    expect(() => readResult(columns(200_001), null)).toThrow('200001 entries')
    expect(codeOf(() => readResult(columns(200_001), null))).toBe('answer-too-large')
  })
})

describe('values', () => {
  it.each<[string, unknown, string]>([
    ['null, over land', null, 'no-value'],
    ['a netCDF fill value', 9.96921e36, 'fill-value'],
    ['−32 768', -32_768, 'fill-value'],
    ['9 999', 9999, 'fill-value'],
    ['a gust of 151 m/s', 151, 'impossible'],
    ['a negative gust', -1, 'impossible'],
    ['text', '8', 'not-a-number'],
    ['1e999, which JSON reads as infinite', JSON.parse('1e999'), 'not-a-number'],
    ['a list', [8], 'not-a-number'],
    ['nothing', undefined, 'not-returned'],
  ])('%s is a gap with a reason', (_, value, reason) => {
    const result = readResult(gusts(8, value), asked(2))
    expect([...result.fields['Gust_10m']!]).toEqual([8, NaN])
    expect(result.gaps).toEqual([{ field: 'Gust_10m', reason, count: 1 }])
    expect(summariseAnswer(result)).toEqual({ values: 1, missing: 1 })
  })

  it('keeps zero as the value it is', () => {
    const result = readResult(gusts(0, -0), asked(2))
    expect(result.gaps).toEqual([])
    expect([...result.fields['Gust_10m']!].every((value) => value === 0)).toBe(true)
  })

  it('counts gaps by field and reason', () => {
    const result = readResult(gusts(null, null, 9999, 8), asked(4))
    expect(result.gaps).toEqual([
      { field: 'Gust_10m', reason: 'no-value', count: 2 },
      { field: 'Gust_10m', reason: 'fill-value', count: 1 },
    ])
  })

  it('has a column of gaps if everything is null', () => {
    const result = readResult(gusts(null, null), asked(2))
    expect([...result.fields['Gust_10m']!]).toEqual([NaN, NaN])
  })

  it('says that a field in no entry was not returned, and has no column for it', () => {
    const result = readResult(gusts(8, 9), asked(2, { variables: ['gust', 'sst'] }))
    expect(Object.keys(result.fields)).toEqual(['Gust_10m'])
    expect(result.gaps).toEqual([{ field: 'Sea_Surface_Temperature', reason: 'not-returned', count: 2 }])
    expect(summariseAnswer(result)).toEqual({ values: 2, missing: 2 })
  })

  it('keeps an unknown numeric condition under its own name and ignores an unknown text', () => {
    const body = [
      entry(0, { Gust_10m: 8, Visibility: 12_000, Model: 'arome' }),
      entry(1, { Gust_10m: 8, Visibility: -9999, Model: 'arome' }),
    ]
    const result = readResult(body, asked(2))
    expect([...result.fields['Visibility']!]).toEqual([12_000, NaN])
    expect(result.fields['Model']).toBeUndefined()
  })

  it.each([
    [2 ** 24, Float32Array],
    [2 ** 24 + 1, Float64Array],
    [-(2 ** 24) - 1, Float64Array],
    [-(2 ** 25), Float32Array],
  ])('keeps %d of an unknown field exact, in as little room as possible', (value, room) => {
    const column = readResult([entry(0, { Cells: value }), entry(1, { Cells: 1 })], asked(2)).fields['Cells']!
    expect(column).toBeInstanceOf(room)
    expect([...column]).toEqual([value, 1])
  })

  it('has no column that shares its buffer with another', () => {
    const body = [0, 1].map((index) => entry(index, { A: 2 ** 24 + 1 + 2 * index, B: 2 ** 26 + 1 + 2 * index }))
    const { fields } = readResult(body, asked(2))
    expect([[...fields['A']!], [...fields['B']!]]).toEqual([
      [2 ** 24 + 1, 2 ** 24 + 3],
      [2 ** 26 + 1, 2 ** 26 + 3],
    ])
  })

  it('keeps a known field as gaps if every entry holds text, or only some have it', () => {
    const result = readResult([entry(0, { Gust_10m: 'x', Model: 'a' }), entry(1, { Depth: 5 })], asked(2))
    expect(Object.keys(result.fields).sort()).toEqual(['Depth', 'Gust_10m'])
    expect([...result.fields['Depth']!]).toEqual([NaN, 5])
    expect(result.gaps).toEqual([
      { field: 'Gust_10m', reason: 'not-a-number', count: 1 },
      { field: 'Gust_10m', reason: 'not-returned', count: 1 },
      { field: 'Depth', reason: 'not-returned', count: 1 },
    ])
  })

  it('counts values and gaps over several fields, including one without a column', () => {
    const result = readResult(gusts(8, null, 9), asked(3, { variables: ['gust', 'sst'] }))
    expect(summariseAnswer(result)).toEqual({ values: 2, missing: 4 })
  })

  it('judges wind at another height like wind at 10 m', () => {
    const body = [entry(0, { Winds_50m_Intensity: 9999, Winds_50m_Direction: 360 })]
    const result = readResult(body, asked(1, { variables: ['wind'], windHeightM: 50 }))
    expect([...result.fields['Winds_50m_Direction']!]).toEqual([360])
    expect(result.gaps).toEqual([{ field: 'Winds_50m_Intensity', reason: 'fill-value', count: 1 }])
  })

  it('is not misled by names that every object has', () => {
    const body = parseAnswer(
      `[{"coordinates":{"latitude":35,"longitude":139,"timestamp":"${isoAt(0)}"},"conditions":{"__proto__":1,"constructor":2,"Gust_10m":8}}]`,
    )
    const result = readResult(body, asked(1))
    expect(Object.keys(result.fields).sort()).toEqual(['Gust_10m', '__proto__', 'constructor'])
    expect(({} as Record<string, unknown>)['Gust_10m']).toBeUndefined()
  })
})

describe('matching with the points asked', () => {
  it('accepts an answer snapped to a grid, at the places asked', () => {
    const body = gusts(8, 9).map(({ conditions }, index) =>
      entry(index, conditions, { latitude: 35.25, longitude: 139.25 }),
    )
    const result = readResult(body, asked(2))
    expect([...result.lat, ...result.lon]).toEqual([35, 35, 139, 139.1])
  })

  it('sees the same place on both sides of 180°', () => {
    const across = asked(2, {
      points: {
        lat: Float64Array.of(35, 35),
        lon: Float64Array.of(179.5, 180.5),
        timeMs: Float64Array.of(startMs, startMs + hourMs),
      },
    })
    const body = [entry(0, { Gust_10m: 1 }, { longitude: 179.5 }), entry(1, { Gust_10m: 2 }, { longitude: -179.5 })]
    const result = readResult(body, across)
    expect([...result.lon]).toEqual([179.5, 180.5])
    expect([...result.fields['Gust_10m']!]).toEqual([1, 2])
  })

  it('puts a reordered answer back in order', () => {
    // A degree apart, so that another's place is never within the grid's half degree.
    const far = asked(4)
    far.points.lon.set([139, 140, 141, 142])
    const rows = [0, 1, 2, 3].map((index) => entry(index, { Gust_10m: index }, { longitude: 139 + index }))
    const result = readResult([rows[3], rows[1], rows[0], rows[2]], far)
    expect([...result.fields['Gust_10m']!]).toEqual([0, 1, 2, 3])
  })

  it('marks what a shorter answer lacks and never shifts a value along the route', () => {
    const rows = gusts(0, 1, 2, 3)
    const result = readResult([rows[0], rows[2], rows[3]], asked(4))
    expect([...result.fields['Gust_10m']!]).toEqual([0, NaN, 2, 3])
    expect(result.gaps).toEqual([{ field: 'Gust_10m', reason: 'not-returned', count: 1 }])
  })

  it('gives each of two equal points its own entry', () => {
    const twice = asked(3)
    twice.points.lon.fill(139)
    twice.points.timeMs.fill(startMs)
    const rows = [1, 2, 3, 4].map((Gust_10m) => entry(0, { Gust_10m }))
    expect([...readResult(rows, twice).fields['Gust_10m']!]).toEqual([1, 2, 3])
  })

  it.each<[string, unknown[]]>([
    ['other places', gusts(8, 9).map(({ conditions }, index) => entry(index, conditions, { latitude: -20 }))],
    [
      'other times',
      gusts(8, 9).map(({ conditions }, index) => entry(index + 24, conditions, { longitude: 139 + index / 10 })),
    ],
    ['far fewer points', gusts(8).concat()],
  ])('refuses an answer to %s', (_, body) =>
    expect(codeOf(() => readResult(body, asked(body.length === 1 ? 5 : 2)))).toBe('answer-mismatch'),
  )

  it('reads an answer to a task sent elsewhere by its own places, unwrapped along the track', () => {
    const body = [179.5, -179.9, -179.5].map((longitude, index) => entry(index, { Gust_10m: 1 }, { longitude }))
    const result = readResult(body, null)
    expect([...result.lon].map((lon) => Math.round(lon * 10) / 10)).toEqual([179.5, 180.1, 180.5])
  })

  it('leaves the points asked as they are', () => {
    const mine = asked(2)
    const { lat, lon, timeMs } = readResult(gusts(8, 9), mine)
    for (const column of [lat, lon, timeMs]) column.fill(0)
    expect([...mine.points.lat, ...mine.points.lon]).toEqual([35, 35, 139, 139.1])
    expect([...mine.points.timeMs]).toEqual([startMs, startMs + hourMs])
  })

  it('notes entries found elsewhere as out of order, but not missing ones', () => {
    const far = asked(3)
    far.points.lon.set([139, 140, 141])
    const at = (index: number) => entry(index, { Gust_10m: index }, { longitude: 139 + index })
    const noted = (rows: unknown) => {
      const kinds: [string, number][] = []
      readResult(rows, far, ({ kind, count }) => void kinds.push([kind, count]))
      return kinds
    }
    expect(noted([at(0), at(1)])).toEqual([])
    expect(noted([at(0), at(2), at(1)])).toEqual([['out-of-order', 2]])
    expect(noted([at(1), at(0), at(2)])).toEqual([['out-of-order', 2]])
  })

  it('takes a time without a zone as UTC', () => {
    const result = readResult([entry(0, { Gust_10m: 1 }, { timestamp: '2026-11-23T00:00:00' })], null)
    expect(result.timeMs[0]).toBe(startMs)
  })
})

describe('parseAnswer', () => {
  it('reads Python\'s bare words as text, so that they count as "not a number"', () => {
    const body =
      parseAnswer(`[{"coordinates":{"latitude":35,"longitude":139,"timestamp":"${isoAt(0)}"},"conditions":{"Gust_10m":NaN}},
      {"coordinates":{"latitude":35,"longitude":139.1,"timestamp":"${isoAt(1)}"},"conditions":{"Gust_10m":-Infinity}},
      {"coordinates":{"latitude":35,"longitude":139.2,"timestamp":"${isoAt(2)}"},"conditions":{"Gust_10m":None}}]`)
    expect(readResult(body, asked(3)).gaps).toEqual([{ field: 'Gust_10m', reason: 'not-a-number', count: 3 }])
  })

  it('leaves those words alone in a string', () => {
    expect(parseAnswer('{"error":"NaN, None and \\"Infinity\\"","x":NaN}')).toEqual({
      error: 'NaN, None and "Infinity"',
      x: 'NaN',
    })
  })

  it.each([
    ['', 'answer-incomplete'],
    ['  \n', 'answer-incomplete'],
    ['[{"coordinates":{"latitude":35,', 'answer-incomplete'],
    ['{"task_id":"t","result":[1,2', 'answer-incomplete'],
    ['<html><body>502</body></html>', 'answer-unreadable'],
    ['[1, 2,, 3]', 'answer-unreadable'],
    ['hello', 'answer-unreadable'],
  ])('%j is %s', (text, code) => expect(codeOf(() => parseAnswer(text))).toBe(code))

  it('gives up on 100 kB of open quotes in no time', () => {
    const begunMs = performance.now()
    expect(codeOf(() => parseAnswer(`[${'"\\'.repeat(50_000)}]`))).toBe('answer-unreadable')
    expect(performance.now() - begunMs).toBeLessThan(500)
  })
})

it('reads 100,000 entries of 8 fields in well under ten seconds', () => {
  const many = asked(100_000, { variables: ['wind', 'wave', 'gust', 'current'] })
  const rows = Array.from({ length: 100_000 }, (_, index) => ({
    coordinates: {
      latitude: 35,
      longitude: ((((many.points.lon[index]! + 180) % 360) + 360) % 360) - 180,
      timestamp: new Date(many.points.timeMs[index]!).toISOString(),
    },
    conditions: {
      Winds_10m_Intensity: 7,
      Winds_10m_Direction: 1,
      Waves_Significant_Height: 2,
      Waves_Mean_Period: 6,
      Waves_Mean_Direction: 9,
      Gust_10m: 9,
      Currents_Intensity: 1,
      Currents_Direction: null,
    },
  }))
  const begunMs = performance.now()
  const result = readResult(rows, many)
  expect(performance.now() - begunMs).toBeLessThan(10_000)
  expect(summariseAnswer(result)).toEqual({ values: 700_000, missing: 100_000 })
})

describe('readStretches', () => {
  it('divides a request with several parts, each with its own gaps', () => {
    const cut = readStretches(gusts(5, 6, null, 8, 9), asked(5), [
      { first: 0, count: 2 },
      { first: 2, count: 3 },
    ])
    expect(cut.map(({ count, fields }) => [count, [...(fields['Gust_10m'] ?? [])]])).toEqual([
      [2, [5, 6]],
      [3, [NaN, 8, 9]],
    ])
    expect(cut.map(({ timeMs }) => timeMs[0])).toEqual([startMs, startMs + 2 * hourMs])
    expect(cut.map(({ gaps }) => gaps.filter(({ field }) => field === 'Gust_10m'))).toEqual([
      [],
      [{ field: 'Gust_10m', reason: 'no-value', count: 1 }],
    ])
  })
})
