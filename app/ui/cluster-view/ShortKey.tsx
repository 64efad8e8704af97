import styles from './NodeWords.module.css'

const wellKnown = /^(node|node-role|topology)\.kubernetes\.io\//

/** A key with its well-known prefix shortened; the whole of it belongs into the tooltip beside it. */
export const shortKey = (key: string): string => key.replace(wellKnown, '…/')

/** A key of a label or taint; where everybody knows its prefix, the prefix is three dots. */
export function ShortKey({ text }: { text: string }) {
  const short = shortKey(text)
  return short === text ? text : <><span className={styles.prefix}>…/</span>{short.slice(2)}</>
}
