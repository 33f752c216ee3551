import { flushSync } from 'react-dom'
import { createRoot } from 'react-dom/client'
import { SYNTHETIC_LABEL } from '#src/domain/metocean/wire/contract.ts'
import { formatUtcFull } from '#src/domain/units/time-text.ts'
import { type Report, ReportContent, reportTitles } from './report.tsx'
import css from './report-page.css?inline'

/** Whatever a name in it says, the page runs nothing and asks nobody for anything. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"

/**
 * A report as one HTML document, with its pictures and styles in it.
 * @param madeMs epoch milliseconds UTC, told on the page
 */
export function reportPage(report: Report, madeMs: number): string {
  const { title } = reportTitles(report)
  const head = document.createElement('title')
  head.textContent = title
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="generator" content="Fairway">
${head.outerHTML}
<style>${css}</style>
</head>
<body>
${markup(report, madeMs)}
</body>
</html>
`
}

function markup(report: Report, madeMs: number): string {
  const page = document.createElement('div')
  const root = createRoot(page)
  flushSync(() => root.render(<Page report={report} madeMs={madeMs} />))
  // Its styles go by elements; the classes are those of the printed sheet.
  for (const element of page.querySelectorAll('[class]')) element.removeAttribute('class')
  const text = page.innerHTML
  root.unmount()
  return text
}

function Page({ report, madeMs }: { report: Report; madeMs: number }) {
  const { title, subtitle } = reportTitles(report)
  return (
    <main>
      <header>
        <div>
          <h1>{title}</h1>
          <p>{subtitle}</p>
        </div>
        <p>As it was at {formatUtcFull(madeMs)}</p>
      </header>
      {report.answer.synthetic && <strong>{SYNTHETIC_LABEL}</strong>}
      <ReportContent {...report} />
    </main>
  )
}
