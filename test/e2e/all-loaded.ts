import type { Page } from '@playwright/test'

/** Waits for the last thing that a page loads for later: from here on it can do without its server. */
export async function allLoaded(page: Page): Promise<void> {
  await page.waitForFunction(() =>
    performance.getEntriesByType('resource').some(({ name }) => name.includes('/assets/write-file-')),
  )
}
