import type { Page } from '@playwright/test'

// Counts real clicks with the pointer: not a key that presses a button, and not a script.

/** Call before the page is opened. */
export async function countClicks(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const counting = window as { clicksOfHand?: number }
    counting.clicksOfHand = 0
    addEventListener(
      'pointerdown',
      ({ isTrusted }) => isTrusted && (counting.clicksOfHand = (counting.clicksOfHand ?? 0) + 1),
      true,
    )
  })
}

export const clicksSoFar = (page: Page): Promise<number> =>
  page.evaluate(() => (window as { clicksOfHand?: number }).clicksOfHand ?? 0)
