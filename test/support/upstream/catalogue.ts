import { together, type Behaviour } from './answer.ts'
import {
  answer,
  answeredLate,
  delayed,
  htmlPage,
  lostAfterServing,
  redirect,
  refuse,
  resetUnserved,
  silent,
  silentAfterServing,
} from './behaviours.ts'
import { bomb, cutAt, drip, slowly } from './deliveries.ts'
import { editedText, typed } from './edits.ts'
import * as results from './result-faults.ts'
import * as tasks from './task-faults.ts'
import type { ScriptedTasks } from './tasks.ts'

/** A behaviour by its name, for use by hand. */
export interface Listed {
  readonly name: string
  /** The requests it usually applies to, by how `METHOD /path` begins. */
  readonly on: string
  readonly about: string
  readonly make: (tasks: ScriptedTasks) => Behaviour
}

const SUBMIT = 'POST /MetOcean'
const LISTS = 'GET /user/tasks'
const TASK = 'GET /task/'
const CANCEL = 'POST /cancel_task/'
const ANY = ''

const minutesAhead = (minutes: number) => new Date(Date.now() + minutes * 60_000).toUTCString()
const fields = [
  { loc: ['body', 'points', 0, 'timestamp'], msg: 'is older than 3 years', type: 'value_error' },
  { loc: ['body', 'variables', 0], msg: 'is not offered at this depth', type: 'value_error' },
]

const rows: readonly (readonly [Listed['name'], Listed['on'], Listed['about'], Listed['make']])[] = [
  ['reset', SUBMIT, 'the connection is reset, nothing is done', () => resetUnserved],
  ['answer-lost', SUBMIT, 'done, then the connection is reset', () => lostAfterServing],
  ['answer-never', SUBMIT, 'done, then silence', () => silentAfterServing],
  ['late', ANY, 'taken up after 30 s', () => delayed(30_000)],
  ['answered-late', SUBMIT, 'done at once, answered after 30 s', () => answeredLate(30_000)],
  ['hang', ANY, 'no answer at all', () => silent],
  ['drip', ANY, 'an endless body, a blank a second', () => drip('[', 1000)],
  ['slow', ANY, 'the right body at 1 kB a second', () => slowly(1000, 1000)],
  ['cut', ANY, 'the body ends after 100 bytes', () => cutAt(100)],
  [
    'garbled',
    ANY,
    'letters exchanged in the middle of the JSON',
    () => editedText((text) => `${text.slice(0, text.length / 2)}#\u0000#${text.slice(text.length / 2 + 3)}`),
  ],
  ['html', ANY, '502 with a page of HTML', () => htmlPage(502)],
  ['html-200', ANY, '200 with a page of HTML', () => htmlPage(200)],
  ['empty', ANY, '200 with nothing', () => answer(200, '')],
  ['text', ANY, 'the right body as text/plain', () => typed('text/plain')],
  ['429', ANY, '429, Retry-After 20', () => refuse(429, 'Too many requests', { 'retry-after': '20' })],
  [
    '429-date',
    ANY,
    '429, Retry-After in a minute, as a date',
    () => (asked, serve) => refuse(429, 'Too many requests', { 'retry-after': minutesAhead(1) })(asked, serve),
  ],
  [
    '429-absurd',
    ANY,
    '429, Retry-After of three years',
    () => refuse(429, 'Too many requests', { 'retry-after': '99999999' }),
  ],
  ['429-bare', ANY, '429 without Retry-After', () => refuse(429, 'Too many requests')],
  ['503', ANY, '503, Retry-After 5', () => refuse(503, 'Service unavailable', { 'retry-after': '5' })],
  ['503-bare', ANY, '503 without Retry-After', () => refuse(503, 'Service unavailable')],
  ['500', ANY, '500', () => refuse(500, 'Internal Server Error')],
  ['401', ANY, 'the key is refused', () => refuse(401, 'Invalid API key')],
  ['403', ANY, 'the account may not', () => refuse(403, 'Forbidden')],
  ['404', TASK, 'the task is not known', () => refuse(404, 'Task not found')],
  ['400', SUBMIT, 'refused, a sentence', () => refuse(400, 'The request is not valid')],
  ['422', SUBMIT, 'refused, field by field', () => refuse(422, fields)],
  ['redirect', ANY, '302 to another host', () => redirect('http://127.0.0.1:9/elsewhere')],
  [
    'redirect-kept',
    ANY,
    '308 to another host, method and body kept',
    () => redirect('http://127.0.0.1:9/elsewhere', 308),
  ],
  ['bomb', TASK, '200 MB of blanks in 200 kB of gzip', () => bomb(200)],
  ['huge', SUBMIT, 'a result of 50 MB', () => results.inflated(50_000_000)],
  ['columnar', ANY, 'columns in place of entries', () => results.columnar],
  ['wrapped', ANY, 'an envelope with new fields round the result', () => results.wrapped],
  ['renamed', ANY, 'conditions under new names, and new ones', () => results.renamed],
  ['emptied', ANY, 'a result without entries', () => results.emptied],
  ['all-null', ANY, 'a result without values', () => results.allNull],
  ['short', ANY, 'the last third of the entries is missing', () => results.shortened],
  ['reversed', ANY, 'the entries in reverse', () => results.reversed],
  ['elsewhere', ANY, 'the entries of other places', () => results.elsewhere],
  ['out-of-range', ANY, '9 999, fill values, less than nothing', () => results.outOfRange],
  ['strings', ANY, 'numbers as text', () => results.stringNumbers],
  ['1e999', ANY, 'numbers that become Infinity', () => results.tooBigNumbers],
  ['nan', ANY, 'NaN where JSON has null', () => results.bareWords],
  ['status-started', ANY, 'a status nobody announced, still running', () => tasks.statusWord('STARTED')],
  ['status-revoked', TASK, 'a status nobody announced, final', () => tasks.statusWord('REVOKED')],
  ['backward', TASK, 'done, then running again', tasks.backward],
  ['unlisted', LISTS, 'lists without a row', () => tasks.unlisted],
  ['tasks-null', LISTS, 'null where there is no task', () => tasks.noTasks],
  ['twins', LISTS, 'each task twice, under one name', () => tasks.twinned],
  ['drifted', LISTS, 'rows with fields of other kinds', () => tasks.driftedRows],
  ['left-unreadable', LISTS, 'time left in words of no language', () => tasks.timeLeft('soon-ish')],
  ['left-missing', LISTS, 'no time left given', () => tasks.timeLeft(undefined)],
  ['left-negative', LISTS, 'less than no time left', () => tasks.timeLeft('-5 minutes')],
  ['left-growing', LISTS, 'a minute more left at every look', tasks.growingTimeLeft],
  ['left-endless', LISTS, 'time left 1e999', () => tasks.endlessTimeLeft],
  ['clock-ahead', LISTS, 'the service’s clock is an hour ahead', () => tasks.skewed(3_600_000)],
  ['clock-behind', LISTS, 'the service’s clock is an hour behind', () => tasks.skewed(-3_600_000)],
  ['cancel-404', CANCEL, 'the task to cancel is not known', () => refuse(404, 'Task not found')],
  ['cancel-409', CANCEL, 'the task to cancel has ended', () => refuse(409, 'Task has ended')],
  ['cancel-500', CANCEL, 'cancelling fails', () => refuse(500, 'Internal Server Error')],
  ['cancel-lost', CANCEL, 'cancelled, and nobody is told', () => lostAfterServing],
  ['cancel-ignored', CANCEL, 'cancelled, and done all the same', tasks.succeedsAfterCancel],
]

/** Every behaviour that can be named, in the order of the fault table. */
export const catalogue: readonly Listed[] = rows.map(([name, on, about, make]) => ({ name, on, about, make }))

/** Several by name, in one: `late+cut`. @throws Error naming what is not in the catalogue */
export function behaviourNamed(names: string, scripted: ScriptedTasks): { on: string; behaviour: Behaviour } {
  const found = names.split('+').map((name) => {
    const entry = catalogue.find((other) => other.name === name)
    if (!entry) throw new Error(`There is no behaviour ${JSON.stringify(name)}.`)
    return entry
  })
  const on = found.find((entry) => entry.on !== ANY)?.on ?? ANY
  return { on, behaviour: together(...found.map(({ make }) => make(scripted))) }
}
