/**
 * A number in [0, 1) that is always the same for the same integers: chance without state, so that every thread and
 * every run of the model draws the same storms. Mixing steps of MurmurHash3's finaliser (A. Appleby, public domain).
 */
export function chance(...keys: readonly number[]): number {
  let hash = 0x9e3779b9
  for (const key of keys) {
    hash ^= Math.imul(key | 0, 0x85ebca6b)
    hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
    hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
    hash ^= hash >>> 16
  }
  return (hash >>> 0) / 2 ** 32
}
