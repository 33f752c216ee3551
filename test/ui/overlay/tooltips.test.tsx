import { act, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { IconButton } from '#src/ui/form/icon-button.tsx'
import { Tooltips } from '#src/ui/overlay/tooltips.tsx'
import '#src/ui/overlay/tooltip-card.tsx' // the page loads it when it is needed; loaded here before a test waits

const pass = (ms: number) => act(() => vi.advanceTimersByTimeAsync(ms))
const hover = (element: Element, pointerType = 'mouse') =>
  act(() => void fireEvent(element, Object.assign(new Event('pointerover', { bubbles: true }), { pointerType })))
const button = (name: string) => screen.getByRole('button', { name })

beforeEach(() => {
  vi.useFakeTimers()
  vi.stubGlobal(
    'ResizeObserver',
    class {
      observe() {}
      unobserve() {}
      disconnect() {}
    },
  )
  render(
    <>
      <IconButton label="Undo" shortcut="Ctrl Z" icon={<svg />} />
      <IconButton label="Redo" icon={<svg />} />
      <p>Elsewhere</p>
      <Tooltips />
    </>,
  )
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

it('shows the name and the key of a button the mouse rests on, not of one it crosses', async () => {
  hover(button('Redo'))
  await pass(300)
  hover(button('Undo'))
  await pass(300)
  expect(screen.queryByRole('tooltip')).toBeNull()
  await pass(200)
  expect(screen.getByRole('tooltip')).toHaveTextContent('Undo (Ctrl Z)')
  expect(button('Undo')).toHaveAccessibleDescription('Undo (Ctrl Z)')
  hover(screen.getByText('Elsewhere'))
  await pass(200)
  expect(screen.queryByRole('tooltip')).toBeNull()
  expect(button('Undo')).not.toHaveAttribute('aria-describedby')
})

it('stays while the tooltip itself is hovered', async () => {
  hover(button('Redo'))
  await pass(500)
  hover(screen.getByText('Elsewhere'))
  await pass(50)
  hover(screen.getByRole('tooltip'))
  await pass(5000)
  expect(screen.getByRole('tooltip')).toHaveTextContent('Redo')
})

it.each([
  ['Escape', () => fireEvent.keyDown(document.body, { key: 'Escape' })],
  ['a press', () => fireEvent.pointerDown(button('Redo'))],
  ['scrolling', () => fireEvent.scroll(document)],
])('disappears at %s', async (_, happen) => {
  hover(button('Redo'))
  await pass(500)
  act(() => void happen())
  expect(screen.queryByRole('tooltip')).toBeNull()
})

it('does not get in the way of a finger', async () => {
  hover(button('Redo'), 'touch')
  await pass(1000)
  expect(screen.queryByRole('tooltip')).toBeNull()
})

it('appears at once for the keyboard', async () => {
  const undo = button('Undo')
  vi.spyOn(undo, 'matches').mockReturnValue(true)
  act(() => undo.focus())
  await pass(1)
  expect(screen.getByText('Undo (Ctrl Z)')).toBeVisible()
  act(() => undo.blur())
  await pass(1)
  expect(screen.queryByRole('tooltip')).toBeNull()
})
