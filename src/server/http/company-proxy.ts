import { z } from 'zod'

/** The company's proxy, by which calls to the outside go. */
export interface CompanyProxy {
  /** `http://host:port`, or `https://…` where the proxy itself is spoken to over TLS; without credentials. */
  readonly url: string
  /** What it is told in `Proxy-Authorization`, a secret; null where it asks for no sign-in. */
  readonly authorization: string | null
  /** Hosts that are called directly all the same: `host` with everything below it, `.host`, `host:port`, or `*`. */
  readonly except: readonly string[]
}

/** `HTTPS_PROXY`: an http or https address of a host and a port, a user and a password where it asks for them. The scheme may be left out. */
export const ProxyAddress = z.string().transform((text, context): Omit<CompanyProxy, 'except'> => {
  try {
    const url = new URL(/^[a-z][a-z\d+.-]*:\/\//i.test(text) ? text : `http://${text}`)
    const { protocol, username, password, pathname, search, hash, origin } = url
    const isAddress = /^https?:$/.test(protocol) && pathname === '/' && !search && !hash
    if (isAddress)
      return {
        url: origin,
        authorization: username ? basic(decodeURIComponent(username), decodeURIComponent(password)) : null,
      }
  } catch {
    // Told below, without the value: it may hold a password.
  }
  context.addIssue({
    code: 'custom',
    message: 'must be the address of an http proxy, such as http://proxy.company.example:8080',
  })
  return z.NEVER
})

/** `NO_PROXY`: hosts by commas or blanks. Address ranges are let in and match nothing: the services have names. */
export const ProxyExceptions = z
  .string()
  .transform((text) => text.split(/[,\s]+/).filter(Boolean))
  .refine(
    (hosts) => hosts.every((host) => /^(?!.*\/\/)[\w.*:[\]/-]+$/.test(host)),
    'must be host names such as intranet.example, .company.example or host:port, separated by commas',
  )

const basic = (user: string, password: string) => `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`
