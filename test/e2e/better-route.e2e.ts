import { expect, test } from '@playwright/test'
import { axeViolations } from './axe.ts'
import { type Product, startProduct } from './product.ts'
import { watchPage } from './watch-page.ts'

let product: Product

test.beforeAll(async () => {
  product = await startProduct({ NODE_ENV: 'test', EMBEDDED_TEST_FIELD: 'shear' })
})
test.afterAll(() => product.stop())

/** Hours from end to end of a line in a shear of 0.02 kn a mile at 12 kn: L·s/V = asinh τ + τ√(1+τ²), T = 2τ/s. */
function leastHours(miles: number): number {
  const [shear, speed] = [0.02, 12]
  let [low, high] = [0, 10]
  while (high - low > 1e-9) {
    const τ = (low + high) / 2
    if (Math.asinh(τ) + τ * Math.hypot(1, τ) < (miles * shear) / speed) low = τ
    else high = τ
  }
  return (2 * low) / shear
}

test(
  'in a sea whose best track is known, that track is found, survives a reload, and becomes an alternative',
  { tag: '@tables' },
  async ({ page }) => {
    const watched = watchPage(page, product.url)
    await page.goto(product.url)
    const buffer = Buffer.from('name,latitude,longitude\nWest,0,-26\nEast,0,-16\n')
    await page.getByTestId('route-file').setInputFiles({ name: 'equator.csv', mimeType: 'text/csv', buffer })
    await page.getByRole('button', { name: 'Use route' }).click()
    const open = async () => {
      await page.getByRole('button', { name: 'More actions' }).click()
      await page.getByRole('menuitem', { name: /^Find a better route/ }).click()
    }
    await open()
    const dialog = page.getByRole('dialog', { name: 'Find a better route' })
    await expect(dialog.getByText(/^4.914 points · /)).toBeVisible()
    expect(await axeViolations(page)).toEqual([])
    await dialog.getByRole('button', { name: 'Search corridor' }).click()
    const verdict = dialog.getByText(/sooner \(.*\s%\) at 12\.0\skn through the water/)
    await expect(verdict).toBeVisible({ timeout: 30_000 })
    await expect(dialog.getByText(/^It takes at most \d\.\d\s% longer than the soonest that is possible/)).toBeVisible()

    // 10° of the equator.
    const miles = (6378.137 * Math.PI) / 18 / 1.852
    const [, hours, minutes] = /(\d+)\sh\s(\d+)\smin sooner/.exec((await verdict.textContent()) ?? '') ?? []
    const saved = Number(hours) + Number(minutes) / 60
    expect(Math.abs(saved - (miles / 12 - leastHours(miles)))).toBeLessThan(0.05)
    expect(await axeViolations(page)).toEqual([])

    await page.reload()
    await open()
    await expect(verdict).toBeVisible({ timeout: 30_000 })
    await dialog.getByRole('button', { name: 'Use as alternative' }).click()
    await expect(dialog).toBeHidden()
    // The farthest north of the known track is 66 miles off the equator.
    await expect(page.getByText(/^01°0[5-7]\.\d+'N$/).first()).toBeVisible()
    await expect(page.getByText('Better route').first()).toBeVisible()
    watched.nothingWrong()
  },
)
