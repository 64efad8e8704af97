/** A small cluster with a terminal on it, for tests. */
import { bootCluster } from '#cluster/boot-cluster'
import { perform } from '#cluster/advance'
import type { Cluster } from '#cluster/cluster'
import { join } from '#cluster/faults'
import type { Chunk } from './chunk.ts'
import { findShell, newDesk, openShell, takeOutput, type Desk, type Files, type ShellState } from './desk.ts'
import { advanceShells, enterLine, interruptShell } from './run-shells.ts'

/** Chunks as a reader of the screen sees them. */
export function shown(chunks: readonly Chunk[]): string {
  return chunks.map((chunk) => (chunk.kind === 'text' ? chunk.text : chunk.kind === 'line' ? `${chunk.prompt}${chunk.text}\n` : chunk.kind === 'clear' ? '<clear>\n' : `<screen>\n${chunk.text ?? ''}`)).join('')
}

export class Terminal {
  cluster: Cluster
  desk: Desk

  constructor(nodes: readonly string[] = ['node-1', 'node-2'], files: Files = {}) {
    const [cluster] = perform(bootCluster(1, { realKubelet: false, podStartMs: 80, podRemovalMs: 120 }), 'fault', (draft) => {
      for (const name of nodes) join(draft, { name })
    })
    this.cluster = cluster
    this.desk = openShell(newDesk(files), 'one')
    this.pass(2_000)
  }

  shell(id = 'one'): ShellState {
    return findShell(this.desk, id)!
  }

  /** Enters a line and gives what it printed at once, without the line itself. */
  type(line: string, id = 'one'): string {
    this.desk = openShell(this.desk, id)
    ;[this.cluster, this.desk] = enterLine(this.cluster, this.desk, id, line)
    return this.output(id)
  }

  /** Lets virtual ms pass, in steps of so many; gives what was printed meanwhile. */
  pass(ms: number, stepMs = ms, id = 'one'): string {
    for (const untilMs = this.cluster.nowMs + ms; this.cluster.nowMs < untilMs; ) {
      ;[this.cluster, this.desk] = advanceShells(this.cluster, this.desk, Math.min(untilMs, this.cluster.nowMs + stepMs))
    }
    return this.output(id)
  }

  interrupt(id = 'one'): string {
    this.desk = interruptShell(this.desk, id)
    return this.output(id)
  }

  chunks(id = 'one'): readonly Chunk[] {
    const [desk, chunks] = takeOutput(this.desk, id)
    this.desk = desk
    return chunks
  }

  private output(id: string): string {
    return shown(this.chunks(id).filter((chunk, index) => index > 0 || chunk.kind !== 'line'))
  }
}
