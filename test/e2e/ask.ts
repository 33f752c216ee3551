import type { Page } from '@playwright/test'
import { pollPolicy } from '#src/domain/tasks/poll-policy.ts'

/** Presses the button of the request. What was asked a while ago is asked about first: then once more, later than a double click. */
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
