import { expect, type Page, test } from '@playwright/test'
import { type Product, startProduct } from './product.ts'
import { button, getWeather, mapOf, runCommand, tasksOf, useSample } from './scene.ts'
import { watchPage } from './watch-page.ts'

// What is done and said is the subject, not the picture: a quarter of its pixels is half of the work of drawing it.
test.use({ deviceScaleFactor: 0.5 })

let product: Product

test.beforeAll(async () => {
  product = await startProduct()
})
test.afterAll(() => product.stop())

const name = (page: Page) => page.getByLabel('Voyage name')
const elsewhere = (page: Page) => page.getByText('This voyage is being edited in another tab.')
const distances = (page: Page) =>
  page.getByRole('region', { name: 'Alternatives' }).getByRole('button', { name: /arrival/ })

async function rename(page: Page, to: string): Promise<void> {
  await name(page).fill(to)
  await name(page).press('Enter')
}

async function openSample(page: Page): Promise<void> {
  await page.goto(product.url)
  await page.getByTestId('route-file').setInputFiles('public/sample-voyage.rtz')
  await page.getByRole('button', { name: 'Use route' }).click()
  await expect(page).toHaveURL(/\/v\/[0-9a-f-]{36}$/)
}

/** Everything this browser keeps of voyages, as one text. */
function storedVoyages(page: Page): Promise<string> {
  return page.evaluate(
    () =>
      new Promise<string>((resolve, reject) => {
        const opening = indexedDB.open('fairway')
        opening.onerror = () => reject(new Error('no database'))
        opening.onsuccess = () => {
          const all = opening.result.transaction('voyages').objectStore('voyages').getAll()
          all.onsuccess = () => {
            opening.result.close()
            resolve(JSON.stringify(all.result))
          }
        }
      }),
  )
}

test('a voyage outlives a reload with its alternatives, its undo and its redo', async ({ page }) => {
  const watched = watchPage(page, product.url)
  await openSample(page)
  await page.getByRole('button', { name: /^Ship: / }).click()
  await page.getByLabel("Ship's name").fill('MV Name')
  await page.getByLabel("Ship's name").press('Enter')
  await page.getByRole('button', { name: 'More actions' }).click()
  await page.getByRole('menuitem', { name: 'Duplicate as an alternative' }).click()
  const before = await distances(page).nth(1).getAttribute('aria-label')

  await page.getByRole('button', { name: 'Select waypoint 3' }).click()
  await page.locator('canvas.maplibregl-canvas').focus()
  await page.keyboard.down('Shift')
  for (let repeat = 0; repeat < 20; repeat++) await page.keyboard.down('ArrowDown')
  await page.keyboard.up('ArrowDown')
  await page.keyboard.up('Shift')
  await expect(distances(page).nth(1)).not.toHaveAttribute('aria-label', before!)
  const moved = (await distances(page).nth(1).getAttribute('aria-label'))!
  await expect(page.getByText(/^Saved \d\d:/)).toBeVisible()
  await rename(page, 'Outlives')
  // Two saves within a second show the same time, so storage is checked instead.
  await expect.poll(() => storedVoyages(page)).toContain('Outlives')

  await page.reload()
  await expect(name(page)).toHaveValue('Outlives')
  await expect(page.getByRole('button', { name: 'Ship: MV Name' })).toBeVisible()
  await expect(distances(page).nth(1)).toHaveAttribute('aria-label', moved)
  const undo = page.getByRole('toolbar', { name: 'Route' }).getByRole('button', { name: 'Undo' })
  await undo.click()
  await expect(name(page)).toHaveValue('Rotterdam – Halifax')
  await undo.click() // a held key is one step
  await expect(distances(page).nth(1)).toHaveAttribute('aria-label', before!)
  await page.getByRole('toolbar', { name: 'Route' }).getByRole('button', { name: 'Redo' }).click()
  await expect(distances(page).nth(1)).toHaveAttribute('aria-label', moved)
  watched.nothingWrong()
})

test('an area drawn across the route is found by the checks, and is there after a reload', async ({ page }) => {
  const watched = watchPage(page, product.url)
  await page.goto(product.url)
  await expect(mapOf(page)).toBeVisible()
  // Both are in the library before the page is left: what is on its way then may not arrive.
  const voyageKept = page.waitForResponse(
    (response) => response.url().endsWith('/api/voyages') && response.request().method() === 'POST',
  )
  const map = (await mapOf(page).boundingBox())!
  const click = (x: number, y: number) => page.mouse.click(map.x + map.width * x, map.y + map.height * y, { delay: 20 })
  await page.getByRole('button', { name: 'Draw', exact: true }).click()
  await click(0.3, 0.5)
  await click(0.6, 0.5)
  await page.keyboard.press('Escape')
  await runCommand(page, 'Draw a no-go area')
  await click(0.4, 0.4)
  await click(0.5, 0.4)
  await click(0.45, 0.6)
  await page.keyboard.press('Enter')
  await page.getByLabel('Name', { exact: true }).fill('Firing range')
  // The library gets it once the browser has it.
  const kept = page.waitForResponse((response) => (response.request().postData() ?? '').includes('Firing range'))
  await page.getByRole('button', { name: 'Save area' }).click()
  await expect(page.getByRole('listitem').filter({ hasText: 'Keep out · 3 corners' })).toBeVisible()
  await page.keyboard.press('Escape')
  const isFound = async () => {
    await page.locator('summary').filter({ hasText: 'caution' }).click()
    await expect(
      page.getByRole('button', { name: /^Caution: Leg 1 goes through the no-go area “Firing range” for/ }),
    ).toBeVisible()
  }
  await isFound()
  await Promise.all([kept, voyageKept])
  await page.reload()
  await isFound()
  watched.nothingWrong()
})

test(
  'of two tabs on one voyage the second is told, follows, and can take over',
  { tag: '@tables' },
  async ({ context, page: first }) => {
    await openSample(first)
    const second = await context.newPage()
    await second.goto(first.url())
    await expect(elsewhere(second)).toBeVisible()

    await rename(first, 'Named in the first')
    await expect(name(second)).toHaveValue('Named in the first')

    await rename(first, 'Last word of the first')
    await second.getByRole('button', { name: 'Edit here' }).click()
    await expect(elsewhere(first)).toBeVisible()
    await expect(elsewhere(second)).toBeHidden()
    await expect(name(second)).toHaveValue('Last word of the first')

    await rename(second, 'Named in the second')
    await expect(name(first)).toHaveValue('Named in the second')
    await second.close()
    await expect(elsewhere(first)).toBeHidden()
  },
)

test('Back and Forward move between tasks and voyages', { tag: '@tables' }, async ({ page, context }) => {
  const watched = watchPage(page, product.url)
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  const answer = page.getByRole('slider', { name: 'Sample along the route' })
  await openSample(page)
  await rename(page, 'First')
  await getWeather(page, 'Background')
  await expect(answer).toBeVisible()
  await tasksOf(page).getByRole('article').getByRole('button', { expanded: false }).click()
  await button(page, 'Copy link').click()
  const ofTask = await page.evaluate(() => navigator.clipboard.readText())
  expect(ofTask).toMatch(/\/t\/[0-9a-f-]+$/)

  await page.goto(ofTask)
  await expect(answer).toBeVisible()
  await expect(name(page)).toHaveValue('First')
  expect(page.url()).toBe(ofTask)

  await runCommand(page, 'new voyage')
  await useSample(page)
  await rename(page, 'Second')
  const ofSecond = page.url()
  await page.goBack()
  await expect(page).toHaveURL(ofTask)
  await expect(name(page)).toHaveValue('First')
  await expect(answer).toBeVisible()
  await page.goForward()
  await expect(page).toHaveURL(ofSecond)
  await expect(name(page)).toHaveValue('Second')
  await expect(answer).toBeHidden()

  await page.goBack()
  await expect(answer).toBeVisible()
  await page.reload()
  await expect(answer).toBeVisible()
  await expect(page).toHaveURL(ofTask)
  await page.getByRole('button', { name: 'Close the results' }).click()
  // The task is no longer shown: the address is that of its voyage.
  await expect(page).toHaveURL(/\/v\/[0-9a-f-]{36}$/)
  await page.goForward()
  await expect(name(page)).toHaveValue('Second')
  await page.goBack()
  await expect(name(page)).toHaveValue('First')
  watched.nothingWrong()
})
