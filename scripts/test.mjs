// `npm test`: everything that must hold, on a bare machine. The last line is `N passed, N failed`.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { constants, setPriority, tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { findBrowser } from './browser.mjs'
import { findOrInstallPostgres } from './postgres.mjs'
import { playwrightTests, rowsOf, rowsShown, vitestTests } from './reliability-rows.mjs'

const folder = mkdtempSync(join(tmpdir(), 'fairway-test-'))
const totals = { passed: 0, failed: 0, skipped: 0 }
const bin = (...path) => join('node_modules', ...path)

const endOf = (child) => new Promise((resolve) => child.once('close', (code) => resolve(code === 0)))

const node = (args, env = {}) =>
  endOf(spawn(process.execPath, args, { stdio: ['ignore', 'inherit', 'inherit'], env: { ...process.env, ...env } }))

/** Minutes of the slowest steps, for the last lines. */
const minutes = new Map()

async function timed(part, work) {
  const startedMs = performance.now()
  const result = await work()
  minutes.set(part, (performance.now() - startedMs) / 60_000)
  return result
}

function heading(title) {
  console.log(`\n== ${title} ==`)
}

/** A step that passes or fails as a whole, as one test. Its output is given once it has ended. */
async function check(title, args, priority = constants.priority.PRIORITY_NORMAL) {
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] })
  if (child.pid !== undefined) setPriority(child.pid, priority)
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => (output += data))
  const ok = await endOf(child)
  totals[ok ? 'passed' : 'failed'] += 1
  return { title, output, ok }
}

function show({ title, output, ok }) {
  heading(title)
  process.stdout.write(output)
  return ok
}

/** What reads the sources and runs nothing, one after the other, with the time that the tests leave while they wait. */
async function checksBeside() {
  const beside = (title, ...args) => check(title, args, constants.priority.PRIORITY_LOW)
  return [
    await beside('Types', bin('typescript', 'bin', 'tsc'), '--noEmit'),
    await beside('Lint', bin('eslint', 'bin', 'eslint.js'), '.', '--max-warnings', '0'),
    await beside('Format', bin('prettier', 'bin', 'prettier.cjs'), '--check', '.'),
  ]
}

/** Adds a runner's own counts; a runner that failed without naming a failure counts as one. */
function add(ok, { passed, failed, skipped }) {
  totals.passed += passed
  totals.failed += ok ? failed : Math.max(1, failed)
  totals.skipped += skipped
}

/** What ran so far, for the rows of docs/reliability.md. */
const ran = []

/** Every row of docs/reliability.md has a test that ran and passed, whose name begins with the row's. */
function reliabilityRows() {
  heading('Tests of every row of docs/reliability.md')
  const rows = rowsOf(readFileSync(join('docs', 'reliability.md'), 'utf8'))
  const { shown, notRun, failed, missing, skipped } = rowsShown(rows, ran)
  for (const title of skipped) console.log(`NOT RUN: ${title}`)
  for (const row of failed) console.log(`${row} has a test that failed.`)
  for (const row of missing) console.log(`${row} has no test.`)
  const besides = notRun.length > 0 ? `; not run: ${notRun.join(', ')}` : ''
  console.log(`${shown.length} of ${rows.length} rows are shown by tests that passed${besides}.`)
  const holds = rows.length > 0 && failed.length + missing.length === 0
  if (!holds) totals.failed += 1
  else if (notRun.length === 0) totals.passed += 1
  else totals.skipped += 1
}

/** What failed and why, told again at the end: a long log may be cut. */
const failures = []
const failed = (title, why = '') => failures.push(`${title}\n${stripVTControlCharacters(why).slice(0, 1000)}`)

const none = { passed: 0, failed: 0, skipped: 0 }
const readJson = (file) => (existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null)

async function unitTests() {
  heading('Unit, server and component tests')
  const file = join(folder, 'vitest.json')
  const ok = await node([
    bin('vitest', 'vitest.mjs'),
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${file}`,
  ])
  const report = readJson(file)
  add(
    ok,
    report ? { passed: report.numPassedTests, failed: report.numFailedTests, skipped: report.numPendingTests } : none,
  )
  if (report) ran.push(...vitestTests(report))
  for (const { name, message, assertionResults } of report?.testResults ?? []) {
    const place = relative('.', name)
    if (assertionResults.length === 0 && message) failed(place, message)
    for (const { fullName, status, failureMessages } of assertionResults)
      if (status === 'failed') failed(`${place}: ${fullName}`, failureMessages[0])
  }
}

/** The tests of a JSON report of Playwright, with every try of each. */
const specsIn = ({ suites = [] }) =>
  suites.flatMap((suite) => [
    ...(suite.specs ?? []).map(({ title, tests }) => ({ title, results: tests.flatMap(({ results }) => results) })),
    ...specsIn(suite),
  ])

async function endToEndTests() {
  heading('End-to-end tests')
  const file = join(folder, 'playwright.json')
  const env = { CHROMIUM_PATH: findBrowser(), PLAYWRIGHT_JSON_OUTPUT_NAME: file }
  const ok = await node([bin('@playwright', 'test', 'cli.js'), 'test', '--reporter=list,json'], env)
  const report = readJson(file)
  if (report) ran.push(...playwrightTests(report))
  for (const { title, results } of report ? specsIn(report) : [])
    for (const { errors, attachments } of results) {
      for (const { message } of errors) failed(title, message)
      // What the page showed then.
      const seen = attachments.find(({ name, path }) => name === 'error-context' && path)?.path
      const page = seen && existsSync(seen) && /```yaml\n([^]*?)```/.exec(readFileSync(seen, 'utf8'))?.[1]
      if (page) failures.push(page.slice(0, 5000))
    }
  const stats = report?.stats
  add(ok, stats ? { passed: stats.expected, failed: stats.unexpected + stats.flaky, skipped: stats.skipped } : none)
}

/** The tests on PostgreSQL start a server of their own if its programs are found, and are otherwise skipped. */
function preparePostgres() {
  if (process.env.TEST_DATABASE_URL) return
  heading('PostgreSQL')
  const folder = findOrInstallPostgres()
  console.log(
    folder
      ? `Found in ${folder}.`
      : 'NOT RUN: the tests on PostgreSQL, which is not installed here and cannot be by this user.',
  )
}

/** Known vulnerabilities in shipped packages. A registry without an audit service does not count as a pass. */
function audit() {
  heading('Audit of dependencies')
  const { stdout } = spawnSync('npm', ['audit', '--omit=dev', '--json'], {
    encoding: 'utf8',
    timeout: 60_000,
    shell: process.platform === 'win32',
  })
  let report = null
  try {
    report = JSON.parse(stdout)
  } catch {
    // Not a report: handled below.
  }
  const counts = report?.metadata?.vulnerabilities
  const audited = (status) => ran.push({ titles: ['S22 no known vulnerability in what ships'], status })
  if (!counts) {
    audited('skipped')
    return console.log('NOT RUN: the registry offers no audit.')
  }
  const serious = counts.high + counts.critical
  console.log(`${serious} high or critical, ${counts.total} in all.`)
  const status = serious === 0 ? 'passed' : 'failed'
  totals[status] += 1
  audited(status)
}

try {
  const isBuilt = await timed('build', async () => show(await check('Build', [join('scripts', 'build.mjs')])))
  const beside = checksBeside()
  preparePostgres()
  await timed('unit, server and component tests', unitTests)
  if (isBuilt) await timed('end-to-end tests', endToEndTests)
  await timed('rest of types, lint and format', async () => (await beside).forEach(show))
  audit()
  reliabilityRows()
} catch (error) {
  console.error(error.message)
  totals.failed += 1
} finally {
  rmSync(folder, { recursive: true, force: true })
}
if (failures.length > 0) heading('Failed')
for (const failure of failures) console.log(failure)
const times = [...minutes, ['in all', performance.now() / 60_000]].map(
  ([part, took]) => `${part} ${took.toFixed(1)} min`,
)
console.log(`\nTook: ${times.join(', ')}.`)
const skipped = totals.skipped > 0 ? `, ${totals.skipped} skipped` : ''
console.log(`${totals.passed} passed, ${totals.failed} failed${skipped}`)
process.exitCode = totals.failed > 0 ? 1 : 0
