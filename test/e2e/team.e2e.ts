import { join } from 'node:path'
import { type Browser, expect, type Page, test } from '@playwright/test'
import { addToken } from '#src/server/auth/token-file.ts'
import makeTemplate, { makeDataFolder } from '#test/support/data-folder.ts'
import { type Product, startProduct } from './product.ts'
import { pressSend } from './ask.ts'
import { button } from './scene.ts'

// Two browsers at once.
test.describe.configure({ timeout: 300_000 })

let product: Product
let tokens: Record<'Anna' | 'Ben', string>

test.beforeAll(async () => {
  await makeTemplate()
  const folder = makeDataFolder('two-desks')
  const add = (name: string) => addToken(join(folder, 'tokens.json'), { name, role: 'operator' })
  tokens = { Anna: add('Anna'), Ben: add('Ben') }
  product = await startProduct({ AUTH: 'token', EMBEDDED_TASK_SECONDS: '1' }, folder)
})
test.afterAll(() => product.stop())

async function deskOf(browser: Browser, name: keyof typeof tokens): Promise<Page> {
  const context = await browser.newContext()
  const page = await context.newPage()
  await page.goto(product.url)
  await page.getByLabel('Token').fill(tokens[name])
  await button(page, 'Sign in').click()
  await expect(page.getByRole('heading', { name: 'Fairway Board' })).toBeVisible()
  return page
}

/** Longer than a beat of the desks and a save. */
const soon = { timeout: 40_000 }
const named = (page: Page) => page.getByLabel('Voyage name')
const saved = (page: Page) => expect(page.getByRole('banner').getByText(/^Saved \d/)).toBeVisible(soon)

test(
  'a voyage goes from desk to desk: found on the board, taken over, edited at both, and nothing is lost',
  { tag: '@tables' },
  async ({ browser }) => {
    // Anna plans a voyage and asks for its weather.
    const anna = await deskOf(browser, 'Anna')
    await button(anna, 'New voyage').first().click()
    await anna.getByTestId('route-file').setInputFiles('public/sample-voyage.rtz')
    await button(anna, 'Use route').click()
    await named(anna).fill('Handed over')
    await named(anna).press('Enter')
    await anna.getByRole('tab', { name: 'Request' }).click()
    await anna.getByText('Background', { exact: true }).click()
    await pressSend(anna)
    await expect(anna.getByRole('article').first()).toHaveAccessibleName(/^Done/, soon)
    await saved(anna)

    // Ben finds it on the board with its outlook, opens it, and is told who edits.
    const ben = await deskOf(browser, 'Ben')
    const row = ben.getByRole('row', { name: /Handed over/ })
    await expect(row).toBeVisible(soon)
    await expect(row).toContainText('Anna edits', soon)
    await expect(row).toContainText('synthetic', soon)
    await row.click()
    await expect(named(ben)).toHaveValue('Handed over', soon)
    await expect(ben.getByText('Anna is editing this voyage at another desk.')).toBeVisible(soon)
    // The answer that Anna asked for is shown at his desk too.
    await expect(
      ben
        .getByRole('region', { name: /Results/ })
        .getByText(/synthetic/i)
        .first(),
    ).toBeVisible(soon)

    // She goes on, and he follows.
    await named(anna).fill('Renamed by Anna')
    await named(anna).press('Enter')
    await expect(named(ben)).toHaveValue('Renamed by Anna', soon)

    // He takes over, and she follows.
    await ben.getByRole('button', { name: 'Edit here' }).click()
    await expect(ben.getByText('Anna is editing this voyage at another desk.')).toHaveCount(0)
    await expect(anna.getByText('Ben is editing this voyage at another desk.')).toBeVisible(soon)

    // Her line is cut; she works on, and so does he.
    await anna.context().setOffline(true)
    await anna.getByRole('button', { name: 'Edit here' }).click()
    await named(anna).fill('Anna’s, offline')
    await named(anna).press('Enter')
    await expect(anna.getByRole('banner').getByText('Saved here')).toBeVisible(soon)
    await named(ben).fill('Ben’s')
    await named(ben).press('Enter')
    await saved(ben)

    // The line is back: both versions side by side, until she chooses.
    await anna.context().setOffline(false)
    const table = anna.getByRole('table', { name: 'What differs between the two versions' })
    await expect(table).toBeVisible({ timeout: 90_000 })
    const names = table.getByRole('rowgroup').filter({ hasText: 'Name' })
    await expect(names).toContainText('Anna’s, offline')
    await expect(names).toContainText('Ben’s')
    await button(anna, 'Keep yours').click()
    await expect(table).toHaveCount(0, soon)
    await expect(named(ben)).toHaveValue('Anna’s, offline', soon)

    // What she did not take is among the earlier versions.
    await saved(anna)
    await button(anna, /^Saved/).click()
    const versions = anna.getByRole('dialog', { name: 'Earlier versions' })
    await expect(versions.getByRole('table')).toContainText('Ben’s')
    await button(anna, 'Restore this version').click()
    await expect(named(anna)).toHaveValue('Ben’s')
    await expect(named(ben)).toHaveValue('Ben’s', soon)

    // From the board he leaves a note and a position, which nobody at the voyage is asked about.
    await ben.goto(`${product.url}/board`)
    const more = button(ben, 'More for Ben’s')
    await more.click()
    await ben.getByRole('menuitem', { name: 'Shift note…' }).click()
    await ben.getByLabel('What the next watch should know').fill('Pilot ordered for 06Z.')
    await button(ben, 'Save note').click()
    await more.click()
    await ben.getByRole('menuitem', { name: 'Report position…' }).click()
    const report = ben.getByRole('dialog', { name: /^Report position/ })
    await report.getByLabel('Reported position').fill("51°10.0'N 001°30.0'E")
    await report.getByRole('button', { name: 'Report position' }).click()
    const noted = ben.getByRole('row', { name: /Ben’s/ })
    await expect(noted.getByRole('img', { name: 'Shift note: Pilot ordered for 06Z.' })).toBeVisible(soon)
    await named(anna).fill('Arrived')
    await named(anna).press('Enter')
    await saved(anna)
    await expect(ben.getByRole('row', { name: /^Arrived/ })).toContainText('Arrived', soon)
    await expect(ben.getByRole('img', { name: 'Shift note: Pilot ordered for 06Z.' })).toBeVisible()
    await expect(table).toHaveCount(0)
    for (const page of [anna, ben]) await page.context().close()
  },
)

test(
  'a ship goes from desk to desk: saved, changed at both, archived and taken back',
  { tag: '@tables' },
  async ({ browser }) => {
    const shipOf = (page: Page) => page.getByRole('region', { name: 'Ship', exact: true })
    const press = (page: Page, name: string) => shipOf(page).getByRole('button', { name }).click()
    /** Whoever looks at the ships sees what the library has. */
    const look = async (page: Page) => {
      await press(page, 'Ship: ')
      await shipOf(page).getByLabel("Ship's name").waitFor()
    }
    const type = async (page: Page, label: string, text: string) => {
      await shipOf(page).getByLabel(label).fill(text)
      await shipOf(page).getByLabel(label).press('Enter')
    }
    const open = async (name: keyof typeof tokens) => {
      const page = await deskOf(browser, name)
      await button(page, 'New voyage').first().click()
      await look(page)
      return page
    }
    const choice = (page: Page) => shipOf(page).getByLabel('Saved ships')
    const savedBy = (page: Page, who: string) =>
      expect(choice(page)).toHaveAccessibleDescription(new RegExp(`^${who}, \\d\\d:\\d\\dZ$`), soon)

    const anna = await open('Anna')
    await type(anna, "Ship's name", 'Alk')
    await press(anna, 'Save this ship')
    await savedBy(anna, 'Anna')

    const ben = await open('Ben')
    await choice(ben).selectOption({ label: 'Alk' }, soon)
    await savedBy(ben, 'Anna')
    await type(ben, 'Draught', '9')
    await press(ben, 'Update saved ship')
    await savedBy(ben, 'Ben')

    // She has not seen that.
    await type(anna, 'Draught', '12')
    await press(anna, 'Update saved ship')
    await expect(shipOf(anna).getByRole('table')).toContainText(/Draught\s*12 m\s*9 m/, soon)
    await press(anna, 'Take Ben’s')
    await savedBy(anna, 'Ben')

    await press(anna, 'Archive this ship')
    await press(anna, 'Archive for everybody')
    const again = async () => {
      await press(ben, 'Ship: ')
      await look(ben)
    }
    await expect(async () => {
      await again()
      await expect(choice(ben)).toHaveCount(0, { timeout: 2_000 })
    }).toPass(soon)
    await press(anna, 'Undo')
    await savedBy(anna, 'Anna')
    await expect(async () => {
      await again()
      await expect(choice(ben)).toHaveAccessibleDescription(/^Anna, /, { timeout: 2_000 })
    }).toPass(soon)
    for (const page of [anna, ben]) await page.context().close()
  },
)
