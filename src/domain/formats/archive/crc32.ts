/** The reversed polynomial of ISO 3309, which ZIP uses. */
const POLYNOMIAL = 0xedb88320

const byByte = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ POLYNOMIAL : value >>> 1
  return value
})

/** The checksum of a ZIP entry, 0 to 2³² − 1. The check value of "123456789" is 0xcbf43926. */
export function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff
  for (const byte of bytes) crc = (crc >>> 8) ^ byByte[(crc ^ byte) & 0xff]!
  return (crc ^ 0xffffffff) >>> 0
}
