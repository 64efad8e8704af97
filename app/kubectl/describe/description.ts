/**
 * The text of one `kubectl describe`, level by level: cells are parted by tabs and aligned at the end.
 * Stands for kubectl's PrefixWriter over a tabwriter.
 */
import { alignColumns, describeColumns } from '../tab-writer.ts'

const lastApplied = 'kubectl.kubernetes.io/last-applied-configuration'
/** From which length on an annotation gets lines of its own, and where these are cut. */
const longAnnotation = 140

export class Description {
  private text = ''

  /** One line at a level (two blanks each); several cells are columns. */
  line(level: number, ...cells: readonly (string | number | boolean)[]): void {
    this.text += `${'  '.repeat(level)}${cells.join('\t')}\n`
  }

  /** `Title:` and a list below each other, or `<none>`. */
  list(title: string, values: readonly string[]): void {
    this.line(0, `${title}:`, values[0] ?? '<none>')
    for (const value of values.slice(1)) this.line(0, '', value)
  }

  /** `Labels:` and what else is a map of short texts. `title` may be indented. */
  labels(title: string, labels: Readonly<Record<string, string>> | undefined): void {
    this.list(title, Object.keys(labels ?? {}).sort().map((key) => `${key}=${labels![key]}`))
  }

  /** Annotations; what kubectl apply keeps for itself is left out, long ones get lines of their own. */
  annotations(title: string, annotations: Readonly<Record<string, string>> | undefined): void {
    const lines: string[] = []
    for (const key of Object.keys(annotations ?? {}).sort()) {
      if (key === lastApplied) continue
      const value = annotations![key]!.replace(/\n$/, '')
      if (value.length + key.length + 2 <= longAnnotation && !value.includes('\n')) lines.push(`${key}: ${value}`)
      else lines.push(`${key}:`, ...value.split('\n').map((part) => `  ${part.length > longAnnotation - 2 ? `${part.slice(0, longAnnotation - 2)}...` : part}`))
    }
    this.list(title, lines)
  }

  /** Columns are aligned anew from here on. */
  flush(): void {
    this.aligned += alignColumns(this.text, describeColumns)
    this.text = ''
  }

  /** All of it as it was written, a tab between cells. */
  unaligned(): string {
    return this.text
  }

  /** All of it, aligned. */
  toString(): string {
    return this.aligned + alignColumns(this.text, describeColumns)
  }

  private aligned = ''
}

/** `<none>` where there is nothing. */
export const orNone = (text: string | undefined): string => text || '<none>'
/** Go's way to say yes and no in some places. */
export const printBool = (value: boolean | undefined): string => (value ? 'True' : 'False')
