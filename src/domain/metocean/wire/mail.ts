import { z } from 'zod'

/** What the server says of mail: `about` of the contract. */
export interface MailOffer {
  readonly available: boolean
  /** Why it is not available. */
  readonly reason: string | null
  /** The signed-in user's own address, to which mail goes; without one the operator names it. */
  readonly address?: string | null | undefined
  /** Domains that may be mailed to besides; absent: the server says when it refuses. */
  readonly domains?: readonly string[] | null | undefined
}

const Address = z.email().max(254)

/** Whether an address belongs to one of the domains; their subdomains do not. */
export function isAtDomain(address: string, domains: readonly string[]): boolean {
  const domain = address.slice(address.lastIndexOf('@') + 1).toLowerCase()
  return domains.some((allowed) => allowed.toLowerCase() === domain)
}

/** What is wrong with an address to mail to, in words; null: nothing. */
export function mailProblem(address: string, { domains }: MailOffer): string | null {
  const trimmed = address.trim()
  if (trimmed === '') return 'Enter an e-mail address, or switch e-mail off.'
  if (!Address.safeParse(trimmed).success) return 'This is not an e-mail address.'
  if (!domains?.length || isAtDomain(trimmed, domains)) return null
  return `This server sends mail only to addresses at ${domains.join(' or ')}.`
}
