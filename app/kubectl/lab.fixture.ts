/** A small cluster with a command line, for tests. */
import { perform } from '#cluster/advance'
import { bootCluster } from '#cluster/boot-cluster'
import type { Cluster } from '#cluster/cluster'
import { join } from '#cluster/faults'
import { printed, type CommandInput, type Process } from './process.ts'
import { advanceWithProcesses, startCommand } from './run-kubectl.ts'

/** A DaemonSet manifest. */
export const daemonSet = (image = 'nginx:1.27', more = '') => `apiVersion: apps/v1
kind: DaemonSet
metadata: {name: agent}
spec:
  selector: {matchLabels: {app: agent}}
  template:
    metadata: {labels: {app: agent}}
    spec:
      containers:
      - name: agent
        image: ${image}
${more}`

/** What a command has said so far. */
export interface Said {
  readonly exit: number | undefined
  readonly stdout: string
  readonly stderr: string
}

export class Lab {
  cluster: Cluster
  process: Process = { output: [] }

  constructor(nodes: readonly string[]) {
    const [cluster] = perform(bootCluster(1, { realKubelet: false, podStartMs: 80, podRemovalMs: 120 }), 'fault', (draft) => {
      for (const name of nodes) join(draft, { name })
    })
    this.cluster = cluster
    this.pass(2_000)
  }

  /** Starts a command and lets no time pass. */
  start(line: string, input: CommandInput | string = {}): Said {
    const around = typeof input === 'string' ? { stdin: input } : input
    ;[this.cluster, this.process] = perform(this.cluster, 'kubectl', (draft) => startCommand(draft, line, around))
    return this.said()
  }

  /** Lets virtual ms pass, in steps of so many. */
  pass(ms: number, stepMs = ms): Said {
    for (const untilMs = this.cluster.nowMs + ms; this.cluster.nowMs < untilMs; ) {
      const [cluster, [process]] = advanceWithProcesses(this.cluster, [this.process], Math.min(untilMs, this.cluster.nowMs + stepMs))
      this.cluster = cluster
      this.process = process!
    }
    return this.said()
  }

  /** Starts a command and gives it ten seconds. */
  run(line: string, input: CommandInput | string = {}): Said {
    this.start(line, input)
    return this.pass(10_000)
  }

  said(): Said {
    return { exit: this.process.exit, stdout: printed(this.process, 'stdout'), stderr: printed(this.process, 'stderr') }
  }
}
