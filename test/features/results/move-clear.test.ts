import { expect, it } from 'vitest'
import { moveClear } from '#src/features/results/cursor-read-out.tsx'

/** A card of 280 × 200 px in a map that begins at 0/0 and has the given size. */
function cardAt(left: number, top: number, map: { width: number; height: number }): HTMLElement {
  const [card, section] = [document.createElement('div'), document.createElement('section')]
  section.append(card)
  card.getBoundingClientRect = () => new DOMRect(left, top, 280, 200)
  section.getBoundingClientRect = () => new DOMRect(0, 0, map.width, map.height)
  return card
}

it.each([
  { mark: { x: 310, y: 450 }, to: '0px -178px', why: 'its foot 28 px above the mark' },
  { mark: { x: 310, y: 300 }, to: '', why: 'far above it' },
  { mark: { x: 700, y: 450 }, to: '', why: 'beside it' },
  { mark: null, to: '', why: 'no mark' },
])('a card stays clear of the mark: $why', ({ mark, to }) => {
  const card = cardAt(300, 400, { width: 760, height: 600 })
  moveClear(card, mark)
  expect(card.style.translate.replace(/^0 /, '0px ')).toBe(to)
})

it('goes beside the mark if there is no room above, and stays if there is room nowhere', () => {
  const wide = cardAt(250, 150, { width: 760, height: 400 })
  moveClear(wide, { x: 300, y: 200 })
  expect(wide.style.translate.replace(/ 0(px)?$/, '')).toBe('78px')
  const narrow = cardAt(250, 150, { width: 560, height: 400 })
  moveClear(narrow, { x: 300, y: 200 })
  expect(narrow.style.translate).toBe('')
})

it('goes back when the mark has left', () => {
  const card = cardAt(300, 400, { width: 760, height: 600 })
  moveClear(card, { x: 310, y: 450 })
  moveClear(card, { x: 10, y: 10 })
  expect(card.style.translate).toBe('')
})
