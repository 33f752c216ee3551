import { expect } from '@playwright/test'
import type { Product } from './product.ts'
import { test } from './shared-product.ts'

let product: Product
test.beforeAll(({ shared }) => {
  product = shared
})

test(
  'B9 a part that a new version has taken off the server: said where it would be, and the rest stays',
  { tag: '@tables' },
  async ({ page }) => {
    await page.goto(product.url)
    await page.getByTestId('route-file').setInputFiles('public/sample-voyage.rtz')
    await page.getByRole('button', { name: 'Use route' }).click()
    const name = page.getByLabel('Voyage name')
    await name.fill('Winter crossing')
    await name.press('Enter')
    await expect(page.getByText(/^Saved /)).toBeVisible()

    const isOldPart = /\/assets\/rest-[^/]*\.js$/
    const newPage =
      '<!doctype html><script type="module" crossorigin src="/assets/index-of-the-new-version.js"></script>'
    await page.route(isOldPart, (route) => route.fulfill({ status: 404, body: '' }))
    await page.route(/\/$/, (route) =>
      route.request().resourceType() === 'fetch'
        ? route.fulfill({ contentType: 'text/html', body: newPage })
        : route.fallback(),
    )
    await page.reload()
    await page.getByRole('tab', { name: 'Request' }).click()
    await expect(
      page
        .getByRole('tabpanel', { name: 'Request' })
        .getByText(/^This part of Fairway could not be loaded\. Your work is kept/),
    ).toBeVisible()
    await expect(
      page.getByText('There is a new version of Fairway. Reload when you are ready; voyages and tasks are kept.'),
    ).toBeVisible()
    await page.getByRole('tab', { name: 'Route' }).click()
    await expect(
      page.getByRole('grid', { name: 'Waypoints' }).getByRole('row', { name: /Maas approach/ }),
    ).toBeVisible()

    await page.unrouteAll()
    await page.getByRole('button', { name: 'Reload page' }).click()
    await expect(name).toHaveValue('Winter crossing')
    await page.getByRole('tab', { name: 'Request' }).click()
    await expect(page.getByRole('button', { name: /^(Get weather|Send anyway)$/ })).toBeVisible()
  },
)
