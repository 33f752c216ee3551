import fc from 'fast-check'
import { expect, it } from 'vitest'
import { desksAfter, type OpenDesk } from '#src/domain/library/desks.ts'
import { libraryPolicy as policy } from '#src/domain/library/library-policy.ts'

const beat = fc.record({
  desk: fc.constantFrom('one', 'two', 'three'),
  edits: fc.boolean(),
  takes: fc.boolean(),
  waitMs: fc.constantFrom(0, 1000, policy.beatMs, policy.silentMs - 1, policy.silentMs),
})

it('one desk edits at most, and keeps it until it lets go, is taken from or falls silent', () => {
  fc.assert(
    fc.property(fc.array(beat, { maxLength: 40 }), (beats) => {
      let desks: readonly OpenDesk[] = []
      let nowMs = 1e12
      for (const { waitMs, ...said } of beats) {
        nowMs += waitMs
        const before = desks.find(({ edits, seenMs }) => edits && nowMs - seenMs < policy.silentMs)
        desks = desksAfter(desks, { ...said, user: said.desk }, nowMs, policy)
        const editing = desks.filter(({ edits }) => edits)
        expect(editing.length).toBeLessThanOrEqual(1)
        expect(desks.every(({ seenMs }) => nowMs - seenMs < policy.silentMs)).toBe(true)
        expect(desks.find(({ desk }) => desk === said.desk)?.seenMs).toBe(nowMs)
        const isKept = before && before.desk !== said.desk && !(said.edits && said.takes)
        if (isKept) expect(editing).toEqual([before])
        else if (said.edits) expect(editing.map(({ desk }) => desk)).toEqual([said.desk])
        else expect(editing).toEqual([])
      }
    }),
  )
})

it('says since when a desk edits, or has it open without', () => {
  const said = { user: 'anna', desk: 'one', takes: false }
  const opened = desksAfter([], { ...said, edits: false }, 1000, policy)
  const edits = desksAfter(opened, { ...said, edits: true }, 2000, policy)
  const still = desksAfter(edits, { ...said, edits: true }, 3000, policy)
  const taken = desksAfter(still, { user: 'ben', desk: 'two', edits: true, takes: true }, 4000, policy)
  const sinceOf = (desks: readonly OpenDesk[]) => desks.map(({ sinceMs }) => sinceMs)
  expect([opened, edits, still, taken].map(sinceOf)).toEqual([[1000], [2000], [2000], [4000, 4000]])
  const back = desksAfter(taken, { ...said, edits: false }, 4000 + policy.silentMs, policy)
  expect(back).toEqual([{ desk: 'one', user: 'anna', edits: false, sinceMs: 34_000, seenMs: 34_000 }])
})
