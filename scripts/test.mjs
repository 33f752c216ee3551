// `npm test`: everything that must hold, on a bare machine. The last line is `N passed, N failed`.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findBrowser } from './browser.mjs'
import { findOrInstallPostgres } from './postgres.mjs'

const folder = mkdtempSync(join(tmpdir(), 'fairway-test-'))
const totals = { passed: 0, failed: 0, skipped: 0 }
const bin = (...path) => join('node_modules', ...path)

function node(args, env = {}) {
  return (
    spawnSync(process.execPath, args, { stdio: ['ignore', 'inherit', 'inherit'], env: { ...process.env, ...env } })
      .status === 0
  )
}

/** Minutes of the parts that take the most, for the last lines. */
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

/** Runs a step beside others; what it prints appears when it has ended. A step passes or fails as a whole, and counts as one test. */
async function check(title, args) {
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => (output += data))
  const ok = await new Promise((resolve) => child.once('close', (code) => resolve(code === 0)))
  heading(title)
  process.stdout.write(output)
  totals[ok ? 'passed' : 'failed'] += 1
  return ok
}

/** Everything that is not a test: the lint alone takes one processor as long as the rest takes another. */
async function checks() {
  const lint = check('Lint', [bin('eslint', 'bin', 'eslint.js'), '.', '--max-warnings', '0'])
  await check('Types', [bin('typescript', 'bin', 'tsc'), '--noEmit'])
  await check('Format', [bin('prettier', 'bin', 'prettier.cjs'), '--check', '.'])
  const isBuilt = await check('Build', [join('scripts', 'build.mjs')])
  await lint
  return isBuilt
}

/** Adds a runner's own counts; a runner that ended badly without naming a failure counts as one. */
function add(ok, { passed, failed, skipped }) {
  totals.passed += passed
  totals.failed += ok ? failed : Math.max(1, failed)
  totals.skipped += skipped
}

/** Rows of docs/reliability.md that no test that ran is named after. This list may only shrink. */
const rowsWithoutTest = []

/** Names of what passed, in a report of Vitest. */
const passedTitles = (report) =>
  report.testResults.flatMap(({ assertionResults }) =>
    assertionResults
      .filter(({ status }) => status === 'passed')
      .flatMap(({ ancestorTitles, title }) => [...ancestorTitles, title]),
  )

/** Every fault of the page on reliability has a test that ran and passed, whose name begins with the fault's. */
function faultRows(report) {
  heading('Tests of every fault')
  const rows = [...readFileSync(join('docs', 'reliability.md'), 'utf8').matchAll(/^\| ([A-Z]\d+) \|/gm)].map(
    ([, row]) => row,
  )
  const shown = new Set(passedTitles(report).map((title) => /^([A-Z]\d+) /.exec(title)?.[1]))
  const missing = rows.filter((row) => !shown.has(row))
  const surprises = [
    ...missing.filter((row) => !rowsWithoutTest.includes(row)).map((row) => `${row} has no test that passed`),
    ...rowsWithoutTest
      .filter((row) => !missing.includes(row))
      .map((row) => `${row} has a test: strike it off the list`),
    ...(rows.length === 0 ? ['the page names no fault'] : []),
  ]
  console.log(
    surprises.join('\n') || `${rows.length - missing.length} of ${rows.length} faults have a test that passed.`,
  )
  totals[surprises.length === 0 ? 'passed' : 'failed'] += 1
}

const none = { passed: 0, failed: 0, skipped: 0 }
const readJson = (file) => (existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null)

function unitTests() {
  heading('Unit, server and component tests')
  const file = join(folder, 'vitest.json')
  const ok = node([
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
  if (report) faultRows(report)
}

function endToEndTests() {
  heading('End-to-end tests')
  const file = join(folder, 'playwright.json')
  const env = { CHROMIUM_PATH: findBrowser(), PLAYWRIGHT_JSON_OUTPUT_NAME: file }
  const ok = node([bin('@playwright', 'test', 'cli.js'), 'test', '--reporter=list,json'], env)
  const stats = readJson(file)?.stats
  add(ok, stats ? { passed: stats.expected, failed: stats.unexpected + stats.flaky, skipped: stats.skipped } : none)
}

/** The tests on PostgreSQL start a server of their own where its programs are, and are skipped elsewhere. */
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

/** Known faults in what is shipped. A registry without an audit service is not a pass. */
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
    // Not a report: told below.
  }
  const counts = report?.metadata?.vulnerabilities
  if (!counts) return console.log('NOT RUN: the registry offers no audit.')
  const serious = counts.high + counts.critical
  console.log(`${serious} high or critical, ${counts.total} in all.`)
  totals[serious === 0 ? 'passed' : 'failed'] += 1
}

try {
  const isBuilt = await timed('checks', checks)
  preparePostgres()
  await timed('unit, server and component tests', unitTests)
  if (isBuilt) await timed('end-to-end tests', endToEndTests)
  audit()
} catch (error) {
  console.error(error.message)
  totals.failed += 1
} finally {
  rmSync(folder, { recursive: true, force: true })
}
const times = [...minutes, ['in all', performance.now() / 60_000]].map(
  ([part, took]) => `${part} ${took.toFixed(1)} min`,
)
console.log(`\nTook: ${times.join(', ')}.`)
const skipped = totals.skipped > 0 ? `, ${totals.skipped} skipped` : ''
console.log(`${totals.passed} passed, ${totals.failed} failed${skipped}`)
process.exitCode = totals.failed > 0 ? 1 : 0
