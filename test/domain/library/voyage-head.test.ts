import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { MAX_PASSAGE } from '#src/domain/library/library-policy.ts'
import { headOf, type HeadSource, lenientSource, searchTextOf, searchWords } from '#src/domain/library/voyage-head.ts'
import { DocumentHead } from '#src/domain/library/wire.ts'
import { routeFromPositions } from '#src/domain/route/edit.ts'
import { emptyRoute } from '#src/domain/route/route.ts'
import { schedule } from '#src/domain/route/schedule.ts'
import { activePlan, emptyVoyage, type Voyage } from '#src/domain/voyage/voyage.ts'
import { anyVoyage, voyageOf } from '#test/support/random-voyage.ts'

const sourceOf = (voyage: Voyage): HeadSource => ({ voyage, note: '', answers: [], reported: null })
const throughJson = (value: unknown) => JSON.parse(JSON.stringify(value)) as unknown

describe('the passage of a head', () => {
  it('is the schedule, with a stay as two points', () => {
    fc.assert(
      fc.property(anyVoyage, (voyage) => {
        const head = headOf(sourceOf(voyage))
        expect(DocumentHead.parse(throughJson(head))).toEqual(throughJson(head))
        const plan = activePlan(voyage)
        const { rows } = schedule(plan.route, plan)
        const stays = rows.filter(({ etdMs, stayMin }) => stayMin > 0 && etdMs !== null).length
        expect(head.passage).toHaveLength(rows.length + stays)
        const times = head.passage.map(([ms]) => ms)
        expect(times).toEqual(times.toSorted((a, b) => a - b))
        expect(head.departure).toBe(new Date(Math.round(rows[0]!.etaMs!)).toISOString())
      }),
      { numRuns: 50 },
    )
  })

  it('keeps the ends and the named waypoints where there are too many, and the others evenly', () => {
    const positions = Array.from({ length: 2000 }, (_, index) => ({ lat: 0, lon: index / 20 }))
    const { waypoints } = routeFromPositions('', positions)
    const isNamed = (index: number) => index % 100 === 37
    const route = {
      name: '',
      waypoints: waypoints.map((one, index) => ({ ...one, name: isNamed(index) ? `N${index}` : '' })),
    }
    const { passage } = headOf(sourceOf(voyageOf(route)))
    expect(passage).toHaveLength(MAX_PASSAGE)
    expect(passage.filter(([, , , name]) => name !== undefined)).toHaveLength(20)
    expect([passage[0]?.[2], passage.at(-1)?.[2]]).toEqual([0, 1999 / 20])
    const gaps = passage.slice(1).map(([, , lon], index) => lon - (passage[index]?.[2] ?? 0))
    expect(Math.max(...gaps)).toBeLessThan(1.2)
  })

  it('of a track is its points, thinned', () => {
    const lat = Float64Array.from({ length: 5000 }, (_, index) => index / 100)
    const track = {
      name: 'Log',
      lat,
      lon: lat.map(() => 181),
      timeMs: lat.map((_value, index) => 1e12 + index * 60_000),
    }
    const head = headOf(sourceOf(voyageOf(emptyRoute, { track })))
    expect(head.passage).toHaveLength(MAX_PASSAGE)
    expect([head.departure, head.arrival]).toEqual([
      new Date(1e12).toISOString(),
      new Date(1e12 + 4999 * 60_000).toISOString(),
    ])
  })

  it('is empty before there is a waypoint, and has no arrival before there are two', () => {
    const head = headOf(sourceOf(emptyVoyage('v1', 0)))
    expect(head).toMatchObject({ passage: [], departure: '1970-01-01T00:00:00.000Z', arrival: null, from: '', to: '' })
    const { waypoints } = routeFromPositions('', [{ lat: 1, lon: 2 }])
    const one = headOf(
      sourceOf(voyageOf({ name: '', waypoints: waypoints.map((waypoint) => ({ ...waypoint, name: 'Start' })) })),
    )
    expect(one).toMatchObject({ from: 'Start', to: '', arrival: null })
  })
})

describe('a document that this version cannot read', () => {
  it('never fails, whatever it holds', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (voyage, note) => {
        const head = headOf(lenientSource({ schema: 99, voyage, note }))
        expect(DocumentHead.safeParse(throughJson(head)).success).toBe(true)
      }),
    )
    fc.assert(
      fc.property(
        anyVoyage,
        fc.constantFrom('name', 'ship', 'alternatives', 'activeId'),
        fc.jsonValue(),
        (voyage, key, value) => {
          const document = throughJson({ ...sourceOf(voyage), schema: 99, voyage: { ...voyage, [key]: value } })
          expect(DocumentHead.safeParse(throughJson(headOf(lenientSource(document)))).success).toBe(true)
        },
      ),
      { numRuns: 50 },
    )
  })
})

describe('a search', () => {
  it('finds what the text was made from, word by word', () => {
    fc.assert(
      fc.property(anyVoyage, (voyage) => {
        const text = searchTextOf(sourceOf(voyage))
        for (const word of searchWords(voyage.name)) expect(text).toContain(word)
      }),
      { numRuns: 50 },
    )
  })

  it('has ten words at most, of letters and digits', () => {
    expect(searchWords(' Ålesund–TROMSØ, 50 % _x ')).toEqual(['alesund', 'tromso', '50', 'x'])
    expect(searchWords('a '.repeat(50))).toHaveLength(10)
    expect(searchWords('% _ *')).toEqual([])
  })

  it('looks through so much text and no more', () => {
    const voyage = { ...emptyVoyage('v1', 0), name: 'x'.repeat(1_000_000) }
    expect(searchTextOf(sourceOf(voyage)).length).toBeLessThanOrEqual(32_768)
  })
})
