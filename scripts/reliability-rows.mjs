// Which rows of docs/reliability.md the tests of a run have shown. A test shows the rows that its title, or that of a
// group around it, begins with: `F3 S13 archives made to exhaust`.

/** The names of all rows of the page, such as `U1`. @param page its Markdown */
export const rowsOf = (page) => [...page.matchAll(/^\| ([A-Z]\d+) \|/gm)].map(([, row]) => row)

/** The tests of a JSON report of Vitest. */
export const vitestTests = (report) =>
  report.testResults.flatMap(({ assertionResults }) =>
    assertionResults.map(({ ancestorTitles, title, status }) => ({
      titles: [...ancestorTitles, title],
      status: status === 'passed' || status === 'failed' ? status : 'skipped',
    })),
  )

const playwrightStatus = { expected: 'passed', skipped: 'skipped' }

/** The tests of a JSON report of Playwright. */
export function playwrightTests({ suites = [] }, around = []) {
  return suites.flatMap((suite) => {
    const titles = [...around, suite.title]
    const own = (suite.specs ?? []).flatMap(({ title, tests }) =>
      tests.map(({ status }) => ({ titles: [...titles, title], status: playwrightStatus[status] ?? 'failed' })),
    )
    return [...own, ...playwrightTests(suite, titles)]
  })
}

/** The rows that a title begins with. */
const rowsIn = (title) => /^(?:[A-Z]\d+ )+/.exec(title)?.[0].trim().split(' ') ?? []

/**
 * A row is shown where a test of it passed and none failed. What was skipped counts neither way, and is told.
 * @returns rows by what became of them, and the titles of skipped tests
 */
export function rowsShown(rows, tests) {
  const statuses = new Map(rows.map((row) => [row, new Set()]))
  const skipped = new Set()
  for (const { titles, status } of tests)
    for (const row of titles.flatMap(rowsIn)) {
      statuses.get(row)?.add(status)
      if (status === 'skipped' && statuses.has(row))
        skipped.add(titles.filter((title) => !title.includes('.e2e.ts')).join(': '))
    }
  const rowsWith = (holds) => rows.filter((row) => holds(statuses.get(row)))
  return {
    shown: rowsWith((of) => of.has('passed') && !of.has('failed')),
    notRun: rowsWith((of) => of.has('skipped') && of.size === 1),
    failed: rowsWith((of) => of.has('failed')),
    missing: rowsWith((of) => of.size === 0),
    skipped: [...skipped],
  }
}
