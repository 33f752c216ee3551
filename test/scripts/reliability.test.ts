import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
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

  const named = [
    ...Array.from({ length: 25 }, (_, row) => `U${row + 1}`),
    ...Array.from({ length: 10 }, (_, row) => `G${row + 1}`),
  ]
  it.each(named)('%s is shown by tests of that name', (row) => {
    const files = [...(tableRows.find(([name]) => name === row)?.at(-1) ?? '').matchAll(/`([^`]+)`/g)].map(
      ([, file]) => file!,
    )
    expect(files).not.toEqual([])
    for (const file of files) expect(readFileSync(file, 'utf8'), file).toMatch(new RegExp(`['"\`]${row} `))
  })
})
