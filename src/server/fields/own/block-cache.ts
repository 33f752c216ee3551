import type { RawBlock } from './formats/raw-file.ts'

/** Blocks as their files hold them, packed, so that twice as many fit; the least recently used go first. */
export class BlockCache {
  readonly #blocks = new Map<string, RawBlock>()
  readonly #limit: number
  #bytes = 0

  /** @param limit bytes; one block is kept even if it is larger */
  constructor(limit: number) {
    this.#limit = limit
  }

  get bytes(): number {
    return this.#bytes
  }

  get(key: string): RawBlock | undefined {
    const block = this.#blocks.get(key)
    if (!block) return undefined
    this.#blocks.delete(key)
    this.#blocks.set(key, block)
    return block
  }

  put(key: string, block: RawBlock): void {
    this.#drop(key)
    this.#blocks.set(key, block)
    this.#bytes += block.data.byteLength
    for (const oldest of this.#blocks.keys()) {
      if (this.#bytes <= this.#limit || oldest === key) break
      this.#drop(oldest)
    }
  }

  #drop(key: string): void {
    this.#bytes -= this.#blocks.get(key)?.data.byteLength ?? 0
    this.#blocks.delete(key)
  }
}
