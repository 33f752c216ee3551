import { at, integerAt, numberAt } from '#src/domain/at.ts'
import { type Field, fieldsOfAll } from '#src/domain/metocean/layers/variables.ts'
import type { FieldColumns, SampleRequest } from './values.ts'

/** Decimals on the wire; a step far finer than the model and than any instrument. */
const decimals: Readonly<Record<Field['quantity'], number>> = {
  speed: 3,
  height: 2,
  period: 2,
  direction: 1,
  temperature: 2,
  depth: 1,
}

/** How a condition is written. */
interface Writing {
  readonly key: Uint8Array
  readonly decimals: number
  readonly isDirection: boolean
  readonly values: Float64Array
}

const encoder = new TextEncoder()
const entryStart = encoder.encode('{"coordinates":{"latitude":')
const longitudeKey = encoder.encode(',"longitude":')
const timestampKey = encoder.encode(',"timestamp":"')
const conditionsKey = encoder.encode('"},"conditions":{')
const entryEnd = encoder.encode('}}')
const comma = encoder.encode(',')
const noValue = encoder.encode('null')

function writingsOf({ variables, windHeightM }: SampleRequest, columns: FieldColumns): Writing[] {
  return fieldsOfAll(variables, windHeightM).map(({ name, quantity }, index) => ({
    key: encoder.encode(`${index > 0 ? ',' : ''}"${name}":`),
    decimals: decimals[quantity],
    isDirection: quantity === 'direction',
    values: at(columns, index),
  }))
}

/** `2026-11-22T17:51:00Z`; milliseconds only where there are some. */
const timestampText = (timeMs: number): string => new Date(timeMs).toISOString().replace('.000Z', 'Z')

/** The longitude as the contract has it, −180…180; one in that range stays as it came. */
const wireLongitude = (lon: number): number =>
  lon >= -180 && lon <= 180 ? lon : lon - 360 * Math.floor((lon + 180) / 360)

function writeCoordinates(out: ByteWriter, lat: number, lon: number, timeMs: number): void {
  out.encoded(entryStart)
  out.ascii(`${lat}`)
  out.encoded(longitudeKey)
  out.ascii(`${wireLongitude(lon)}`)
  out.encoded(timestampKey)
  out.ascii(timestampText(timeMs))
  out.encoded(conditionsKey)
}

/** Initial room for an entry, by its number of fields. */
const bytesPerField = 40
const bytesPerEntry = 160

/**
 * The entries of the answer as UTF-8 JSON, objects joined by commas (no brackets), in the order of the request.
 * @param columns the values at its points; NaN becomes null
 */
export function writeEntries(request: SampleRequest, columns: FieldColumns): Uint8Array {
  const { lat, lon, timeMs } = request
  const writings = writingsOf(request, columns)
  const out = new ByteWriter(lat.length * (bytesPerEntry + writings.length * bytesPerField))
  for (let index = 0; index < lat.length; index++) {
    if (index > 0) out.encoded(comma)
    writeCoordinates(out, numberAt(lat, index), numberAt(lon, index), numberAt(timeMs, index))
    for (const { key, decimals, isDirection, values } of writings) {
      const value = numberAt(values, index)
      out.encoded(key)
      if (Number.isNaN(value)) out.encoded(noValue)
      else out.decimal(isDirection && value >= 359.95 ? 0 : value, decimals)
    }
    out.encoded(entryEnd)
  }
  return out.finish()
}

const MINUS = 45
const DOT = 46
const ZERO = 48

/**
 * Writes ASCII text into bytes that grow as needed. A large answer is tens of megabytes of short numbers: writing bytes
 * directly avoids strings and garbage, which took more time than the fields themselves.
 */
class ByteWriter {
  #bytes: Uint8Array
  #length = 0

  /** @param capacity initial bytes */
  constructor(capacity: number) {
    this.#bytes = new Uint8Array(capacity)
  }

  #reserve(more: number): void {
    if (this.#length + more <= this.#bytes.length) return
    const grown = new Uint8Array(Math.max(this.#length + more, this.#bytes.length * 2))
    grown.set(this.#bytes.subarray(0, this.#length))
    this.#bytes = grown
  }

  /** @param text ASCII only */
  ascii(text: string): void {
    this.#reserve(text.length)
    for (let index = 0; index < text.length; index++) this.#bytes[this.#length++] = text.charCodeAt(index)
  }

  /** Text encoded beforehand, for what is written again and again. */
  encoded(bytes: Uint8Array): void {
    this.#reserve(bytes.length)
    for (let index = 0; index < bytes.length; index++) this.#bytes[this.#length++] = integerAt(bytes, index)
  }

  #digits(value: number, atLeast: number): void {
    let count = atLeast
    for (let power = 10 ** atLeast; value >= power; power *= 10) count++
    for (let index = this.#length + count - 1, rest = value; index >= this.#length; index--) {
      this.#bytes[index] = ZERO + (rest % 10)
      rest = Math.floor(rest / 10)
    }
    this.#length += count
  }

  /** A finite number as JSON, rounded to so many decimals, without trailing zeros. Its scaled value stays under 2⁵³. */
  decimal(value: number, decimals: number): void {
    this.#reserve(24)
    const scale = 10 ** decimals
    const scaled = Math.round(Math.abs(value) * scale)
    if (value < 0 && scaled > 0) this.#bytes[this.#length++] = MINUS
    const whole = Math.floor(scaled / scale)
    this.#digits(whole, 1)
    if (scaled === whole * scale) return
    this.#bytes[this.#length++] = DOT
    this.#digits(scaled - whole * scale, decimals)
    while (this.#bytes[this.#length - 1] === ZERO) this.#length--
  }

  /** The written bytes, in a buffer of their own that can be handed to another thread. */
  finish(): Uint8Array {
    return this.#bytes.slice(0, this.#length)
  }
}
