import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { libraryPolicy as policy } from '#src/domain/library/library-policy.ts'
import { isReplaced, versionsToDrop } from '#src/domain/library/versions.ts'
import { DAY_MS, MINUTE_MS } from '#src/domain/time.ts'

const nowMs = Date.UTC(2026, 10, 30, 12)
const dayOf = (ms: number) => Math.floor(ms / DAY_MS)

/** Versions of an entry as they come about: numbered, each later than the one before. Waits in minutes. */
const history = (longestMin: number, most: number) =>
  fc.array(fc.integer({ min: 1, max: longestMin }), { minLength: 1, maxLength: most }).map((waits) => {
    let atMs = nowMs - 40 * DAY_MS
    return waits.map((wait, index) => ({ n: index + 1, atMs: (atMs += wait * MINUTE_MS) }))
  })
type Versions = ReadonlyArray<{ readonly n: number; readonly atMs: number }>

const keptOf = (versions: Versions, ms: number): Versions => {
  const dropped = new Set(versionsToDrop(versions, ms, policy))
  return versions.filter(({ n }) => !dropped.has(n))
}
const numbers = (versions: Versions) => versions.map(({ n }) => n)

describe('which versions are kept', () => {
  it('the newest, all of a day, the last of each day for thirty, and never more than two hundred', () => {
    fc.assert(
      fc.property(history(2000, 120), fc.integer({ min: 0, max: 60 * 24 * 10 }), (versions, later) => {
        const ms = versions.at(-1)!.atMs + later * MINUTE_MS
        const kept = keptOf(versions, ms)
        expect(kept.length).toBeLessThanOrEqual(policy.mostVersions)
        expect(kept.at(-1)).toBe(versions.at(-1))
        for (const [index, version] of versions.entries()) {
          const isLastOfDay =
            versions[index + 1] === undefined || dayOf(versions[index + 1]!.atMs) !== dayOf(version.atMs)
          const ageMs = ms - version.atMs
          const isNewest = index === versions.length - 1
          const isWanted = isNewest || ageMs < DAY_MS || (isLastOfDay && ageMs < 30 * DAY_MS)
          expect([version.n, kept.includes(version)]).toEqual([version.n, isWanted])
        }
      }),
    )
  })

  it('the same, whether they are thinned out at every save or once at the end', () => {
    fc.assert(
      fc.property(history(3000, 60), (versions) => {
        let kept: Versions = []
        for (const version of versions) kept = keptOf([...kept, version], version.atMs)
        expect(numbers(kept)).toEqual(numbers(keptOf(versions, versions.at(-1)!.atMs)))
      }),
    )
  })

  it('of a day with too many, the latest, and of each day before its last one all the same', () => {
    fc.assert(
      fc.property(history(60 * 20, 40), fc.integer({ min: 180, max: 400 }), (before, count) => {
        const startMs = before.at(-1)!.atMs
        const busy = Array.from({ length: count }, (_, index) => ({
          n: before.length + index + 1,
          atMs: startMs + index + 1,
        }))
        const all = [...before, ...busy]
        const ms = all.at(-1)!.atMs
        const kept = keptOf(all, ms)
        expect(kept.length).toBeLessThanOrEqual(policy.mostVersions)
        const days = new Set(all.filter(({ atMs }) => ms - atMs < 30 * DAY_MS).map(({ atMs }) => dayOf(atMs)))
        expect(new Set(kept.map(({ atMs }) => dayOf(atMs)))).toEqual(days)
        expect(numbers(kept).slice(-100)).toEqual(numbers(all).slice(-100))
      }),
    )
  })

  it('in whichever order they come, and none where there is none', () => {
    const versions = Array.from({ length: 40 }, (_, n) => ({ n, atMs: nowMs + n * 7 * 60 * MINUTE_MS }))
    const ms = versions.at(-1)!.atMs
    expect(versionsToDrop(versions.toReversed(), ms, policy).toSorted()).toEqual(
      versionsToDrop(versions, ms, policy).toSorted(),
    )
    expect(versionsToDrop([], ms, policy)).toEqual([])
  })
})

describe('the next save', () => {
  const last = { author: 'anna', begunMs: nowMs, closed: false }
  it.each([
    ['replaces a version of its author', last, 'anna', 0, true],
    ['up to ten minutes from its beginning', last, 'anna', 10 * MINUTE_MS - 1, true],
    ['begins another after ten minutes', last, 'anna', 10 * MINUTE_MS, false],
    ['begins another for another author', last, 'ben', 0, false],
    ['begins another after a hand-over', { ...last, closed: true }, 'anna', 0, false],
  ])('%s', (_what, version, author, laterMs, expected) => {
    expect(isReplaced(version, author, nowMs + laterMs, policy)).toBe(expected)
  })
})
