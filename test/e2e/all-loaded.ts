import type { Page } from '@playwright/test'

/** Waits for what a page loads for later, of which this is the last: from here on it can do without its server. */
export async function allLoaded(page: Page): Promise<void> {
  await page.waitForFunction(() =>
    performance.getEntriesByType('resource').some(({ name }) => name.includes('/assets/write-file-')),
  )
}
