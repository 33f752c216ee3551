import { describe, expect, it } from 'vitest'
import { binEdges, binOf, screenValue, valueRange } from '#src/domain/metocean/layers/bins.ts'
import { layerById, layers, type LayerId } from '#src/domain/metocean/layers/layers.ts'

const layer = (id: LayerId) => layerById[id]

describe('fixed edges', () => {
  // The bins of the design.
  it.each([
    ['wind', [7, 11, 17, 22, 28, 34, 48]],
    ['gust', [7, 11, 17, 22, 28, 34, 48]],
    ['wave', [0.5, 1.25, 2.5, 4, 6, 9, 14]],
    ['swell', [0.5, 1.25, 2.5, 4, 6, 9, 14]],
    ['wind-sea', [0.5, 1.25, 2.5, 4, 6, 9, 14]],
    ['current', [0.25, 0.5, 1, 1.5, 2, 3, 4]],
    ['period', [4, 6, 8, 10, 12, 14, 16]],
  ] as const)('%s', (id, edges) => {
    expect(binEdges(layer(id), Float64Array.of(3, 99, NaN))).toEqual(edges)
  })

  it('are seven and ascending for every layer', () => {
    for (const each of layers) {
      const edges = binEdges(each, Float64Array.of(4.2, 17.9))
      expect(edges).toHaveLength(7)
      expect(edges).toEqual([...edges].sort((a, b) => a - b))
    }
  })
})

describe('the stretched scale of the sea temperature', () => {
  it.each([
    { values: [5.1, NaN, 21.9], edges: [6.25, 8.5, 10.75, 13, 15.25, 17.5, 19.75] }, // 4 to 22
    { values: [4, 20], edges: [6, 8, 10, 12, 14, 16, 18] }, // on the step: not widened
    { values: [-1.2, 0.5], edges: [-1.5, -1, -0.5, 0, 0.5, 1, 1.5] }, // −2 to 2
    { values: [12, 12], edges: [12.25, 12.5, 12.75, 13, 13.25, 13.5, 13.75] }, // never empty
    { values: [NaN, NaN], edges: [0.25, 0.5, 0.75, 1, 1.25, 1.5, 1.75] },
    { values: [], edges: [0.25, 0.5, 0.75, 1, 1.25, 1.5, 1.75] },
  ])('$values', ({ values, edges }) => {
    expect(binEdges(layer('sst'), Float64Array.from(values))).toEqual(edges)
  })
})

describe('binOf', () => {
  const wave = layer('wave').edges!
  it.each([
    [0, 0],
    [-0, 0],
    [0.499, 0],
    [0.5, 1],
    [1.2499, 1],
    [1.25, 2],
    [3.999, 3],
    [4, 4],
    [13.99, 6],
    [14, 7],
    [30, 7],
    [NaN, -1],
  ])('puts a wave of %s m into bin %s', (value, bin) => {
    expect(binOf(value, wave)).toBe(bin)
  })

  it('compares the raw value, not the rounded one on the screen', () => {
    expect(binOf(33.5, layer('wind').edges!)).toBe(5) // shown as 34 kn, still under the edge of 34
    expect(binOf(34, layer('wind').edges!)).toBe(6)
  })
})

it('converts once, from metres per second to knots', () => {
  // 1 m/s = 3600/1852 kn = 1.943844 kn
  expect(screenValue(layer('wind'), 1)).toBeCloseTo(1.943844, 6)
  expect(screenValue(layer('wave'), 3.5)).toBe(3.5)
  expect(screenValue(layer('wind'), NaN)).toBeNaN()
})

describe('valueRange', () => {
  it('leaves gaps out', () => {
    expect(valueRange(layer('wave'), new Float32Array([NaN, 2, 0.5, NaN, 6]))).toEqual({ min: 0.5, max: 6 })
  })
  it('is null where nothing has a value', () => {
    expect(valueRange(layer('wave'), new Float32Array([NaN, NaN]))).toBeNull()
    expect(valueRange(layer('wave'), Float64Array.of())).toBeNull()
  })
})
