import type { ImageLine } from '#scene/manifest/image-words'
import styles from './ShortcutList.module.css'

export interface ImagesProps {
  lines: readonly ImageLine[]
}

/** What the registry of the lab has, and what becomes of a container of each image. */
export function Images({ lines }: ImagesProps) {
  return (
    <div className={styles.reading}>
      <p>These images can be pulled, and behave like this. Put one into a manifest to see it. <code>*</code> stands for anything, <code>?</code> for one character, <code>[34]</code> for one of these; the first line that fits counts. Any other image fails to pull, as where no registry has it.</p>
      <table className={styles.table}>
        <thead><tr><th>Image</th><th>Pull</th><th>What it does</th><th>Stops in</th></tr></thead>
        <tbody>
          {lines.map(({ pattern, pull, size, outcome, stop }) => (
            <tr key={pattern}>
              <td><code>{pattern}</code></td>
              <td>{pull}<span>{size}</span></td>
              <td>{outcome}</td>
              <td>{stop}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className={styles.note}>The times are made up, so that you can follow them. A node keeps an image that it has pulled once.</p>
    </div>
  )
}
