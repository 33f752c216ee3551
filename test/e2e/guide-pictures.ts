// `npm run screens -- --guide`: the few pictures that docs/guide.md shows, from the product as it is.
import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Locator, Page } from '@playwright/test'
import { button, goTo, sizes, tasksOf } from './scene.ts'
import { walk } from './walk.ts'

/** The part of a state that is shown, and the state; each becomes `docs/images/guide-<name>.png`. */
const pictures: Readonly<Record<string, { readonly state: string; readonly part: (page: Page) => Locator }>> = {
  plan: { state: 'route', part: (page) => page.locator('body') },
  palette: { state: 'palette', part: (page) => page.getByRole('dialog', { name: 'Commands' }) },
  result: { state: 'results', part: (page) => page.locator('body') },
  tasks: { state: 'running', part: tasksOf },
}
/** The smallest window with the plan beside the map; a picture with the tasks beside both takes the state's own. */
const SMALL = { width: 1024, height: 600 }
/** The first thing anybody sees of Fairway: the route beside its weather, as large as the bytes allow. */
const WHOLE = { width: 1120, height: 640 }
/** The guide is also read over a network. */
const MOST_BYTES = 250_000

const faults: string[] = []
await walk({
  sizes: ['wide'],
  themes: ['day'],
  wanted: ({ name }) => Object.values(pictures).some(({ state }) => state === name),
  look: async ({ state, page }) => {
    for (const [name, { part }] of Object.entries(pictures).filter(([, picture]) => picture.state === state.name)) {
      if (name === 'result') {
        await button(page, 'Dismiss first steps').click()
        await goTo(page, 'Route')
      }
      await page.mouse.move(0, 0)
      if (name !== 'tasks') {
        await page.setViewportSize(name === 'result' ? WHOLE : SMALL)
        await page.waitForTimeout(1_000) // for the map to be drawn and fitted anew
      }
      const path = join('docs', 'images', `guide-${name}.png`)
      await part(page).screenshot({ path })
      await page.setViewportSize(sizes.wide)
      const { size } = await stat(path)
      if (size > MOST_BYTES) faults.push(`${path} has ${size} bytes; at most ${MOST_BYTES} are allowed.`)
    }
  },
  onMissed: ({ state }, reason) => faults.push(`${state.name} could not be shown: ${reason}`),
})
for (const fault of faults) process.stderr.write(`${fault}\n`)
process.exitCode = faults.length > 0 ? 1 : 0
