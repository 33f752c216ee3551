import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'
import { readMail, type ReceivedMail } from './received-mail.ts'

/** The mail server's answer to a whole message; null: accepted. */
export type MailAnswer = (
  mail: ReceivedMail,
  count: number,
) => Promise<{ readonly code: number; readonly words: string } | null>

export interface MailSink {
  readonly port: number
  /** Every message that arrived whole, accepted or not. */
  readonly seen: ReceivedMail[]
  /** The accepted ones. */
  readonly taken: ReceivedMail[]
  /** Set to answer differently from now on. */
  answer: MailAnswer
  close(): Promise<void>
}

export interface SinkOptions {
  readonly port?: number
  /** Encrypted from the first byte, not by STARTTLS. */
  readonly isSecure?: boolean
  readonly hidesTls?: boolean
  /** Required before it accepts anything. */
  readonly credentials?: { readonly user: string; readonly password: string }
  /** The largest message it accepts. Bytes. */
  readonly mostBytes?: number
}

/** A mail server on loopback that keeps what it gets. Its certificate is self-signed. */
export async function startMailSink(options: SinkOptions = {}): Promise<MailSink> {
  const { credentials, mostBytes, isSecure = false, hidesTls = false } = options
  const sink = { seen: [] as ReceivedMail[], taken: [] as ReceivedMail[], answer: (async () => null) as MailAnswer }
  const server = new SMTPServer({
    logger: false,
    secure: isSecure,
    hideSTARTTLS: hidesTls,
    disabledCommands: hidesTls ? ['STARTTLS'] : [],
    allowInsecureAuth: hidesTls,
    size: mostBytes,
    rejectOversized: mostBytes !== undefined,
    authOptional: credentials === undefined,
    closeTimeout: 50,
    disableReverseLookup: true,
    onAuth: ({ username, password }, _session, done) => {
      const isRight = username === credentials?.user && password === credentials?.password
      done(isRight ? null : Object.assign(new Error(`no such user: ${username} ${password}`), { responseCode: 535 }), {
        user: username,
      })
    },
    onData: (stream, session, done) => {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        const to = session.envelope.rcptTo.map(({ address }) => address)
        const mail = readMail(Buffer.concat(chunks).toString('latin1'), {
          to,
          user: (session.user as string | undefined) ?? null,
          isEncrypted: session.secure,
        })
        sink.seen.push(mail)
        void sink.answer(mail, sink.seen.length).then((refusal) => {
          if (refusal) return done(Object.assign(new Error(refusal.words), { responseCode: refusal.code }))
          sink.taken.push(mail)
          done()
        })
      })
    },
  })
  server.on('error', () => undefined) // connections that clients cut off
  server.listen(options.port ?? 0, '127.0.0.1')
  await once(server.server, 'listening')
  return Object.assign(sink, {
    port: (server.server.address() as AddressInfo).port,
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  })
}
