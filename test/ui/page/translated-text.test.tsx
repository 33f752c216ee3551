import { render, screen } from '@testing-library/react'
import { beforeAll, expect, it } from 'vitest'
import { keepTextInPlace } from '#src/ui/page/translated-text.ts'

beforeAll(keepTextInPlace)

interface WindProps {
  kn: number
  gusts?: number
  isOpen?: boolean
}

/** Figures between words, which are text nodes of their own; some come and go. */
function Wind({ kn, gusts, isOpen = true }: WindProps) {
  return (
    <p>
      {isOpen && 'Wind '}
      {kn}
      {gusts !== undefined && <b>gusts</b>}
      {gusts} kn
    </p>
  )
}
const shown = () => screen.getByRole('paragraph')

function texts(): Text[] {
  const walker = document.createTreeWalker(shown(), NodeFilter.SHOW_TEXT)
  const found: Text[] = []
  while (walker.nextNode()) found.push(walker.currentNode as Text)
  return found
}
function fontOf(words: string): HTMLElement {
  const [outer, inner] = [document.createElement('font'), document.createElement('font')]
  inner.textContent = words
  outer.append(inner)
  return outer
}
/** Lets the page notice, as it does between a translator's work and its own. */
const noticed = () => new Promise((resolve) => setTimeout(resolve))

const translators: readonly [string, (text: Text) => void][] = [
  ['replaces the text', (text) => text.replaceWith(fontOf(`«${text.data}»`))],
  [
    'puts a font before it and removes it',
    (text) => {
      text.before(fontOf(`«${text.data}»`))
      text.remove()
    },
  ],
  [
    'puts a font after it and removes it',
    (text) => {
      text.after(fontOf(`«${text.data}»`))
      text.remove()
    },
  ],
  [
    'wraps the text itself',
    (text) => {
      const font = document.createElement('font')
      text.before(font)
      font.append(text)
    },
  ],
]

it.each(translators)('a translator that %s: figures go on, and what leaves can leave', async (_, translate) => {
  const { rerender } = render(<Wind kn={12} />)
  for (const text of texts()) translate(text)
  await noticed()
  expect(shown().querySelectorAll('font').length).toBeGreaterThan(0)

  rerender(<Wind kn={34} />)
  await noticed()
  expect(shown()).toHaveTextContent(/34/)
  expect(shown()).not.toHaveTextContent(/12/)

  for (const text of texts()) translate(text)
  await noticed()
  rerender(<Wind kn={34} gusts={41} />)
  await noticed()
  expect(shown()).toHaveTextContent(/34.*gusts.*41/)

  for (const text of texts()) translate(text)
  rerender(<Wind kn={9} isOpen={false} />) // at once
  await noticed()
  expect(shown()).toHaveTextContent(/^\D?9\D*kn\D?$/)
  expect(shown()).not.toHaveTextContent(/Wind|gusts|41|34/)
})

it('texts that a translator joined can still leave', async () => {
  const { rerender, container } = render(<Wind kn={12} gusts={15} />)
  const [first, ...others] = texts()
  first!.replaceWith(fontOf('«Wind 12 gusts 15 kn»'))
  for (const text of others) text.remove()
  await noticed()
  rerender(<Wind kn={12} isOpen={false} />)
  rerender(<p>Calm</p>)
  expect(container).toHaveTextContent(/^Calm$/)
})
