/** A test that ran, with the titles around it first. */
export interface RunTest {
  readonly titles: readonly string[]
  readonly status: 'passed' | 'failed' | 'skipped'
}

export interface VitestReport {
  readonly testResults: readonly {
    readonly assertionResults: readonly {
      readonly ancestorTitles: readonly string[]
      readonly title: string
      readonly status: string
    }[]
  }[]
}

export interface PlaywrightSuites {
  readonly suites?: readonly (PlaywrightSuites & {
    readonly title: string
    readonly specs?: readonly { readonly title: string; readonly tests: readonly { readonly status: string }[] }[]
  })[]
}

export function rowsOf(page: string): string[]
export function vitestTests(report: VitestReport): RunTest[]
export function playwrightTests(report: PlaywrightSuites): RunTest[]
export function rowsShown(
  rows: readonly string[],
  tests: readonly RunTest[],
): {
  readonly shown: string[]
  readonly notRun: string[]
  readonly failed: string[]
  readonly missing: string[]
  readonly skipped: string[]
}
