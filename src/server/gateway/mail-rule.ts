import { HttpError } from '../http/http-error.ts'

/** What a request says of mail. */
interface MailWish {
  readonly receive_mail?: boolean | undefined
  readonly email?: string | undefined
}

/**
 * The request as it goes upstream. The service mails to whatever address it is given, so the gateway sets it: one of
 * the allowed domains, or the request is refused; without mail there is no address at all.
 * @throws HttpError 422 naming the field
 */
export function withMailRule<T extends MailWish>(request: T, allowedDomains: readonly string[]): T {
  const { email } = request
  if (!request.receive_mail) return { ...request, email: undefined }
  const domain = email?.split('@').at(-1)?.toLowerCase()
  if (domain !== undefined && allowedDomains.some((allowed) => allowed.toLowerCase() === domain)) return request
  const msg = allowedDomains.length > 0 ? `must be an address at ${allowedDomains.join(' or ')}` : 'mail is not available on this server'
  throw new HttpError(422, 'request-refused', [{ loc: ['body', 'email'], msg, type: 'custom' }])
}
