import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readVoyageDocument, type VoyageDocument, voyageDocumentJson } from '#src/domain/library/voyage-document.ts'
import { emptyVoyage, VOYAGE_SCHEMA, voyageOfPlan } from '#src/domain/voyage/voyage.ts'
import { emptyRoute } from '#src/domain/route/route.ts'
import schema1 from '#test/fixtures/voyages/schema-1.json' with { type: 'json' }
import schema2 from '#test/fixtures/voyages/schema-2.json' with { type: 'json' }
import { anyVoyage } from '#test/support/random-voyage.ts'

const beside = { note: '', answers: [], reported: null, shown: {} }
const empty: VoyageDocument = { schema: VOYAGE_SCHEMA, voyage: emptyVoyage('v1', 0), ...beside }
const throughJson = (document: VoyageDocument) =>
  readVoyageDocument(JSON.parse(JSON.stringify(voyageDocumentJson(document))))

const full: VoyageDocument = {
  ...empty,
  note: 'Keep 12 NM off.\nPilot 06:00Z',
  answers: [
    { alternative: 'a1', taskId: 't-1', taskName: 'x-1', first: 0, count: 12, askedAt: '2026-11-22T17:51:00.000Z' },
  ],
  reported: { at: '2026-11-22T17:51:00.000Z', lat: 52, lon: 181 },
  shown: { layer: 'wave', 'of a later version': [1, { two: 2 }] },
}

describe('a voyage as the library keeps it', () => {
  it('comes back the same through JSON', () => {
    expect(throughJson(full)).toEqual(full)
    fc.assert(
      fc.property(anyVoyage, (voyage) => {
        // JSON has no negative zero.
        const document = { ...empty, voyage }
        expect(throughJson(document)).toEqual(JSON.parse(JSON.stringify(document)))
      }),
      { numRuns: 50 },
    )
  })

  it('keeps the points of a track, also those without a time', () => {
    const track = {
      name: 'Log',
      lat: Float64Array.of(1, 2.5),
      lon: Float64Array.of(179.5, 180.25),
      timeMs: Float64Array.of(NaN, 1_700_000_000_000),
    }
    const voyage = voyageOfPlan('v1', { route: emptyRoute, track, departureMs: 0, speedKn: 12 })
    expect(throughJson({ ...empty, voyage }).voyage.alternatives[0]?.plan.track).toEqual(track)
  })

  it.each([
    ['a position that is missing', { lat: [1, null], lon: [1, 2], timeMs: [null, null] }],
    ['text for a number', { lat: ['1', 2], lon: [1, 2], timeMs: [null, null] }],
    ['columns of two lengths', { lat: [1], lon: [1, 2], timeMs: [null, null] }],
    ['no list', { lat: {}, lon: [1, 2], timeMs: [null, null] }],
  ])('refuses a track with %s', (_what, columns) => {
    const json = JSON.parse(JSON.stringify(voyageDocumentJson(empty))) as typeof empty
    const plan = { ...json.voyage.alternatives[0]!.plan, track: { name: '', ...columns } }
    const voyage = { ...json.voyage, alternatives: [{ ...json.voyage.alternatives[0]!, plan }] }
    expect(() => readVoyageDocument({ ...json, voyage })).toThrow('voyage-unreadable')
  })

  it.each([
    [1, schema1, 1],
    [2, schema2, 2],
  ])('brings up a voyage of schema %i', (schema, stored, alternatives) => {
    const document = readVoyageDocument({ schema, voyage: stored, ...beside })
    expect(document.schema).toBe(VOYAGE_SCHEMA)
    expect(document.voyage.alternatives).toHaveLength(alternatives)
  })

  it('leaves one of a later Fairway alone, whatever else is in it', () => {
    expect(() => readVoyageDocument({ schema: VOYAGE_SCHEMA + 1, voyage: 'other' })).toThrow('voyage-newer')
  })

  it.each([
    null,
    [],
    {},
    { schema: 0 },
    { ...empty, note: 'x'.repeat(4001) },
    { ...empty, reported: { at: 'noon', lat: 1, lon: 1 } },
    { ...empty, answers: [{}] },
    { ...empty, voyage: null },
  ])('refuses what is none: %#', (json) => {
    expect(() => readVoyageDocument(json)).toThrow('voyage-unreadable')
  })
})
