/** Where each row of a long list lies, while the heights of those that nobody has seen are only guessed. */

const blockSize = 64

export class RowHeights {
  /** Sums of blocks of rows, so that a hundred thousand need not be added up. */
  #blocks: number[] = []
  readonly #heights: number[] = []

  /** `guessPx` is the height of a row that was not measured. */
  constructor(private readonly guessPx: number) {}

  get size(): number {
    return this.#heights.length
  }

  /** Where the last row ends, in px. */
  get total(): number {
    return this.#blocks.reduce((sum, each) => sum + each, 0)
  }

  /** Now there are so many rows; those that are still there keep what was measured. */
  resize(size: number): void {
    const heights = this.#heights
    if (size < heights.length) {
      heights.length = size
      this.#blocks.length = Math.ceil(size / blockSize)
      if (size % blockSize > 0) this.#blocks[this.#blocks.length - 1] = heights.slice(size - (size % blockSize)).reduce((sum, each) => sum + each, 0)
    }
    for (let at = heights.length; at < size; at++) {
      heights.push(this.guessPx)
      this.#blocks[Math.floor(at / blockSize)] = (this.#blocks[Math.floor(at / blockSize)] ?? 0) + this.guessPx
    }
  }

  /** Notes a measured height, in px, and answers by how much the row grew. */
  measure(at: number, px: number): number {
    const grown = px - this.#heights[at]!
    this.#heights[at] = px
    this.#blocks[Math.floor(at / blockSize)]! += grown
    return grown
  }

  /** Where a row begins, in px. */
  top(at: number): number {
    const block = Math.floor(at / blockSize)
    let px = 0
    for (let before = 0; before < block; before++) px += this.#blocks[before]!
    for (let row = block * blockSize; row < at; row++) px += this.#heights[row]!
    return px
  }

  /** The row that lies at so many px; the last one where the list is shorter. */
  at(px: number): number {
    let [block, top] = [0, 0]
    while (block < this.#blocks.length - 1 && top + this.#blocks[block]! <= px) top += this.#blocks[block++]!
    for (let row = block * blockSize; row < this.size; row++) {
      top += this.#heights[row]!
      if (top > px) return row
    }
    return Math.max(0, this.size - 1)
  }
}
