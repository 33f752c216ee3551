// `npm run check:looks`: what can be told of the looks without an eye, of every state in every theme and size.
import { parseArgs } from 'node:util'
import type { Page } from '@playwright/test'
import { axeViolations } from './axe.ts'
import { hiddenFocus } from './focus.ts'
import { cutByLargeText, cutBySpacing, lostInForcedColors } from './reading-aids.ts'
import { type SizeName, sizes } from './scene.ts'
import { smallTargets, structureFaults } from './structure.ts'
import { type View, walk } from './walk.ts'

const { values } = parseArgs({
  options: {
    size: { type: 'string', multiple: true, default: Object.keys(sizes) },
    state: { type: 'string', multiple: true },
  },
})

/** Least side of what is pressed, px: WCAG 2.5.8, and the design's for fingers. */
const LEAST_PX = 24
const LEAST_TOUCH_PX = 44

/** Every check with its findings. What no theme changes is looked at in the first one. */
async function checksOf({ page, size, theme }: View): Promise<Record<string, string[]>> {
  const axe = { axe: await axeViolations(page) }
  if (theme !== 'day') return axe
  return {
    ...axe,
    ...(await structureFaults(page)),
    'targets too small': await smallTargets(page, sizes[size].touch ? LEAST_TOUCH_PX : LEAST_PX),
    'cut off by text spacing': await cutBySpacing(page),
    'cut off at 200 % text': await cutByLargeText(page),
    'lost in forced colours': await lostInForcedColors(page),
    'focus out of sight': await focusFaults(page),
  }
}

/** A menu takes Tab for itself, and shuts. */
async function focusFaults(page: Page): Promise<string[]> {
  return (await page.getByRole('menu').count()) > 0 ? [] : hiddenFocus(page)
}

const findings: string[] = []
const rows: string[][] = []
let runs = 0
await walk({
  sizes: values.size.filter((name): name is SizeName => name in sizes),
  wanted: ({ name }) => !values.state || values.state.includes(name),
  look: async (view) => {
    const { state, size, theme } = view
    const { width, height } = sizes[size]
    const checks = Object.entries(await checksOf(view))
    runs += 1
    rows.push([state.name, theme, `${width}×${height}`, String(checks.reduce((sum, [, found]) => sum + found.length, 0))])
    for (const [check, found] of checks) for (const one of found) findings.push(`${state.name}, ${theme}, ${width}×${height}: ${check}: ${one}`)
  },
  onMissed: ({ state, size, theme }, reason) => findings.push(`${state.name}, ${theme}, ${size}: could not be shown: ${reason}`),
})

const print = (line: string) => void process.stdout.write(`${line}\n`)
const heads = ['state', 'theme', 'size', 'findings']
const widths = heads.map((head, column) => Math.max(head.length, ...rows.map((row) => row[column]!.length)))
for (const row of [heads, ...rows]) print(row.map((cell, column) => cell.padEnd(widths[column]!)).join('  '))
for (const finding of findings) print(finding)
print(`\n${runs} looks, ${findings.length} findings`)
process.exitCode = findings.length > 0 ? 1 : 0
