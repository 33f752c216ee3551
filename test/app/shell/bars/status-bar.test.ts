import { expect, it } from 'vitest'
import { silenceWords } from '#src/app/shell/bars/status-bar.tsx'

const lostMs = Date.UTC(2026, 10, 22, 17, 41)

it.each([
  ['gateway', lostMs, 'Weather service: no answer since 17:41Z'],
  ['embedded', lostMs, 'Service: no answer since 17:41Z'],
  [null, lostMs, 'Service: no answer since 17:41Z'],
  ['gateway', null, null],
] as const)('says since when nobody answers (%s, %s)', (mode, lost, words) =>
  expect(silenceWords(mode, lost)).toBe(words),
)
