import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fieldsOfAll, variables } from '#src/domain/metocean/layers/variables.ts'
import { createSampler, type Sampler } from '#src/server/fields/sampler.ts'
import { DAY_MS } from '#src/domain/time.ts'
import { columnsOf, NOW_MS, readEntries, sampleHere } from './field-samples.ts'

let sampler: Sampler
beforeAll(async () => {
  sampler = await createSampler({ threads: 2 })
})
afterAll(() => sampler.close())

const ask = (points: Parameters<typeof columnsOf>[0], more: Partial<Parameters<Sampler['sample']>[0]> = {}) => ({
  ...columnsOf(points),
  variables,
  windHeightM: 10,
  nowMs: NOW_MS,
  ...more,
})

describe('sampler', () => {
  it('answers in the order of the request, with every field of every variable', async () => {
    const entries = readEntries(
      await sampler.sample(
        ask([
          [48, -30],
          [-30, 80.123456],
          [0, 181],
        ]),
      ),
    )
    expect(entries.map(({ coordinates }) => coordinates)).toEqual([
      { latitude: 48, longitude: -30, timestamp: '2026-11-22T00:00:00Z' },
      { latitude: -30, longitude: 80.123456, timestamp: '2026-11-22T00:00:00Z' },
      { latitude: 0, longitude: -179, timestamp: '2026-11-22T00:00:00Z' },
    ])
    for (const { conditions } of entries) {
      expect(Object.keys(conditions)).toEqual(fieldsOfAll(variables).map(({ name }) => name))
      expect(Object.values(conditions).every((value) => typeof value === 'number')).toBe(true)
    }
  })

  it('gives the same numbers in a worker as without one, on every call', async () => {
    const points = Array.from(
      { length: 50 },
      (_, index) => [40 - index, -40 + index / 3, NOW_MS + index * 1e6] as const,
    )
    const [first, second] = await Promise.all([sampler.sample(ask(points)), sampler.sample(ask(points))])
    expect(readEntries(first)).toEqual(sampleHere(points, variables))
    expect(second).toEqual(first)
  })

  it('names the wind by its height', async () => {
    const [low] = readEntries(await sampler.sample(ask([[48, -30]], { variables: ['wind'] })))
    const [high] = readEntries(await sampler.sample(ask([[48, -30]], { variables: ['wind'], windHeightM: 80 })))
    expect(Object.keys(high!.conditions)).toEqual(['Winds_80m_Intensity', 'Winds_80m_Direction'])
    expect(high!.conditions['Winds_80m_Intensity']! / low!.conditions['Winds_10m_Intensity']!).toBeCloseTo(8 ** 0.11, 2)
  })

  it('has no value over land, depth included', async () => {
    const [entry] = readEntries(await sampler.sample(ask([[51.92, 4.48]])))
    expect(Object.values(entry!.conditions).every((value) => value === null)).toBe(true)
  })

  it('has no value except the depth before three years back and after ten days ahead', async () => {
    const earliest = Date.UTC(2023, 10, 22) - NOW_MS
    const times = [earliest - 1000, earliest, 10 * DAY_MS, 10 * DAY_MS + 1000]
    const entries = readEntries(
      await sampler.sample(
        ask(
          times.map((shift) => [48, -30, NOW_MS + shift] as const),
          { variables: ['wind', 'sst', 'bathy'] },
        ),
      ),
    )
    expect(entries.map(({ conditions }) => conditions['Sea_Surface_Temperature'] !== null)).toEqual([
      false,
      true,
      true,
      false,
    ])
    expect(entries.map(({ conditions }) => conditions['Winds_10m_Intensity'] !== null)).toEqual([
      false,
      true,
      true,
      false,
    ])
    expect(entries.every(({ conditions }) => conditions['Bathymetry'] !== null)).toBe(true)
  })

  it('accepts views of larger arrays and leaves them to the caller', async () => {
    const { lat, lon, timeMs } = columnsOf([
      [48, -30],
      [47, -31],
      [46, -32],
    ])
    const view = { lat: lat.subarray(1, 2), lon: lon.subarray(1, 2), timeMs: timeMs.subarray(1, 2) }
    const entries = readEntries(await sampler.sample(ask([], view)))
    expect(entries.map(({ coordinates }) => coordinates.latitude)).toEqual([47])
    expect([...lat]).toEqual([48, 47, 46])
  })

  it('stops when told to, and goes on serving others', async () => {
    const aborter = new AbortController()
    const large = sampler.sample(
      ask(Array.from({ length: 100_000 }, (_, index) => [40, (index % 3600) / 10 - 180] as const)),
      aborter.signal,
    )
    aborter.abort()
    await expect(large).rejects.toThrow(/abort/i)
    expect(readEntries(await sampler.sample(ask([[48, -30]])))).toHaveLength(1)
  })

  it('says that its numbers are synthetic', () => {
    expect(sampler.source).toMatch(/synthetic/i)
  })
})
