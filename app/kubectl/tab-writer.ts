/**
 * Text in columns: cells end with a tab, lines with a line end, and each column is as wide as its
 * widest cell in the lines around. The last cell of a line is never padded. Stands for Go's
 * text/tabwriter with blanks for padding, as kubectl uses it.
 */

/** How wide columns are. */
export interface TabWriterOptions {
  /** The narrowest column, padding included. */
  readonly minWidth: number
  /** Blanks behind the widest cell of a column. */
  readonly padding: number
}

/** Widths of columns so far; grows with use, so that later text does not become narrower. */
export type RememberedWidths = number[]

/** The columns of `kubectl get`. */
export const getColumns: TabWriterOptions = { minWidth: 6, padding: 3 }
/** The columns of `kubectl describe`. */
export const describeColumns: TabWriterOptions = { minWidth: 0, padding: 2 }

/** The text with tabs replaced by blanks. `remembered` is read and added to. */
export function alignColumns(text: string, options: TabWriterOptions, remembered?: RememberedWidths): string {
  return new Alignment(text.split('\n').map((line) => line.split('\t')), options, remembered).text()
}

/** Characters as a terminal counts them, near enough: code points. */
// eslint-disable-next-line no-control-regex -- plain ASCII, where nothing has to be counted
const widthOf = (cell: string) => (/^[\x00-\x7f]*$/.test(cell) ? cell.length : [...cell].length)

class Alignment {
  private readonly widths: number[] = []
  private readonly written: string[] = []

  constructor(
    private readonly lines: readonly (readonly string[])[],
    private readonly options: TabWriterOptions,
    private readonly remembered: RememberedWidths | undefined,
  ) {}

  text(): string {
    this.format(0, this.lines.length)
    return this.written.join('\n')
  }

  /** Lays out the lines; the columns to the left are known. A column ends at the first line without a cell in it. */
  private format(from: number, to: number): void {
    const column = this.widths.length
    let unwritten = from
    for (let at = from; at < to; at++) {
      if (!this.hasCell(at, column)) continue
      this.write(unwritten, at)
      const start = at
      let width = this.options.minWidth
      for (; at < to && this.hasCell(at, column); at++) width = Math.max(width, widthOf(this.lines[at]![column]!) + this.options.padding)
      this.widths.push(this.remember(column, width))
      this.format(start, at)
      this.widths.pop()
      unwritten = at
    }
    this.write(unwritten, to)
  }

  private hasCell(line: number, column: number): boolean {
    return column < this.lines[line]!.length - 1
  }

  private remember(column: number, width: number): number {
    if (!this.remembered) return width
    return (this.remembered[column] = Math.max(this.remembered[column] ?? 0, width))
  }

  private write(from: number, to: number): void {
    for (let at = from; at < to; at++) {
      const cells = this.lines[at]!
      this.written.push(cells.map((cell, column) => (column < cells.length - 1 && column < this.widths.length ? cell + ' '.repeat(this.widths[column]! - widthOf(cell)) : cell)).join(''))
    }
  }
}
