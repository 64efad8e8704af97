/** Acts that tests do, in few words. */
import { daemonSet } from '#kubectl/lab.fixture'
import type { LabAct } from './lab-act.ts'

/** The DaemonSet `agent` in the editor's file. */
export const manifest = daemonSet()

/** A line that somebody enters. */
export const line = (text: string): LabAct => ({ shell: 'shell-1', line: text })

/** The Apply button, with this manifest in the editor. */
export const apply = (manifest: string): LabAct => ({ shell: 'shell-1', line: 'kubectl apply -f manifest.yaml', files: { 'manifest.yaml': manifest } })
