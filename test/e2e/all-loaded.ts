import type { Page } from '@playwright/test'

/** Begins to work with a page, and waits for the last thing that it loads then: from here on it can do without its server. */
export async function allLoaded(page: Page): Promise<void> {
  await page.waitForFunction(() => {
    window.dispatchEvent(new Event('pointerdown')) // as often as it takes until the page listens
    return performance.getEntriesByType('resource').some(({ name }) => name.includes('/assets/import-worker-'))
  })
}
