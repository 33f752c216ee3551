// @vitest-environment jsdom
import { beforeEach, describe, expect, it, vi } from 'vitest'

const open = async (id: string) => {
  const { newVoyage, voyageActions } = await import('#src/state/voyage.ts')
  voyageActions.voyageOpened(newVoyage(id, 0))
}
const stored = (name: string, state: unknown, version: number) =>
  localStorage.setItem(name, JSON.stringify({ state, version }))

beforeEach(() => {
  vi.resetModules()
  localStorage.clear()
})

describe('what is shown', () => {
  it('is each voyage’s own, through a reload too', async () => {
    await open('v1')
    const { useViewActions } = await import('#src/state/view.ts')
    useViewActions().answerShown('one')
    await open('v2')
    const { currentShown } = await import('#src/state/shown-answer.ts')
    expect(currentShown()).toBeNull()
    useViewActions().answerShown('two')
    vi.resetModules()
    const again = await import('#src/state/shown-answer.ts')
    await open('v1')
    expect(again.currentShown()?.key).toBe('one')
    await open('v2')
    expect(again.currentShown()?.key).toBe('two')
  })

  it('from an earlier version belongs to the voyage last worked on', async () => {
    const { rememberVoyage } = await import('#src/data/voyages/voyages.ts')
    rememberVoyage('v1')
    stored(
      'fairway.view',
      {
        shownKey: 'task-1',
        layerId: 'wave',
        glyphs: 'none',
        playbackOpen: false,
        nightShaded: true,
        placesNamed: true,
      },
      1,
    )
    await import('#src/state/view.ts')
    const { currentShown } = await import('#src/state/shown-answer.ts')
    await open('v1')
    expect(currentShown()).toMatchObject({ key: 'task-1', until: 'newer' })
    await open('v2')
    expect(currentShown()).toBeNull()
  })

  it('from elsewhere gives way to what was shown before, once the voyage is left', async () => {
    const { useViewActions } = await import('#src/state/view.ts')
    const { currentShown } = await import('#src/state/shown-answer.ts')
    await open('v1')
    useViewActions().answerShown('own', 'newer')
    useViewActions().answerShown('theirs', 'left')
    useViewActions().answerShown('others', 'left')
    expect(currentShown()?.key).toBe('others')
    await open('v2')
    await open('v1')
    expect(currentShown()?.key).toBe('own')
  })

  it('goes by the id of its task once that is known, each part of it', async () => {
    const { useViewActions } = await import('#src/state/view.ts')
    const { currentShown, shownRenamed } = await import('#src/state/shown-answer.ts')
    const { compareRenamed, compareToggled } = await import('#src/state/compare.ts')
    await open('v1')
    useViewActions().answerShown('submission:x #2')
    compareToggled('submission:x')
    shownRenamed('submission:x', 'task-1')
    compareRenamed('submission:x', 'task-1')
    expect(currentShown()?.key).toBe('task-1 #2')
    expect(localStorage.getItem('fairway.compare')).toContain('["task-1"]')
  })

  it('removes the cursor with the voyage', async () => {
    const { currentCursor, useViewActions } = await import('#src/state/view.ts')
    await open('v1')
    useViewActions().cursorMoved(7)
    await open('v2')
    expect(currentCursor()).toBeNull()
  })

  it('in another tab is merged with what is shown here', async () => {
    const { useViewActions } = await import('#src/state/view.ts')
    const { currentShown } = await import('#src/state/shown-answer.ts')
    await open('v1')
    useViewActions().answerShown('here')
    const theirs = { key: 'there', until: 'closed', sinceMs: 1, alternativeId: 'a1' }
    stored('fairway.shown', { kept: { v1: theirs, v2: theirs } }, 1)
    window.dispatchEvent(new StorageEvent('storage', { key: 'fairway.shown' }))
    expect(currentShown()?.key).toBe('here')
    await open('v2')
    expect(currentShown()?.key).toBe('there')
  })
})

it('of many voyages, those changed longest ago go first', async () => {
  const { keptPerVoyage } = await import('#src/state/per-voyage.ts')
  const kept = keptPerVoyage<number>({ name: 'fairway.test', version: 1 })
  for (let number = 0; number <= 200; number++) kept.put(number, `voyage ${number}`)
  expect([kept.of('voyage 0'), kept.of('voyage 1'), kept.of('voyage 200')]).toEqual([undefined, 1, 200])
})

it('a comparison is the voyage’s own; that of an earlier version belongs to the voyage last worked on', async () => {
  localStorage.setItem('fairway.voyage', 'v1')
  stored('fairway.compare', { keys: ['a', 'b'] }, 1)
  const { compareToggled } = await import('#src/state/compare.ts')
  await open('v2')
  compareToggled('c')
  await open('v1')
  compareToggled('b')
  expect(JSON.parse(localStorage.getItem('fairway.compare')!)).toEqual({
    state: { kept: { v2: ['c'], v1: ['a'] } },
    version: 2,
  })
})
