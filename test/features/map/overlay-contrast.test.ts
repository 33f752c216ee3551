import { describe, expect, it } from 'vitest'
import { layers } from '#src/domain/metocean/layers.ts'
import { mapColors } from '#src/features/map/map-color.ts'
import { rampColors } from '#src/ui/ramps.ts'
import { contrast } from '#test/support/color.ts'

describe.each(['day', 'dusk', 'night'] as const)('the coloured line by %s', (theme) => {
  const { route, surface, gap, alarm, warn, sea } = mapColors[theme]

  it.each([...new Set(layers.map(({ ramp }) => ramp))])('has 3:1 between each colour of %s and one of its edges', (ramp) => {
    for (const color of rampColors(ramp, theme)) expect(Math.max(contrast(color, route), contrast(color, surface))).toBeGreaterThanOrEqual(3)
  })

  it('has 3:1 between gaps, limit and caution and what they are drawn on', () => {
    for (const color of [gap, alarm, warn]) expect(contrast(color, surface)).toBeGreaterThanOrEqual(3)
    expect(contrast(route, sea)).toBeGreaterThanOrEqual(3)
  })
})
