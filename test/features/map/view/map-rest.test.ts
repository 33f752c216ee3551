import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { restOf } from '#src/features/map/view/map-view.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const made = () => {
  const draw = vi.fn()
  const map = { triggerRepaint: draw }
  return { draw, map, rest: restOf(map) }
}

it('draws as it is asked while it is seen', () => {
  const { draw, map, rest } = made()
  rest(false)
  map.triggerRepaint()
  map.triggerRepaint()
  expect(draw).toHaveBeenCalledTimes(2)
})

it('draws nothing while it rests, and once what was due after the next frame of the page', () => {
  const { draw, map, rest } = made()
  rest(true)
  map.triggerRepaint()
  map.triggerRepaint()
  vi.runAllTimers()
  rest(false)
  map.triggerRepaint()
  expect(draw).not.toHaveBeenCalled()
  vi.runAllTimers()
  expect(draw).toHaveBeenCalledOnce()
  map.triggerRepaint()
  expect(draw).toHaveBeenCalledTimes(2)
})

it('draws nothing afterwards if nothing was due, nor if it rests again meanwhile', () => {
  const { draw, map, rest } = made()
  rest(true)
  rest(false)
  vi.runAllTimers()
  expect(draw).not.toHaveBeenCalled()
  rest(true)
  map.triggerRepaint()
  rest(false)
  rest(true)
  vi.runAllTimers()
  expect(draw).not.toHaveBeenCalled()
  rest(false)
  vi.runAllTimers()
  expect(draw).toHaveBeenCalledOnce()
})
