import { join } from 'node:path'
import { type Browser, type BrowserContext, expect, type Page, test } from '@playwright/test'
import { addToken } from '#src/server/auth/token-file.ts'
import makeTemplate, { makeDataFolder } from '#test/support/data-folder.ts'
import { pressSend } from './ask.ts'
import { type Product, startProduct } from './product.ts'
import { button } from './scene.ts'

// Three browsers at once.
test.describe.configure({ timeout: 600_000 })

type Name = 'anna' | 'bruno' | 'chief'

let product: Product
let tokens: Record<Name, string>

test.beforeAll(async () => {
  await makeTemplate()
  const folder = makeDataFolder('signed-in')
  const add = (name: Name, role: 'operator' | 'admin') => addToken(join(folder, 'tokens.json'), { name, role })
  tokens = { anna: add('anna', 'operator'), bruno: add('bruno', 'operator'), chief: add('chief', 'admin') }
  product = await startProduct({ AUTH: 'token', EMBEDDED_TASK_SECONDS: '300', DAILY_CAP_USER: '500000' }, folder)
})
test.afterAll(() => product.stop())

const tokenField = (page: Page) => page.getByLabel('Token')

async function enter(page: Page, name: Name): Promise<void> {
  await tokenField(page).fill(tokens[name])
  await button(page, 'Sign in').click()
}

/** A browser of its own, signed in. */
async function openAs(browser: Browser, name: Name, path = '/'): Promise<{ page: Page; context: BrowserContext }> {
  const context = await browser.newContext()
  const page = await context.newPage()
  await page.goto(product.url + path)
  await enter(page, name)
  // A team begins at the board.
  if (path === '/') await button(page, 'New voyage').first().click()
  return { page, context }
}

async function plan(page: Page): Promise<void> {
  await page.getByTestId('route-file').setInputFiles('public/sample-voyage.rtz')
  await button(page, 'Use route').click()
}

async function askInBackground(page: Page): Promise<void> {
  await page.getByRole('tab', { name: 'Request' }).click()
  await page.getByText('Background', { exact: true }).click()
  await pressSend(page)
}

const cards = (page: Page) => page.getByRole('article')

test(
  'S9 S24 B11 two people send, see and cancel each other’s tasks by the rules, and a session that is ended goes on in place',
  { tag: '@tables' },
  async ({ browser }) => {
    const { page: anna, context } = await openAs(browser, 'anna')
    await expect(button(anna, 'anna, operator')).toBeVisible()
    await plan(anna)
    await askInBackground(anna)
    await expect(cards(anna)).toHaveCount(1)
    await expect(cards(anna).getByRole('button', { name: 'Cancel' })).toBeVisible()

    // A colleague sees it and whose it is, and may follow it but not end it.
    const { page: bruno } = await openAs(browser, 'bruno')
    const hers = cards(bruno).filter({ hasText: 'anna' })
    await expect(hers).toBeVisible()
    await hers.getByRole('button', { expanded: false }).click()
    await expect(hers.getByRole('button', { name: 'Follow' })).toBeVisible()
    await expect(hers.getByRole('button', { name: 'Cancel' })).toHaveCount(0)
    await plan(bruno)
    await askInBackground(bruno)
    await expect(cards(bruno)).toHaveCount(2)
    await button(bruno, 'Mine').click()
    await expect(cards(bruno)).toHaveCount(1)

    // An administrator ends her session in mid-work; her page finds out by itself, at its next question.
    await anna.getByLabel('Voyage name').fill('Kept through the end')
    await anna.getByLabel('Voyage name').press('Enter')
    const { page: chief } = await openAs(browser, 'chief', '/admin')
    await expect(chief.getByRole('heading', { name: 'Fairway administration' })).toBeVisible()
    await expect(chief.getByRole('table', { name: 'Usage' }).getByRole('row', { name: /anna/ })).toBeVisible()
    await expect(chief.getByRole('table', { name: 'Audit trail' })).toContainText('signed in')
    await chief.getByRole('button', { name: /^End the session of anna/ }).click()
    await expect(chief.getByRole('button', { name: /^End the session of anna/ })).toHaveCount(0)

    const dialog = anna.getByRole('dialog', { name: 'Sign in again' })
    await expect(dialog).toBeVisible({ timeout: 60_000 })
    await expect(dialog.getByLabel('Token')).toBeFocused()
    await dialog.getByLabel('Token').fill('not-a-token')
    await dialog.getByRole('button', { name: 'Sign in', exact: true }).click()
    await expect(dialog.getByText(/^This token is not valid/)).toBeVisible()
    await dialog.getByLabel('Token').fill(tokens.anna)
    await dialog.getByRole('button', { name: 'Sign in', exact: true }).click()
    await expect(dialog).toHaveCount(0)
    await expect(anna.getByLabel('Voyage name')).toHaveValue('Kept through the end')
    await expect(cards(anna).filter({ hasNotText: 'bruno' })).toHaveCount(1)
    await expect(anna.getByText(/^The account’s tasks are not shown/)).toHaveCount(0)

    // The administrator may end a task of anybody.
    await chief.goto(product.url)
    await button(chief, 'New voyage').first().click()
    const his = cards(chief).filter({ hasText: 'bruno' })
    await his.getByRole('button', { name: 'Cancel' }).click()
    await his.getByRole('button', { name: 'Cancel task' }).click()
    await expect(cards(bruno)).toHaveAccessibleName(/^Cancelled/, { timeout: 60_000 })

    // Another user of the same browser sees nothing of hers; she finds all of it again.
    await leave(anna, 'Sign out')
    await enter(anna, 'bruno')
    await expect(button(anna, 'bruno, operator')).toBeVisible()
    await button(anna, 'New voyage').first().click()
    await expect(anna.getByLabel('Voyage name')).toHaveValue('')
    await expect(cards(anna).filter({ hasText: 'Kept through the end' })).toHaveCount(0)
    await leave(anna, 'Sign out')
    await enter(anna, 'anna')
    await anna.getByRole('row', { name: /Kept through the end/ }).click()
    await expect(anna.getByLabel('Voyage name')).toHaveValue('Kept through the end')

    await leave(anna, 'Sign out and clear this browser…', 'Sign out and clear this browser')
    await expect(anna.getByText('Everything Fairway kept in this browser has been removed.')).toBeVisible()
    expect(await kept(anna)).toEqual({ databases: [], local: 0, session: 0, caches: [] })
    expect(await context.cookies()).toEqual([])
    for (const page of [anna, bruno, chief]) await page.context().close()
  },
)

test(
  'asks for a sign-in at every address, and comes back to the one asked for',
  { tag: '@tables' },
  async ({ page }) => {
    await page.goto(`${product.url}/t/some-task`)
    await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible()
    await button(page, 'Sign in').click()
    await expect(tokenField(page)).toHaveAccessibleDescription('Enter your token.')
    await enter(page, 'anna')
    await expect(button(page, 'anna, operator')).toBeVisible()
    await expect(page).toHaveURL(/\/t\/some-task$/)
    await page.goto(`${product.url}/admin`)
    await expect(page.getByText(/^Only an administrator may see/)).toBeVisible()
  },
)

async function leave(page: Page, ...presses: readonly string[]): Promise<void> {
  await page.getByRole('button', { name: /, (operator|admin)$/ }).click()
  for (const name of presses) await page.getByRole('dialog').getByRole('button', { name, exact: true }).click()
  await expect(page).toHaveURL(/\/sign-in$/)
}

const kept = (page: Page) =>
  page.evaluate(async () => ({
    databases: (await indexedDB.databases()).map(({ name }) => name),
    local: localStorage.length,
    session: sessionStorage.length,
    caches: await caches.keys(),
  }))
