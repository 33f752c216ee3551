import { expect, type Page } from '@playwright/test'
import { silent } from '#test/support/upstream/behaviours.ts'
import {
  type Scene,
  SUBMIT,
  bareOf,
  button,
  cardsOf,
  getWeather,
  goTo,
  importSample,
  useSample,
  mapOf,
  pageOf,
  runCommand,
  tasksOf,
  teamOf,
} from './scene.ts'
import { saveAgain, seedFleet } from './fleet.ts'

/** A named state of the product, and the way there from the state before it in the list or from any earlier one. */
export interface State {
  readonly name: string
  /** One of the five that the design has axe check in every theme and size. */
  readonly isCore?: boolean
  /** Brings it about. @returns the page that shows it; null where a screen of this size has no such state */
  readonly show: (scene: Scene) => Promise<Page | null>
  /** Closes what it opened. */
  readonly leave?: (page: Page, scene: Scene) => Promise<void>
}

const escape = async (page: Page) => page.keyboard.press('Escape')
const hasSheet = ({ size }: Scene) => size === 'tablet' || size === 'narrow'
const own = (scene: Scene) => pageOf(scene, 'own')

/** The page with the sample's route. */
async function planned(scene: Scene): Promise<Page> {
  const page = await own(scene)
  if (!new URL(page.url()).pathname.startsWith('/v/')) await useSample(page)
  return page
}

/** The page with the weather along it. */
async function answered(scene: Scene): Promise<Page> {
  const page = await planned(scene)
  await goTo(page, 'Results')
  const charts = button(page, 'Charts')
  if ((await charts.count()) === 0) {
    await getWeather(page, 'Direct')
    await goTo(page, 'Results')
    await charts.waitFor({ timeout: 60_000 })
  }
  return page
}

/** The page with the sample's route, its tab in front. */
async function routed(scene: Scene): Promise<Page> {
  const page = await planned(scene)
  await goTo(page, 'Route')
  return page
}

/** A dialog, menu or popover that a button of the page opens. */
function opened(
  name: string,
  open: string | RegExp,
  what: 'dialog' | 'menu',
  reach: (scene: Scene) => Promise<Page>,
): State {
  return {
    name,
    show: async (scene) => {
      const page = await reach(scene)
      await button(page, open).first().click()
      await page.getByRole(what).first().waitFor()
      return page
    },
    leave: escape,
  }
}

/** A dialog that a command opens; `typed` finds the command. */
function commanded(name: string, typed: string): State {
  return {
    name,
    show: async (scene) => {
      const page = await own(scene)
      await runCommand(page, typed)
      await page.getByRole('dialog').waitFor()
      return page
    },
    leave: escape,
  }
}

/** A figure as an operator types it. */
async function type(page: Page, label: string, text: string): Promise<void> {
  const field = page.getByLabel(label, { exact: true })
  await field.fill(text)
  await field.press('Enter')
}

const figures = [
  ['Draught', '11.2'],
  ['Length over all', '190'],
  ['Beam', '32.2'],
  ['LPP, between perpendiculars', '183'],
  ['Block coefficient', '0.82'],
  ['GM', '2.1'],
] as const

/** The ship's fields, with all that motion, clearance and consumption need. */
async function figured(scene: Scene): Promise<Page> {
  const page = await routed(scene)
  await button(page, /^Ship: /).click()
  for (const [label, text] of figures) await type(page, label, text)
  await page.getByText(/^Fuel and CO₂: /).click()
  for (const [row, [speed, tonnes]] of [
    ['10', '18.5'],
    ['14', '42'],
  ].entries()) {
    if ((await page.getByLabel(`Speed, row ${row + 1}`).count()) > 0) continue
    await type(page, 'Tonnes a day laden, new row', tonnes!)
    await type(page, 'Speed, new row', speed!)
  }
  await page.getByText(/^Experimental: speed loss/).click()
  await page.getByLabel('Show speed loss (Kwon 2008)').check()
  return page
}

/** A form of the results, chosen by its button. */
function results(name: string, form: string): State {
  return {
    name,
    show: async (scene) => {
      const page = await answered(scene)
      await button(page, form).click()
      return page
    },
  }
}

const charted = async (scene: Scene): Promise<Page> => (await results('charts', 'Charts').show(scene))!
const summarised = async (scene: Scene): Promise<Page> => (await results('summary', 'Summary').show(scene))!

/** Asks again, for a sea half-way along that has become 1.5 m higher. @param comes the button that tells of it */
async function rougher(page: Page, comes: string): Promise<void> {
  const asked = '**/api/MetOcean'
  let answered = () => {}
  const isAnswered = new Promise<void>((resolve) => (answered = resolve))
  await page.route(asked, async (route) => {
    const response = await route.fetch()
    const entries = (await response.json()) as { conditions: Record<string, number | null> }[]
    const { conditions } = entries[Math.floor(entries.length / 2)]!
    conditions['Waves_Significant_Height']! += 1.5
    await route.fulfill({ response, json: entries })
    answered()
  })
  await getWeather(page, 'Direct')
  await goTo(page, 'Results')
  await isAnswered
  await button(page, comes).waitFor({ timeout: 60_000 })
  await page.unroute(asked)
}

const planning: readonly State[] = [
  {
    name: 'empty',
    isCore: true,
    show: async (scene) => {
      const page = await own(scene)
      await button(page, 'Open sample voyage').waitFor()
      return page
    },
  },
  {
    name: 'import-preview',
    show: async (scene) => {
      const page = await own(scene)
      await importSample(page)
      return page
    },
    leave: (page) => button(page, 'Cancel').click(),
  },
  {
    name: 'editing',
    isCore: true,
    show: async (scene) => {
      const page = await routed(scene)
      await button(page, 'Select waypoint 3').click()
      const cell = page.getByRole('button', { name: /^Waypoint 3, latitude/ })
      await cell.click()
      const field = page.getByRole('textbox', { name: /^Waypoint 3, latitude/ })
      await field.fill('95.2')
      await field.press('Enter')
      await page.getByText('latitude 95.2 is outside').first().waitFor()
      return page
    },
    leave: (page) => page.getByRole('textbox', { name: /^Waypoint 3, latitude/ }).press('Escape'),
  },
  { name: 'route', show: routed },
  opened('voyages', 'Voyages', 'dialog', planned),
  opened('route-export', 'Export', 'menu', routed),
  opened('route-more', 'More actions', 'menu', routed),
  {
    name: 'ship',
    show: async (scene) => {
      const page = await routed(scene)
      await button(page, /^Ship: /).click()
      await page.getByLabel("Ship's name").waitFor()
      return page
    },
    leave: (page) => button(page, /^Ship: /).click(),
  },
  {
    name: 'ship-figures',
    show: async (scene) => {
      const page = await figured(scene)
      await page.getByLabel('Length of the bow').waitFor()
      return page
    },
    leave: (page) => button(page, /^Ship: /).click(),
  },
  opened('planned-speeds', /^Knots /, 'menu', routed),
  {
    name: 'ports',
    show: async (scene) => {
      const page = await routed(scene)
      await button(page, 'Find port').click()
      await page.getByRole('combobox').first().fill('rott')
      await page.getByRole('option').first().waitFor()
      return page
    },
    leave: async (page) => {
      await page.getByRole('combobox').first().fill('')
      await button(page, 'Find port').click()
    },
  },
  {
    name: 'full-table',
    show: async (scene) => {
      const page = await routed(scene)
      await button(page, 'Full table').click()
      await goTo(page, 'Results')
      await page.getByRole('grid', { name: 'Waypoints, full table' }).waitFor()
      return page
    },
    leave: async (page) => {
      await button(page, 'Close full table').click()
    },
  },
  {
    name: 'drawing',
    show: async (scene) => {
      const page = await routed(scene)
      await mapOf(page).focus()
      await page.keyboard.press('d')
      await button(page, 'Finish').waitFor()
      return page
    },
    leave: async (page) => {
      await mapOf(page).focus() // the look at focus has moved it
      await escape(page)
    },
  },
  {
    name: 'request',
    show: async (scene) => {
      const page = await planned(scene)
      await goTo(page, 'Request')
      return page
    },
  },
  {
    name: 'request-error',
    show: async (scene) => {
      const page = await planned(scene)
      await goTo(page, 'Request')
      await page.getByLabel('Sample at every waypoint and every').fill('0')
      await page.getByText('Correct the field marked above.').waitFor()
      return page
    },
    leave: (page) => page.getByLabel('Sample at every waypoint and every').fill('60'),
  },
]

const helping: readonly State[] = [
  {
    name: 'palette',
    show: async (scene) => {
      const page = await planned(scene)
      await page.keyboard.press('Control+k')
      await page.getByRole('dialog', { name: 'Commands' }).getByRole('option').first().waitFor()
      return page
    },
    leave: escape,
  },
  commanded('shortcuts', 'keyboard shortcuts'),
  commanded('guide', 'guide'),
  commanded('settings', 'settings…'),
]

const reading: readonly State[] = [
  {
    name: 'results',
    isCore: true,
    show: async (scene) => {
      const page = await answered(scene)
      const charts = page.getByRole('slider', { name: 'Sample along the route' })
      await charts.focus()
      for (let waypoint = 1; waypoint < 7; waypoint += 1) await page.keyboard.press('PageDown')
      return page
    },
  },
  {
    name: 'two-lanes',
    show: async (scene) => {
      const page = await charted(scene)
      await page.getByRole('slider', { name: 'Sample along the route' }).press('1')
      await page.getByRole('button', { name: /^Wind: /, expanded: true }).waitFor()
      return page
    },
    leave: (page) => page.getByRole('slider', { name: 'Sample along the route' }).press('1'),
  },
  opened('variables', 'Variables', 'dialog', charted),
  {
    name: 'motion',
    show: async (scene) => {
      if ((await (await charted(scene)).getByRole('button', { name: /^Motion: / }).count()) === 0) {
        const page = await figured(scene)
        await button(page, /^Ship: /).click()
      }
      const page = await charted(scene)
      await button(page, 'Variables').click()
      const hidden = page.getByRole('dialog').getByRole('checkbox', { checked: false })
      while ((await hidden.count()) > 0) await hidden.first().check()
      await escape(page)
      await page.getByRole('button', { name: /^Motion: / }).click()
      await page.getByRole('heading', { name: /^Motion, / }).waitFor()
      return page
    },
    leave: async (page) => {
      await page.getByRole('button', { name: /^Motion: / }).click()
      await button(page, 'Variables').click()
      await button(page, 'Reset variables').click()
      await escape(page)
    },
  },
  results('table', 'Table'),
  {
    name: 'areas',
    show: async (scene) => {
      const page = await routed(scene)
      await runCommand(page, 'No-go areas')
      await button(page, 'Type its corners').click()
      await page.getByLabel('Name', { exact: true }).fill('Whale reserve')
      await page.getByLabel(/^Corners/).fill('46N 20W\n46N 30W\n40N 25W')
      await button(page, 'Save area').click()
      await button(page, 'Edit Whale reserve').waitFor()
      return page
    },
    leave: async (page) => {
      await button(page, 'Remove Whale reserve').click()
      await escape(page)
    },
  },
  results('exceedances', 'Exceedances'),
  results('summary', 'Summary'),
  opened('charter', 'Good weather', 'dialog', summarised),
  {
    name: 'good-weather',
    show: async (scene) => {
      const page = await summarised(scene)
      await button(page, 'Good weather').click()
      await type(page, 'Charter speed', '12.5')
      await escape(page)
      await button(page, 'Evidence sheet').waitFor()
      return page
    },
  },
  opened('limits', 'Limits', 'dialog', answered),
  {
    name: 'speed-plan',
    show: async (scene) => {
      const page = await answered(scene)
      await runCommand(page, 'Plan speeds')
      await page.getByRole('table', { name: 'Speeds by step' }).waitFor({ timeout: 60_000 })
      return page
    },
    leave: escape,
  },
  {
    name: 'port-to-port',
    show: async (scene) => {
      const page = await routed(scene)
      await runCommand(page, 'Port to port')
      for (const [end, port] of [
        ['From', 'Rotterdam'],
        ['To', 'Singapore'],
      ] as const) {
        await page.getByRole('combobox', { name: end, exact: true }).fill(port)
        await page.getByRole('option', { name: port }).first().click()
      }
      await page.getByText('First proposal, not a route: check it on the chart.').waitFor()
      return page
    },
    leave: escape,
  },
  {
    name: 'departures',
    show: async (scene) => {
      const page = await answered(scene)
      await runCommand(page, 'Compare departures')
      await button(page, 'Ask').click()
      await page.getByRole('table', { name: 'Departures compared' }).waitFor({ timeout: 60_000 })
      return page
    },
    leave: escape,
  },
  {
    name: 'better-route',
    show: async (scene) => {
      const page = await answered(scene)
      await runCommand(page, 'Find a better route')
      await button(page, 'Search').click()
      await page.getByText(/takes at most .* longer than the soonest/).waitFor({ timeout: 60_000 })
      return page
    },
    leave: escape,
  },
  {
    name: 'better-route-fuel',
    show: async (scene) => {
      const page = await answered(scene)
      await runCommand(page, 'Find a better route')
      const again = button(page, 'Ask for another corridor')
      const search = button(page, 'Search')
      await search.or(again).waitFor()
      if (await search.count()) await search.click()
      await again.waitFor({ timeout: 60_000 })
      await page.getByLabel('Objective', { exact: true }).selectOption('time-table')
      await page.getByText(/ fuel for the same ETA, /).waitFor({ timeout: 60_000 })
      return page
    },
    leave: escape,
  },
  opened('results-export', 'Export', 'menu', answered),
  {
    name: 'changes',
    // Before the states that compare, where a new answer does not show itself.
    show: async (scene) => {
      const page = await charted(scene)
      await rougher(page, 'Show changes')
      await button(page, 'Show changes').click()
      await page.getByRole('button', { name: /^Waves: changed most by / }).waitFor()
      return page
    },
    leave: escape,
  },
  {
    name: 'compare-choice',
    show: async (scene) => {
      const page = await charted(scene)
      const earlier = await page.getByRole('region', { name: 'Results' }).getByRole('heading').first().textContent()
      await getWeather(page, 'Direct')
      await goTo(page, 'Results')
      await page
        .getByRole('region', { name: 'Results' })
        .getByRole('heading')
        .filter({ hasNotText: earlier ?? '' })
        .first()
        .waitFor({ timeout: 60_000 })
      await button(page, /^Compare/).click()
      await page.getByRole('menuitemcheckbox').first().click()
      return page
    },
    leave: escape,
  },
  results('compare', 'Charts'),
  results('comparison', 'Comparison'),
  {
    name: 'eta-with-current',
    show: async (scene) => {
      const page = await routed(scene)
      await button(page, /^Knots /).click()
      await page.getByRole('menuitemcheckbox', { name: /^Through water/ }).click()
      await getWeather(page, 'Direct')
      await goTo(page, 'Results')
      await button(page, 'Ask again').waitFor({ timeout: 60_000 })
      return page
    },
  },
  {
    name: 'offline',
    show: async (scene) => {
      const page = await charted(scene)
      await scene.context.setOffline(true)
      await page
        .getByText(/^Offline since/)
        .first()
        .waitFor()
      return page
    },
    leave: async (_, scene) => scene.context.setOffline(false),
  },
  {
    name: 'status',
    show: async (scene) => {
      if (!hasSheet(scene)) return null
      const page = await own(scene)
      await button(page, /^Status, /).click()
      return page
    },
    leave: escape,
  },
  {
    name: 'map-lost',
    show: async (scene) => {
      const page = await bareOf(scene)
      await page.getByText('The map cannot be drawn here; tables and charts still work.').waitFor()
      return page
    },
  },
]

/** Sends one more request. A second click within a second counts as the first, so it presses until one is accepted. */
async function send(page: Page, how: 'Direct' | 'Background'): Promise<void> {
  const counted = tasksOf(page).getByText(/\d+ active · \d+ finished/)
  await goTo(page, 'Tasks')
  const before = await counted.textContent()
  await expect(async () => {
    await getWeather(page, how)
    await goTo(page, 'Tasks')
    await expect(counted).not.toHaveText(before!, { timeout: 700 })
  }).toPass()
}

/** The page of the product in front of the scripted service, with tasks in several states. */
async function followed(scene: Scene): Promise<Page> {
  const { upstream } = scene.products
  const page = await pageOf(scene, 'gateway')
  if (upstream.tasks.all.length === 0) {
    await useSample(page)
    for (let count = 0; count < 4; count += 1) await send(page, 'Background')
    const [done, failed, waiting] = upstream.tasks.all
    done!.status = 'SUCCESS'
    failed!.status = 'FAILURE'
    failed!.error = 'The model run of this hour is not complete.'
    waiting!.time_left = null
    // A look that begins before the last request is accepted does not show it.
    await expect(async () => {
      await button(page, 'Check now').first().click()
      for (const words of [/Ready\./, /Failed/, /Running/])
        await cardsOf(page, words).first().waitFor({ timeout: 2_000 })
    }).toPass()
    upstream.next(SUBMIT, silent)
    await send(page, 'Direct')
  }
  await goTo(page, 'Tasks')
  return page
}

/** Brings up the question whether to cancel a running task. */
async function askToCancel(page: Page): Promise<void> {
  await cardsOf(page, /Running/)
    .first()
    .getByRole('button', { name: 'Cancel', exact: true })
    .click()
}

const following: readonly State[] = [
  { name: 'running', isCore: true, show: followed },
  {
    name: 'cancel-question',
    show: async (scene) => {
      const page = await followed(scene)
      await askToCancel(page)
      return page
    },
    // Closed already if something else has taken focus since.
    leave: async (page) => {
      const keep = button(page, 'Keep running')
      if (await keep.count()) await keep.click()
    },
  },
  {
    name: 'error',
    isCore: true,
    show: async (scene) => {
      const page = await followed(scene)
      await askToCancel(page)
      await button(page, 'Cancel task').click()
      await cardsOf(page, /Cancelled/)
        .first()
        .waitFor()
      const failed = cardsOf(page, /Failed/).first()
      const closed = failed.getByRole('button', { expanded: false })
      if (await closed.count()) await closed.click()
      await failed.getByText('Details', { exact: true }).click()
      return page
    },
  },
  {
    name: 'tasks-filtered',
    show: async (scene) => {
      const page = await followed(scene)
      await tasksOf(page).getByRole('button', { name: 'Failed', exact: true }).click()
      return page
    },
  },
]

/** Seeded once for each server. */
const seeded = new Set<string>()

/** The board of a team with voyages and ships. */
async function boardOf(scene: Scene): Promise<Page> {
  const url = await scene.products.urlOf('team')
  if (!seeded.has(url)) await seedFleet(url, { 'x-api-key': scene.products.token })
  seeded.add(url)
  const page = await teamOf(scene, '/', true)
  await page.getByRole('link', { name: 'Rotterdam – Halifax' }).waitFor()
  await page.getByRole('application', { name: 'Map of the ships under way' }).waitFor()
  await page.waitForLoadState('networkidle') // the coast is drawn when it is there
  return page
}

/** What a team shares. */
const boarding: readonly State[] = [
  { name: 'board', isCore: true, show: boardOf },
  {
    name: 'team-ships',
    show: async (scene) => {
      const page = await boardOf(scene)
      await page.getByRole('link', { name: 'Rotterdam – Halifax' }).click()
      await mapOf(page).waitFor()
      await runCommand(page, 'settings…')
      const ships = page.getByRole('region', { name: 'Ships' })
      // The list is kept together with the library's once the page is idle.
      const last = ships.getByText(/^anna, /).last()
      await last.waitFor({ timeout: 60_000 })
      await last.scrollIntoViewIfNeeded()
      await button(page, /^Archive /)
        .last()
        .click()
      return page
    },
    leave: escape,
  },
]

/** What the library has of a voyage from before; it follows the board. */
const versions: State = {
  name: 'versions',
  show: async (scene) => {
    const url = await scene.products.urlOf('team')
    const page = await teamOf(scene, '/', true)
    await page.getByRole('link', { name: 'Rotterdam – Halifax' }).click()
    await page.waitForURL(/\/v\/[0-9a-f-]{36}$/)
    const id = new URL(page.url()).pathname.slice('/v/'.length)
    await saveAgain(url, id, { 'x-api-key': scene.products.token })
    await runCommand(page, 'Earlier')
    await page.getByRole('dialog', { name: 'Earlier versions' }).getByRole('table').waitFor()
    return page
  },
  leave: escape,
}

/** Of a site that a team signs in at. Its page is one of its own. */
const signingIn: readonly State[] = [
  { name: 'sign-in', isCore: true, show: (scene) => teamOf(scene, '/', false) },
  {
    name: 'sign-in-refused',
    show: async (scene) => {
      const page = await teamOf(scene, '/', false)
      await page.getByLabel('Token').fill('not-a-token')
      await button(page, 'Sign in').click()
      await page.getByText(/^This token is not valid/).waitFor()
      return page
    },
  },
  { name: 'admin', isCore: true, show: (scene) => teamOf(scene, '/admin', true) },
  {
    name: 'account',
    show: async (scene) => {
      const page = await teamOf(scene, '/', true)
      await button(page, /^(Signed in as )?anna, /).click()
      await page.getByRole('dialog', { name: 'Signed in as anna' }).waitFor()
      return page
    },
    leave: escape,
  },
  {
    name: 'session-ended',
    show: async (scene) => {
      const page = await teamOf(scene, '/', true)
      await page.context().clearCookies()
      // Whoever comes back to a tab has it ask who is signed in.
      await page.evaluate(() => window.dispatchEvent(new Event('visibilitychange')))
      await page.getByRole('dialog', { name: 'Sign in again' }).waitFor()
      return page
    },
    leave: escape,
  },
]

/** Every state of the product, in the order in which an operator meets them. */
export const states: readonly State[] = [
  ...planning,
  ...helping,
  ...reading,
  ...following,
  ...signingIn,
  ...boarding,
  versions,
]

/** @throws if there is none of this name */
export function stateNamed(name: string): State {
  const state = states.find((one) => one.name === name)
  if (!state) throw new Error(`No state is called ${name}.`)
  return state
}
