import { expect, it } from 'vitest'
import { layerById } from '#src/domain/metocean/layers/layers.ts'
import { changeAlong, changeEdges, changeOrder, signedStep } from '#src/domain/report/change-bins.ts'
import { columnsOf } from '#test/support/voyage-answer.ts'

const waves = (...heights: number[]) => columnsOf({ Waves_Significant_Height: heights })
const of = (now: ReturnType<typeof waves>, before: ReturnType<typeof waves>) => {
  const change = changeAlong(layerById.wave, now, before)
  return change && { ...change, kinds: [...change.kinds] }
}

it('bins how much a layer has changed, by where a step begins either way', () => {
  const found = of(waves(2.25, 2.5, 1.5, 3, 1, 4, 0.5), waves(2, 2, 2, 2, 2, 2, 2))
  expect(found?.kinds).toEqual([0, 4, 3, 6, 5, 6, 5])
  expect(found).toMatchObject({ largestIndex: 5, gained: 0, lost: 0 })
  expect(found?.kinds.map(signedStep)).toEqual([0, 2, -2, 3, -3, 3, -3])
  expect(changeOrder.map(signedStep)).toEqual([-3, -2, -1, 0, 1, 2, 3])
  expect(changeEdges(layerById.wave)).toEqual([-1, -0.5, -0.3, 0.3, 0.5, 1])
})

it('keeps new data, lost data and what cannot be compared apart, and none of them is a change', () => {
  const now = waves(NaN, 2, NaN, 2)
  const before = columnsOf({ Waves_Significant_Height: [2, NaN, NaN] })
  expect(of(now, before)).toMatchObject({ kinds: [8, 7, 9, 9], largestIndex: -1, gained: 1, lost: 1 })
  const unasked = columnsOf({ Gust_10m: [1, 1, 1, 1] })
  expect(of(now, unasked)?.kinds).toEqual([9, 7, 9, 7])
  expect(of(unasked, now)).toBeNull()
})

it('lets the largest change of either way win, by its number', () => {
  const steps = [0, 1, 2, 3, 4, 5, 6].map((kind) => Math.abs(signedStep(kind)))
  expect(steps).toEqual(steps.toSorted((one, other) => one - other))
})
