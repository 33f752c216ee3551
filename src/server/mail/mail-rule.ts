import { isAtDomain, type MailOffer } from '#src/domain/metocean/wire/mail.ts'
import type { User } from '../auth/user.ts'
import { Refusal } from '../http/http-error.ts'

/** The mail members of a request. */
interface MailRequest {
  readonly receive_mail?: boolean | undefined
  readonly email?: string | undefined
}

/** What mail this server offers to anyone; a user's own address comes in with `offerFor`. */
export const mailOffer = (domains: readonly string[]): MailOffer => ({
  available: true,
  reason: null,
  address: null,
  domains,
})

/** No mail at all. @param reason a sentence for the operator */
export const noMail = (reason: string): MailOffer => ({ available: false, reason })

/** What it offers to one user: mail to their own address, or to one of the domains. */
export function offerFor({ email }: Pick<User, 'email'>, offer: MailOffer): MailOffer {
  if (!offer.available) return offer
  if (email === null && (offer.domains ?? []).length === 0)
    return noMail('No address of yours is known, and no domain is allowed for others (MAIL_ALLOWED_DOMAINS).')
  return { ...offer, address: email }
}

/**
 * The request with an address that may be mailed to: in one of the offered domains, or the request is refused; without
 * mail, no address at all.
 * @throws Refusal 422 naming the field
 */
export function withMailRule<T extends MailRequest>(request: T, { available, reason, address, domains }: MailOffer): T {
  const email = request.email ?? address ?? undefined
  if (!request.receive_mail) return { ...request, email: undefined }
  if (!available) throw refused('receive_mail', reason ?? 'This server sends no mail.')
  const allowed = domains ?? []
  const isOwn = address != null && email?.toLowerCase() === address.toLowerCase()
  if (email === undefined || !(isOwn || isAtDomain(email, allowed))) {
    const places = allowed.length > 0 ? `an address at ${allowed.join(' or ')}` : null
    const may = [address == null ? null : 'your own address', places].filter(Boolean).join(', or ')
    throw refused('email', `email must be ${may}.`)
  }
  return { ...request, email }
}

const refused = (field: string, msg: string) =>
  new Refusal(422, 'request-refused', [{ loc: ['body', field], msg, type: 'custom' }])
