import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createTabChannel } from '#src/data/tab-channel.ts'
import { createVoyageTabs, type VoyageTabs } from '#src/data/voyages/voyage-tabs.ts'
import { sharedChannels, sharedLocks } from '#test/support/tabs.ts'

interface Tab extends VoyageTabs {
  /** The events it received, in order. */
  told: string[]
}

beforeEach(() => vi.useFakeTimers({ now: 0 }))
afterEach(() => vi.useRealTimers())
const settle = (ms = 0) => vi.advanceTimersByTimeAsync(ms)

describe.each([
  ['with Web Locks', true],
  ['without Web Locks', false],
])('B5 two tabs on one voyage, %s', (_, hasLocks) => {
  let openTab: (tab: string, asleep?: boolean) => Promise<Tab>
  beforeEach(() => {
    const locks = hasLocks ? sharedLocks() : null
    const channels = sharedChannels()
    openTab = async (tab, asleep = false) => {
      await settle(10)
      const told: string[] = []
      const tabs = createVoyageTabs({
        locks,
        channel: createTabChannel(channels('fairway')),
        tab,
        events: {
          onEditing: () => told.push('editing'),
          onReading: () => told.push('reading'),
          onTaken: () => (asleep ? new Promise(() => undefined) : Promise.resolve(void told.push('taken'))),
          onSaved: () => told.push('saved'),
        },
      })
      tabs.open('v')
      await settle()
      return { ...tabs, told }
    }
  })

  it('lets the first edit, and tells the second', async () => {
    const [first, second] = [await openTab('b'), await openTab('a')]
    expect(first.told).toEqual(['editing'])
    expect(second.told.at(-1)).toBe('reading')
  })

  it('tells the reading tab about each save', async () => {
    const [first, second] = [await openTab('a'), await openTab('b')]
    first.saved()
    expect(second.told.at(-1)).toBe('saved')
    expect(first.told).toEqual(['editing'])
  })

  it('hands over once the first has saved pending changes', async () => {
    const [first, second] = [await openTab('a'), await openTab('b')]
    second.takeOver()
    await settle()
    expect(first.told).toEqual(['editing', 'taken', 'reading'])
    expect(second.told.at(-1)).toBe('editing')
    await settle(5000)
    first.takeOver()
    await settle()
    expect([first.told.at(-1), second.told.at(-1)]).toEqual(['editing', 'reading'])
  })

  it('gives the voyage to the other when the first closes or opens another one', async () => {
    const [first, second] = [await openTab('a'), await openTab('b')]
    first.open('w')
    await settle()
    expect([first.told.at(-1), second.told.at(-1)]).toEqual(['editing', 'editing'])
  })

  it('takes over from a tab that does not answer', async () => {
    await openTab('a', true)
    const second = await openTab('b')
    second.takeOver()
    await settle(1400)
    expect(second.told.at(-1)).toBe('reading')
    await settle(100)
    expect(second.told.at(-1)).toBe('editing')
  })

  it('only reads again after another tab has saved over it', async () => {
    const first = await openTab('a')
    first.lost()
    expect(first.told.slice(0, 2)).toEqual(['editing', 'reading'])
  })
})

it('works alone if the browser has neither locks nor channels', () => {
  const told: string[] = []
  const events = {
    onEditing: () => told.push('editing'),
    onReading: () => told.push('reading'),
    onTaken: async () => undefined,
    onSaved: () => undefined,
  }
  createVoyageTabs({ locks: null, channel: createTabChannel(null), events, tab: 'a' }).open('v')
  expect(told).toEqual(['editing'])
})
