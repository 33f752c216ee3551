/**
 * A short text that two different values practically never share: two 53-bit hashes of their JSON with different seeds
 * (multiply and xor in the manner of MurmurHash). Not for secrets; SHA-256 of the browser needs a secure context.
 */
export function digest(value: unknown): string {
  const text = JSON.stringify(value)
  return `${hash(text, 0x9e3779b9)}${hash(text, 0x7f4a7c15)}`
}

function hash(text: string, seed: number): string {
  let high = 0xdeadbeef ^ seed
  let low = 0x41c6ce57 ^ seed
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index)
    high = Math.imul(high ^ unit, 0x9e3779b1)
    low = Math.imul(low ^ unit, 0x5f356495)
  }
  high = Math.imul(high ^ (high >>> 16), 0x85ebca6b) ^ Math.imul(low ^ (low >>> 13), 0xc2b2ae35)
  low = Math.imul(low ^ (low >>> 16), 0x85ebca6b) ^ Math.imul(high ^ (high >>> 13), 0xc2b2ae35)
  return (high >>> 0).toString(16).padStart(8, '0') + (low >>> 0).toString(16).padStart(8, '0')
}
