import { describe, expect, it } from 'vitest'
import type { RampId } from '#src/domain/metocean/layers/layers.ts'
import { changeOrder } from '#src/domain/report/change-bins.ts'
import { rampColors, type ThemeName } from '#src/ui/ramps.ts'
import { cieLab, difference76, linearRgb, simulate, type Vision } from '#test/support/color.ts'

const rampIds: readonly RampId[] = ['wind', 'wave', 'current', 'period', 'sst', 'neutral']
const themes: readonly ThemeName[] = ['day', 'dusk', 'night']
const visions: readonly Vision[] = ['normal', 'protan', 'deutan', 'tritan']
const cases = rampIds.flatMap((ramp) => themes.map((theme) => ({ ramp, theme, colors: rampColors(ramp, theme) })))

describe.each(cases)('$ramp by $theme', ({ theme, colors }) => {
  it('has eight colours', () => {
    expect(colors).toHaveLength(8)
    for (const color of colors) expect(color).toMatch(/^#[0-9A-F]{6}$/)
  })

  it('grows steadily darker or lighter', () => {
    const lightness = colors.map((color) => cieLab(linearRgb(color))[0])
    const steps = lightness.slice(1).map((value, index) => Math.sign(value - lightness[index]!))
    expect(new Set(steps).size).toBe(1)
  })

  it.each(visions)('keeps neighbours apart for %s vision', (vision) => {
    const seen = colors.map((color) => cieLab(simulate(linearRgb(color), vision)))
    const steps = seen.slice(1).map((lab, index) => difference76(lab, seen[index]!))
    expect(Math.min(...steps)).toBeGreaterThanOrEqual(theme === 'night' ? 5.5 : 7)
  })
})

describe.each(themes)('the colours of a change by %s', (theme) => {
  const colors = rampColors('change', theme)
  it.each(visions)('tell size and way apart for %s vision', (vision) => {
    const seen = changeOrder.map((kind) => cieLab(simulate(linearRgb(colors[kind]!), vision)))
    const apart = (one: number, other: number) => difference76(seen[one]!, seen[other]!)
    const steps = seen.slice(1).map((_, index) => apart(index + 1, index))
    const ways = [0, 1, 2].map((place) => apart(place, 6 - place))
    expect(Math.min(...steps, ...ways)).toBeGreaterThanOrEqual(theme === 'night' ? 10 : 14)
  })
})
