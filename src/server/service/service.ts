import type { Backend } from '../http/backend.ts'
import { startWorkers, type WorkersOptions } from '../jobs/workers.ts'
import { mailOffer, noMail } from '../mail/mail-rule.ts'
import { registerContract } from './routes.ts'
import { shareReads } from './shared-reads.ts'

export interface EmbeddedOptions extends WorkersOptions {
  readonly syncTimeoutMs: number
  /** Domains that may be mailed to. */
  readonly mailDomains: readonly string[]
}

/** Starts the embedded MetOcean service: the contract over HTTP, and workers in the same process. */
export async function openEmbeddedService(options: EmbeddedOptions): Promise<Backend> {
  const { db, sampler, nowMs, syncTimeoutMs, mailDomains } = options
  const workers = await startWorkers(options)
  const { queue, mails, events, estimator } = workers
  const mail = options.mail
    ? mailOffer(mailDomains)
    : noMail('This server sends no mail: no mail server is set up for it (SMTP_URL).')
  const stopping = new AbortController()
  return {
    about: {
      mode: 'embedded',
      source: sampler.source,
      synthetic: sampler.synthetic,
      mail,
      capabilities: ['sync', 'async', 'cancel'],
    },
    register: (app) =>
      registerContract(app, {
        db,
        reads: shareReads(db),
        queue,
        mails,
        mail,
        estimator,
        nowMs,
        events,
        origin: sampler,
        syncTimeoutMs,
        stopping: stopping.signal,
      }),
    async check() {
      await db.query('SELECT 1')
      await db.checkWritable()
    },
    async stop(graceMs) {
      // Held requests end with the tasks they wait for, or when those are given up.
      await workers.stop(graceMs)
      stopping.abort(new Error('the server is stopping'))
    },
  }
}
