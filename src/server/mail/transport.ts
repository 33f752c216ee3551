import type { Readable } from 'node:stream'
import { createTransport, type NodemailerError } from 'nodemailer'
import { isLoopbackName } from '../http/outside.ts'
import type { Letter } from './letter.ts'

/** How long to wait for the mail server. Milliseconds. */
export interface MailWaits {
  readonly connectMs: number
  /** Without a byte from it. */
  readonly idleMs: number
}

export const mailWaits: MailWaits = { connectMs: 10_000, idleMs: 60_000 }

export interface Outgoing extends Letter {
  readonly to: string
  /** The same for every attempt at one mail, so that a receiver who gets it twice shows it once. */
  readonly messageId: string
  /** The id of the mail that this one follows. */
  readonly follows?: string
  readonly attachment?: { readonly filename: string; readonly contentType: string; readonly content: Readable }
}

export type SendMail = (mail: Outgoing) => Promise<void>

/**
 * Mail over SMTP. With credentials the connection has to be encrypted, except on this machine.
 * @param from an address, or `Name <address>`
 */
export function smtp(url: string, from: string, { connectMs, idleMs }: MailWaits): SendMail {
  const { hostname, username } = new URL(url)
  const transport = createTransport({
    url,
    requireTLS: username !== '' && !isLoopbackName(hostname),
    connectionTimeout: connectMs,
    greetingTimeout: connectMs,
    socketTimeout: idleMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  return async ({ to, messageId, follows, attachment, subject, text }) => {
    await transport.sendMail({
      from,
      to: { name: '', address: to },
      subject,
      text,
      messageId,
      ...(follows !== undefined && { inReplyTo: follows, references: follows }),
      // RFC 3834: keeps automatic replies away.
      headers: { 'Auto-Submitted': 'auto-generated' },
      attachments: attachment ? [attachment] : [],
    })
  }
}

/** What a failed attempt means for the next one. */
export interface Failure {
  /** Another attempt would fail in the same way. */
  readonly isFinal: boolean
  /** The message was too large for the mail server. */
  readonly isTooLarge: boolean
  /** For the log and the screen: what happened, without addresses and credentials. */
  readonly reason: string
}

/** RFC 5321: 552 exceeded storage allocation. */
const TOO_LARGE = 552

export function deliveryFailure(error: unknown): Failure {
  const { code, originalCode, responseCode, permanent } = error as NodemailerError
  // The mail itself was refused. A refused sign-in can be cured in the settings, and the mail then goes out.
  const isFinal = permanent === true && (code === 'EENVELOPE' || code === 'EMESSAGE')
  return { isFinal, isTooLarge: responseCode === TOO_LARGE, reason: reasonOf(code, originalCode, responseCode) }
}

/** OpenSSL's codes for an untrusted certificate, or one for another name. */
const UNTRUSTED = /CERT|SELF_SIGNED|ISSUER|ALTNAME/

function reasonOf(
  code: string | undefined,
  originalCode: string | undefined,
  responseCode: number | undefined,
): string {
  if (code === 'EAUTH') return 'the mail server refuses this server’s sign-in'
  if (code === 'ETLS') return 'the mail server does not encrypt'
  if (responseCode !== undefined) return `the mail server refused it (${responseCode})`
  if (UNTRUSTED.test(originalCode ?? '')) return 'the certificate of the mail server cannot be trusted'
  if (code === 'ETIMEDOUT' || code === 'ESOCKET' || code === 'EDNS' || code === 'ECONNECTION')
    return 'the mail server does not answer'
  return 'it could not be made'
}
