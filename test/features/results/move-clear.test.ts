import { expect, it } from 'vitest'
import { moveClear } from '#src/features/results/cursor-read-out.tsx'

/** A card of 280 × 100 px at the foot of a map of 760 × 500 px, 250 px from its left edge. */
function card(): HTMLElement {
  const [element, section] = [document.createElement('div'), document.createElement('section')]
  section.append(element)
  element.getBoundingClientRect = () => new DOMRect(250, 350, 280, 100)
  section.getBoundingClientRect = () => new DOMRect(0, 0, 760, 500)
  return element
}
const line = (...places: readonly (readonly [x: number, y: number])[]) => places.map(([x, y]) => ({ x, y }))
const [home, right, upperLeft, upperRight] = ['', '170px 0px', '-238px -290px', '170px -290px']

it.each([
  { mark: null, over: line(), to: home, why: 'nothing is in its way' },
  { mark: { x: 300, y: 100 }, over: line([100, 200], [700, 200]), to: home, why: 'all is above it' },
  { mark: { x: 300, y: 360 }, over: line(), to: right, why: 'the mark is under it' },
  { mark: null, over: line([300, 340]), to: right, why: 'the line passes close by' },
  { mark: { x: 500, y: 400 }, over: line([300, 400], [600, 400]), to: upperLeft, why: 'both are along the foot' },
  { mark: null, over: line([100, 100], [500, 400], [600, 400]), to: upperRight, why: 'the line falls to the right' },
  {
    mark: { x: 300, y: 400 },
    over: line([100, 100], [300, 400], [600, 110], [600, 400]),
    to: right,
    why: 'the line is everywhere, and at least the mark is in sight',
  },
])('a card over the map stays off the mark and off the line: $why', ({ mark, over, to }) => {
  const element = card()
  moveClear(element, mark, over)
  expect(element.style.translate).toBe(to)
})

it('goes back when its place is free again', () => {
  const element = card()
  moveClear(element, { x: 300, y: 400 }, [])
  moveClear(element, { x: 10, y: 10 }, [])
  expect(element.style.translate).toBe('')
})
