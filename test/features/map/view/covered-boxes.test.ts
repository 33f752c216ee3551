import { afterEach, expect, it, vi } from 'vitest'
import { coveredBoxes } from '#src/features/map/view/use-camera.ts'

const boxes: Record<string, DOMRect> = {
  canvas: new DOMRect(320, 50, 900, 400),
  legend: new DOMRect(330, 380, 240, 60),
  tasks: new DOMRect(900, 50, 320, 400),
  rail: new DOMRect(1220, 50, 48, 400),
}

afterEach(() => {
  vi.restoreAllMocks()
  document.body.innerHTML = ''
})

it('are those over the map, and the tasks where they lie over its edge', () => {
  document.body.innerHTML = `
    <div><div id="canvas"></div><div data-over-map=""><section id="legend"></section><p id="empty"></p></div></div>
    <aside data-over-map="edge"><div id="tasks"></div><div id="rail"></div></aside>`
  vi.spyOn(HTMLElement.prototype, 'getBoundingClientRect').mockImplementation(function (this: HTMLElement) {
    return boxes[this.id] ?? new DOMRect()
  })
  expect(coveredBoxes(document.getElementById('canvas')!)).toEqual([
    { left: 10, top: 330, right: 250, bottom: 390 },
    { left: 580, top: 0, right: 900, bottom: 400 },
  ])
})
