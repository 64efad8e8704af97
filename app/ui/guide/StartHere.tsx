import { Button } from '../controls/Button.tsx'
import styles from './Guide.module.css'

/** The sandbox in a few words, and six things worth trying. */
export function StartHere({ titled, onCourse }: { titled: boolean; onCourse: (from: HTMLElement) => void }) {
  return (
    <div className={styles.prose}>
      {titled && <><p className={styles.eye}>Sandbox</p><h1 className={styles.title}>A pod on every node</h1></>}
      <p>
        A DaemonSet keeps one pod on every node that it may use. Nodes come and go, and it follows. Press <b>Apply</b> and watch: the controller asks
        node by node, the scheduler binds, the kubelet pulls and starts.
      </p>
      <p className={styles.course}><Button kind="edge" onClick={(event) => onCourse(event.currentTarget)}>Learn it in lessons</Button></p>
      <h2 className={styles.heading}>Then try</h2>
      <ol className={styles.tries}>
        <li>Why does <code>cp-1</code> have no pod? Open it and look for the closed gate.</li>
        <li>Add a node. Who tells the DaemonSet?</li>
        <li>Cordon a worker. Does its pod leave?</li>
        <li>Taint one with <code>NoSchedule</code>, another with <code>NoExecute</code>.</li>
        <li>Cut a worker’s power. How long until anybody notices?</li>
        <li>Set the image to <code>nginx:1.27</code> and apply: which node goes first, and why does the next one wait?</li>
      </ol>
    </div>
  )
}
