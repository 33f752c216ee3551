import { expect, type Page } from '@playwright/test'
import type { Product } from './product.ts'
import { button, getWeather, goTo, mapOf, useSample } from './scene.ts'
import { test } from './shared-product.ts'
import { watchPage } from './watch-page.ts'

// What the browser does to the page by itself: it goes to another screen, and it is translated.

let product: Product
test.beforeAll(({ shared }) => {
  product = shared
})

/** How many pixels each canvas in sight has for one CSS pixel, to a twentieth. */
const densities = (page: Page) =>
  page.evaluate(() =>
    [...document.querySelectorAll('canvas')]
      .filter(({ clientWidth }) => clientWidth > 0)
      .map(({ width, clientWidth }) => Math.round((width / clientWidth) * 20) / 20),
  )

test('a screen of another density gets the map and the charts drawn for it', async ({ page }) => {
  const watched = watchPage(page, product.url)
  await page.goto(product.url)
  await useSample(page)
  await getWeather(page, 'Direct')
  await expect(page.getByRole('slider', { name: 'Sample along the route' })).toBeVisible()
  const before = await densities(page)
  expect(before.length).toBeGreaterThan(3) // the map, the ribbons, the lane, the limits
  expect(new Set(before)).toEqual(new Set([1]))
  const devtools = await page.context().newCDPSession(page)
  for (const [deviceScaleFactor, contrast] of [
    [2, 'more'],
    [1.5, 'no-preference'],
  ] as const) {
    const size = { width: 1440, height: 900, mobile: false }
    await devtools.send('Emulation.setDeviceMetricsOverride', { ...size, deviceScaleFactor })
    await page.emulateMedia({ contrast }) // only with another change the browser looks at its emulated density
    await expect.poll(() => densities(page)).toEqual(before.map(() => deviceScaleFactor))
  }
  watched.nothingWrong()
})

/** As page translators do: fonts in the place of every text. */
const translate = (page: Page) =>
  page.evaluate(() => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    const texts: Text[] = []
    while (walker.nextNode()) texts.push(walker.currentNode as Text)
    let count = 0
    for (const text of texts) {
      if (!text.data.trim() || text.parentElement?.closest('font, script, style, svg')) continue
      const [outer, inner] = [document.createElement('font'), document.createElement('font')]
      inner.textContent = text.data // what it makes of the words does not matter here
      outer.append(inner)
      text.replaceWith(outer)
      count += 1
    }
    return count
  })

test('a translator that does not heed the page neither breaks it nor holds its figures', async ({ page }) => {
  const watched = watchPage(page, product.url)
  await page.goto(product.url)
  await expect(page.locator('html')).toHaveAttribute('translate', 'no')
  await useSample(page)
  await getWeather(page, 'Direct')
  const charts = page.getByRole('slider', { name: 'Sample along the route' })
  await expect(charts).toBeVisible()
  expect(await translate(page)).toBeGreaterThan(100)

  await charts.focus()
  for (const key of ['Home', 'ArrowRight', 'PageDown', 'End', 'Escape']) await page.keyboard.press(key)
  expect(await translate(page)).toBeGreaterThan(0)
  await goTo(page, 'Route')
  const total = page.getByLabel('Totals')
  const far = await total.innerText()
  await mapOf(page).focus()
  await page.keyboard.press('PageDown')
  await page.keyboard.press('Shift+ArrowUp')
  await translate(page)
  await page.keyboard.press('Delete')
  await expect(total).not.toHaveText(far, { useInnerText: true })
  await page.keyboard.press('Control+z')
  await page.keyboard.press('Control+z')
  await expect(total).toHaveText(far, { useInnerText: true })
  const duplicate = async () => {
    await button(page, 'More actions').click()
    await page.getByRole('menuitem', { name: 'Duplicate as an alternative' }).click()
  }
  await duplicate()
  await expect(page.getByText('2 alternatives')).toBeVisible()
  await translate(page)
  await duplicate()
  await expect(page.getByText('3 alternatives')).toBeVisible() // a text that React writes to
  await translate(page)
  await button(page, 'Undo').first().click()
  await expect(page.getByText('2 alternatives')).toBeVisible()
  await page.keyboard.press('Control+k')
  await translate(page)
  await page.keyboard.type('theme')
  await page.keyboard.press('Escape')
  watched.nothingWrong()
})
