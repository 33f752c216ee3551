// `npm run check:looks`: what a program can check of the looks, in every state, theme and size.
import { parseArgs } from 'node:util'
import { axeViolations } from './axe.ts'
import { focusFaults } from './focus.ts'
import { cutBySpacing, cutByZoom, lostInForcedColors } from './reading-aids.ts'
import { type SizeName, sizes } from './scene.ts'
import { smallTargets, structureFaults } from './structure.ts'
import { type View, walk } from './walk.ts'

const { values } = parseArgs({
  options: {
    size: { type: 'string', multiple: true, default: Object.keys(sizes) },
    state: { type: 'string', multiple: true },
  },
})

/** Least side of a target, px: by WCAG 2.5.8, and for fingers by the design. */
const LEAST_PX = 24
const LEAST_TOUCH_PX = 44

/** Every check with its findings. What does not depend on the theme is checked only in the first. */
async function checksOf({ page, size, theme }: View): Promise<Record<string, string[]>> {
  const axe = { axe: await axeViolations(page) }
  if (theme !== 'day') return axe
  return {
    ...axe,
    ...(await structureFaults(page)),
    'targets too small': await smallTargets(page, sizes[size].touch ? LEAST_TOUCH_PX : LEAST_PX),
    'cut off by text spacing': await cutBySpacing(page),
    // The narrow screen is one of 1280 at 400 %.
    'cut off at 200 %': size === 'narrow' ? [] : await cutByZoom(page),
    'lost in forced colours': await lostInForcedColors(page),
    'focus out of sight': await focusFaults(page),
  }
}

let findings = 0
let looks = 0
/** Printed as it is found: the whole run takes many minutes. */
function tell(cells: readonly string[], found: readonly string[]): void {
  const columns = cells.map((cell, index) => cell.padEnd([18, 7, 11][index]!)).join('')
  process.stdout.write(
    `${columns}${found.length === 0 ? 'ok' : found.length}\n${found.map((one) => `    ${one}\n`).join('')}`,
  )
  findings += found.length
}
const place = (size: SizeName): string => `${sizes[size].width}×${sizes[size].height}`

await walk({
  sizes: values.size.filter((name): name is SizeName => name in sizes),
  wanted: ({ name }) => !values.state || values.state.includes(name),
  look: async (view) => {
    const checks = Object.entries(await checksOf(view))
    looks += 1
    tell(
      [view.state.name, view.theme, place(view.size)],
      checks.flatMap(([check, found]) => found.map((one) => `${check}: ${one}`)),
    )
  },
  onMissed: ({ state, size, theme }, reason) =>
    tell([state.name, theme, place(size)], [`could not be shown: ${reason}`]),
})
process.stdout.write(`\n${looks} looks, ${findings} findings\n`)
process.exitCode = findings > 0 ? 1 : 0
