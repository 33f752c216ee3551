import { expect, it } from 'vitest'
import { answerWords } from '#src/app/shell/notices/service-words.ts'

const atMs = Date.UTC(2026, 10, 22, 17, 51)

it.each([
  ['gateway', { tookMs: 420, atMs }, null, 'Upstream OK 0.4 s'],
  ['embedded', { tookMs: 1240, atMs }, null, 'Service OK 1.2 s'],
  ['embedded', { tookMs: 12, atMs }, null, 'Service OK < 0.1 s'],
  ['embedded', null, null, 'Service not asked yet'],
  ['gateway', { tookMs: 420, atMs }, Date.UTC(2026, 10, 22, 17, 41), 'Upstream: no answer since 17:41Z'],
] as const)('%s %o %s: %s', (mode, answer, lostMs, words) => {
  expect(answerWords(mode, answer, lostMs).words).toBe(words)
})
