import { describe, expect, it } from 'vitest'
import { layers } from '#src/domain/metocean/layers/layers.ts'
import { mapColors } from '#src/features/map/base/map-color.ts'
import { SHADE_OPACITY } from '#src/features/map/base/map-style.ts'
import { rampColors } from '#src/ui/ramps.ts'
import { contrast } from '#test/support/color.ts'

const hex = (channels: readonly number[]) =>
  `#${channels.map((channel) => Math.round(channel).toString(16).padStart(2, '0')).join('')}`
const channelsOf = (color: string) => [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16))

/** A colour of the map under all four depths of twilight. */
function atNight(color: string, shade: string): string {
  const left = (1 - SHADE_OPACITY) ** 4
  return hex(channelsOf(color).map((channel, index) => channel * left + channelsOf(shade)[index]! * (1 - left)))
}

it.each(['day', 'dusk', 'night'] as const)(
  'by %s the coast has 3:1 and names 4.5:1 even in the shade of night',
  (theme) => {
    const { coast, sea, land, shade, text } = mapColors[theme]
    for (const ground of [sea, land]) {
      expect(contrast(atNight(coast, shade), atNight(ground, shade))).toBeGreaterThanOrEqual(3)
      expect(contrast(text, atNight(ground, shade))).toBeGreaterThanOrEqual(4.5)
    }
  },
)

describe.each(['day', 'dusk', 'night'] as const)('the coloured line by %s', (theme) => {
  const { route, surface, gap, alarm, warn, sea } = mapColors[theme]

  it.each([...new Set(layers.map(({ ramp }) => ramp))])(
    'has 3:1 between each colour of %s and one of its edges',
    (ramp) => {
      for (const color of rampColors(ramp, theme))
        expect(Math.max(contrast(color, route), contrast(color, surface))).toBeGreaterThanOrEqual(3)
    },
  )

  it('has 3:1 between gaps, limit and caution and their backgrounds', () => {
    for (const color of [gap, alarm, warn]) expect(contrast(color, surface)).toBeGreaterThanOrEqual(3)
    expect(contrast(route, sea)).toBeGreaterThanOrEqual(3)
  })
})
