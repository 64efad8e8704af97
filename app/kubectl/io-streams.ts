/** What a command prints while it runs, and how it ends or waits. Named after kubectl's IOStreams. */
import type { CommandError } from './command-error.ts'
import { printCommandErrors } from './command-error.ts'
import type { Output, Process, Waiting } from './process.ts'

export class IOStreams {
  private readonly output: Output[] = []

  /** Text on standard output; line ends are the caller's. */
  out(text: string): void {
    this.put('stdout', text)
  }

  /** Text on standard error. */
  err(text: string): void {
    this.put('stderr', text)
  }

  /** One line on standard output. */
  line(text: string): void {
    this.put('stdout', `${text}\n`)
  }

  /** `Warning: …` on standard error. */
  warn(text: string): void {
    this.put('stderr', `Warning: ${text}\n`)
  }

  /** The command has ended. */
  exit(code = 0): Process {
    return { output: this.output, exit: code }
  }

  /** The command has ended with one or more errors, each on a line of its own. */
  fail(errors: CommandError | readonly CommandError[]): Process {
    const all = (Array.isArray(errors) ? errors : [errors]) as readonly CommandError[]
    this.err(printCommandErrors(all))
    return this.exit(1)
  }

  /** Ends with these errors, or well without any. */
  end(errors: readonly CommandError[]): Process {
    return errors.length > 0 ? this.fail(errors) : this.exit()
  }

  /** The command goes on when something of this happens. */
  wait(waiting: Waiting): Process {
    return { output: this.output, waiting }
  }

  private put(stream: Output['stream'], text: string): void {
    if (text === '') return
    const last = this.output.at(-1)
    if (last?.stream === stream) this.output[this.output.length - 1] = { stream, text: last.text + text }
    else this.output.push({ stream, text })
  }
}

