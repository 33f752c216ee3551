import { isAtDomain, type MailOffer } from '#src/domain/metocean/wire/mail.ts'
import { Refusal } from '../http/http-error.ts'

/** What a request says of mail. */
interface MailRequest {
  readonly receive_mail?: boolean | undefined
  readonly email?: string | undefined
}

/** What this server offers of mail. Without a sign-in nobody has an address of their own, so the domains alone decide. */
export const mailOffer = (domains: readonly string[]): MailOffer => ({
  available: true,
  reason: null,
  address: null,
  domains,
})

/** No mail at all. @param reason a sentence for the operator */
export const noMail = (reason: string): MailOffer => ({ available: false, reason })

/**
 * The request with the address that may be mailed to: one of the offered domains, or the request is refused; without
 * mail there is no address at all.
 * @throws Refusal 422 naming the field
 */
export function withMailRule<T extends MailRequest>(request: T, { available, reason, domains }: MailOffer): T {
  const { email } = request
  if (!request.receive_mail) return { ...request, email: undefined }
  if (!available) throw refused('receive_mail', reason ?? 'mail is not available on this server')
  const allowed = domains ?? []
  if (email === undefined || !isAtDomain(email, allowed))
    throw refused('email', `must be an address at ${allowed.join(' or ')}`)
  return request
}

const refused = (field: string, msg: string) =>
  new Refusal(422, 'request-refused', [{ loc: ['body', field], msg, type: 'custom' }])
