/** Crockford's base 32, lower case: without I, L, O and U a name read aloud or typed from paper is not mistaken. */
const crockford = '0123456789abcdefghjkmnpqrstvwxyz'
const MAX_SLUG = 40
const SUFFIX_LENGTH = 6

/** Random bytes a task name needs. */
export const TASK_NAME_BYTES = SUFFIX_LENGTH

/**
 * The editable part of a task name, made of any text: `Rotterdam – Halifax v3` gives `rotterdam-halifax-v3`.
 * @returns 1 to 40 of [a-z0-9-], no hyphen at either end; `route` where nothing usable is left
 */
export function slugOf(text: string): string {
  const slug = text
    .slice(0, 400) // names of files may be of any length
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-/, '')
    .slice(0, MAX_SLUG)
    .replace(/-$/, '')
  return slug || 'route'
}

/** Date, time and code at the end of a task name, which tell two tasks of one route apart. */
export const NAME_ENDING = /-\d{8}-\d{4}-[0-9a-z]{6}$/

/**
 * A task name that no other submission has: `<slug>-<yyyymmdd>-<hhmm>-<6 Crockford base32>`, time in UTC.
 * @param random at least `TASK_NAME_BYTES` random bytes; five bits of each are used
 */
export function taskName(slug: string, nowMs: number, random: Uint8Array): string {
  const iso = new Date(nowMs).toISOString()
  const day = iso.slice(0, 10).replaceAll('-', '')
  const clock = iso.slice(11, 16).replace(':', '')
  const suffix = Array.from(random.subarray(0, SUFFIX_LENGTH), (byte) => crockford[byte & 31]).join('')
  return `${slugOf(slug)}-${day}-${clock}-${suffix}`
}
