import { statSync } from 'node:fs'
import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** A mutant is given up by the first test that fails: those that are quick to say so go first. */
class QuickestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const cost = ({ moduleId }: TestSpecification) =>
      statSync(moduleId).size * (moduleId.includes('/test/data/') ? 1000 : 1)
    return [...files].sort((a, b) => cost(a) - cost(b))
  }
}

/** The tests that judge mutants: those of what is mutated, but for the ones that need servers, which take too long for each. */
export default defineConfig({
  test: {
    environment: 'node',
    include: ['test/{domain,data}/**/*.test.ts'],
    exclude: ['test/data/{faults,kill}/**'],
    setupFiles: ['test/support/setup-mutants.ts'],
    sequence: { sequencer: QuickestFirst },
    testTimeout: 20_000,
    hookTimeout: 60_000,
  },
})
