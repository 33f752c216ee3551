import { expect, it } from 'vitest'
import { answerName, answerNames, type Nameable, tellingNames, type Viewpoint } from '#src/domain/tasks/answer-name.ts'
import { activePlan, emptyVoyage } from '#src/domain/voyage/voyage.ts'
import { columnsOf } from '#test/support/voyage-answer.ts'

const atMs = Date.UTC(2026, 10, 22, 22, 57, 12)
const voyage = { ...emptyVoyage('v1', 0), name: 'Rotterdam – Halifax' }
const two = {
  ...voyage,
  alternatives: [
    { id: 'a1', name: 'Great circle', shown: true, plan: activePlan(voyage) },
    { id: 'a2', name: 'South', shown: true, plan: activePlan(voyage) },
  ],
}
const from = (open: Viewpoint['voyage'] = two, todayMs = atMs): Viewpoint => ({ voyage: open, todayMs })
const answer = (change: Partial<Nameable> = {}): Nameable => ({
  key: 'task-1',
  taskName: 'rtm-hal-20261122-2257-4x7k2m',
  askedMs: atMs,
  askedFor: { voyageId: 'v1', voyageName: 'Rotterdam – Halifax', alternativeId: 'a1', alternativeName: 'Route 1' },
  ...change,
})

it.each([
  ['its alternative, as it is called now', answer(), from(), 'Great circle · asked 22:57Z'],
  [
    'the date where it was asked for before today',
    answer(),
    from(two, atMs + 86_400_000),
    'Great circle · asked 22 Nov 22:57Z',
  ],
  ['the voyage where that has one route', answer(), from(voyage), 'Rotterdam – Halifax · asked 22:57Z'],
  [
    'the voyage, from another one',
    answer(),
    from(emptyVoyage('v2', 0)),
    'Rotterdam – Halifax · Route 1 · asked 22 Nov 22:57Z',
  ],
  [
    'an alternative that was deleted, as it was called',
    answer({ askedFor: { ...answer().askedFor!, alternativeId: 'a7' } }),
    from(),
    'Route 1 · asked 22:57Z',
  ],
  [
    'the name of a task that was sent from elsewhere',
    answer({ askedFor: null, taskName: 'spirit-leg1' }),
    from(),
    'spirit-leg1 · asked 22 Nov 22:57Z',
  ],
  ['no time where none is known', answer({ askedMs: null }), from(), 'Great circle'],
])('names %s', (_, one, seen, name) => {
  expect(answerName(one, seen)).toBe(name)
})

it('adds the seconds if two names are equal, and the end of the task name if those are equal too', () => {
  const names = answerNames(
    [
      answer(),
      answer({ key: 'task-2', askedMs: atMs + 20_000 }),
      answer({ key: 'task-3', askedMs: atMs + 20_000, taskName: 'rtm-hal-20261122-2257-0z0azh' }),
      answer({ key: 'task-4', askedMs: atMs + 60_000 }),
    ],
    from(),
  )
  expect([...names.entries()].sort()).toEqual([
    ['task-1', 'Great circle · asked 22:57:12Z'],
    ['task-2', 'Great circle · asked 22:57:32Z · 4x7k2m'],
    ['task-3', 'Great circle · asked 22:57:32Z · 0z0azh'],
    ['task-4', 'Great circle · asked 22:58Z'],
  ])
})

it.each([
  ['the alternative', ['Route 1 · asked 22:57Z', 'Route 2 · asked 22:57Z'], [0, 0], ['Route 1', 'Route 2']],
  ['the time asked', ['Route 1 · asked 22:57Z', 'Route 1 · asked 23:57Z'], [0, 0], ['asked 22:57Z', 'asked 23:57Z']],
  [
    'the departure',
    ['Route 1 · asked 22:57Z', 'Route 1 · asked 23:57Z'],
    [0, 6],
    ['ETD 24 Nov 06:00Z', 'ETD 24 Nov 12:00Z'],
  ],
  ['the whole name', ['rtm-hal', 'Route 1 · asked 23:57Z'], [0, 6], ['rtm-hal', 'Route 1 · asked 23:57Z']],
])('answers are told apart by %s', (_, names, hours, expected) => {
  const answers = names.map((name, index) => ({
    name,
    columns: columnsOf({}, { timeMs: [Date.UTC(2026, 10, 24, 6 + hours[index]!)] }),
  }))
  expect([...tellingNames(answers).values()]).toEqual(expected)
})
