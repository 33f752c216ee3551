import { describe, expect, it } from 'vitest'
import type { Command } from '#src/app/commands/commands.ts'
import { entryGroups, fit } from '#src/app/commands/palette-search.ts'

const score = (query: string, label: string, otherWords = '') => fit(query, label, otherWords)?.score ?? null
const command = (id: string, label: string, more: Partial<Command> = {}): Command => ({
  id,
  label,
  group: 'Route',
  shortcuts: [],
  enabled: true,
  run: () => undefined,
  ...more,
})

describe('finding a command', () => {
  it('marks what was typed, wherever the words are', () => {
    expect(fit('weather', 'Get weather')?.marks).toEqual([4, 5, 6, 7, 8, 9, 10])
    expect(fit('WEA get', 'Get weather')?.marks).toEqual([0, 1, 2, 4, 5, 6])
    expect(fit('gw', 'Get weather')?.marks).toEqual([0, 4])
  })
  it('prefers the start of a word to its middle, and both to single letters', () => {
    expect(score('port', 'Port finder')!).toBeGreaterThan(score('port', 'Export route')!)
    expect(score('ort', 'Export route')!).toBeGreaterThan(score('ert', 'Export route')!)
  })
  it('knows other words for it, and finds nothing that is in neither', () => {
    expect(score('palette', 'Find a command', 'palette')).toBeGreaterThan(0)
    expect(score('xyz', 'Get weather', 'forecast')).toBeNull()
    expect(score('weather xyz', 'Get weather')).toBeNull()
    expect(score('her', 'Reverse route')).toBeNull()
  })
})

describe('the list of commands', () => {
  const commands = [
    command('a', 'Reverse route'),
    command('b', 'Undo', { enabled: false }),
    command('c', 'Fit the route', { group: 'Map' }),
    command('w', 'Go to waypoint 3', { searched: true }),
  ]
  const ids = (query: string, recent: string[] = []) =>
    entryGroups(commands, recent, query).map(({ title, entries }) => [
      title,
      ...entries.map((entry) => entry.command.id),
    ])

  it('starts with those chosen lately, and has every other in its group', () => {
    expect(ids('')).toEqual([
      ['Route', 'a', 'b'],
      ['Map', 'c'],
    ])
    expect(ids('', ['c', 'gone', 'b'])).toEqual([
      ['Recent', 'c'],
      ['Route', 'a', 'b'],
    ])
  })
  it('has waypoints only when they are searched for', () => {
    expect(ids('waypoint 3')).toEqual([['Found', 'w']])
  })
  it('puts what cannot be done now after what can', () => {
    expect(
      entryGroups(
        [command('x', 'Export A', { enabled: false }), command('y', 'Plain export')],
        [],
        'export',
      )[0]?.entries.map((entry) => entry.command.id),
    ).toEqual(['y', 'x'])
  })
  it('is empty if nothing matches', () => {
    expect(ids('qqq')).toEqual([])
  })
})
