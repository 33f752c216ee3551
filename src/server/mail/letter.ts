import { cleanText } from '#src/domain/formats/file-values.ts'
import { SYNTHETIC_LABEL } from '#src/domain/metocean/wire/contract.ts'
import { CONVENTIONS } from '#src/domain/report/result-facts.ts'
import { alignedText, MAIL_COLUMNS } from '#src/domain/units/aligned-text.ts'
import { formatNumber } from '#src/domain/units/format.ts'
import { formatUtcFull } from '#src/domain/units/time-text.ts'
import type { Task } from '../service/tasks.ts'
import type { MailEvent } from './mails.ts'
import { type FieldSummary, summaryRows } from './result-summary.ts'

/** What a person reads: plain text, lines ending in LF. */
export interface Letter {
  readonly subject: string
  readonly text: string
}

/** The result that a completion mail reports. */
export interface MailedResult {
  readonly summary: readonly FieldSummary[]
  /** Name of the attached file; null if it is too large to attach. */
  readonly attachedAs: string | null
  /** Length as stored, gzip. */
  readonly bytes: number
}

export interface LetterFacts {
  readonly task: Task
  readonly event: MailEvent
  /** The task's page. */
  readonly link: string
  /** Null before the end, if the task failed, or once retention has removed it. */
  readonly result: MailedResult | null
}

/** The mail of one event of a task. Times are UTC. */
export function letterOf(facts: LetterFacts): Letter {
  const { task, event, link, result } = facts
  const name = lineOf(task.taskName) || `task ${task.id.slice(0, 8)}`
  const news = newsOf(task, event)
  const blocks = [
    task.synthetic ? SYNTHETIC_LABEL : '',
    `${name} ${news}.`,
    event === 'ended' && task.error !== null ? lineOf(task.error) : '',
    alignedText(taskRows(task, event)).join('\n'),
    result
      ? `Summary\n${alignedText(summaryRows(result.summary), MAIL_COLUMNS - 2)
          .map((row) => `  ${row}`)
          .join('\n')}`
      : '',
    result ? CONVENTIONS : '',
    event === 'ended' && task.status === 'SUCCESS' ? resultWords(result, link) : `Task: ${link}`,
  ]
  return { subject: `Fairway: ${name} ${news}`, text: `${blocks.filter(Boolean).join('\n\n')}\n` }
}

function newsOf({ status, cancelledBy }: Task, event: MailEvent): string {
  if (event === 'started') return 'has started'
  if (status === 'SUCCESS') return 'is done'
  return cancelledBy === null ? 'has failed' : 'was cancelled'
}

function taskRows(
  { id, taskName, points, variables, windHeightM, calledAt, startedAt, finishedAt, source }: Task,
  event: MailEvent,
): string[][] {
  const isEnded = event === 'ended'
  const rows: [string, string][] = [
    ['Task name', lineOf(taskName)],
    ['Task id', id],
    ['Sent', formatUtcFull(calledAt.getTime())],
    ['Started', startedAt ? formatUtcFull(startedAt.getTime()) : 'never'],
    ['Completed', isEnded && finishedAt ? formatUtcFull(finishedAt.getTime()) : ''],
    ['Duration', isEnded && finishedAt && startedAt ? durationWords(finishedAt.getTime() - startedAt.getTime()) : ''],
    ['Points', formatNumber(points)],
    ['Variables', variables.map((name) => (name === 'wind' ? `wind (at ${windHeightM} m)` : name)).join(', ')],
    ['Source', source],
  ]
  return rows.filter(([, text]) => text !== '')
}

function resultWords(result: MailedResult | null, link: string): string {
  if (!result) return 'The results are no longer kept. Send the request again for new ones.'
  const size = `${formatNumber(Math.max(0.1, result.bytes / 1e6), 1)} MB gzipped`
  const units = 'One entry per point, in the order of the request; speeds in m/s, null where there is no value.'
  if (result.attachedAs === null) return `The results are too large to attach (${size}). They are at ${link}`
  return `The results are attached as ${result.attachedAs} (JSON, ${size}). ${units}\nTask: ${link}`
}

/** `45 s`, `12 min 4 s`, `2 h 10 min 0 s`. */
function durationWords(durationMs: number): string {
  const seconds = Math.max(0, Math.round(durationMs / 1000))
  const parts = [
    [Math.floor(seconds / 3600), 'h'],
    [Math.floor(seconds / 60) % 60, 'min'],
    [seconds % 60, 's'],
  ] as const
  const first = parts.findIndex(([amount]) => amount > 0)
  return parts
    .slice(first < 0 ? 2 : first)
    .map(([amount, unit]) => `${amount} ${unit}`)
    .join(' ')
}

/** Others' text as one line: a name must not begin a header or paragraph, nor reverse the text after it. */
export const lineOf = (text: string | null): string => cleanText(text ?? '', 200)
