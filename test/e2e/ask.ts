import { expect, type Page } from '@playwright/test'
import { pollPolicy } from '#src/domain/tasks/poll-policy.ts'

/** Presses the button of the request, and if it asks back about an earlier one, again, later than a double click. */
export async function pressSend(page: Page): Promise<void> {
  const send = page.locator('button[data-send]')
  const status = page.locator('#send-asked')
  await send.click()
  await expect(status).toHaveText(/^(Sent\.|Already asked)/)
  if ((await status.textContent()) === 'Sent.') return
  await page.waitForTimeout(pollPolicy.doubleClickMs)
  await send.click()
  await expect(status).toHaveText('Sent.')
}
