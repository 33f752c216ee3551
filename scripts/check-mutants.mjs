// How well the tests of domain and data notice a mistake: changes the code in many small ways, one at a time, and
// counts the changes that no test notices. `npm run check:mutants -- src/domain/tasks --sample 100 --seed 2`
import { readFileSync, rmSync, statSync } from 'node:fs'
import { join, relative } from 'node:path'
import { parseArgs } from 'node:util'
import { Stryker } from '@stryker-mutator/core'
import { Instrumenter } from '@stryker-mutator/instrumenter'
import { holds, mutatedFiles, sampleOf, survivorLines, tally, tallyTable } from './mutants.mjs'
import { root } from './paths.mjs'

const TEMPORARY = '.stryker-tmp'

process.chdir(root)
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    sample: { type: 'string', default: '400' },
    seed: { type: 'string', default: '1' },
    all: { type: 'boolean', default: false },
    concurrency: { type: 'string', default: '1' },
  },
})
for (const name of ['sample', 'seed', 'concurrency']) {
  if (/^[1-9]\d{0,8}$/.test(values[name])) continue
  console.error(`--${name} takes a whole number, not "${values[name]}".`)
  process.exit(2)
}
let mutate
try {
  mutate = mutatedFiles(positionals, (path) => statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false)
} catch (error) {
  console.error(error.message)
  process.exit(2)
}

/** Stryker tries every mutant it has made, and has no setting to take a sample. */
const { instrument } = Instrumenter.prototype
Instrumenter.prototype.instrument = async function instrumentAndSample(files, options) {
  const made = await instrument.call(this, files, options)
  const named = made.mutants.map((mutant) => ({ ...mutant, fileName: fromRoot(mutant.fileName) }))
  const chosen = new Set(
    sampleOf(named, values.all ? Infinity : Number(values.sample), Number(values.seed)).map(({ id }) => id),
  )
  console.log(`${made.mutants.length} mutants in ${files.length} files, ${chosen.size} are tried.`)
  return { ...made, mutants: made.mutants.filter(({ id }) => chosen.has(id)) }
}

function fromRoot(fileName) {
  return relative(root, fileName).replaceAll('\\', '/')
}

try {
  const results = await new Stryker({
    mutate,
    testRunner: 'vitest',
    plugins: ['@stryker-mutator/vitest-runner'],
    vitest: { configFile: 'scripts/mutants.config.ts' },
    coverageAnalysis: 'perTest',
    // Code that runs once, on import, would need all tests for each mutant.
    ignoreStatic: true,
    concurrency: Number(values.concurrency),
    // On a busy machine a slow test must not be taken for an endless loop.
    timeoutMS: 20_000,
    timeoutFactor: 3,
    reporters: ['progress-append-only'],
    logLevel: 'warn',
    tempDirName: TEMPORARY,
    cleanTempDir: 'always',
    ignorePatterns: ['/dist', '/data', '/screens', '/test-results', '/playwright-report', '/docs'],
  }).runMutationTest()
  const tried = results.map((result) => ({ ...result, fileName: fromRoot(result.fileName) }))
  const counts = tally(tried)
  for (const line of survivorLines(tried, (fileName) => readFileSync(join(root, fileName), 'utf8'))) console.log(line)
  console.log(`\n${tallyTable(counts)}`)
  const untried = tried.length - counts.all.killed - counts.all.survived
  if (untried > 0) console.log(`${untried} could not be judged: they change what runs when a file is imported.`)
  process.exitCode = holds(counts.all) ? 0 : 1
} catch (error) {
  console.error(error.message)
  process.exitCode = 1
} finally {
  rmSync(join(root, TEMPORARY), { recursive: true, force: true })
}
