import { mkdirSync } from 'node:fs'
import { seedFleet } from './fleet.ts'
import { startProduct } from './product.ts'
import { launchBrowser } from './walk.ts'
const out = process.argv[2] ?? '/tmp/fw/board'
mkdirSync(out, { recursive: true })
const product = await startProduct()
const browser = await launchBrowser()
try {
  await seedFleet(product.url)
  for (const [theme, width, height] of [['day',1440,900],['dusk',1280,720],['night',1280,720],['day',820,1180]] as const) {
    const page = await browser.newPage({ viewport: { width, height } })
    page.on('pageerror', (e) => console.log('PAGE ERROR', e.message))
    page.on('console', (m) => m.type() === 'error' && console.log('CONSOLE', m.text()))
    await page.addInitScript((t) => localStorage.setItem('fairway.preferences', JSON.stringify({ state: { theme: t }, version: 0 })), theme)
    await page.goto(`${product.url}/board`)
    await page.getByRole('grid', { name: 'Voyages' }).waitFor()
    await page.waitForTimeout(3500)
    const shot = (n: string) => page.screenshot({ path: `${out}/${theme}-${width}-${n}.png` })
    await shot('board')
    await page.getByRole('button', { name: 'More for Rotterdam – Halifax' }).click()
    await page.waitForTimeout(400); await shot('menu')
    await page.getByRole('menuitem', { name: 'Shift note…' }).click()
    await page.waitForTimeout(300); await shot('note')
    await page.getByRole('button', { name: 'Cancel' }).click()
    await page.getByRole('button', { name: 'More for Rotterdam – Halifax' }).click()
    await page.getByRole('menuitem', { name: 'Report position…' }).click()
    await page.waitForTimeout(300); await shot('report')
    await page.getByRole('button', { name: 'Cancel' }).click()
    await page.getByRole('button', { name: /^Refresh what is due/ }).click()
    await page.waitForTimeout(2500); await shot('refresh')
    if (width === 820) {
      await page.getByRole('button', { name: /^Ask for/ }).click()
      await page.waitForTimeout(6000); await shot('asked')
      await page.waitForTimeout(25000); await shot('answered')
    }
    await page.close()
  }
} finally { await browser.close(); await product.stop() }
