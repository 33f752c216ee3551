import type { FastifyBaseLogger } from 'fastify'
import type { Database } from '../db/database.ts'
import { deliver } from './deliver.ts'
import type { MailQueue } from './mail-queue.ts'
import { settleMail, unsentMails } from './mails.ts'
import { mailWaits, smtp, type MailWaits } from './transport.ts'

/** `SMTP_URL`, `MAIL_FROM` and what else the settings say of mail. */
export interface MailSettings {
  /** With its credentials; never logged. */
  readonly smtpUrl: string
  readonly from: string
  /** `PUBLIC_URL`, or where the server listens; no slash at its end. */
  readonly pageUrl: string
  readonly waits?: MailWaits
  readonly mostAttached?: number
}

/** 7 MB are 9.6 MB as they travel; many mail servers take no more than 10. Bytes. */
const MOST_ATTACHED = 7e6

interface MailingDeps {
  readonly db: Database
  readonly mails: MailQueue
  readonly log: Pick<FastifyBaseLogger, 'info' | 'warn' | 'error'>
}

/** Takes up sending: what is queued by this process and by every other on the same database. */
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
 * @param isCutOff nobody can be sending: a job that counts as running was cut off by the end of the last server
 */
export async function recoverMails(db: Database, mails: MailQueue, isCutOff: boolean): Promise<void> {
  for (const id of await unsentMails(db)) {
    const state = await mails.state(id)
    if (state === 'active' && isCutOff) await mails.release(id, 'the server stopped')
    const isHopeless = state === 'over' || state === 'none'
    if (isHopeless) await settleMail(db, id, { state: 'failed', error: 'it was tried for a day' })
  }
}
