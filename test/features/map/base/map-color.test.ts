import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { mapColors, mapTokens } from '#src/features/map/base/map-color.ts'

const css = readFileSync('src/ui/page/tokens.css', 'utf8')

function tokensOf(theme: string): Map<string, string> {
  const block = new RegExp(`:root\\[data-theme='${theme}'\\] \\{([^}]*)\\}`).exec(css)?.[1] ?? ''
  return new Map([...block.matchAll(/--color-([\w-]+): (#[0-9a-f]{6})/g)].map(([, name, value]) => [name!, value!]))
}

it.each(['day', 'dusk', 'night'] as const)('draws the map in the colours of the %s tokens', (theme) => {
  const tokens = tokensOf(theme)
  expect(tokens.size).toBeGreaterThan(20)
  const expected = Object.fromEntries(Object.entries(mapTokens).map(([name, token]) => [name, tokens.get(token)]))
  expect(mapColors[theme]).toEqual(expected)
})
