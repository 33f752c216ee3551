import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readWireTime, timeFormOf } from '#src/domain/metocean/wire/wire-time.ts'

const timeMs = Date.UTC(2026, 10, 22, 17)

describe('a time of an answer', () => {
  it.each([
    ['2026-11-22T17:00:00Z', 'contract'],
    ['2026-11-22T17:00:00.000Z', 'contract'],
    ['2026-11-22T17:00:00+00:00', 'contract'],
    ['2026-11-22T19:00:00+02:00', 'contract'],
    ['2026-11-22T17:00:00', 'zoneless'],
    ['2026-11-22 17:00:00', 'zoneless'],
    ['2026-11-22T17:00:00.000000', 'zoneless'],
    ['2026-11-22T17:00', 'zoneless'],
    ['2026-11-22T17:00:00+00:00Z', 'unusual'],
    ['2026-11-22T17:00:00-0000Z', 'unusual'],
    ['2026-11-22 17:00:00 UTC', 'unusual'],
    ['2026-11-22 17:00:00 utc', 'unusual'],
    ['2026-11-22T17:00:00 GMT', 'unusual'],
    ['2026-11-22 17:00:00Z', 'unusual'],
    ['2026-11-22t17:00:00z', 'unusual'],
    ['2026-11-22T17:00:00+0000', 'unusual'],
    ['2026-11-22T17:00:00+00', 'unusual'],
    ['2026-11-22 17:00:00.000 +00:00', 'unusual'],
    ['2026-11-22T17:00:00,000Z', 'unusual'],
    [' 2026-11-22T17:00:00Z ', 'unusual'],
  ])('%s is read as UTC', (text, form) => {
    expect(new Date(readWireTime(text)).toISOString()).toBe('2026-11-22T17:00:00.000Z')
    expect(timeFormOf(text)).toBe(form)
  })

  it('without a time of day is midnight', () => {
    expect(readWireTime('2026-11-22')).toBe(Date.UTC(2026, 10, 22))
  })

  it.each([
    '',
    'yesterday',
    '2026-11-22T17:00:00+02:00Z',
    '2026-11-22T17:00:00 CET',
    '2026-13-22T17:00:00Z',
    '22.11.2026 17:00',
    '2026-11-22T17:00:00Z, about',
    null,
    1_795_366_800_000,
    `2026-11-22T17:00:00.${'0'.repeat(60)}Z`,
  ])('does not guess at %j', (value) => expect(readWireTime(value)).toBeNaN())

  it('is the same in every form it may be written in', () => {
    const clock = fc.integer({ min: 0, max: 2 * timeMs }).map((ms) => new Date(Math.floor(ms / 1000) * 1000))
    const between = fc.constantFrom('T', 't', ' ')
    const zone = fc.constantFrom('', 'Z', 'z', ' UTC', ' Z', '+00:00', '+0000', '+00', '+00:00Z', '-00:00')
    const fraction = fc.constantFrom('', '.0', '.000', '.000000')
    fc.assert(
      fc.property(clock, between, fraction, zone, (date, letter, part, end) => {
        const text = date.toISOString().replace('T', letter).replace('.000Z', `${part}${end}`)
        expect(readWireTime(text)).toBe(date.getTime())
      }),
    )
  })
})
