import { derive } from '#src/domain/voyage/derived.ts'
import { particularsOf } from '#src/domain/voyage/ship/hull.ts'
import { emptyShip, noLoading } from '#src/domain/voyage/ship.ts'
import { passageAnswer } from '#test/support/voyage-answer.ts'
import type { BrowserFigure, BrowserRun } from './browser.ts'
import type { Figure } from './harness.ts'
import { toNextPaint } from './main-thread.ts'
import { EVERYDAY, withAnswer } from './results-page.ts'

/** A bulk carrier with all that her motion and clearance need. */
const ship = { lppM: '217', beamM: '32.25', draughtM: '14', blockCoefficient: '0.84', gmM: '3' } as const
const particulars = particularsOf(
  { ...emptyShip, lppM: 217, beamM: 32.25, draughtM: 14, blockCoefficient: 0.84 },
  { ...noLoading, gmM: 3 },
)

const derived = (count: number): (() => unknown) => {
  const { columns } = passageAnswer(count)
  // Another object each time: what is known of one answer is kept.
  return () => derive({ ...columns }, { particulars, planned: 'over ground', period: 'tm01' })
}

const labels = {
  lppM: 'LPP, between perpendiculars',
  beamM: 'Beam',
  draughtM: 'Draught',
  blockCoefficient: 'Block coefficient',
  gmM: 'GM',
}

/** From a move of the point in the diagram to the next picture. */
const dragged: BrowserRun = async (bench) => {
  const page = await withAnswer(bench, EVERYDAY)
  await page.getByRole('button', { name: /^Ship:/ }).click()
  for (const [field, value] of Object.entries(ship)) {
    await page.getByLabel(labels[field as keyof typeof ship], { exact: true }).fill(value)
    await page.keyboard.press('Enter')
  }
  await page
    .getByRole('button', { name: /^Motion/ })
    .first()
    .click()
  const box = await page.getByRole('slider', { name: 'Speed and course to try' }).boundingBox()
  if (!box) throw new Error('The diagram is not on the screen.')
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2]
  await page.mouse.move(x, y - 20)
  await page.mouse.down()
  let run = 0
  return () => toNextPaint(page, 'pointermove', () => page.mouse.move(x + 30 * Math.cos(++run), y + 30 * Math.sin(run)))
}

/** What the weather means to a ship. */
export const shipAndSeaFigures: readonly (Figure | BrowserFigure)[] = [
  { name: 'Ship and sea derived, 5,000 points', issue: 17, goal: 50, floor: 100, run: derived(5000) },
  { name: 'Ship and sea derived, 100,000 points', issue: 17, goal: 500, floor: 1000, run: derived(100_000) },
  { name: 'Diagram of motion: point moved', issue: 17, goal: 17, floor: 34, inBrowser: true, run: dragged },
]
