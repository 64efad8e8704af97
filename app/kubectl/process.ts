/**
 * A kubectl that was started: what it has printed, whether it has ended, and what it waits for.
 * Plain data, so that several can run at once while virtual time passes, and be ended at any time.
 */
import type { Resource } from '#cluster/kube-apiserver/watch'

/** Some text on one of the two streams. */
export interface Output {
  readonly stream: 'stdout' | 'stderr'
  readonly text: string
}

/** What a command waits for. The command that set it takes it up again when something of it changed, or when its time is up. */
export interface Waiting {
  /** Which command takes it up. */
  readonly command: string
  /** Changes of which resources are of interest. */
  readonly watches: readonly Resource[]
  /** Virtual ms at which it is taken up whatever happened; undefined: never. */
  readonly wakeAtMs?: number
  /** True where taking it up may write to the API server. */
  readonly writes: boolean
  /** Where the command stands: plain data, in its own words. */
  readonly state: unknown
}

/** A command as a terminal sees it. */
export interface Process {
  /** All that was printed and not yet taken away, in order. */
  readonly output: readonly Output[]
  /** How it ended; undefined while it runs. */
  readonly exit?: number
  readonly waiting?: Waiting
  /** `config set-context --namespace` ran: the namespace of lines to come; '' for the default one. */
  readonly contextNamespace?: string
}

/** What a command finds around it. */
export interface CommandInput {
  readonly stdin?: string
  /** The files of the working directory, by name. */
  readonly files?: Readonly<Record<string, string>>
  /** Name of kubeconfig's current context. */
  readonly context?: string
  /** The namespace that this context names: what the last process with `contextNamespace` said. */
  readonly namespace?: string
  /** What `explain` says of fields: `explanationOf` of `apis/explanations/`, which is large and loaded when it is first needed. Without it only the structure is told. */
  readonly explanationOf?: (kind: string, path: readonly string[]) => string | undefined
}

/** What a process has printed on one stream. */
export function printed(process: Process, stream: Output['stream']): string {
  return process.output.filter((part) => part.stream === stream).map(({ text }) => text).join('')
}

/** The process without its output: what a terminal keeps once it has shown the rest. */
export function withoutOutput(process: Process): Process {
  return process.output.length === 0 ? process : { ...process, output: [] }
}

/** Ctrl-C: the command ends where it stands. */
export function interrupt(process: Process): Process {
  return process.exit === undefined ? { output: [...process.output, { stream: 'stdout', text: '^C\n' }], exit: 130 } : process
}
