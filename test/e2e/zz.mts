import { launchBrowser } from './walk.ts'
import { openScene, startProducts, useSample, getWeather, goTo, button, chooseTheme, pageOf, runCommand } from './scene.ts'
import { states } from './states.ts'
const out = '/tmp/fw/speed-shots/'
const products = await startProducts()
const browser = await launchBrowser()
try {
  for (const size of ['desk', 'wide'] as const) {
    const scene = await openScene(browser, products, size, 'day')
    scene.context.setDefaultTimeout(90_000)
    const page = await pageOf(scene, 'own')
    await useSample(page)
    await goTo(page, 'Request')
    await getWeather(page, 'Direct')
    await goTo(page, 'Results')
    await button(page, 'Charts').waitFor()
    await page.waitForTimeout(1500)
    await page.screenshot({ path: `${out}${size}-0.png` })
    console.log(await button(page, 'Speeds').count(), await button(page, /Speeds/).count())
    await button(page, 'Speeds').first().click()
    await page.getByRole('dialog').waitFor()
    await page.waitForTimeout(1000)
    await page.screenshot({ path: `${out}${size}-1.png` })
    const arrival = page.getByLabel('Arrival (UTC)')
    console.log(await arrival.inputValue())
    await arrival.fill('+9d')
    await page.waitForTimeout(1000)
    await page.screenshot({ path: `${out}${size}-2.png` })
    await chooseTheme(page, 'night')
    await page.screenshot({ path: `${out}${size}-3.png` })
    await button(page, 'Min cost').click()
    await page.waitForTimeout(500)
    await page.screenshot({ path: `${out}${size}-4.png` })
    await chooseTheme(page, 'day')
    await page.keyboard.press('Escape')
    if (size === 'desk') {
      await states.find(({ name }) => name === 'ship-figures')!.show(scene)
      await button(page, /^Ship: /).click()
      await goTo(page, 'Results')
      await button(page, 'Speeds').first().click()
      await page.getByRole('dialog').waitFor()
      await page.waitForTimeout(1500)
      await page.screenshot({ path: `${out}${size}-5.png` })
      await page.locator('dialog [class*=body]').first().evaluate((e) => e.scrollTo(0, 9999))
      await page.screenshot({ path: `${out}${size}-6.png` })
      await button(page, 'Use these speeds').click()
      await page.waitForTimeout(1500)
      await page.screenshot({ path: `${out}${size}-7.png` })
    }
    await scene.context.close()
  }
} finally {
  await browser.close()
  await products.stop()
}
