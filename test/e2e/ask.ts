import type { Page } from '@playwright/test'
import { pollPolicy } from '#src/domain/tasks/poll-policy.ts'

/** Presses the button of the request, and if it asks back about an earlier one, again, later than a double click. */
export async function pressSend(page: Page): Promise<void> {
  await page.locator('button[data-send]').click()
  const asked = await page
    .getByText(/^Already asked/)
    .waitFor({ timeout: 500 })
    .then(
      () => true,
      () => false,
    )
  if (!asked) return
  await page.waitForTimeout(pollPolicy.doubleClickMs)
  await page.locator('button[data-send]').click()
}
