import { describe, expect, it } from 'vitest'
import { readFileSync } from 'node:fs'
import { defaultLimits, noLimits } from '#src/domain/limits/limits.ts'
import { startingCharter } from '#src/domain/voyage/charter/charter.ts'
import { emptyShip, noLoading } from '#src/domain/voyage/ship.ts'
import { noHistory, readHistory, undo, withStep } from '#src/domain/voyage/history.ts'
import { readVoyage } from '#src/domain/voyage/stored-voyage.ts'
import { activePlan, defaultRequest, emptyVoyage } from '#src/domain/voyage/voyage.ts'
import { boxArea } from '#test/support/box-area.ts'

const stored = (schema: number) =>
  JSON.parse(readFileSync(`test/fixtures/voyages/schema-${schema}.json`, 'utf8')) as Record<string, unknown>

/** As earlier versions of Fairway stored it, columns written as lists. */
const fixture = stored(1)
const fixture2 = stored(2)
/** What they did not know. */
const later = { areas: [], arriveByMs: null, charter: null, loading: noLoading, plannedSpeed: 'over ground' }

describe('readVoyage', () => {
  it('reads a voyage of schema 1: its route is the only alternative, its ship is not known', () => {
    const voyage = readVoyage(1, fixture)
    expect(voyage).toMatchObject({
      id: fixture['id'],
      name: 'Rotterdam – Halifax',
      ship: { name: '' },
      voyageNumber: '',
    })
    expect(voyage).toMatchObject({ activeId: 'a1', alternatives: [{ id: 'a1', name: 'Route 1', shown: true }] })
    expect(voyage.alternatives).toHaveLength(1)
    expect(activePlan(voyage)).toMatchObject({ speedKn: 13.5, route: fixture['route'] })
    expect(voyage.request).toEqual({ ...(fixture['request'] as object), alternatives: 'active' })
  })

  it('reads a track of schema 1 with its gaps', () => {
    const track = {
      name: 'Sailed',
      lat: Float64Array.of(1, 2),
      lon: Float64Array.of(179, 181),
      timeMs: Float64Array.of(0, NaN),
    }
    expect(activePlan(readVoyage(1, { ...fixture, route: { name: '', waypoints: [] }, track })).track).toEqual(track)
  })

  it('gives a voyage of schema 2 the starting limits and leaves the rest as it was', () => {
    const record = readVoyage(2, fixture2)
    expect(record).toEqual({
      ...fixture2,
      limits: defaultLimits,
      ...later,
      ship: { ...emptyShip, ...(fixture2['ship'] as object) },
      request: { ...(fixture2['request'] as object), alternatives: 'active' },
    })
    expect(record.limits).toMatchObject({ wind: { caution: 24, limit: 30 }, gust: null })
    expect(activePlan(record).speedKn).toBe(12)
  })

  it('gives back one of schema 3 as it was stored, and watches no limit that it did not know', () => {
    const limits = { ...noLimits, ...(stored(3)['limits'] as object) }
    expect(readVoyage(3, stored(3))).toEqual({
      ...stored(3),
      ...later,
      limits,
      ship: { ...emptyShip, ...(stored(3)['ship'] as object) },
    })
  })

  it('gives back what is stored now', () => {
    const record = {
      ...emptyVoyage('v', 0),
      limits: { ...defaultLimits, gust: { caution: 40, limit: 50 }, wave: null },
      charter: { ...startingCharter, speedKn: 12.5 },
      areas: [boxArea('Wind farm', [3, 52, 4, 53])],
    }
    expect(readVoyage(3, structuredClone(record))).toEqual(record)
  })

  it('reads one of schema 3 without a choice of alternatives: it asked for the active one', () => {
    const { alternatives: _, ...request } = defaultRequest
    expect(readVoyage(3, { ...emptyVoyage('v', 0), request }).request).toEqual(defaultRequest)
  })

  it.each([
    ['voyage-newer', 4, {}],
    ['voyage-unreadable', 2, fixture],
    ['voyage-unreadable', 3, fixture2],
    [
      'voyage-unreadable',
      3,
      { ...emptyVoyage('v', 0), limits: { ...defaultLimits, wind: { caution: 31, limit: 30 } } },
    ],
    ['voyage-unreadable', 3, { ...emptyVoyage('v', 0), charter: { ...startingCharter, speedKn: 0 } }],
    ['voyage-unreadable', 1, { ...fixture, speedKn: NaN }],
    ['voyage-unreadable', 1, 'junk'],
    ['voyage-unreadable', 3, { ...emptyVoyage('v', 0), activeId: 'gone' }],
  ])('refuses with %s what claims schema %d and is not', (code, schema, document) => {
    expect(() => readVoyage(schema, document)).toThrow(expect.objectContaining({ code }))
  })
})

describe('readHistory', () => {
  const states = ['', 'a', 'b', 'c'].map((name) => ({ ...emptyVoyage('v', 0), name }))
  const history = states.slice(1).reduce((steps, state, index) => withStep(steps, states[index]!, state), noHistory)
  const stored = structuredClone(history.steps.map(({ n, ...patch }) => ({ n, patch })))

  it('goes on where it was left, including undone steps', () => {
    const read = readHistory([...stored].reverse(), 2)
    expect(read.done).toBe(2)
    expect(undo(read, states[2]!)?.voyage).toEqual(states[1])
  })

  it('undoes a step of an earlier version, which described a change by the same path', () => {
    const path = ['alternatives', 0, 'plan', 'speedKn']
    const change = (value: number) => [{ do: 'set', path, value }]
    const read = readHistory([{ n: 1, patch: { back: change(11), forth: change(12) } }], 1)
    const undone = undo(read, readVoyage(2, fixture2))
    expect(undone?.voyage.alternatives[0]?.plan.speedKn).toBe(11)
    expect(undone?.history.done).toBe(0)
  })

  it('is empty if it has a gap, is damaged, or belongs to another state of the voyage', () => {
    expect(readHistory([stored[0]!, stored[2]!], 3)).toBe(noHistory)
    expect(readHistory([{ n: 1, patch: { back: 'junk' } }], 1)).toBe(noHistory)
    expect(readHistory(stored, 7)).toBe(noHistory)
  })
})
