import { describe, expect, it } from 'vitest'
import {
  holds,
  type Mutant,
  mutatedFiles,
  sampleOf,
  survivorLines,
  tally,
  tallyTable,
  type TriedMutant,
} from '../../scripts/mutants.mjs'

const at = (line: number, column: number, length = 1) => ({
  start: { line, column },
  end: { line, column: column + length },
})
const mutants: readonly Mutant[] = Array.from({ length: 200 }, (_, line) => ({
  fileName: `src/domain/${line % 3}.ts`,
  location: at(line, 0),
  mutatorName: 'BooleanLiteral',
  replacement: 'false',
}))
const tried = (fileName: string, status: string): TriedMutant => ({
  fileName,
  status,
  location: at(1, 1),
  mutatorName: 'BooleanLiteral',
  replacement: 'false',
})
const many = (count: number, fileName: string, status: string) =>
  Array.from({ length: count }, () => tried(fileName, status))

describe('what is mutated', () => {
  const isFolder = (path: string) => !path.endsWith('.ts')

  it('is both rooms, or the named part of them', () => {
    expect(mutatedFiles([], isFolder).slice(0, 2)).toEqual(['src/domain/**/*.ts', 'src/data/**/*.ts'])
    expect(mutatedFiles(['./src/domain/tasks/', 'src/data/locks.ts'], isFolder).slice(0, 2)).toEqual([
      'src/domain/tasks/**/*.ts',
      'src/data/locks.ts',
    ])
  })

  it('excludes what only browsers run', () => {
    expect(mutatedFiles([], isFolder).slice(2)).toContain('!src/**/*-worker.ts')
  })

  it.each(['src/ui', 'src/domain/../ui', 'src/database', '/etc', 'src'])('excludes %s', (path) => {
    expect(() => mutatedFiles([path], isFolder)).toThrow(`not ${path}`)
  })
})

describe('a sample', () => {
  it('is the same for the same seed, another for another, and keeps the order', () => {
    const sample = sampleOf(mutants, 20, 1)
    expect(sample).toHaveLength(20)
    expect(sampleOf(mutants, 20, 1)).toEqual(sample)
    expect(sampleOf(mutants, 20, 2)).not.toEqual(sample)
    expect(sample).toEqual(mutants.filter((mutant) => sample.includes(mutant)))
  })

  it('is everything if there are no more', () => {
    expect(sampleOf(mutants, 200, 1)).toEqual(mutants)
    expect(sampleOf(mutants, Infinity, 1)).toEqual(mutants)
  })

  it('keeps drawn mutants when others go', () => {
    const sample = sampleOf(mutants, 20, 1)
    const fewer = mutants.filter((mutant, index) => sample.includes(mutant) || index % 2 === 0)
    expect(sampleOf(fewer, 20, 1)).toEqual(sample)
  })
})

describe('the score', () => {
  it('counts endless runs as noticed, untested mutants as not, and leaves out what was not judged', () => {
    const { folders, all } = tally([
      tried('src/domain/tasks/a.ts', 'Killed'),
      tried('src/domain/tasks/b.ts', 'Timeout'),
      tried('src/domain/tasks/b.ts', 'NoCoverage'),
      tried('src/data/a.ts', 'Survived'),
      tried('src/data/a.ts', 'RuntimeError'),
      tried('src/domain/a.ts', 'Ignored'),
    ])
    expect([...folders]).toEqual([
      ['src/data', { killed: 0, survived: 1 }],
      ['src/domain/tasks', { killed: 2, survived: 1 }],
    ])
    expect(all).toEqual({ killed: 2, survived: 2 })
  })

  it.each([
    [82, 18, 'floor', true],
    [81, 19, 'TOO FEW', false],
    [90, 10, 'goal', true],
    [89, 11, 'floor', true],
  ])('of %d killed and %d survived is given as %s', (killed, survived, words, isEnough) => {
    const counts = tally([
      ...many(killed, 'src/domain/tasks/a.ts', 'Killed'),
      ...many(survived, 'src/domain/a.ts', 'Survived'),
    ])
    expect(holds(counts.all)).toBe(isEnough)
    const lines = tallyTable(counts).split('\n')
    expect(lines[1]).toMatch(new RegExp(`^src/domain/tasks +${killed} killed +0 survived +100\\.0 %$`))
    expect(lines[2]).toMatch(new RegExp(`^all +${killed} killed +${survived} survived +${killed}\\.0 % .* ${words}$`))
  })

  it('passes if nothing was tried', () => {
    expect(holds(tally([]).all)).toBe(true)
  })
})

it('says of each survivor where it is, the code, and what replaced it', () => {
  const text = 'const a = 1\nif (a === 1) {\n  go()\n}\n'
  const lived = (location: TriedMutant['location'], replacement: string, status = 'Survived') => ({
    ...tried('src/domain/a.ts', status),
    location,
    replacement,
  })
  const lines = survivorLines(
    [
      lived(at(2, 5, 7), 'true'),
      lived({ start: { line: 2, column: 14 }, end: { line: 4, column: 2 } }, '{}', 'NoCoverage'),
      lived(at(1, 11), '2', 'Killed'),
    ],
    () => text,
  )
  expect(lines).toEqual([
    'src/domain/a.ts:2:5  a === 1 → true',
    'src/domain/a.ts:2:14  { go() } → {}  (no test runs it)',
  ])
})
