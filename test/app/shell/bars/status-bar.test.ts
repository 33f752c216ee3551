import { expect, it } from 'vitest'
import { silenceWords } from '#src/app/shell/bars/status-bar.tsx'

it('says since when nobody answers', () => {
  expect(silenceWords(Date.UTC(2026, 10, 22, 17, 41))).toBe('Service: no answer since 17:41Z')
  expect(silenceWords(null)).toBeNull()
})
