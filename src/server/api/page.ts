import type { FastifyInstance } from 'fastify'
import type { z } from 'zod'
import { fieldsOf, variables } from '#src/domain/metocean/layers/variables.ts'
import type { Backend } from '../http/backend.ts'
import { apiDescription, exampleRequest, schemaOf } from './description.ts'
import type { Operation, Reply } from './operation.ts'
import { operations } from './operations.ts'
import { shapes } from './shapes.ts'

interface DescriptionDeps {
  readonly backend: Backend
  readonly version: string
  readonly nowMs: () => number
}

/** The API's description of itself, for programs and for people. */
export function registerDescription(app: FastifyInstance, { backend, version, nowMs }: DescriptionDeps): void {
  app.get('/openapi.json', async () => apiDescription({ version, nowMs: nowMs() }))
  app.get(PAGE_PATH, async (_request, reply) =>
    reply.type('text/html; charset=utf-8').send(apiPage({ version, source: backend.about.source, nowMs: nowMs() })),
  )
  app.get(STYLE_PATH, async (_request, reply) => reply.type('text/css; charset=utf-8').send(pageStyle))
}

/** Text known to be HTML; only `html` makes it, so that nothing gets into the page unescaped. */
class Html {
  readonly text: string

  constructor(text: string) {
    this.text = text
  }
}

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

function html(parts: TemplateStringsArray, ...values: readonly (string | number | Html | readonly Html[])[]): Html {
  const written = values.map((value) => {
    if (typeof value === 'string' || typeof value === 'number') return escaped(String(value))
    return value instanceof Html ? value.text : value.map(({ text }) => text).join('')
  })
  return new Html(parts.reduce((text, part, index) => text + part + (written[index] ?? ''), ''))
}

/** The page's path under `/api`. */
const PAGE_PATH = '/docs'
const STYLE_PATH = '/docs/page.css'

/**
 * The same description as a page to read, without any script.
 * @param nowMs epoch milliseconds UTC
 */
function apiPage({ version, source, nowMs }: { version: string; source: string; nowMs: number }): string {
  const example = JSON.stringify(exampleRequest(nowMs), null, 2)
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>Fairway API</title>
        <link rel="stylesheet" href="/api${STYLE_PATH}" />
      </head>
      <body>
        <header>
          <h1>Fairway API</h1>
          <p>Version ${version}. Answered by: ${source}. For programs: <a href="/api/openapi.json">OpenAPI 3.1</a>.</p>
        </header>
        <main>
          <p>
            Every call carries the header <code>x-api-key</code>. Bodies are JSON. Times are UTC, positions WGS84 in
            degrees. A missing value is <code>null</code>, never zero.
          </p>
          <nav aria-label="Calls">
            <ul>
              ${operations.map(
                ({ id, method, path, title }) =>
                  html`<li>
                    <a href="#${id}"><code>${method.toUpperCase()} /api${path}</code></a> ${title}
                  </li>`,
              )}
            </ul>
          </nav>
          <section>
            <h2>A request</h2>
            <pre><code>${example}</code></pre>
          </section>
          ${fieldsSection()} ${operations.map(operationSection)}
          <section>
            <h2>Bodies</h2>
            ${Object.entries(shapes).map(([name, shape]) => shapeSection(name, shape))}
          </section>
        </main>
      </body>
    </html> `.text
}

function fieldsSection(): Html {
  const rows = variables.flatMap((variable) =>
    fieldsOf(variable).map(
      ({ name, label, unit, convention }) =>
        html`<tr>
          <td><code>${variable}</code></td>
          <td><code>${name}</code></td>
          <td>${label}</td>
          <td>${unit}</td>
          <td>${convention ?? ''}</td>
        </tr>`,
    ),
  )
  return html`<section>
    <h2>Variables and their fields</h2>
    <div class="wide">
      <table>
        <thead>
          <tr>
            <th scope="col">Variable</th>
            <th scope="col">Field</th>
            <th scope="col">Meaning</th>
            <th scope="col">Unit</th>
            <th scope="col">Direction</th>
          </tr>
        </thead>
        <tbody>
          ${rows}
        </tbody>
      </table>
    </div>
  </section>`
}

function operationSection({ id, method, path, title, text, body, answers }: Operation): Html {
  const sends =
    body === undefined
      ? ''
      : body === 'object'
        ? html`<p>Body: a JSON object.</p>`
        : html`<p>Body: <a href="#${body}">${body}</a></p>`
  return html`<section id="${id}">
    <h2><code>${method.toUpperCase()} /api${path}</code></h2>
    <h3>${title}</h3>
    <p>${marked(text)}</p>
    ${sends}
    <div class="wide">
      <table>
        <thead>
          <tr>
            <th scope="col">Status</th>
            <th scope="col">When</th>
            <th scope="col">Body</th>
          </tr>
        </thead>
        <tbody>
          ${answers.map(answerRow)}
        </tbody>
      </table>
    </div>
  </section>`
}

function answerRow({ status, when, shape, isList, media }: Reply): Html {
  const body = shape ? html`${isList ? 'list of ' : ''}<a href="#${shape}">${shape}</a>` : (media ?? '')
  return html`<tr>
    <td>${status}</td>
    <td>${marked(when)}</td>
    <td>${body}</td>
  </tr>`
}

function shapeSection(name: string, shape: z.ZodType): Html {
  return html`<section id="${name}">
    <h3>${name}</h3>
    <pre><code>${JSON.stringify(schemaOf(shape), null, 2)}</code></pre>
  </section>`
}

/** Words between backticks as code. */
const marked = (text: string): Html => new Html(escaped(text).replace(/`([^`]+)`/g, '<code>$1</code>'))

/** For the API page: the product's day and dusk colours, as the system prefers. */
const pageStyle = `
:root { color-scheme: light dark; --app: #eef1f4; --surface: #fff; --line: #cbd3db; --text: #202b36; --text-2: #46535f; --primary: #1d5c96 }
@media (prefers-color-scheme: dark) { :root { --app: #10151b; --surface: #19212a; --line: #35424f; --text: #e7ecf1; --text-2: #b4c0cb; --primary: #7fb5f2 } }
* { box-sizing: border-box }
body { margin: 0; background: var(--app); color: var(--text); font: 0.875rem/1.5 Inter, system-ui, sans-serif }
header, main { max-width: 60rem; margin: 0 auto; padding: 24px }
header { padding-bottom: 0 }
h1 { margin: 0; font-size: 1.75rem }
h2 { margin: 0 0 8px; font-size: 1rem }
h3 { margin: 0 0 8px; font-size: 0.875rem }
p { margin: 0 0 12px; color: var(--text-2) }
a { color: var(--primary) }
main > section { margin: 0 0 16px; padding: 16px; border: 1px solid var(--line); border-radius: 4px; background: var(--surface) }
nav ul { margin: 0 0 24px; padding: 0; list-style: none }
nav li { padding: 4px 0; color: var(--text-2) }
code { font: 0.8125rem/1.5 ui-monospace, monospace }
pre { margin: 0 0 16px; padding: 12px; overflow-x: auto; border: 1px solid var(--line); border-radius: 4px; background: var(--app) }
.wide { overflow-x: auto }
table { width: 100%; border-collapse: collapse; font-size: 0.8125rem }
th, td { padding: 6px 12px 6px 0; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top }
th { color: var(--text-2); font-weight: 600 }
`
