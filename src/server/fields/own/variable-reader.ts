import { at } from '#src/domain/at.ts'
import type { CatalogueVariable } from './catalogue.ts'
import type { RawBlock, RawNumbers } from './formats/raw-file.ts'

let made = 0

/** Single values of a variable, from blocks that were put at hand before. */
export class VariableReader {
  /** Tells readers apart. */
  readonly number = made++
  readonly variable: CatalogueVariable
  /** The blocks at hand, by their number. */
  readonly blocks = new Map<number, RawBlock>()
  /** Values in a block. */
  readonly blockValues: number
  readonly #blockT: number
  readonly #blockY: number
  readonly #blockX: number
  /** Blocks in a row, and in a map. */
  readonly #across: number
  readonly #down: number
  #heldNumber = -1
  #heldData: RawNumbers = new Float32Array()
  #heldStart = 0
  #strides: [time: number, y: number, x: number] = [0, 0, 0]

  constructor(variable: CatalogueVariable) {
    this.variable = variable
    const { dimensions, block, shape } = variable
    this.#blockT = dimensions.time < 0 ? 1 : at(block, dimensions.time)
    this.#blockY = at(block, dimensions.lat)
    this.#blockX = at(block, dimensions.lon)
    this.#across = Math.ceil(at(shape, dimensions.lon) / this.#blockX)
    this.#down = Math.ceil(at(shape, dimensions.lat) / this.#blockY)
    this.blockValues = block.reduce((product, size) => product * size, 1)
  }

  /** The number of the block that holds a value. */
  blockAt(time: number, y: number, x: number): number {
    const row = Math.floor(time / this.#blockT) * this.#down + Math.floor(y / this.#blockY)
    return row * this.#across + Math.floor(x / this.#blockX)
  }

  /** Where a block lies, in each dimension of the variable. */
  placeOf(block: number): number[] {
    const { dimensions, base, block: size } = this.variable
    const row = Math.floor(block / this.#across)
    return base.map((index, dimension) => {
      if (dimension === dimensions.lon) return block % this.#across
      if (dimension === dimensions.lat) return row % this.#down
      if (dimension === dimensions.time) return Math.floor(row / this.#down)
      return Math.floor(index / at(size, dimension))
    })
  }

  /** A value in the API's unit; NaN: missing. Its block must be at hand. */
  valueAt(time: number, y: number, x: number): number {
    const number = this.blockAt(time, y, x)
    if (number !== this.#heldNumber) this.#hold(number)
    const { unpacking } = this.variable
    const [strideT, strideY, strideX] = this.#strides
    const offset =
      this.#heldStart + (time % this.#blockT) * strideT + (y % this.#blockY) * strideY + (x % this.#blockX) * strideX
    const raw = this.#heldData[offset] ?? NaN
    for (const missing of unpacking.missing) if (raw === missing) return NaN
    const value = raw * unpacking.scale + unpacking.offset
    return value >= unpacking.valid[0] && value <= unpacking.valid[1] ? value : NaN
  }

  /** Takes a block in hand: most values come from the same one as the last. */
  #hold(number: number): void {
    const block = this.blocks.get(number)
    if (!block) throw new RangeError('a block is not at hand')
    const { dimensions, base, block: size } = this.variable
    const { time, lat, lon } = dimensions
    const { strides } = block
    this.#heldNumber = number
    this.#heldData = block.data
    this.#strides = [time < 0 ? 0 : at(strides, time), at(strides, lat), at(strides, lon)]
    this.#heldStart = base.reduce((sum, index, dimension) => {
      const isFixed = dimension !== time && dimension !== lat && dimension !== lon
      return isFixed ? sum + (index % at(size, dimension)) * at(strides, dimension) : sum
    }, 0)
  }

  /** Lets all blocks go. */
  clear(): void {
    this.blocks.clear()
    this.#heldNumber = -1
    this.#heldData = new Float32Array()
  }
}
