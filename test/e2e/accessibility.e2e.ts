import { expect, test } from '@playwright/test'
import { axeViolations } from './axe.ts'
import { chooseTheme, openScene, type Products, type Scene, startProducts, themes } from './scene.ts'
import { stateNamed } from './states.ts'

let products: Products
/** One for all: a state goes on from the one before. */
let scene: Scene

test.beforeAll(async ({ browser }) => {
  products = await startProducts()
  scene = await openScene(browser, products, 'wide', 'day')
})
test.afterAll(async () => {
  await scene.context.close()
  await products.stop()
})

for (const name of ['empty', 'editing', 'results', 'running', 'error']) {
  test(`nothing keeps anybody from using the page, ${name}, in any theme`, async () => {
    const page = (await stateNamed(name).show(scene))!
    for (const theme of themes) {
      await chooseTheme(page, theme)
      expect.soft(await axeViolations(page), `${name}, ${theme}`).toEqual([])
    }
    await stateNamed(name).leave?.(page, scene)
  })
}
