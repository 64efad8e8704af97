import type { CausalPath as CausalPathData, StationName } from '#scene/causal-path'
import styles from './CausalPath.module.css'

export interface CausalPathProps {
  path: CausalPathData
  /** Time has run on since: what is lit goes out. */
  fades: boolean
}

/** The components on a line, the one that acts lit, and the way from it to the API server with it. */
export function CausalPath({ path, fades }: CausalPathProps) {
  const acting = path.findLast(({ station, acts: acted }) => acted && station !== 'api-server') ?? path.find(({ acts: acted }) => acted)
  return (
    <>
      <ol className={styles.path} aria-label="Who does what" data-fades={fades || undefined}>
        {path.map(({ station, title, short, words, acts }) => (
          <li key={station} className={styles.station} data-station={station} data-acts={acts || undefined} data-behind={leadsBehind(station, path) || undefined} aria-current={acts && !fades ? 'step' : undefined}>
            <b><span className={styles.long}>{title}</span><span className={styles.short}>{short}</span></b> <span>{words}</span>
          </li>
        ))}
      </ol>
      {/* Where the words have no room of their own: those of whoever acts. */}
      <p className={styles.step} aria-hidden="true">{acting && `${acting.title} ${acting.words}`}</p>
    </>
  )
}

const acts = (path: CausalPathData, station: StationName) => path.some((each) => each.station === station && each.acts)

/** Does a lit way leave this station to the right? */
function leadsBehind(station: StationName, path: CausalPathData): boolean {
  if (station === 'controller') return acts(path, 'controller')
  if (station === 'api-server') return acts(path, 'scheduler') || acts(path, 'kubelet')
  return station === 'scheduler' && acts(path, 'kubelet')
}
