import { expect, test } from '@playwright/test'
import { axeViolations } from './axe.ts'
import { button, chooseTheme, mapOf, openScene, type Products, type Scene, startProducts, themes } from './scene.ts'
import { stateNamed, states } from './states.ts'

let products: Products
/** One for all: each state continues from the one before. */
let scene: Scene

test.beforeAll(async ({ browser }) => {
  products = await startProducts()
  scene = await openScene(browser, products, 'wide', 'day')
})
test.afterAll(async () => {
  await scene.context.close()
  await products.stop()
})

/** What they have to show is beside the map, which the other states have drawn. */
const besideTheMap = ['running', 'error', 'sign-in', 'admin']

for (const { name } of states.filter(({ isCore }) => isCore)) {
  const tag = besideTheMap.includes(name) ? '@tables' : []
  test(`nothing keeps anybody from using the page, ${name}, in any theme`, { tag }, async () => {
    const page = (await stateNamed(name).show(scene))!
    for (const theme of themes) {
      await chooseTheme(page, theme)
      expect.soft(await axeViolations(page), `${name}, ${theme}`).toEqual([])
    }
    await stateNamed(name).leave?.(page, scene)
  })
}

test('the map and each variable say in words what is drawn of them', async () => {
  const page = (await stateNamed('summary').show(scene))!
  const highest = await page
    .getByRole('row', { name: /^Wave height \d/ })
    .first()
    .textContent()
  const [, worst] = /Wave height(\d+\.\d)/.exec(highest ?? '')!
  const described = await mapOf(page).getAttribute('aria-describedby')
  await expect(page.locator(`[id="${described}"]`)).toContainText(
    new RegExp(`^10 waypoints, 2.742\\.0 NM\\. .*Wave height up to ${worst} m at \\d\\d°`),
  )
  await button(page, 'Charts').click()
  for (const name of [
    /^Wind: worst \d+ kn at \d\d \w{3} \d\d:\d\dZ, over limit/,
    new RegExp(`^Waves: worst ${worst} m at .*, over limit`),
    /^Current along track: worst .* kn at /,
  ])
    await expect(page.getByRole('button', { name })).toBeVisible()
  // What is worst against its limits is open.
  await expect(page.getByRole('img', { name: new RegExp(`^Waves, m: \\d+\\.\\d to ${worst}, mean `) })).toBeVisible()
})
