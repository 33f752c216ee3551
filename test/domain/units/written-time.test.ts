import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fileTime } from '#src/domain/formats/file-values.ts'
import { midnightOfDate, readWrittenTime } from '#src/domain/units/written-time.ts'

const at = Date.UTC(2026, 10, 22, 17, 51)
const iso = (text: string) => {
  const ms = fileTime(text)
  return ms === null ? null : new Date(ms).toISOString().slice(0, 16)
}

describe('a time of a file', () => {
  it.each([
    '22 Nov 2026 17:51Z',
    '22-Nov-26 17:51',
    '22.11.2026 17:51',
    '22.11.2026, 17.51',
    '22/11/2026 1751',
    '11/22/2026 5:51 PM',
    '11/22/2026 05:51:00 p.m.',
    '2026/11/22 17:51',
    '2026.11.22 17:51',
    '20261122 1751',
    '20261122T175100Z',
    '202611221751',
    '221751Z NOV 26',
    '221751ZNOV26',
    '22 1751Z NOV 2026',
    '1751Z 22 Nov 2026',
    '17:51 UTC 22 Nov 2026',
    'Sun, 22 Nov 2026 17:51:00 GMT',
    'Sonntag, 22. November 2026 17:51 Uhr',
    'dim. 22 nov. 2026 17h51',
    'domingo 22 de noviembre de 2026 17:51',
    '22 novembro 2026 17:51',
    '22 november 2026 kl. 17:51',
    'Nov 22, 2026 17:51',
    '2026 Nov 22 17:51',
    'Start: 11/22/2026 17:51 (Nighttime)',
    '11/22/2026 17:51 (Daytime)',
    '22.11.2026 18:51 MEZ',
    '22.11.2026 20:51 (UTC+3)',
    '22.11.2026 2051 LT (UTC+3)',
    '22.11.2026 20:51 ZD -3',
    '22.11.2026 07:51 ZD +10',
    '22.11.2026 07:51 ZD: +10',
    '2026-11-22 20:51 +03:00',
    '221851A NOV 26',
    '221251RNOV26',
    '2026-11-22 19:51 B',
    '1251R 22 Nov 2026',
    '2026-11-22T12:51-05:00',
    '2026-11-22 12:51:00 -05:00',
    '2026-11-22 12:51 UTC - 5',
  ])('%s', (text) => expect(fileTime(text)).toBe(at))

  it('at 24:00 is the beginning of the next day', () => expect(iso('22.11.2026 24:00')).toBe('2026-11-23T00:00'))

  it.each([
    '',
    'noon',
    '17:51',
    '22 Nov 2026',
    '22 Nov 17:51Z',
    '11/12/2026 17:51',
    '22/11/26 17:51',
    '22.11.2026 17:51 LT',
    '22.11.2026 17:51 BST',
    '22.11.2026 25:00',
    '22.11.2026 13:51 PM',
    '30 Feb 2026 10:00',
    '221751Z',
    '46000.25',
    '1795400000',
    '22.11.2026 17:51 UTC+3 GMT+4',
    '22.11/2026 17:51',
    '22 Nov 2026 17:51 foo',
    '2026-11-22 15:51 - 17:51',
    '2026-11-22 06:00-08:00',
    '2026-11-22 15:51-17:51',
    '2026-11-22 06:00 UTC - 08:00',
    '2026-11-22 17:51 A',
    '2026-11-22 05:51P',
    '2026-11-22 17:51 L',
    '2026-11-22 14:51 (-3)',
    '2026-11-22 14:51 UTC-3.5',
    '2026-11-22 17:51 CET/CEST',
  ])('is none, or not for sure, in %j', (text) => expect(fileTime(text)).toBeNull())

  it('says of each part what is written', () => {
    expect(readWrittenTime('0630')).toEqual({ date: null, clockMs: 6.5 * 3_600_000, dottedClock: false, zone: null })
    expect(readWrittenTime('06.30')).toMatchObject({ clockMs: 6.5 * 3_600_000, dottedClock: true })
    expect(readWrittenTime('6:30 am LT')).toMatchObject({ clockMs: 6.5 * 3_600_000, zone: 'local' })
    expect(readWrittenTime('131751Z')).toMatchObject({ date: { kind: 'day', day: 13 }, zone: 0 })
    expect(readWrittenTime('131751')).toBeNull()
    expect(readWrittenTime('13/04/26')).toMatchObject({
      date: { kind: 'numbers', first: 13, second: 4, year: 2026, shortYear: true },
      clockMs: null,
    })
  })

  it('is the same however it is printed', () => {
    const two = (value: number) => String(value).padStart(2, '0')
    const names = [
      'jan',
      'fév',
      'März',
      'avril',
      'mayo',
      'giugno',
      'juli',
      'agosto',
      'sept',
      'oktober',
      'novembro',
      'Dez',
    ]
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 60_000_000 }),
        fc.integer({ min: -12, max: 14 }),
        fc.nat(7),
        (minutes, zone, form) => {
          const date = new Date(minutes * 60_000)
          const local = new Date(minutes * 60_000 + zone * 3_600_000)
          const [year, month, day] = [local.getUTCFullYear(), local.getUTCMonth(), local.getUTCDate()]
          const clock = `${two(local.getUTCHours())}:${two(local.getUTCMinutes())}`
          const run = clock.replace(':', '')
          const sign = zone < 0 ? '-' : '+'
          const written = [
            `${year}-${two(month + 1)}-${two(day)}T${clock}${sign}${two(Math.abs(zone))}:00`,
            `${day}. ${names[month]} ${year} ${clock} UTC${sign}${Math.abs(zone)}`,
            `${two(day)}.${two(month + 1)}.${year} ${run} ZD ${zone < 0 ? '+' : '-'}${Math.abs(zone)}`,
            `${year}${two(month + 1)}${two(day)} ${run} (UTC${sign}${Math.abs(zone)})`,
            `${clock} GMT${sign}${Math.abs(zone)} ${two(day)} ${names[month]} ${year}`,
            `${two(day)} ${run} ${names[month]} ${year} UTC${sign}${Math.abs(zone)}`,
            `${names[month]} ${day}, ${year} ${((local.getUTCHours() + 11) % 12) + 1}:${two(local.getUTCMinutes())} ${local.getUTCHours() < 12 ? 'AM' : 'PM'} UTC${sign}${Math.abs(zone)}`,
            `${year}/${month + 1}/${day} ${clock} LT (UTC${sign}${Math.abs(zone)})`,
          ][form]
          expect(fileTime(written)).toBe(date.getTime())
        },
      ),
    )
  })

  it('has its day and month told by whoever knows, where both are possible', () => {
    const date = readWrittenTime('11/12/2026')?.date
    if (!date) throw new Error('it is a date')
    expect([true, false, null].map((dayFirst) => midnightOfDate(date, dayFirst))).toEqual([
      Date.UTC(2026, 11, 11),
      Date.UTC(2026, 10, 12),
      null,
    ])
  })
})
