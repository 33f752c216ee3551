import type { z } from 'zod'
import { fieldsOf, variables } from '#src/domain/metocean/layers/variables.ts'
import { schemaOf } from './description.ts'
import { exampleRequest } from './examples.ts'
import { type Answer, type Operation, operations, shapes } from './operations.ts'

/** HTML that is known to be; only `html` makes it, so that nothing gets into the page unescaped. */
class Html {
  readonly text: string

  constructor(text: string) {
    this.text = text
  }
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const escaped = (text: string) => text.replace(/[&<>"]/g, (sign) => entities[sign]!)

function html(parts: TemplateStringsArray, ...values: readonly (string | number | Html | readonly Html[])[]): Html {
  const written = values.map((value) => {
    if (typeof value === 'string' || typeof value === 'number') return escaped(String(value))
    return value instanceof Html ? value.text : value.map(({ text }) => text).join('')
  })
  return new Html(parts.reduce((text, part, index) => text + part + (written[index] ?? ''), ''))
}

/** Where the page stands, under `/api`. */
export const PAGE_PATH = '/docs'
export const STYLE_PATH = '/docs/page.css'

/**
 * The same description as a page to read; nothing in it needs a script.
 * @param nowMs epoch milliseconds UTC
 */
export function apiPage({ version, source, nowMs }: { version: string; source: string; nowMs: number }): string {
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

function answerRow({ status, when, shape, isList, media }: Answer): Html {
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
