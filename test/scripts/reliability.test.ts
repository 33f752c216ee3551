import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { playwrightTests, rowsOf, rowsShown, vitestTests } from '../../scripts/reliability-rows.mjs'
import { callPolicy } from '#src/domain/tasks/call-policy.ts'

const page = readFileSync('docs/reliability.md', 'utf8')
const cells = (line: string) =>
  line
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim())
const tableRows = page
  .split('\n')
  .filter((line) => line.startsWith('| '))
  .map(cells)

/** `35 s`, `4 min`; – where there is none. */
const words = (ms: number | null) => (ms === null ? '–' : ms % 60_000 === 0 ? `${ms / 60_000} min` : `${ms / 1000} s`)

describe('docs/reliability.md', () => {
  it.each(Object.entries(callPolicy))(
    'says of %s what the code does',
    (_, { request, timeoutMs, deadlineMs, isRepeatable }) => {
      const [, pageWaits, gatewayWaits, , , repeatable] = tableRows.find(([call]) => call === `\`${request}\``) ?? []
      expect([pageWaits, gatewayWaits, repeatable]).toEqual([
        words(timeoutMs),
        words(deadlineMs),
        isRepeatable ? 'yes' : 'no',
      ])
    },
  )

  it('lists every call of the policy and no other', () => {
    expect(tableRows.filter(([call]) => call?.startsWith('`')).map(([call]) => call)).toEqual(
      Object.values(callPolicy).map(({ request }) => `\`${request}\``),
    )
  })

  const named = Object.entries({ U: 25, G: 10, B: 13, F: 10, S: 27 }).flatMap(([letter, count]) =>
    Array.from({ length: count }, (_, index) => `${letter}${index + 1}`),
  )
  it('has all 85 rows', () => {
    expect(rowsOf(page)).toEqual(named)
  })

  it.each(named)('row %s names tests of that name', (row) => {
    const files = [...(tableRows.find(([name]) => name === row)?.at(-1) ?? '').matchAll(/`([^`]+)`/g)].map(
      ([, file]) => file!,
    )
    expect(files).not.toEqual([])
    for (const file of files)
      expect(readFileSync(file, 'utf8'), file).toMatch(new RegExp(`['"\`](?:[A-Z]\\d+ )*${row} `))
  })
})

describe('the rows that a run has shown', () => {
  const rows = ['B1', 'F3', 'F9', 'S13', 'S22', 'S23', 'S24', 'U1']
  const assertion = (status: string, title: string, ...ancestorTitles: string[]) => ({ status, title, ancestorTitles })
  const tests = [
    ...vitestTests({
      testResults: [
        {
          assertionResults: [
            assertion('passed', 'a bomb', 'F3 S13 archives'),
            assertion('passed', 'U1 is kept'),
            assertion('failed', 'U1 is sent'),
            assertion('skipped', 'S23 runs as somebody else'),
            assertion('skipped', 'S22 the audit'),
            assertion('passed', 'S22 the lock'),
            assertion('passed', 'F9: formulas'),
            assertion('passed', 'reads S24 30.5'),
          ],
        },
      ],
    }),
    ...playwrightTests({
      suites: [{ title: 'faults.e2e.ts', specs: [{ title: 'B1 offline', tests: [{ status: 'expected' }] }] }],
    }),
  ]

  it('are those of which a test of either runner passed and none failed', () => {
    expect(rowsShown(rows, tests)).toEqual({
      shown: ['B1', 'F3', 'S13', 'S22'],
      notRun: ['S23'],
      failed: ['U1'],
      missing: ['F9', 'S24'],
      skipped: ['S23 runs as somebody else', 'S22 the audit'],
    })
  })

  it('are not those whose test failed, or was tried again, in a browser', () => {
    for (const status of ['unexpected', 'flaky'])
      expect(
        rowsShown(
          ['B1'],
          playwrightTests({
            suites: [
              {
                title: 'faults.e2e.ts',
                suites: [{ title: 'B1 offline', specs: [{ title: 'a submit', tests: [{ status }] }] }],
              },
            ],
          }),
        ),
      ).toMatchObject({ shown: [], failed: ['B1'] })
  })
})
