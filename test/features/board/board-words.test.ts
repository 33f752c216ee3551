import { describe, expect, it } from 'vitest'
import { boardRow } from '#src/domain/library/board.ts'
import type { Outlook, VoyageHead } from '#src/domain/library/wire.ts'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '#src/domain/time.ts'
import { defaultUnits } from '#src/domain/units/unit-choice.ts'
import {
  ageWords,
  aheadTone,
  aheadWords,
  coarsePosition,
  deskWords,
  nextWords,
  overWords,
  placeWords,
  shipLine,
  titleOf,
} from '#src/features/board/board-words.ts'
import { boardHead } from '#test/support/board-head.ts'

const now = Date.UTC(2026, 10, 25, 12)
const iso = (ms: number) => new Date(ms).toISOString()
const row = (change: Partial<VoyageHead> = {}) => boardRow(boardHead(now, change), now)

const wave = { quantity: 'wave', value: 4.61, unit: 'm', at: iso(now + 5 * HOUR_MS), state: 'limit' } as const
const outlook = (change: Partial<Outlook> = {}): Outlook => ({
  askedAt: iso(now - HOUR_MS),
  worst: wave,
  hoursOverLimit: 7,
  hoursOverCaution: 12.5,
  unknownShare: 0,
  synthetic: false,
  alternative: 'a',
  ...change,
})

describe('the name of a voyage', () => {
  it('is its own, else its ports, else none', () => {
    expect(titleOf({ name: 'North Sea', from: 'A', to: 'B' })).toBe('North Sea')
    expect(titleOf({ name: '', from: 'A', to: 'B' })).toBe('A – B')
    expect(titleOf({ name: '', from: '', to: 'B' })).toBe('B')
    expect(titleOf({ name: '', from: '', to: '' })).toBe('Untitled voyage')
  })

  it('is followed by the ship and, where it is not made of them, the ports', () => {
    expect(shipLine(row())).toBe('Astrid · Rotterdam – Ålesund')
    expect(shipLine(row({ name: '' }))).toBe('Astrid')
    expect(shipLine(row({ name: 'Rotterdam – Ålesund' }))).toBe('Astrid')
    expect(shipLine(row({ ship: { name: '', imo: '9321483', callSign: '' } }))).toMatch(/^IMO 9321483 · /)
    expect(shipLine(row({ ship: { name: '', imo: '', callSign: '' }, from: '', to: '' }))).toBe('No ship given')
  })
})

describe('where she is', () => {
  const words = (change: Partial<VoyageHead> = {}) => placeWords(row(change), defaultUnits, now)

  it('is by the schedule, or as she reported', () => {
    expect(words()).toEqual({ main: "55°00'N 004°00'E", more: 'by schedule' })
    const reported = { at: iso(now - 3 * HOUR_MS - MINUTE_MS), lat: 54.5, lon: 3.25 }
    expect(words({ reported })).toEqual({ main: "54°30'N 003°15'E", more: 'reported 3 h ago' })
  })

  it('is told by the times while she is nowhere at sea', () => {
    expect(words({ departure: iso(now + DAY_MS) })).toEqual({ main: 'Not sailed', more: 'leaves 26 Nov 12:00Z' })
    expect(words({ departure: iso(now - 9 * DAY_MS), arrival: iso(now - DAY_MS) })).toEqual({
      main: 'Arrived',
      more: '24 Nov 12:00Z',
    })
    expect(words({ departure: iso(now + 60 * DAY_MS) }).more).toBe('leaves 24 Jan 2027 12:00Z')
  })

  it('is missing without a schedule', () => {
    const missing = { main: '—', more: 'no schedule yet' }
    expect(words({ departure: null, arrival: null, passage: [] })).toEqual(missing)
    expect(words({ arrival: null, passage: [] })).toEqual(missing)
    expect(words({ passage: [] })).toEqual(missing)
  })

  it('is coarse in each notation, and carries into the next degree', () => {
    const place = { lat: 51.99999, lon: -179.99999 }
    expect(coarsePosition(place, 'minutes')).toBe("52°00'N 180°00'E")
    expect(coarsePosition({ lat: -0.5, lon: 4.0333 }, 'minutes')).toBe("00°30'S 004°02'E")
    expect(coarsePosition({ lat: -0.5, lon: 4.0333 }, 'seconds')).toBe("00°30'S 004°02'E")
    expect(coarsePosition({ lat: -0.5, lon: 4.0333 }, 'decimal')).toBe('-0.50, 4.03')
    expect(coarsePosition({ lat: 10, lon: 100 }, 'decimal')).toBe('10.00, 100.00')
  })
})

describe('what comes next', () => {
  const words = (change: Partial<VoyageHead> = {}) => nextWords(row(change), defaultUnits, now)

  it('is a waypoint by its name and ETA, the last one without a name by the port, any other by its position', () => {
    expect(words()).toEqual({ main: 'Utsira', more: '26 Nov 12:00Z' })
    const [arrival, departure] = [now + DAY_MS, now - DAY_MS]
    const passage: VoyageHead['passage'] = [
      [departure, 52, 4],
      [arrival, 58, 4],
    ]
    expect(words({ passage, arrival: iso(arrival) }).main).toBe('Ålesund')
    expect(words({ passage, arrival: iso(arrival), to: '' }).main).toBe("58°00'N 004°00'E")
    expect(words({ passage }).main).toBe("58°00'N 004°00'E")
  })

  it('is missing without one', () => {
    expect(words({ passage: [] })).toEqual({ main: '—', more: '' })
    expect(words({ arrival: iso(now - HOUR_MS) })).toEqual({ main: '—', more: '' })
  })
})

describe('what is worst ahead', () => {
  const words = (change: Partial<Outlook> | null, units = defaultUnits) =>
    aheadWords(row({ outlook: change && outlook(change) }), units, now)
  const tone = (change: Partial<Outlook> | null) => aheadTone(row({ outlook: change && outlook(change) }))

  it('is the state in a word, and what and when', () => {
    expect(words({})).toEqual({ main: 'Over limit', more: 'Wave height 4.6 m, 25 Nov 17:00Z' })
    expect(words({ worst: { ...wave, state: 'caution' } }).main).toBe('Caution')
    expect(words({ worst: { ...wave, state: 'ok' } }).main).toBe('Inside limits')
    expect(words({}, { ...defaultUnits, height: 'ft' }).more).toBe('Wave height 15.1 ft, 25 Nov 17:00Z')
  })

  it('of a quantity this version does not watch is told in its own unit', () => {
    expect(words({ worst: { ...wave, quantity: 'Ice', value: 3, unit: '/10' } }).more).toBe(
      'Ice 3.0 /10, 25 Nov 17:00Z',
    )
  })

  it('with gaps is called inside its limits by nobody, and what is over stays so', () => {
    const ok = { worst: { ...wave, state: 'ok' }, unknownShare: 0.055 } as const
    expect([tone(ok), words(ok).main]).toEqual(['unknown', '5.5 % not known'])
    expect(words({ ...ok, unknownShare: 0.25 }).main).toBe('25 % not known')
    expect([tone({ unknownShare: 0.25 }), words({ unknownShare: 0.25 }).main]).toEqual(['limit', 'Over limit'])
  })

  it('is not known before an answer, with one of gaps, and once its worst lies astern', () => {
    expect([tone(null), words(null)]).toEqual(['unknown', { main: 'Not known', more: 'no weather yet' }])
    expect(words({ worst: null })).toEqual({ main: 'Not known', more: 'nothing to judge by' })
    const passed = { worst: { ...wave, at: iso(now - HOUR_MS) } }
    expect([tone(passed), words(passed)]).toEqual(['unknown', { main: 'Not known', more: 'worst was 25 Nov 11:00Z' }])
  })
})

describe('the hours over a limit', () => {
  const words = (change: Partial<Outlook> | null) => overWords(row({ outlook: change && outlook(change) }))

  it('are counted, none too', () => {
    expect(words({})).toEqual({ main: '7.0 h', more: 'caution 12.5 h' })
    expect(words({ hoursOverLimit: 0, hoursOverCaution: 0 })).toEqual({ main: '0 h', more: 'caution 0 h' })
  })

  it('with gaps are at least so many, and never none', () => {
    expect(words({ unknownShare: 0.1 })).toEqual({ main: '≥ 7.0 h', more: 'caution ≥ 12.5 h' })
    expect(words({ unknownShare: 0.1, hoursOverLimit: 0 }).main).toBe('none known')
    expect(words({ unknownShare: 0.1, hoursOverLimit: 0, hoursOverCaution: 0 })).toEqual({
      main: 'none known',
      more: 'nor over caution',
    })
  })

  it('are missing rather than zero where nothing is known of what is ahead', () => {
    const missing = { main: '—', more: '' }
    expect(words(null)).toEqual(missing)
    expect(words({ worst: null, hoursOverLimit: 0 })).toEqual(missing)
    expect(words({ worst: { ...wave, at: iso(now - 1) } })).toEqual(missing)
  })
})

describe('the age of the answer', () => {
  const words = (askedAt: string | null, change: Partial<VoyageHead> = {}) =>
    ageWords(row({ outlook: askedAt === null ? null : outlook({ askedAt }), ...change }), now)

  it('is how long ago it was asked, and says when a newer one is due', () => {
    expect(words(iso(now - 2.5 * HOUR_MS))).toEqual({ main: '2 h ago', more: '', title: 'Asked at 25 Nov 09:30Z' })
    expect(words(iso(now - 7 * HOUR_MS))).toMatchObject({ main: '7 h ago', more: 'due' })
  })

  it('is told where there is none, which is due only under way', () => {
    const title = 'Nobody has asked for this voyage’s weather'
    expect(words(null)).toEqual({ main: 'No answer', more: 'due', title })
    expect(words(null, { departure: iso(now + HOUR_MS) })).toEqual({ main: 'No answer', more: '', title })
  })
})

describe('who has it open', () => {
  const desk = (user: string, edits = false) => ({ user, edits })

  it.each([
    ['nobody', [], '', ''],
    ['somebody who edits', [desk('Anna', true)], 'Anna edits', ''],
    ['readers, each once', [desk('Anna'), desk('Ben'), desk('Anna')], 'Anna, Ben', ''],
    ['who edits before who reads', [desk('Ben'), desk('Anna', true), desk('Cleo')], 'Anna edits', 'also Ben, Cleo'],
    ['one person at two desks', [desk('Anna', true), desk('Anna')], 'Anna edits', ''],
    ['a desk without a name', [desk('')], 'open', ''],
    ['desks without names, one of which edits', [desk(''), desk('', true), desk('')], 'being edited', ''],
  ])('%s', (_who, desks, main, more) => {
    expect(deskWords({ desks })).toEqual({ main, more })
  })
})
