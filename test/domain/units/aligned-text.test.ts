import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { defaultLimits } from '#src/domain/limits/limits.ts'
import { shipInPlan, summarySections, summaryText } from '#src/domain/report/summary-sections.ts'
import { alignedText, MAIL_COLUMNS, tableInMail } from '#src/domain/units/aligned-text.ts'
import { emptyShip, noLoading } from '#src/domain/voyage/ship.ts'
import { emptyVoyage } from '#src/domain/voyage/voyage.ts'
import { passageAnswer } from '#test/support/voyage-answer.ts'

const longest = (lines: readonly string[]) => Math.max(...lines.map(({ length }) => length))
const cells = fc
  .array(fc.stringMatching(/^[a-z]{1,8}$/), { minLength: 1, maxLength: 8 })
  .map((words) => words.join(' '))
const tables = fc
  .integer({ min: 1, max: 6 })
  .chain((columns) =>
    fc.array(fc.array(cells, { minLength: columns, maxLength: columns }), { minLength: 1, maxLength: 5 }),
  )

describe('rows of cells as text', () => {
  it('are aligned', () => {
    expect(
      alignedText([
        ['Wind', '24 kn'],
        ['Wave height', '4.0 m'],
      ]),
    ).toEqual(['Wind         24 kn', 'Wave height  4.0 m'])
  })

  it('go on below where they are too wide, but not between a number and its unit', () => {
    expect(alignedText([['Wind', 'at least 14.1 h, 177.2 NM', 'none known']], 30)).toEqual([
      'Wind  at least  none known',
      '      14.1 h,',
      '      177.2 NM',
    ])
  })

  it('stay within the columns of a mail and lose nothing', () => {
    fc.assert(
      fc.property(tables, (rows) => {
        const lines = alignedText(rows)
        expect(longest(lines)).toBeLessThanOrEqual(MAIL_COLUMNS)
        const words = (text: readonly string[]) => text.join(' ').split(/ +/).sort()
        expect(words(lines)).toEqual(words(rows.flat()))
      }),
    )
  })
})

describe('a table in a mail', () => {
  it('is in parts where it is too wide, each with the first column', () => {
    const heads = ['Time (UTC)', ...Array.from({ length: 8 }, (_, index) => `Wind sea height ${'ABCDEFGH'[index]} (m)`)]
    const rows = [heads, ['22 Nov 18:00Z', ...Array.from({ length: 8 }, (_, index) => `${index}.5`)]]
    const lines = tableInMail(rows)
    expect(longest(lines)).toBeLessThanOrEqual(MAIL_COLUMNS)
    expect(lines.filter((line) => line.startsWith('22 Nov 18:00Z'))).toHaveLength(
      lines.filter((line) => line === '').length + 1,
    )
    for (let index = 0; index < 8; index++) expect(lines.filter((line) => line.includes(`${index}.5`))).toHaveLength(1)
  })

  it('never breaks a figure', () => {
    const lines = tableInMail([
      ['Time', 'Position'],
      ['22 Nov 18:00Z', "50°12.000'N"],
    ])
    expect(lines.at(-1)).toBe("22 Nov 18:00Z  50°12.000'N")
  })
})

it.each(['minutes', 'seconds'] as const)(
  'a summary in a mail is at most 78 columns wide, with positions in %s',
  (position) => {
    const answer = passageAnswer()
    const voyage = { ...emptyVoyage('v', 0), name: 'Rotterdam – Halifax' }
    const units = { speed: 'km/h', height: 'ft', temperature: '°F', position } as const
    const rows = [{ speedKn: 12, laden: 24, ballast: null }]
    const sailing = shipInPlan({
      ship: { ...emptyShip, consumption: { fuel: 'hfo', rows }, speedLoss: 'as loaded' },
      loading: noLoading,
    })
    const text = summaryText(answer, voyage, summarySections(answer.columns, defaultLimits, units, sailing), units)
    expect(text).toContain('\nFuel, estimated\n')
    expect(text.split('\n').length).toBeGreaterThan(50)
    expect(text.split('\n').filter(({ length }) => length > 78)).toEqual([])
  },
)
