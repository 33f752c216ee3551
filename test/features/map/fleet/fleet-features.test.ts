import type { LineString, Point } from 'geojson'
import { describe, expect, it } from 'vitest'
import { boardRow } from '#src/domain/library/board.ts'
import type { Outlook, VoyageHead } from '#src/domain/library/wire.ts'
import { DAY_MS, HOUR_MS } from '#src/domain/time.ts'
import { fleetBounds, fleetFeatures, placedRows } from '#src/features/map/fleet/fleet-features.ts'
import { boardHead } from '#test/support/board-head.ts'

const now = Date.UTC(2026, 10, 25, 12)
const iso = (ms: number) => new Date(ms).toISOString()
const row = (id: string, change: Partial<VoyageHead> = {}) => boardRow(boardHead(now, { id, ...change }), now)
/** A ship under way that was seen somewhere. */
const at = (id: string, lat: number, lon: number, change: Partial<VoyageHead> = {}) =>
  row(id, { reported: { at: iso(now), lat, lon }, ...change })
const planned = (id: string) => row(id, { departure: iso(now + DAY_MS) })

const outlook = (state: 'ok' | 'caution' | 'limit', hours = 5): Outlook => ({
  askedAt: iso(now),
  worst: { quantity: 'wave', value: 4, unit: 'm', at: iso(now + hours * HOUR_MS), state },
  hoursOverLimit: 0,
  hoursOverCaution: 0,
  unknownShare: 0,
  synthetic: false,
  alternative: 'a',
})

const drawn = (...args: Parameters<typeof fleetFeatures>) => fleetFeatures(...args).features
const kinds = (...args: Parameters<typeof fleetFeatures>) =>
  drawn(...args).map(({ properties }) => `${properties?.['kind']} ${properties?.['id']}`)
const propertiesOf = (rows: Parameters<typeof fleetFeatures>[0], chosenId: string | null = null) =>
  drawn(rows, chosenId).map(({ properties }): Record<string, unknown> | null => properties)

describe('the ships and passages of the board', () => {
  it('are those under way, passages below ships', () => {
    const rows = [at('a', 50, 1), planned('b'), at('c', 51, 2)]
    expect(placedRows(rows).map(({ id }) => id)).toEqual(['a', 'c'])
    expect(kinds(rows, null)).toEqual(['passage a', 'passage c', 'ship a', 'ship c'])
  })

  it('and the passage of the chosen one, planned or not, once', () => {
    const rows = [at('a', 50, 1), planned('b')]
    expect(kinds(rows, 'b')).toEqual(['passage a', 'passage b', 'ship a'])
    expect(kinds(rows, 'a')).toEqual(['passage a', 'ship a'])
    expect(propertiesOf(rows, 'b').map((one) => one?.['chosen'])).toEqual([false, true, undefined])
  })

  it('are all listed passages where none is under way, with room around them', () => {
    const far = {
      departure: iso(now + DAY_MS),
      passage: [
        [now, 50, -5],
        [now + DAY_MS, 40, 363],
      ] as VoyageHead['passage'],
    }
    expect(kinds([planned('a'), row('b', far)], null)).toEqual(['passage a', 'passage b'])
    expect(fleetBounds([row('b', far)])).toEqual({ west: -5, east: 3, south: 40, north: 50 })
  })

  it('draw no passage of fewer than two points', () => {
    expect(kinds([at('a', 50, 1, { passage: [[now, 50, 1]] }), at('b', 50, 1, { passage: [] })], null)).toEqual([
      'ship a',
      'ship b',
    ])
  })

  it('wear the colour of what is ahead of them, and of nothing that has passed', () => {
    const tones = [outlook('limit'), outlook('caution'), outlook('ok'), outlook('limit', -1), null]
    const images = propertiesOf(tones.map((one, index) => at(String(index), 50, 1, { outlook: one })))
      .filter((one) => one?.['kind'] === 'ship')
      .map((one) => one?.['image'] as string)
    expect(images).toEqual(['limit', 'caution', 'plain', 'plain', 'plain'].map((tone) => `ship/${tone}/other`))
  })

  it('keep the order of the list where names collide, the chosen one first, and are called by the ship', () => {
    const rows = [at('a', 50, 1), at('b', 51, 2, { ship: { name: '', imo: '', callSign: '' } })]
    expect(propertiesOf(rows, 'b').slice(-2)).toMatchObject([
      { name: 'Astrid', order: 0, image: 'ship/plain/other' },
      { name: 'North Sea', order: -1, image: 'ship/plain/chosen' },
    ])
  })

  it('stand within the world, with a passage that is continuous over 180°', () => {
    const passage: VoyageHead['passage'] = [
      [now - HOUR_MS, 0, 539],
      [now + HOUR_MS, 0, 541],
    ]
    const [line, ship] = drawn([row('a', { passage })], null)
    expect((line?.geometry as LineString).coordinates).toEqual([
      [179, 0],
      [181, 0],
    ])
    const [lon = 0, lat] = (ship?.geometry as Point).coordinates
    expect([Math.abs(lon), lat]).toEqual([180, 0])
  })
})

describe('the box around all ships', () => {
  it('is the smallest one', () => {
    expect(fleetBounds([at('a', 50, -5), at('b', -10, 30), planned('c')])).toEqual({
      west: -5,
      east: 30,
      south: -10,
      north: 50,
    })
  })

  it('goes over 180° where that is shorter', () => {
    expect(fleetBounds([at('a', 1, 170), at('b', 2, -160), at('c', 3, 175)])).toMatchObject({ west: 170, east: 200 })
  })

  it('is a point around one ship, and nothing around none', () => {
    expect(fleetBounds([at('a', 50, -5)])).toEqual({ west: -5, east: -5, south: 50, north: 50 })
    expect(fleetBounds([row('a', { passage: [] })])).toBeNull()
  })
})
