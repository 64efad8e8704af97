import styles from './ShortcutList.module.css'

/** What the cluster does as a real one, what goes faster, and what is left out. */
export function Simulated() {
  return (
    <div className={styles.reading}>
      <h3 className={styles.where}>As in Kubernetes</h3>
      <p>The API server’s checks and their words. The DaemonSet controller: who gets a pod, rolling updates with their budget, surge, OnDelete, history. Node lifecycle with its leases, taints and rates. Taint eviction, garbage collection, the scheduler’s filters and preemption, the kubelet’s pulls, restarts, back-offs and grace periods. All delays of these are Kubernetes’ defaults.</p>
      <h3 className={styles.where}>Made up</h3>
      <p>How long a pull or a start takes, so that you can follow it. What each known image does stands under <b>Images</b> in the menu. Any other image cannot be pulled, as if no registry had it.</p>
      <h3 className={styles.where}>Left out</h3>
      <p>Networks, what is in volumes, the containers’ own programs, custom resources, webhooks, autoscalers.</p>
      <p className={styles.note}>Nothing leaves your browser.</p>
    </div>
  )
}
