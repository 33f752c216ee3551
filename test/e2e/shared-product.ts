import { test as base } from '@playwright/test'
import { type Product, startProduct } from './product.ts'

/**
 * Tests of what one page does with the product as it is by default. They share one, which starts in the time that a
 * test of two pages takes: what others ask of it are cards among the tasks, and nothing of theirs opens by itself.
 */
export const test = base.extend<object, { shared: Product }>({
  shared: [
    // eslint-disable-next-line no-empty-pattern -- Playwright reads what a fixture needs from here
    async ({}, use) => {
      const product = await startProduct()
      await use(product)
      await product.stop()
    },
    { scope: 'worker' },
  ],
})
