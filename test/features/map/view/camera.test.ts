import { expect, it } from 'vitest'
import { paddingThatFits } from '#src/features/map/view/camera.ts'

const wanted = { top: 64, right: 56, bottom: 204, left: 56 }

it('leaves the room that is asked for where the map is large', () => {
  expect(paddingThatFits(wanted, 912, 600)).toEqual(wanted)
})
it('never takes more than half of a small map, and keeps the sides in proportion', () => {
  const { top, bottom, left, right } = paddingThatFits(wanted, 200, 190)
  expect(top + bottom).toBeCloseTo(190 * 0.45)
  expect(bottom / top).toBeCloseTo(204 / 64)
  expect(left + right).toBeCloseTo(90)
})
