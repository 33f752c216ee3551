import { act, render, screen } from '@testing-library/react'
import { afterEach, expect, it, vi } from 'vitest'
import { onPixelRatio, usePixelRatio } from '#src/ui/page/use-media.ts'

/** A screen of this density: a query of another tells once that it has been left. */
const lists: { media: string; left: EventTarget }[] = []
function density(ratio: number): void {
  vi.stubGlobal('devicePixelRatio', ratio)
  for (const { media, left } of [...lists])
    if (media !== `(resolution: ${ratio}dppx)`) left.dispatchEvent(new Event('change'))
}
vi.stubGlobal('matchMedia', (media: string) => {
  const left = new EventTarget()
  lists.push({ media, left })
  return left
})
density(1)
afterEach(() => lists.splice(0))

const Ratio = () => <output>{usePixelRatio()}</output>

it('follows the density from screen to screen', () => {
  render(<Ratio />)
  expect(screen.getByRole('status')).toHaveTextContent('1')
  for (const ratio of [2, 1.25, 2]) {
    act(() => density(ratio))
    expect(screen.getByRole('status')).toHaveTextContent(new RegExp(`^${ratio}$`))
  }
})

it('tells each change once, until it is ended', () => {
  density(1)
  const changed = vi.fn()
  const end = onPixelRatio(changed)
  density(2)
  expect(changed).toHaveBeenCalledTimes(1)
  density(3)
  expect(changed).toHaveBeenCalledTimes(2)
  end()
  density(1)
  expect(changed).toHaveBeenCalledTimes(2)
})
