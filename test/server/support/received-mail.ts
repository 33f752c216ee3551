/** A mail as it arrived, parsed as far as the tests need. */
export interface ReceivedMail {
  readonly to: readonly string[]
  /** Who signed in, or null. */
  readonly user: string | null
  readonly isEncrypted: boolean
  /** By lower-case name, unfolded and decoded. */
  readonly headers: ReadonlyMap<string, string>
  readonly text: string
  readonly attachments: ReadonlyArray<{ readonly filename: string; readonly type: string; readonly content: Buffer }>
  readonly raw: string
}

interface Part {
  readonly headers: Map<string, string>
  readonly content: Buffer
}

/** @param raw RFC 5322, as the DATA command carries it */
export function readMail(raw: string, session: Pick<ReceivedMail, 'to' | 'user' | 'isEncrypted'>): ReceivedMail {
  const whole = partOf(raw)
  const boundary = /boundary="([^"]+)"/.exec(whole.headers.get('content-type') ?? '')?.[1]
  const parts =
    boundary === undefined
      ? [whole]
      : raw
          .split(`--${boundary}`)
          .slice(1, -1)
          .map((part) => partOf(part.replace(/^\r\n/, '')))
  const isAttached = ({ headers }: Part) => (headers.get('content-disposition') ?? '').startsWith('attachment')
  return {
    ...session,
    raw,
    headers: whole.headers,
    text: parts
      .filter((part) => !isAttached(part))
      .map(({ content }) => content.toString())
      .join(''),
    attachments: parts.filter(isAttached).map(({ headers, content }) => ({
      filename: /filename="?([^";]+)/.exec(headers.get('content-disposition')!)?.[1] ?? '',
      type: headers.get('content-type')!.split(';')[0]!,
      content,
    })),
  }
}

function partOf(raw: string): Part {
  const end = raw.indexOf('\r\n\r\n')
  const lines = raw
    .slice(0, end)
    .replace(/\r\n[ \t]+/g, ' ')
    .split('\r\n')
  const headers = new Map(
    lines.map((line) => [
      line.slice(0, line.indexOf(':')).toLowerCase(),
      decoded(line.slice(line.indexOf(':') + 1).trim()),
    ]),
  )
  return { headers, content: contentOf(raw.slice(end + 4), headers.get('content-transfer-encoding')) }
}

function contentOf(body: string, encoding = '7bit'): Buffer {
  if (encoding === 'base64') return Buffer.from(body, 'base64')
  if (encoding === 'quoted-printable') return quotedPrintable(body.replace(/=\r\n/g, ''))
  return Buffer.from(body)
}

const quotedPrintable = (text: string) =>
  Buffer.from(
    text.replace(/=([0-9A-F]{2})/g, (_match, hex: string) => String.fromCharCode(parseInt(hex, 16))),
    'latin1',
  )

/** RFC 2047 words, UTF-8. */
const decoded = (value: string) =>
  value
    .replace(/\?=\s+=\?/g, '?==?')
    .replace(/=\?UTF-8\?([BQ])\?([^?]*)\?=/gi, (_match, kind: string, text: string) =>
      (kind.toUpperCase() === 'B'
        ? Buffer.from(text, 'base64')
        : quotedPrintable(text.replaceAll('_', ' '))
      ).toString(),
    )
