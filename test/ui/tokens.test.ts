import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { contrast, themeColors } from '#test/support/color.ts'

const css = readFileSync('src/ui/page/tokens.css', 'utf8')
const grounds = ['app', 'surface', 'raised'] as const

/** Text on its background: at least 4.5. */
const textPairs = [
  ...['text', 'text-2', 'muted', 'alarm', 'warn', 'caution', 'ok'].flatMap((text) =>
    grounds.map((ground) => [text, ground] as const),
  ),
  ['on-primary', 'primary'],
  ['on-alarm', 'alarm'],
  ['on-ok', 'ok'],
  ['on-warn-fill', 'warn-fill'],
  ['on-caution-fill', 'caution-fill'],
  ['text', 'selected'],
] as const

/** Borders of controls, focus rings, the route and the coast: at least 3. */
const shapePairs = [
  ...['control', 'focus', 'primary'].flatMap((shape) => grounds.map((ground) => [shape, ground] as const)),
  ['route', 'sea'],
  ['route', 'land'],
  ['coast', 'sea'],
  ['coast', 'land'],
] as const

describe.each(['day', 'dusk', 'night'])('the %s theme', (theme) => {
  const colors = themeColors(css, theme)

  it.each(textPairs)('shows %s on %s with a contrast of at least 4.5', (text, ground) => {
    expect(contrast(colors[text]!, colors[ground]!)).toBeGreaterThanOrEqual(4.5)
  })
  it.each(shapePairs)('shows %s on %s with a contrast of at least 3', (shape, ground) => {
    expect(contrast(colors[shape]!, colors[ground]!)).toBeGreaterThanOrEqual(3)
  })
})
