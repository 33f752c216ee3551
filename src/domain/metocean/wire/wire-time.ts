/** As the contract writes a time, `2024-05-23T00:00:00Z`; a fraction and an offset are ISO 8601 as well. */
const contractForm = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/
const neighbourForm =
  /^(\d{4}-\d\d-\d\d)(?:[Tt ]\s*(\d\d:\d\d(?::\d\d(?:[.,]\d+)?)?))?\s*(Z|UTC|GMT|[+-]\d\d(?::?\d\d)?Z?)?$/i
/** No text that holds a time is longer. */
const LONGEST = 40

/** How a time was written: as the contract has it, without saying its zone, or in another readable way. */
export type TimeForm = 'contract' | 'zoneless' | 'unusual'

/**
 * A time of an answer or a list. Without a zone it is UTC, as everywhere on this wire. Fairway itself sends the
 * contract's form only.
 * @returns epoch milliseconds UTC; NaN where it cannot be read, or its zone contradicts itself (`+02:00Z`)
 */
export function readWireTime(value: unknown): number {
  if (typeof value !== 'string' || value.length > LONGEST) return NaN
  if (contractForm.test(value)) return Date.parse(value)
  const parts = neighbourForm.exec(value.trim())
  if (!parts) return NaN
  const [, day, clock = '00:00:00', zone = 'Z'] = parts
  return Date.parse(`${day}T${clock.replace(',', '.')}${offsetOf(zone)}`)
}

/** In which form a time that can be read is written. */
export function timeFormOf(text: string): TimeForm {
  if (contractForm.test(text)) return 'contract'
  return neighbourForm.exec(text.trim())?.[3] === undefined ? 'zoneless' : 'unusual'
}

/** `Z`, `±hh:mm`, or something `Date.parse` refuses. */
function offsetOf(zone: string): string {
  if (!/^[+-]/.test(zone)) return 'Z'
  const hours = zone.slice(0, 3)
  const minutes = zone.slice(3).replace(/[:z]/gi, '') || '00'
  // Python's isoformat() followed by a Z says UTC twice. Any other offset cannot be Z as well.
  if (/z$/i.test(zone) && !(Number(hours) === 0 && Number(minutes) === 0)) return '?'
  return `${hours}:${minutes}`
}
