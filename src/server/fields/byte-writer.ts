const MINUS = 45
const DOT = 46
const ZERO = 48

/**
 * Writes ASCII text into bytes that grow as needed. A large answer is tens of megabytes of short numbers: written as
 * bytes at once it costs no strings and no garbage, which took more time than the fields themselves.
 */
export class ByteWriter {
  #bytes: Uint8Array
  #length = 0

  /** @param capacity bytes to begin with */
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

  /** Text encoded before, for what is written again and again. */
  encoded(bytes: Uint8Array): void {
    this.#reserve(bytes.length)
    for (let index = 0; index < bytes.length; index++) this.#bytes[this.#length++] = bytes[index]!
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

  /** A finite number as JSON, rounded to so many decimals; trailing zeros are left out. Its scaled value stays under 2⁵³. */
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

  /** What was written, in a buffer of its own that may be handed to another thread. */
  finish(): Uint8Array {
    return this.#bytes.slice(0, this.#length)
  }
}
