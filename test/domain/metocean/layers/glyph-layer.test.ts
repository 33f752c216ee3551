import { describe, expect, it } from 'vitest'
import { arrowLengthPx, arrowTowardsDeg, glyphLayer } from '#src/domain/metocean/layers/glyph-layer.ts'
import { type LayerId, layerById } from '#src/domain/metocean/layers/layers.ts'
import { columnsOf, passageAnswer } from '#test/support/voyage-answer.ts'

const layer = (id: LayerId) => layerById[id]

describe('glyphLayer', () => {
  const { columns } = passageAnswer(10)

  it.each([
    ['wind', 'wind'],
    ['gust', 'wind'],
    ['wave', 'wave'],
    ['period', 'wave'],
    ['swell', 'swell'],
    ['wind-sea', 'wind-sea'],
    ['current', 'current'],
    ['sst', undefined],
    ['depth', undefined],
  ] as const)('goes with the layer: %s has the directions of %s', (shown, expected) => {
    expect(glyphLayer('auto', layer(shown), columns)?.id).toBe(expected)
  })

  it('is the chosen one, on top of any layer', () => {
    expect(glyphLayer('current', layer('sst'), columns)?.id).toBe('current')
    expect(glyphLayer('none', layer('wind'), columns)).toBeNull()
  })

  it('is none if the answer has no such directions', () => {
    const speedsOnly = columnsOf({ Winds_10m_Intensity: [5, 6] })
    expect(glyphLayer('auto', layer('wind'), speedsOnly)).toBeNull()
    expect(glyphLayer('wave', layer('wind'), speedsOnly)).toBeNull()
  })
})

describe('arrows', () => {
  it('point where the current sets, and away from where waves come', () => {
    expect(arrowTowardsDeg(layer('current'), 75)).toBe(75)
    expect(arrowTowardsDeg(layer('wave'), 75)).toBe(255)
    expect(arrowTowardsDeg(layer('swell'), 270)).toBe(90)
  })

  it.each([
    ['wave', 0, 0],
    ['wave', NaN, 0],
    ['wave', 0.1, 12],
    ['wave', 3, 14],
    ['wave', 6, 28],
    ['wave', 15, 28],
    ['current', 1.5, 14],
    ['current', 9, 28],
  ] as const)('of %s %s are %s px long', (id, value, px) => {
    expect(arrowLengthPx(layer(id), value)).toBeCloseTo(px, 9)
  })
})
