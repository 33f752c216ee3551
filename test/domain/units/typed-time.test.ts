import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '#src/domain/time.ts'
import { formatIso, formatUtc, formatUtcFull } from '#src/domain/units/time-text.ts'
import { readTypedTime } from '#src/domain/units/typed-time.ts'

const nearMs = Date.UTC(2026, 10, 22, 17, 51)
const fromMs = Date.UTC(2026, 10, 28, 9, 30)
const read = (text: string, near = nearMs) => readTypedTime(text, { nearMs: near, fromMs })
/** What a text is taken for, or the sentence that refuses it. */
const readingOf = (text: string, near = nearMs) => {
  const result = read(text, near)
  return 'problem' in result ? result.problem : formatUtcFull(result.value)
}

describe('a typed time', () => {
  it.each([
    '29/11 0600',
    '29/11 0600Z',
    '29/11 06:00',
    '29/11 6:00',
    '29/11 06Z',
    '29-11 0600',
    '29.11 0600',
    '29.11. 06:00',
    '29.11. 06.00',
    '29.11.2026 06:00',
    '29/11/2026 0600',
    '29/11/26 0600 UTC',
    '29 11 0600',
    '290600Z',
    '290600',
    '290600Z NOV',
    '290600ZNOV26',
    '290600 Nov 2026',
    '29 0600',
    '29/0600',
    '29/06Z',
    '29 Nov 0600',
    '29 Nov 0600Z',
    '29 Nov 06Z',
    '29 Nov 0600 hrs',
    '0600Z 29 Nov 2026',
    '29 November, 06:00Z',
    '29nov0600',
    '29-Nov-26 06.00',
    '29th Nov. 0600 GMT',
    '0600Z 29 Nov',
    '0600/29 Nov',
    '0600 29/11',
    '29 Nov 2026 06:00Z',
    '2026-11-29T06:00Z',
    '2026-11-29T07:00+01:00',
  ])('%s', (text) => {
    expect(readingOf(text)).toBe('29 Nov 2026 06:00Z')
  })

  it.each([
    ['0600', '22 Nov 2026 06:00Z'],
    ['0500', '23 Nov 2026 05:00Z'],
    ['2359', '22 Nov 2026 23:59Z'],
    ['5:00', '23 Nov 2026 05:00Z'],
    ['12Z', '22 Nov 2026 12:00Z'],
    ['3/2 0600', '03 Feb 2027 06:00Z'],
    ['11/12 0600', '11 Dec 2026 06:00Z'],
    ['010600', '01 Dec 2026 06:00Z'],
    ['29 Nov 2000', '29 Nov 2026 20:00Z'],
  ])('%s is the one nearest to the planned time', (text, reading) => {
    expect(readingOf(text)).toBe(reading)
  })

  it('looks two months away for a day that the months between do not have', () => {
    expect(readingOf('310600', Date.UTC(2026, 2, 1))).toBe('31 Jan 2026 06:00Z')
    expect(readingOf('010600', Date.UTC(2026, 11, 31))).toBe('01 Jan 2027 06:00Z')
  })

  it.each([
    ['+6h', 6 * HOUR_MS],
    ['+6h30', 6.5 * HOUR_MS],
    ['+6 h 30 min', 6.5 * HOUR_MS],
    ['+6:30', 6.5 * HOUR_MS],
    ['+90min', 90 * MINUTE_MS],
    ['+1d6h', 30 * HOUR_MS],
    ['+1 d 6 h', 30 * HOUR_MS],
    ['+1,5h', 1.5 * HOUR_MS],
    ['-2h', -2 * HOUR_MS],
    ['−2h', -2 * HOUR_MS],
    ['+0h', 0],
  ])('%s counts from where it is told to', (text, stepMs) => {
    expect(read(text)).toEqual({ value: fromMs + stepMs, echo: formatUtcFull(fromMs + stepMs) })
  })

  it('counts from the minute that is shown', () => {
    expect(readTypedTime('+6h', { nearMs, fromMs: fromMs + 40_000 })).toHaveProperty('value', fromMs + 6 * HOUR_MS)
  })

  const unreadable = 'This is not a time. Write it as 22 Nov 2026 17:51Z, 22/11 1751 or +6h.'
  it.each([
    ['', unreadable],
    ['tomorrow', unreadable],
    ['600', unreadable],
    ['29', unreadable],
    ['6pm', unreadable],
    ['29 Foo 0600', unreadable],
    ['+six hours', unreadable],
    ['+1e9d', unreadable],
    ['+999999999d', unreadable],
    ['29/11', 'Add the time of day, such as 0600.'],
    ['29 Nov', 'Add the time of day, such as 0600.'],
    ['29.11.2026', 'Add the time of day, such as 0600.'],
    ['2026-11-29', 'Add the time of day, such as 0600.'],
    ['29 Nov 2026', 'Is 2026 the year? Add the time of day, or write 20:26.'],
    ['29/11 2027', 'Is 2027 the year? Add the time of day, or write 20:27.'],
    ['11/2026', 'Is 2026 the year? Add the time of day, or write 20:26.'],
    ['29/11 2400', 'A time of day is 00:00 to 23:59.'],
    ['29/11 06:60', 'A time of day is 00:00 to 23:59.'],
    ['11/29 0600', 'There is no month 29. The day comes first.'],
    ['31/11 0600', 'There is no 31 Nov near the planned time.'],
    ['31/11/2026 0600', 'There is no 31 Nov in 2026.'],
    ['29 Feb 0600', 'There is no 29 Feb near the planned time.'],
    ['320600Z', 'There is no day 32 in a month.'],
    ['26/11/29 0600', 'Write the year with four figures.'],
    ['+6', '+6 of what? Write +6h or +6min.'],
    ['0600 LT', 'Times here are UTC. Write it without LT.'],
    ['29/11 0600+0100', 'Times here are UTC. Write it without +0100.'],
    ['290600A', 'Times here are UTC. Write it without A.'],
  ])('%j is refused', (text, sentence) => {
    expect(readingOf(text)).toBe(sentence)
  })

  it('is refused where two are equally near, and said which', () => {
    expect(readingOf('0600', Date.UTC(2026, 10, 22, 18))).toBe(
      '22 Nov 2026 06:00Z and 23 Nov 2026 06:00Z are equally near. Add the day.',
    )
  })

  it('is not counted from a time that is not known', () => {
    expect(readTypedTime('+6h', { nearMs, fromMs: null })).toEqual({
      problem: 'The time to count from is not known. Write the time itself.',
    })
  })

  it('is echoed unless it was typed in full', () => {
    expect(read('29/11 0600')).toHaveProperty('echo', '29 Nov 2026 06:00Z')
    expect(read('29/11/2026 0600Z')).toHaveProperty('echo', '29 Nov 2026 06:00Z')
    expect(read('29 nov 2026 0600')).not.toHaveProperty('echo')
  })
})

const minutes = fc.integer({ min: -20_000_000, max: 60_000_000 }).map((minute) => minute * MINUTE_MS)
const two = (value: number) => String(value).padStart(2, '0')

/** A minute in the ways it can be typed without its year. */
function waysToType(ms: number): readonly string[] {
  const date = new Date(ms)
  const [day, month] = [date.getUTCDate(), date.getUTCMonth() + 1]
  const [hour, minute] = [two(date.getUTCHours()), two(date.getUTCMinutes())]
  const name = formatUtc(ms).slice(3, 6)
  return [
    `${day}/${month} ${hour}:${minute}`,
    `${two(day)}.${two(month)}. ${hour}.${minute}`,
    `${day} ${name} ${hour}${minute}Z`,
    `${hour}${minute}Z ${two(day)} ${name}`,
    `${two(day)}${hour}${minute}Z${name}`,
  ]
}

describe('every typed time', () => {
  it('is the minute that was meant, with the day before the month, up to half a year from the planned one', () => {
    fc.assert(
      fc.property(minutes, fc.integer({ min: -181 * 1440, max: 181 * 1440 }), (ms, away) => {
        const base = { nearMs: ms + away * MINUTE_MS, fromMs: null }
        for (const text of waysToType(ms)) expect(readTypedTime(text, base), text).toHaveProperty('value', ms)
      }),
    )
  })

  it('is the nearest of its day of the month, and of its time of day', () => {
    fc.assert(
      fc.property(minutes, fc.integer({ min: -13 * 1440, max: 13 * 1440 }), (ms, away) => {
        const text = `${two(new Date(ms).getUTCDate())}${formatIso(ms).slice(11, 16).replace(':', '')}Z`
        expect(readTypedTime(text, { nearMs: ms + away * MINUTE_MS, fromMs: null })).toHaveProperty('value', ms)
      }),
    )
    fc.assert(
      fc.property(minutes, fc.integer({ min: -719, max: 719 }), (ms, away) => {
        const text = formatIso(ms).slice(11, 16)
        expect(readTypedTime(text, { nearMs: ms + away * MINUTE_MS, fromMs: null })).toHaveProperty('value', ms)
      }),
    )
  })

  it('reads its own echo back as the same minute', () => {
    fc.assert(
      fc.property(minutes, fc.integer({ min: 0, max: 90 * 1440 }), (ms, step) => {
        const result = readTypedTime(`+${step} min`, { nearMs: ms, fromMs: ms })
        const echo = 'echo' in result ? result.echo : undefined
        expect(readTypedTime(echo ?? '', { nearMs: ms + 400 * DAY_MS, fromMs: null })).toEqual({
          value: ms + step * MINUTE_MS,
        })
      }),
    )
  })

  it('never throws, whatever is typed', () => {
    const keys = fc.string({ unit: fc.constantFrom(..."0123456789 /.-:+,zhdminovT'Zü"), maxLength: 70 })
    fc.assert(
      fc.property(keys, minutes, (text, ms) => {
        const result = readTypedTime(text, { nearMs: ms, fromMs: ms })
        const isTime = 'value' in result && Number.isFinite(result.value)
        expect(isTime || ('problem' in result && result.problem.endsWith('.'))).toBe(true)
      }),
      { numRuns: 3000 },
    )
  })
})
