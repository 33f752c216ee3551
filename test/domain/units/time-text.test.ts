import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  formatClock,
  formatClockNear,
  formatClockSeconds,
  formatDuration,
  formatIso,
  formatUtc,
  formatUtcFull,
  formatUtcNear,
  parseDuration,
  parseUtc,
} from '#src/domain/units/time-text.ts'
import { DAY_MS, HOUR_MS, minuteBegun, secondBegun } from '#src/domain/time.ts'

const at = Date.UTC(2026, 10, 22, 17, 51)

describe('times for the screen', () => {
  it('are UTC to the minute', () => {
    expect(formatUtc(at)).toBe('22 Nov 17:51Z')
    expect(formatUtcFull(at)).toBe('22 Nov 2026 17:51Z')
    expect(formatClock(at)).toBe('17:51Z')
    expect(formatIso(at)).toBe('2026-11-22T17:51:00Z')
  })

  it('take a computed time for the minute it misses by a rounding error, over midnight too', () => {
    expect(formatUtc(Date.UTC(2027, 0, 1) - 0.4)).toBe('01 Jan 00:00Z')
    expect(formatIso(Date.UTC(2027, 0, 1) - 0.4)).toBe('2027-01-01T00:00:00Z')
  })

  it.each([null, undefined, NaN, 9e15])('show %s as missing', (value) => {
    expect([formatUtc(value), formatUtcFull(value), formatIso(value)]).toEqual(['—', '—', '—'])
  })

  it.each([
    [0, '0 min'],
    [29_000, '0 min'],
    [59_000, '0 min'],
    [60_000, '1 min'],
    [60_000 - 0.4, '1 min'],
    [3_600_000, '1 h'],
    [((2 * 24 + 4) * 60 + 10) * 60_000, '2 d 4 h 10 min'],
    [-90 * 60_000, '−1 h 30 min'],
    [NaN, '—'],
  ])('duration %d ms is %s', (ms, text) => {
    expect(formatDuration(ms)).toBe(text)
  })
})

describe('the UTC field', () => {
  it.each([
    '22 Nov 2026 17:51Z',
    '22 nov 2026 17:51',
    ' 22  November 2026  17:51 UTC ',
    '22-Nov-2026 1751Z',
    '2026-11-22T17:51Z',
    '2026-11-22 17:51',
    '2026-11-22T17:51:00.000Z',
    '2026-11-22T18:51:00+01:00',
    '2026-11-22T12:21-0530',
  ])('reads %j', (text) => {
    expect(parseUtc(text)).toBe(at)
  })

  it.each([
    '',
    'tomorrow',
    '22 Nov 17:51Z',
    '30 Feb 2026 10:00Z',
    '2026-02-30T00:00:00Z',
    '22 Nov 2026 24:00Z',
    '22 Nov 2026 17:60Z',
    '22/11/2026 17:51',
    '22 Nov 26 17:51Z',
    '22 Foo 2026 10:00Z',
    '1e3',
  ])('refuses %j', (text) => {
    expect(() => parseUtc(text)).toThrow(expect.objectContaining({ code: 'time-unreadable' }) as Error)
  })

  it('reads back every minute it shows', () => {
    fc.assert(
      fc.property(fc.integer({ min: -30_000_000, max: 60_000_000 }), (minutes) => {
        const ms = minutes * 60_000
        expect(parseUtc(formatUtcFull(ms))).toBe(ms)
        expect(parseUtc(formatIso(ms))).toBe(ms)
      }),
    )
  })
})

it('names the year only where it is another one', () => {
  expect(formatUtcNear(at, at)).toBe('22 Nov 17:51Z')
  expect(formatUtcNear(Date.UTC(2027, 1, 8, 10, 18), at)).toBe('08 Feb 2027 10:18Z')
})

describe('all texts of a time', () => {
  it('agree on its day and its minute, and with the seconds of files', () => {
    const times = fc.double({ min: -1e12, max: 4e12, noNaN: true })
    fc.assert(
      fc.property(times, (ms) => {
        const iso = formatIso(ms)
        const [year, minute, second] = [iso.slice(0, 4), iso.slice(11, 16), iso.slice(11, 19)]
        expect(formatClockSeconds(ms)).toBe(`${second}Z`)
        expect(formatClock(ms)).toBe(`${minute}Z`)
        expect(formatClockNear(ms, ms)).toBe(`${minute}Z`)
        expect(formatUtcFull(ms)).toBe(`${formatUtc(ms).slice(0, 6)} ${year} ${minute}Z`)
        expect(formatUtcNear(ms, ms)).toBe(formatUtc(ms))
        expect(formatUtcNear(ms, ms + 400 * DAY_MS)).toBe(formatUtcFull(ms))
        expect(formatClockNear(ms, ms + 2 * DAY_MS)).toMatch(new RegExp(`^${formatUtc(ms).slice(0, 6)} .*${minute}Z$`))
        expect(parseUtc(formatUtcFull(ms))).toBe(minuteBegun(ms))
        expect(parseUtc(iso)).toBe(secondBegun(ms))
      }),
    )
  })

  it('say the same of a time and of what a request or a file keeps of it', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 4e12, noNaN: true }), (ms) => {
        expect(formatUtcFull(secondBegun(ms))).toBe(formatUtcFull(ms))
        expect(formatUtcFull(parseUtc(formatIso(ms)))).toBe(formatUtcFull(ms))
      }),
    )
    const eta = Date.UTC(2026, 10, 23, 15, 27, 59, 900)
    expect([formatUtc(eta), formatUtc(secondBegun(eta)), formatIso(eta)]).toEqual([
      '23 Nov 15:27Z',
      '23 Nov 15:27Z',
      '2026-11-23T15:27:59Z',
    ])
  })

  it('differ by the duration between them, from a departure on the minute', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 30 * DAY_MS }), (spanMs) => {
        const shownMs = parseUtc(formatUtcFull(at + spanMs)) - at
        expect(parseDuration(formatDuration(spanMs))).toBe(shownMs)
      }),
    )
  })

  it('never read as a minute that has not come', () => {
    const sent = Date.UTC(2026, 10, 22, 20, 48, 52)
    expect(formatUtc(sent)).toBe('22 Nov 20:48Z')
    expect(formatClock(sent)).toBe('20:48Z')
    expect(formatClockSeconds(sent + 999)).toBe('20:48:52Z')
    expect(formatUtc(NaN)).toBe('—')
  })
})

describe('a length of time in words', () => {
  it.each([
    ['6 h 30 min', 6.5],
    ['6h30m', 6.5],
    ['6:30', 6.5],
    ['6,5 h', 6.5],
    ['2 d 4 h 10 min', 52 + 1 / 6],
    ['90 minutes', 1.5],
    ['1 day', 24],
    ['0 min', 0],
    ['48:00', 48],
  ])('%s', (text, hours) => {
    expect(parseDuration(text)).toBeCloseTo(hours * HOUR_MS, 3)
  })

  it.each(['', '6', 'six hours', '6:75', '-2 h', '4 min 2 h', 'h', '1e9 h'])('is not %s', (text) => {
    expect(parseDuration(text)).toBeNull()
  })
})
