import type { SceneTaint } from '#scene/node-picture'
import { ShortKey } from './ShortKey.tsx'
import styles from './TaintWalls.module.css'

export interface TaintWallsProps {
  taints: readonly SceneTaint[]
  /** How many there is room for; the rest are counted. */
  most: number
}

/** Each taint as a wall: with a gap where it is tolerated, without one where not. */
export function TaintWalls({ taints, most }: TaintWallsProps) {
  if (taints.length === 0) return null
  const rest = taints.length - most
  return (
    <span className={styles.taints}>
      {taints.slice(0, most).map((taint, index) => (
        <span className={styles.taint} key={`${taint.key} ${taint.effect}`} title={`${taint.text}, ${taint.tolerated ? 'tolerated' : 'not tolerated'}`}>
          <Wall open={taint.tolerated} />
          <span className={styles.text}><TaintText taint={taint} /></span>
          {index === most - 1 && rest > 0 && <span className={styles.more}>+{rest}</span>}
        </span>
      ))}
    </span>
  )
}

/** A taint's key with its well-known prefix shortened; a line may break before the effect. */
function TaintText({ taint }: { taint: SceneTaint }) {
  return <><ShortKey text={taint.key} />{taint.value ? `=${taint.value}` : ''}<wbr />:{taint.effect}</>
}

/** The wall across a path. */
export function Wall({ open }: { open: boolean }) {
  return (
    <svg width="13" height="16" viewBox="0 0 13 16" className={styles.wall} aria-hidden="true">
      {open
        ? <><path d="M6.5 2.2v3.6M6.5 10.2v3.6" strokeWidth="2.2" /><path d="M1 8h11M9.6 5.6L12 8l-2.4 2.4" strokeWidth="1.4" strokeLinecap="round" strokeLinejoin="round" /></>
        : <><path d="M8.2 2.2v11.6" strokeWidth="2.4" /><path d="M1 8h4" strokeWidth="1.4" strokeLinecap="round" /></>}
    </svg>
  )
}
