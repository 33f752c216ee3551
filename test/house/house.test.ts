import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import ts from 'typescript'
import { expect, it } from 'vitest'
import { folderExceptions, namesDeclaredTwice, nonNullCeiling } from './exceptions.ts'

const FILES_A_FOLDER = 20

const files = readdirSync('src', { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => join(entry.parentPath, entry.name).replaceAll('\\', '/'))
const parsed = files
  .filter((file) => /\.tsx?$/.test(file))
  .map((file) => ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest))

function group<Key, Value>(pairs: Iterable<readonly [Key, Value]>): Map<Key, Set<Value>> {
  const groups = new Map<Key, Set<Value>>()
  for (const [key, value] of pairs) groups.set(key, (groups.get(key) ?? new Set()).add(value))
  return groups
}

/** Names that a statement declares and exports; re-exporting a name declares nothing. */
function exportedNames(statement: ts.Statement): string[] {
  const isExported =
    ts.canHaveModifiers(statement) &&
    ts.getModifiers(statement)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)
  if (!isExported) return []
  if (ts.isVariableStatement(statement))
    return statement.declarationList.declarations.flatMap(({ name }) => (ts.isIdentifier(name) ? [name.text] : []))
  if (
    ts.isFunctionDeclaration(statement) ||
    ts.isClassDeclaration(statement) ||
    ts.isInterfaceDeclaration(statement) ||
    ts.isTypeAliasDeclaration(statement) ||
    ts.isEnumDeclaration(statement)
  )
    return statement.name ? [statement.name.text] : []
  return []
}

function countNonNull(node: ts.Node): number {
  let count = ts.isNonNullExpression(node) ? 1 : 0
  ts.forEachChild(node, (child) => void (count += countNonNull(child)))
  return count
}

it('finds the sources', () => {
  expect(parsed.length).toBeGreaterThan(100)
})

it('no name is exported by two files', () => {
  const places = group(
    parsed.flatMap((file) => file.statements.flatMap(exportedNames).map((name) => [name, file.fileName] as const)),
  )
  const twice = [...places].filter(([, at]) => at.size > 1).map(([name, at]) => `${name}: ${[...at].sort().join(', ')}`)
  const isException = (line: string) => namesDeclaredTwice.includes(line.slice(0, line.indexOf(':')))
  expect(twice.filter((line) => !isException(line))).toEqual([])
  // What is fixed is struck off the list.
  expect(namesDeclaredTwice.filter((name) => !(Number(places.get(name)?.size) > 1))).toEqual([])
})

it('S3 whatever a page loads takes zod from where it is told to leave eval alone', () => {
  const direct = files.filter(
    (file) => !file.startsWith('src/server/') && /from 'zod['/]/.test(readFileSync(file, 'utf8')),
  )
  expect(direct).toEqual(['src/domain/schema.ts'])
})

it('S14 no source hands text to the page as HTML', () => {
  const sinks =
    /dangerouslySetInnerHTML|\.(?:inner|outer)HTML\s*=|insertAdjacentHTML|document\.write|setHTML|createContextualFragment|DOMParser|srcdoc|new Function\b|\beval\(/i
  const found = [...files, ...readdirSync('public').map((name) => join('public', name))]
    .filter((file) => /\.(tsx?|js)$/.test(file))
    .filter((file) => sinks.test(readFileSync(file, 'utf8')))
  expect(found).toEqual([])
})

it('no folder has too many files to look over', () => {
  const folders = group(files.map((file) => [dirname(file), file] as const))
  const full = [...folders].filter(([, inside]) => inside.size > FILES_A_FOLDER).map(([folder]) => folder)
  expect(full.sort()).toEqual([...folderExceptions].sort())
})

it('non-null assertions only become fewer', () => {
  const count = parsed.reduce((sum, file) => sum + countNonNull(file), 0)
  expect(count).toBeLessThanOrEqual(nonNullCeiling)
})
