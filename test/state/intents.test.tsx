import { act, render } from '@testing-library/react'
import { expect, it, vi } from 'vitest'
import { AppError } from '#src/domain/errors.ts'
import { intend, type Intent, onIntent, useHandler, useIntent } from '#src/state/intents.ts'

function Part({ serve }: { serve: (() => void) | null }) {
  useIntent('compare', serve)
  return null
}

it('is served at once by the part on the screen, as the part is now', () => {
  const [first, second] = [vi.fn(), vi.fn()]
  const { rerender } = render(<Part serve={first} />)
  rerender(<Part serve={second} />)
  intend('compare')
  expect([first.mock.calls.length, second.mock.calls.length]).toEqual([0, 1])
})

it('waits for a part that is about to come, and is served once', () => {
  const serve = vi.fn()
  intend('compare')
  const { rerender } = render(<Part serve={null} />)
  expect(serve).not.toHaveBeenCalled()
  rerender(<Part serve={serve} />)
  expect(serve).toHaveBeenCalledOnce()
  rerender(<Part serve={null} />)
  rerender(<Part serve={serve} />)
  expect(serve).toHaveBeenCalledOnce()
})

it('waits with its arguments', () => {
  const show = vi.fn()
  intend('show-place', { lat: 52, lon: 4 })
  onIntent('show-place', show)()
  expect(show).toHaveBeenCalledWith({ lat: 52, lon: 4 })
})

it.each<[string, () => void]>([
  ['waits', () => undefined],
  ['is served', () => onIntent('fit', () => undefined)],
])('gives way to a later one and %s', (_, before) => {
  before()
  const serve = vi.fn()
  intend('compare')
  intend('fit')
  const { unmount } = render(<Part serve={serve} />)
  expect(serve).not.toHaveBeenCalled()
  unmount()
})

it('keeps its place when the page reports something meanwhile, served or not', () => {
  const [serve, show] = [vi.fn(), vi.fn()]
  onIntent('map-drawn', () => undefined)
  intend('compare')
  intend('map-drawn')
  intend('show-failure', new AppError('unexpected'))
  const { unmount } = render(<Part serve={serve} />)
  expect(serve).toHaveBeenCalledOnce()
  onIntent('show-failure', show)()
  expect(show).toHaveBeenCalledOnce()
  unmount()
})

it('stays with the part that came last, even when an earlier one goes', () => {
  const [earlier, later] = [vi.fn(), vi.fn()]
  const off = onIntent('paste', earlier)
  onIntent('paste', later)
  off()
  intend('paste')
  expect([earlier.mock.calls.length, later.mock.calls.length]).toEqual([0, 1])
})

it('says who can serve it, and returns what they make', async () => {
  let draw: (() => Promise<Blob>) | null = null
  function Button({ intent }: { intent: Extract<Intent, `${string}-picture`> }) {
    draw = useHandler(intent)
    return null
  }
  render(<Button intent="map-picture" />)
  expect(draw).toBeNull()
  let off = () => undefined as void
  act(() => {
    off = onIntent('map-picture', () => Promise.resolve(new Blob(['png'])))
  })
  expect((await draw!()).size).toBe(3)
  act(off)
  expect(draw).toBeNull()
})
