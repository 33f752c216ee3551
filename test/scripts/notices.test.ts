import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'

const { dependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as { dependencies: Record<string, string> }
const notices = readFileSync('THIRD-PARTY-NOTICES.md', 'utf8')

it('names every package that is shipped, at its pinned version', () => {
  const named = [...notices.matchAll(/^\| ([^ ]+) \| (\d[^ ]*) \|/gm)].map(([, name, version]) => `${name} ${version}`)
  expect(named).toEqual(Object.entries(dependencies).map(([name, version]) => `${name} ${version}`))
})
