import { describe, expect, it } from 'vitest'
import { boardRow, byAttention, noRestWords, scheduledPlace } from '#src/domain/library/board.ts'
import type { Outlook, PassagePoint, VoyageHead } from '#src/domain/library/wire.ts'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '#src/domain/time.ts'
import { boardHead } from '#test/support/board-head.ts'

const now = Date.UTC(2026, 10, 25, 12)
const iso = (ms: number) => new Date(ms).toISOString()

const outlook = (change: Partial<Outlook> = {}): Outlook => ({
  askedAt: iso(now - HOUR_MS),
  worst: { quantity: 'wave', value: 4.6, unit: 'm', at: iso(now + 5 * HOUR_MS), state: 'limit' },
  hoursOverLimit: 7,
  hoursOverCaution: 12,
  unknownShare: 0,
  synthetic: false,
  alternative: 'a',
  ...change,
})
const row = (change: Partial<VoyageHead> = {}, at = now) => boardRow(boardHead(now, change), at)

describe('the state of a voyage', () => {
  it('goes by its times, both ends under way', () => {
    const [departure, arrival] = [now - DAY_MS, now + 2 * DAY_MS]
    const at = (ms: number) => row({ departure: iso(departure), arrival: iso(arrival) }, ms).state
    expect([departure - 1, departure, arrival, arrival + 1].map(at)).toEqual([
      'planned',
      'under way',
      'under way',
      'arrived',
    ])
  })

  it('without times is planned', () => {
    expect(row({ arrival: null }).state).toBe('planned')
    expect(row({ departure: null }).state).toBe('planned')
  })
})

describe('where she is', () => {
  const passage: PassagePoint[] = [
    [now - 10 * HOUR_MS, 0, 179],
    [now + 10 * HOUR_MS, 0, -179, 'East side'],
    [now + 12 * HOUR_MS, 0, 181, ''],
    [now + 22 * HOUR_MS, 10, 181, 'End'],
  ]

  it('is by the schedule on the short way round', () => {
    expect(scheduledPlace(passage, now)).toEqual({ position: { lat: 0, lon: 180 }, courseDeg: 90 })
    const { position, reportedMs } = row({ passage }).place!
    expect(position.lon).toBeCloseTo(180, 9)
    expect(reportedMs).toBeNull()
  })

  it('is nowhere before and after the passage', () => {
    expect(scheduledPlace(passage, now - 11 * HOUR_MS)).toBeNull()
    expect(scheduledPlace(passage, now + 23 * HOUR_MS)).toBeNull()
    expect(scheduledPlace(passage, passage[0]![0])?.position).toEqual({ lat: 0, lon: 179 })
    expect(scheduledPlace([], now)).toBeNull()
  })

  it('is what she reported within a day, with its time and nothing reckoned on', () => {
    const reported = (ageMs: number) => row({ passage, reported: { at: iso(now - ageMs), lat: 3, lon: 178 } }).place
    expect(reported(3 * HOUR_MS)).toEqual({
      position: { lat: 3, lon: 178 },
      reportedMs: now - 3 * HOUR_MS,
      courseDeg: 90,
    })
    expect(reported(DAY_MS)!.reportedMs).toBeNull()
    expect(reported(-MINUTE_MS)!.reportedMs).toBe(now)
    expect(reported(-HOUR_MS)!.reportedMs).toBeNull()
  })

  it('is not what she reported before this passage', () => {
    const departure = iso(now - 2 * HOUR_MS)
    const reported = { at: iso(now - 3 * HOUR_MS), lat: 3, lon: 178 }
    expect(row({ passage, departure, reported }).place!.reportedMs).toBeNull()
  })

  it('is told only while she is under way', () => {
    expect(row({ departure: iso(now + HOUR_MS) }).place).toBeNull()
    expect(row({ arrival: iso(now - HOUR_MS) }).place).toBeNull()
  })

  it('has a next waypoint, which the end of a stay is not', () => {
    expect(row({ passage }).next).toMatchObject({ name: 'East side', etaMs: now + 10 * HOUR_MS })
    const staying: PassagePoint[] = [
      [now - 10 * HOUR_MS, 0, 1, 'Roads'],
      [now + HOUR_MS, 0, 1],
      [now + 9 * HOUR_MS, 5, 1, 'Berth'],
    ]
    expect(row({ passage: staying }).next?.name).toBe('Berth')
    expect(row({ passage: staying, arrival: iso(now - 1) }).next).toBeNull()
  })
})

describe('what is ahead', () => {
  it('is the worst of the outlook while that is to come', () => {
    expect(row({ outlook: outlook() }).ahead).toEqual({
      kind: 'known',
      state: 'limit',
      quantity: 'wave',
      value: 4.6,
      unit: 'm',
      atMs: now + 5 * HOUR_MS,
    })
  })

  it('is not known once that is astern, and never counts as over the limit then', () => {
    const later = row({ outlook: outlook() }, now + 5 * HOUR_MS + 1)
    expect(later.ahead).toEqual({ kind: 'passed', atMs: now + 5 * HOUR_MS })
    expect(later.attention).not.toBe(0)
  })

  it('is not known without an outlook, or with one that knows nothing, and hours are missing rather than none', () => {
    expect(row()).toMatchObject({ ahead: { kind: 'not-asked' }, hoursOverLimit: null, unknownShare: 1 })
    expect(row({ outlook: outlook({ worst: null, unknownShare: 1 }) }).ahead).toEqual({ kind: 'not-known' })
  })
})

describe('the age of the answer', () => {
  const link = (hours: number) => ({
    alternative: 'a',
    taskId: 't',
    taskName: 't',
    first: 0,
    count: 5,
    askedAt: iso(now - hours * HOUR_MS),
  })

  it('is that of the outlook, else of the newest answer', () => {
    expect(row({ outlook: outlook(), answers: [link(3)] }).askedMs).toBe(now - HOUR_MS)
    expect(row({ answers: [link(9), link(3), link(5)] }).askedMs).toBe(now - 3 * HOUR_MS)
    expect(row().askedMs).toBeNull()
  })

  it('is due after six hours, or without an answer, and only under way', () => {
    const aged = (hours: number, change: Partial<VoyageHead> = {}) => row({ answers: [link(hours)], ...change }).isDue
    expect([aged(5.99), aged(6), row().isDue]).toEqual([false, true, true])
    expect(aged(9, { departure: iso(now + 1) })).toBe(false)
    expect(row({ arrival: iso(now - 1) }).isDue).toBe(false)
  })
})

describe('the order', () => {
  it('is over a limit ahead, due, arriving, then under way, planned and arrived as they came', () => {
    const fresh = outlook({ worst: null })
    const heads = {
      arrived: { arrival: iso(now - HOUR_MS), outlook: outlook() },
      planned: { departure: iso(now + HOUR_MS), outlook: fresh },
      'rest 2': { outlook: fresh },
      'rest 1': { outlook: fresh },
      arriving: { arrival: iso(now + DAY_MS), outlook: fresh },
      'due since 9': { outlook: outlook({ worst: null, askedAt: iso(now - 9 * HOUR_MS) }) },
      'never asked': {},
      'over later': { outlook: outlook({ worst: { ...outlook().worst!, at: iso(now + 9 * HOUR_MS) } }) },
      'over soon': { outlook: outlook() },
      'planned, over': {
        departure: iso(now + 1),
        outlook: outlook({ worst: { ...outlook().worst!, at: iso(now + 7 * HOUR_MS) } }),
      },
    } satisfies Record<string, Partial<VoyageHead>>
    const rows = Object.entries(heads).map(([name, change]) => row({ ...change, name }))
    expect(byAttention(rows).map(({ name }) => name)).toEqual([
      'over soon',
      'planned, over',
      'over later',
      'never asked',
      'due since 9',
      'arriving',
      'rest 2',
      'rest 1',
      'planned',
      'arrived',
    ])
  })
})

describe('the rest of a voyage', () => {
  // Northwards along 4°E, then on to 62°N 6°E.
  const words = (lat: number, lon: number, ageMs = HOUR_MS, change: Partial<VoyageHead> = {}) =>
    noRestWords(row({ reported: { at: iso(now - ageMs), lat, lon }, ...change }), now)

  it('can be planned from a report that counts', () => {
    expect(words(56, 4)).toBeNull()
    expect(words(61.9, 5.9)).toBeNull()
    // Beyond the last waypoint by course, but on her way there.
    expect(words(57.9, 4.1, HOUR_MS, { passage: turningBack })).toBeNull()
  })

  it('cannot without one that counts, and says why', () => {
    expect(noRestWords(row(), now)).toBe('no report yet')
    expect(words(56, 4, 25 * HOUR_MS, { departure: iso(now - 3 * DAY_MS) })).toBe('the last report is over a day old')
    expect(words(56, 4, -HOUR_MS)).toBe('the last report is for a time to come')
    expect(words(56, 4, 2 * HOUR_MS, { departure: iso(now - HOUR_MS) })).toBe(
      'the last report is from before she sailed',
    )
  })

  it('is nothing at the last waypoint and past it', () => {
    expect(words(62, 6.01)).toBe('she is at its end')
    expect(words(62.5, 6.5)).toBe('she is at its end')
    const stay: PassagePoint[] = [...row().passage, [now + 4 * DAY_MS, 62, 6]]
    expect(words(62.5, 6.5, HOUR_MS, { passage: stay })).toBe('she is at its end')
  })

  const turningBack: PassagePoint[] = [
    [now - DAY_MS, 52, 4],
    [now + DAY_MS, 58, 4],
    [now + 3 * DAY_MS, 57, 4.2],
  ]
})
