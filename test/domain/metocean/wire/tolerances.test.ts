import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fieldByName } from '#src/domain/metocean/layers/variables.ts'
import { cleanValue, wrapDirection } from '#src/domain/metocean/wire/clean-value.ts'
import { TaskList, tasksOfList } from '#src/domain/metocean/wire/contract.ts'
import { fieldLook, fieldNumber } from '#src/domain/metocean/layers/field-look.ts'
import { parseAnswer } from '#src/domain/metocean/wire/parse-answer.ts'
import { type Asked, readResult } from '#src/domain/metocean/wire/read-result.ts'
import { type Tolerance, toleranceWords } from '#src/domain/metocean/wire/tolerances.ts'

const startMs = Date.UTC(2026, 10, 23)
const hourMs = 3_600_000
const entry = (
  index: number,
  conditions: Record<string, unknown>,
  timestamp = new Date(startMs + index * hourMs).toISOString(),
) => ({
  coordinates: { latitude: 35, longitude: 139 + index, timestamp },
  conditions,
})
const asked = (count: number): Asked => ({
  points: {
    lat: new Float64Array(count).fill(35),
    lon: Float64Array.from({ length: count }, (_, index) => 139 + index),
    timeMs: Float64Array.from({ length: count }, (_, index) => startMs + index * hourMs),
  },
  variables: ['current'],
  windHeightM: 10,
})
function read(body: unknown, of: Asked | null = null) {
  const tolerances: Tolerance[] = []
  const columns = readResult(body, of, (tolerance) => void tolerances.push(tolerance))
  return { columns, tolerances }
}

describe('directions', () => {
  it('up to one turn off are wrapped, and counted by field', () => {
    const degrees = [-360, -10, -0.5, 0, 359.5, 360, 360.5, 719.5]
    const { columns, tolerances } = read(
      degrees.map((Currents_Direction, index) => entry(index, { Currents_Direction })),
    )
    expect([...columns.fields['Currents_Direction']!]).toEqual([0, 350, 359.5, 0, 359.5, 360, 0.5, 359.5])
    expect(columns.gaps).toEqual([])
    expect(tolerances).toEqual([{ kind: 'wrapped-direction', count: 5, field: 'Currents_Direction' }])
  })

  it.each([-360.5, 720, 1000, -9999, 999])('%d is no direction', (degrees) => {
    const { columns, tolerances } = read([entry(0, { Currents_Direction: degrees })])
    expect(columns.fields['Currents_Direction']![0]).toBeNaN()
    expect(columns.gaps).toHaveLength(1)
    expect(tolerances).toEqual([])
  })

  it('point the same way after wrapping, anywhere in the range', () => {
    const field = fieldByName('Waves_Mean_Direction')
    fc.assert(
      fc.property(fc.double({ min: -360, max: 720, maxExcluded: true, noNaN: true }), (degrees) => {
        const wrapped = cleanValue(degrees, field) as number
        expect(wrapped).toBeGreaterThanOrEqual(0)
        expect(wrapped).toBeLessThanOrEqual(360)
        expect(Math.cos(((wrapped - degrees) * Math.PI) / 180)).toBeCloseTo(1, 12)
        expect(wrapDirection(wrapped)).toBe(wrapped)
      }),
    )
  })

  it('of other quantities are left alone: −10 m of wave is impossible', () => {
    expect(read([entry(0, { Waves_Significant_Height: -10 })]).columns.gaps).toEqual([
      { field: 'Waves_Significant_Height', reason: 'impossible', count: 1 },
    ])
  })
})

describe('whole numbers', () => {
  it('beyond 2^24 in an unknown field are kept exact, with the whole column', () => {
    const { columns, tolerances } = read([
      entry(0, { Valid_Time: 1_795_366_801 }),
      entry(1, { Valid_Time: 0.1 }),
      entry(2, { Valid_Time: null }),
    ])
    expect(columns.fields['Valid_Time']).toBeInstanceOf(Float64Array)
    expect([...columns.fields['Valid_Time']!]).toEqual([1_795_366_801, 0.1, NaN])
    expect(tolerances).toEqual([])
  })

  it('that fit into 24 bits take no more room than other fields', () => {
    const { columns } = read([entry(0, { Cells: 2 ** 25, Currents_Intensity: 1.1 })])
    expect(columns.fields['Cells']).toBeInstanceOf(Float32Array)
    expect(columns.fields['Currents_Intensity']).toBeInstanceOf(Float32Array)
  })

  it('beyond 2^53 are marked where they are shown, never passed off as exact', () => {
    const { columns, tolerances } = read(
      parseAnswer(
        '[{"coordinates":{"latitude":35,"longitude":139,"timestamp":"2026-11-23T00:00:00Z"},"conditions":{"Id":9007199254740993}}]',
      ),
    )
    expect(fieldNumber(fieldLook('Id'), columns.fields['Id']![0])).toBe('≈\u20099.00719925474099e+15')
    expect(tolerances).toEqual([{ kind: 'inexact-number', count: 1, field: 'Id' }])
  })
})

describe('U15 the tolerances that an answer needed', () => {
  it('are reported once for each kind: zones, forms, order, words', () => {
    const text = JSON.stringify([
      entry(2, { Currents_Intensity: 3, Currents_Direction: 370 }, '2026-11-23 02:00:00 UTC'),
      entry(0, { Currents_Intensity: 1, Currents_Direction: 10 }, '2026-11-23T00:00:00'),
      entry(1, { Currents_Intensity: 2, Currents_Direction: 'NaN' }, '2026-11-23T01:00:00Z'),
    ]).replace('"NaN"', 'NaN')
    const tolerances: Tolerance[] = []
    const note = (tolerance: Tolerance) => void tolerances.push(tolerance)
    const columns = readResult(parseAnswer(text, note), asked(3), note)
    expect([...columns.fields['Currents_Intensity']!]).toEqual([1, 2, 3])
    expect(toleranceWords(tolerances)).toBe(
      '1 word that is not JSON read as text, 1 timestamp read as UTC without its zone, 1 timestamp read in another form, 3 entries matched by place and time, 1 direction wrapped (Currents_Direction)',
    )
  })

  it('are none if it is written as the contract has it', () => {
    const body = [0, 1].map((index) => entry(index, { Currents_Intensity: 1, Currents_Direction: 360 }))
    expect(read(body, asked(2)).tolerances).toEqual([])
  })
})

describe('a list of tasks', () => {
  it.each([{ tasks: null }, { tasks: null, tasks_count: 0 }, { username: 'operator', tasks_count: 0 }, { tasks: [] }])(
    '%j is empty',
    (body) => {
      expect(TaskList.parse(body).tasks).toEqual([])
    },
  )

  it.each([
    {},
    { detail: 'no' },
    { tasks: null, tasks_count: 3 },
    { username: 'operator', tasks_count: 2 },
    { tasks: 'none' },
    null,
    [],
  ])('%j is no list', (body) => {
    expect(TaskList.safeParse(body).success).toBe(false)
    expect(Array.isArray(tasksOfList(body))).toBe(false)
  })
})
