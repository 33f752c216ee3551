/** Of the API page: the day and dusk colours of the product, by what the system prefers. */
export const pageStyle = `
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
