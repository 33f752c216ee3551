import { createServer } from 'node:net'
import { expect, type Page, test } from '@playwright/test'
import { pollPolicy } from '#src/domain/tasks/poll-policy.ts'
import { startUpstream } from '#test/support/upstream/upstream.ts'
import { startProduct } from './product.ts'
import { button, runCommand } from './scene.ts'

test.describe.configure({ timeout: 240_000 })

// What is done and said is the subject, not the picture: a quarter of its pixels is half of the work of drawing it.
test.use({ deviceScaleFactor: 0.5 })

const KEY = 'key-of-the-scripted-service'
const SYNTHETIC = 'Synthetic data, not for navigation'

const answered = (page: Page, words: RegExp | string) => page.getByRole('heading', { name: words })
const noAnswer = (page: Page) => page.getByRole('heading', { name: /^Along the route of/ })

/** The sample route in the open voyage, under a name of its own. */
async function plan(page: Page, name: string): Promise<void> {
  await page.getByTestId('route-file').setInputFiles('public/sample-voyage.rtz')
  await button(page, 'Use route').click()
  await page.getByLabel('Voyage name').fill(name)
  await page.getByLabel('Voyage name').press('Enter')
}

/** Sends by the keyboard. An earlier request for the same points asks back: then presses again, after a pause. */
async function pressKeys(page: Page): Promise<void> {
  await page.keyboard.press('Control+Enter')
  const asked = await page
    .getByText(/^Already asked/)
    .waitFor({ timeout: 1000 })
    .then(
      () => true,
      () => false,
    )
  if (!asked) return
  await page.waitForTimeout(pollPolicy.doubleClickMs)
  await page.keyboard.press('Control+Enter')
}

/** Asks in the background, so that the answer takes its time. */
async function ask(page: Page): Promise<void> {
  await pressKeys(page)
  await expect(page.getByRole('article', { name: /^(Queued|Waiting|Running|Sending|Working)/ }).first()).toBeVisible()
}

async function openVoyage(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: 'Voyages', exact: true }).click()
  await page
    .getByRole('dialog', { name: 'Voyages' })
    .getByRole('button', { name: new RegExp(`^${name}`) })
    .click()
  await expect(page.getByLabel('Voyage name')).toHaveValue(name)
}

test(
  'two voyages worked at once each show their own answer: as it comes, after a reload, and offline',
  { tag: '@tables' },
  async ({ page, context }) => {
    const product = await startProduct({ EMBEDDED_TASK_SECONDS: '5' })
    const northern = /^Along the route of Rotterdam – Halifax · asked /
    const southern = /^Along the route of Santos – Cape Town · asked /
    try {
      await page.goto(product.url)
      await plan(page, 'Rotterdam – Halifax')
      await ask(page)
      await expect(page.getByText(/^Saved \d\d:/)).toBeVisible()
      await runCommand(page, 'new voyage')
      await plan(page, 'Santos – Cape Town')
      await ask(page)

      await test.step('the answer for a voyage that is not open is announced, and shows nothing here', async () => {
        const notices = page.getByRole('region', { name: 'Notices' })
        await expect(notices.getByText('Rotterdam – Halifax')).toBeVisible()
        await expect(answered(page, northern)).toBeHidden()
        await expect(answered(page, southern)).toBeVisible() // its own shows itself
        await notices.getByRole('button', { name: 'Show', exact: true }).click()
        await expect(page.getByLabel('Voyage name')).toHaveValue('Rotterdam – Halifax')
        await expect(answered(page, northern)).toBeVisible()
        await expect(notices.getByText('Rotterdam – Halifax')).toBeHidden()
      })
      await test.step('going from one to the other', async () => {
        await openVoyage(page, 'Santos – Cape Town')
        await expect(answered(page, southern)).toBeVisible()
        await page.reload()
        await expect(answered(page, southern)).toBeVisible()
      })
      await test.step('an hour offline', async () => {
        await context.setOffline(true)
        await openVoyage(page, 'Rotterdam – Halifax')
        await expect(answered(page, northern)).toBeVisible()
        await openVoyage(page, 'Santos – Cape Town')
        await expect(answered(page, southern)).toBeVisible()
        await context.setOffline(false)
      })
      await test.step('a comparison stays with its voyage, and closed results stay closed', async () => {
        await page.getByTitle('Compare with other answers').click()
        await page
          .getByRole('group', { name: 'Other voyages' })
          .getByRole('menuitemcheckbox', { name: /^Rotterdam – Halifax · asked / })
          .click()
        await page.keyboard.press('Escape')
        await expect(button(page, 'Compare (1)')).toBeVisible()
        await openVoyage(page, 'Rotterdam – Halifax')
        await expect(answered(page, northern)).toBeVisible()
        await expect(button(page, 'Compare')).toBeVisible()
        await button(page, 'Close the results').click()
        await openVoyage(page, 'Santos – Cape Town')
        await expect(button(page, 'Compare (1)')).toBeVisible()
        await openVoyage(page, 'Rotterdam – Halifax')
        await expect(noAnswer(page)).toBeHidden()
      })
    } finally {
      await product.stop()
    }
  },
)

test('a server that is restarted in another mode under an open page: no synthetic value without its label, and the page says so', async ({
  page,
  context,
}) => {
  const port = await freePort()
  const upstream = await startUpstream(KEY)
  const first = await startProduct({
    PORT: String(port),
    METOCEAN_API_KEY: KEY,
    METOCEAN_URL: upstream.url,
    METOCEAN_TASKS_URL: upstream.url,
  })
  const legend = page.getByRole('region', { name: /^Legend: / })
  const restarted = async (settings: Record<string, string>) => {
    const product = await startProduct({ PORT: String(port), ...settings }, first.dataDir)
    await context.setOffline(true) // the connection goes and comes back
    await context.setOffline(false)
    return product
  }
  let product = first
  try {
    await page.goto(product.url)
    await plan(page, 'Rotterdam – Halifax')
    await pressKeys(page)
    await expect(answered(page, /asked \d\d:\d\dZ$/)).toBeVisible()
    await expect(legend.getByText(SYNTHETIC)).toBeHidden()
    const real = await page.getByRole('region', { name: 'Results' }).getByRole('heading', { level: 2 }).textContent()

    await product.kill()
    product = await restarted({})
    await expect(
      page.getByText(/^The server now answers from the built-in model: synthetic data, not for navigation\./),
    ).toBeVisible()
    await expect(page.getByText('New answers: synthetic, not for navigation')).toBeVisible()
    await expect(legend.getByText(SYNTHETIC)).toBeHidden() // the answer shown is still what it was
    await pressKeys(page)
    await expect(page.getByRole('region', { name: 'Results' }).getByRole('heading', { level: 2 })).not.toHaveText(
      real ?? '',
    )
    await expect(legend.getByText(SYNTHETIC)).toBeVisible()

    await product.kill()
    product = await restarted({ METOCEAN_API_KEY: KEY, METOCEAN_URL: upstream.url, METOCEAN_TASKS_URL: upstream.url })
    await expect(page.getByText('New answers: synthetic, not for navigation')).toBeHidden()
    await expect(legend.getByText(SYNTHETIC)).toBeVisible()
    await expect(page.getByText('from the built-in model', { exact: true })).toBeVisible()
    await page.reload()
    await expect(legend.getByText(SYNTHETIC)).toBeVisible()
  } finally {
    await product.stop()
    await upstream.close()
  }
})

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  if (address === null || typeof address === 'string') throw new Error('no port')
  return address.port
}

test(
  'a plan through the water is timed by its current, and asked again at the corrected times',
  { tag: '@tables' },
  async ({ page }) => {
    const product = await startProduct()
    const eta = page.getByText(/^ETA \d\d \w{3} \d\d:\d\dZ with current, \d[\d a-z]* (later|earlier)$/)
    try {
      await page.goto(product.url)
      await plan(page, 'Through the water')
      await button(page, 'Knots over ground').click()
      await page.getByRole('menuitemcheckbox', { name: /^Through water/ }).click()
      await pressKeys(page)
      await expect(eta).toBeVisible()
      const first = await eta.textContent()
      await button(page, 'Ask again').click()
      await expect(eta).not.toHaveText(first ?? '', { timeout: 30_000 })
      await expect(button(page, 'Ask again')).toBeHidden()
      await expect(page.getByText('Does not match the current plan')).toBeHidden()
      const second = await eta.textContent()
      await page.reload()
      await expect(eta).toHaveText(second ?? '')
    } finally {
      await product.stop()
    }
  },
)
