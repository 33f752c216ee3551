import type { FastifyBaseLogger } from 'fastify'
import { fileName } from '#src/domain/formats/write/export-formats.ts'
import type { Database } from '../db/database.ts'
import { findUnsent, type MailEvent, type MailQueue, settleMail, unsentMails } from './mails.ts'
import { deliveryFailure, mailWaits, type MailWaits, type SendMail, smtp } from './transport.ts'
import { arrayBody, storedBody } from '../service/answers.ts'
import { storedBytes, type Task } from '../service/tasks.ts'
import { type LetterFacts, letterOf, lineOf, type MailedResult } from './letter.ts'
import { summariseResult } from './result-summary.ts'

/** `SMTP_URL`, `MAIL_FROM` and the other settings for mail. */
export interface MailSettings {
  /** With its credentials; never logged. */
  readonly smtpUrl: string
  readonly from: string
  /** `PUBLIC_URL`, or where the server listens; no slash at its end. */
  readonly pageUrl: string
  readonly waits?: MailWaits
  readonly mostAttached?: number
}

/** 7 MB are 9.6 MB in transit; many mail servers accept no more than 10. Bytes. */
const MOST_ATTACHED = 7e6

interface MailingDeps {
  readonly db: Database
  readonly mails: MailQueue
  readonly log: Pick<FastifyBaseLogger, 'info' | 'warn' | 'error'>
}

/** Starts sending what this process and every other on the same database queue. */
export async function startMailing(
  { db, mails, log }: MailingDeps,
  { smtpUrl, from, pageUrl, waits = mailWaits, mostAttached = MOST_ATTACHED }: MailSettings,
): Promise<void> {
  const idDomain = /@([^@>]+)>?$/.exec(from)?.[1] ?? 'fairway.invalid'
  const deps = { db, send: smtp(smtpUrl, from, waits), pageUrl, idDomain, mostAttached, log }
  await mails.work((mailId, attempt) => deliver(deps, mailId, attempt))
}

/**
 * Makes sure that every unsent mail has a job that will send it, or is given up.
 * @param isCutOff nobody can be sending: a job marked as running was cut off when the last server ended
 */
export async function recoverMails(db: Database, mails: MailQueue, isCutOff: boolean): Promise<void> {
  for (const id of await unsentMails(db)) {
    const state = await mails.state(id)
    if (state === 'active' && isCutOff) await mails.release(id, 'the server stopped')
    const isHopeless = state === 'over' || state === 'none'
    if (isHopeless) await settleMail(db, id, { state: 'failed', error: 'it was tried for a day' })
  }
}

interface DeliverDeps {
  readonly db: Database
  readonly send: SendMail
  /** Where users open the page, no slash at its end. */
  readonly pageUrl: string
  /** The domain in the ids of the mails. */
  readonly idDomain: string
  /** A result larger than this, gzipped, is linked to instead. Bytes. */
  readonly mostAttached: number
  readonly log: Pick<FastifyBaseLogger, 'info' | 'warn' | 'error'>
}

/**
 * One attempt at one mail. It is sent before it is marked as sent: if a process dies in between, it is sent again under
 * the same Message-ID.
 * @throws where another attempt may help
 */
async function deliver(
  deps: DeliverDeps,
  mailId: string,
  { isLast, signal }: { readonly isLast: boolean; readonly signal: AbortSignal },
): Promise<void> {
  const { db, log } = deps
  const unsent = await findUnsent(db, mailId)
  if (!unsent) return
  const {
    task,
    mail: { event },
  } = unsent
  try {
    await Promise.race([sendOnce(deps, task, event), aborted(signal)])
    await settleMail(db, mailId, { state: 'sent' })
    log.info({ taskId: task.id, event }, 'a mail was sent')
  } catch (error) {
    signal.throwIfAborted()
    const { isFinal, reason } = deliveryFailure(error)
    if (!isFinal && !isLast) {
      log.warn({ taskId: task.id, event, reason }, 'a mail could not be sent and is tried again')
      throw new Error(reason, { cause: error })
    }
    await settleMail(db, mailId, { state: 'failed', error: reason })
    log.error({ taskId: task.id, event, reason }, 'a mail was given up')
  }
}

async function sendOnce(deps: DeliverDeps, task: Task, event: MailEvent): Promise<void> {
  const result = event === 'ended' ? await mailedResult(deps, task) : null
  try {
    await sendWith(deps, task, event, result)
  } catch (error) {
    if (!result?.attachedAs || !deliveryFailure(error).isTooLarge) throw error
    await sendWith(deps, task, event, { ...result, attachedAs: null })
  }
}

async function sendWith(
  { db, send, pageUrl, idDomain }: DeliverDeps,
  task: Task,
  event: MailEvent,
  result: MailedResult | null,
): Promise<void> {
  const facts: LetterFacts = { task, event, link: `${pageUrl}/t/${task.id}`, result }
  const idOf = (which: MailEvent) => `<${task.id}.${which}@${idDomain}>`
  const filename = result?.attachedAs
  const content = filename && task.resultRun ? arrayBody(storedBody(db, task.id, task.resultRun), task.id, true) : null
  try {
    await send({
      ...letterOf(facts),
      to: task.email ?? '',
      messageId: idOf(event),
      ...(event === 'ended' && task.startedAt && { follows: idOf('started') }),
      ...(filename && content && { attachment: { filename, contentType: 'application/gzip', content } }),
    })
  } finally {
    content?.destroy()
  }
}

/** What a completion mail says about the result, or null where there is none. */
async function mailedResult({ db, mostAttached }: DeliverDeps, task: Task): Promise<MailedResult | null> {
  const { id, resultRun } = task
  const bytes = resultRun === null ? 0 : await storedBytes(db, id, resultRun)
  if (resultRun === null || bytes === 0) return null
  const summary = await summariseResult(arrayBody(storedBody(db, id, resultRun), id, false))
  return { summary, bytes, attachedAs: bytes <= mostAttached ? fileName(lineOf(task.taskName) || id, 'json.gz') : null }
}

const aborted = (signal: AbortSignal) =>
  new Promise<never>((_resolve, reject) =>
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true }),
  )
