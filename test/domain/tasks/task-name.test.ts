import { describe, expect, it } from 'vitest'
import { slugOf, taskName } from '#src/domain/tasks/task-name.ts'

describe('slugOf', () => {
  it.each([
    ['Rotterdam – Halifax v3', 'rotterdam-halifax-v3'],
    ['São Sebastião → Ålesund', 'sao-sebastiao-alesund'],
    ['  --x--  ', 'x'],
    ['東京', 'route'],
    ['', 'route'],
    ['a'.repeat(60), 'a'.repeat(40)],
    [`${'a'.repeat(39)} b`, 'a'.repeat(39)],
  ])('%j gives %j', (text, slug) => expect(slugOf(text)).toBe(slug))

  it('reads 100 kB of hyphens in no time', () => {
    const startMs = performance.now()
    slugOf('-'.repeat(100_000))
    expect(performance.now() - startMs).toBeLessThan(50)
  })
})

it('names a task by slug, UTC time and six letters of Crockford base32', () => {
  const nowMs = Date.UTC(2026, 10, 22, 17, 51, 59)
  expect(taskName('rtm-hal', nowMs, Uint8Array.of(0, 31, 32, 10, 255, 17))).toBe('rtm-hal-20261122-1751-0z0azh')
})

it('gives a different suffix for different bytes', () => {
  const names = Array.from({ length: 32 }, (_, byte) => taskName('x', 0, Uint8Array.of(byte, 0, 0, 0, 0, 0)))
  expect(new Set(names).size).toBe(32)
  expect(names.every((name) => /^x-19700101-0000-[0-9abcdefghjkmnpqrstvwxyz]{6}$/.test(name))).toBe(true)
})
