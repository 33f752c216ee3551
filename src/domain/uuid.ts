import { integerAt } from './at.ts'

/**
 * A version 4 UUID (RFC 9562) from random bytes. `crypto.randomUUID` is missing where a page is not a secure
 * context, so the browser's ids are made from `crypto.getRandomValues`, which is always there.
 * @param random 16 random bytes; left as they are
 */
export function uuidFrom(random: Uint8Array): string {
  const bytes = Uint8Array.from(random.subarray(0, 16))
  bytes[6] = (integerAt(bytes, 6) & 0x0f) | 0x40
  bytes[8] = (integerAt(bytes, 8) & 0x3f) | 0x80
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}
