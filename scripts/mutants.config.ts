import { statSync } from 'node:fs'
import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** The first test that fails ends a mutant, so the quickest tests go first. */
class QuickestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const cost = ({ moduleId }: TestSpecification) =>
      statSync(moduleId).size * (moduleId.includes('/test/data/') ? 1000 : 1)
    return [...files].sort((a, b) => cost(a) - cost(b))
  }
}

/** They put a database into the page, which other tests must not find there. */
const ALONE = [
  'test/data/library/*.test.ts',
  'test/data/storage*.test.ts',
  'test/data/storage/**/*.test.ts',
  'test/data/voyages/voyages.test.ts',
]

const common = {
  environment: 'node' as const,
  setupFiles: ['test/support/setup-mutants.ts'],
  testTimeout: 120_000,
  hookTimeout: 120_000,
}

/** The tests that judge mutants: those of the mutated code, except the ones with servers, too slow to run for each. */
export default defineConfig({
  test: {
    sequence: { sequencer: QuickestFirst },
    projects: [
      {
        test: {
          ...common,
          name: 'together',
          include: ['test/{domain,data}/**/*.test.ts'],
          exclude: ['test/data/{faults,kill}/**', ...ALONE],
          // Loading the code again for every test file takes longer than the tests.
          isolate: false,
        },
      },
      { test: { ...common, name: 'alone', include: ALONE } },
    ],
  },
})
