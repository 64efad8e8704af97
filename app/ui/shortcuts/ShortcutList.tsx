import styles from './ShortcutList.module.css'

/** Every key the lab knows: what to press, what it does, where. */
const groups: readonly { where: string; keys: readonly (readonly [string, string])[] }[] = [
  {
    where: 'Anywhere',
    keys: [
      ['F6', 'next pane, also out of the editor'],
      ['Shift F6', 'previous pane'],
      ['Ctrl Enter', 'apply the manifest'],
    ],
  },
  {
    where: 'In the cluster and the timeline',
    keys: [
      ['Space', 'play or pause'],
      [', and .', 'step back, step on, from happening to happening'],
      ['< and >', 'to the act before, to the act after'],
      ['Home, End', 'to the start, to now; in the cluster: first, last node'],
      ['Ctrl Z', 'undo the last act; with Shift redo it'],
      ['?', 'this list'],
    ],
  },
  {
    where: 'On a node',
    keys: [
      ['Arrow keys', 'to its neighbours'],
      ['Home, End', 'first, last node'],
      ['Enter', 'why it has a pod or has none'],
      ['Esc', 'back'],
      ['Shift F10', 'what can be done to it'],
    ],
  },
  {
    where: 'In the manifest',
    keys: [
      ['Esc, then Tab', 'leave it'],
      ['Ctrl M', 'Tab leaves it, or indents again'],
      ['F8, Shift F8', 'next, previous error'],
      ['Ctrl Space', 'what may stand here'],
      ['Ctrl K, Ctrl I', 'what this word means'],
      ['Ctrl .', 'to the ways to mend this line'],
    ],
  },
]

/** The list behind `?`. */
export function ShortcutList() {
  return (
    <>
      {groups.map(({ where, keys }) => (
        <section key={where} className={styles.group}>
          <h3 className={styles.where}>{where}</h3>
          <dl className={styles.keys}>
            {keys.map(([key, does]) => (
              <div key={key}>
                <dt><kbd>{key}</kbd></dt>
                <dd>{does}</dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
      <p className={styles.note}>Single keys work only while the cluster or the timeline has the focus. ⌘ stands for Ctrl on a Mac.</p>
    </>
  )
}
