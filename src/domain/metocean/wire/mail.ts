import { z } from '../../schema.ts'

/** What the server says about mail, as `about` of the contract has it. */
export interface MailOffer {
  readonly available: boolean
  /** Why it is not available. */
  readonly reason: string | null
  /** The signed-in user's own address, to which mail goes; without one the operator names it. */
  readonly address?: string | null | undefined
  /** Further domains that mail may go to; absent: the server decides when it gets the request. */
  readonly domains?: readonly string[] | null | undefined
}

const Address = z.email().max(254)

/** Whether an address belongs to one of the domains; their subdomains do not. */
export function isAtDomain(address: string, domains: readonly string[]): boolean {
  const domain = address.slice(address.lastIndexOf('@') + 1).toLowerCase()
  return domains.some((allowed) => allowed.toLowerCase() === domain)
}

/** What is wrong with an address to mail to, in words; null: nothing. */
export function mailProblem(address: string, { address: own, domains }: MailOffer): string | null {
  const trimmed = address.trim()
  if (trimmed === '') return 'Enter an e-mail address, or switch e-mail off.'
  if (!Address.safeParse(trimmed).success) return 'This is not an e-mail address.'
  if (own && trimmed.toLowerCase() === own.toLowerCase()) return null
  if (own && domains?.length === 0) return `This server sends mail only to your own address, ${own}.`
  if (!domains?.length || isAtDomain(trimmed, domains)) return null
  const others = `to addresses at ${domains.join(' or ')}`
  return `This server sends mail only ${own ? `to your own address or ` : ''}${others}.`
}
