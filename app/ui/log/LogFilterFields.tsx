import { useId } from 'react'
import { everything, type LogFilter } from '#scene/log/log-filter'
import { actors } from '#session/log/actors'
import { session } from '#session/session'
import { Button } from '../controls/Button.tsx'
import styles from './Log.module.css'

export interface LogFilterFieldsProps {
  filter: LogFilter
  onFilter: (filter: LogFilter) => void
}

/** As many names as are offered. */
const mostNames = 200

/** Whose steps, and about what. */
export function LogFilterFields({ filter, onFilter }: LogFilterFieldsProps) {
  const list = useId()
  const { nodes, daemonsets, pods } = session.getState().cluster.objects
  const names = [...[...daemonsets.values()].map(({ metadata }) => metadata!.name!), ...nodes.keys(), ...[...pods.values()].slice(0, mostNames).map(({ metadata }) => metadata!.name!)].slice(0, mostNames)
  return (
    <div className={styles.filter}>
      <label>Component <select value={filter.component ?? ''} onChange={(event) => onFilter({ ...filter, component: (event.target.value || undefined) as LogFilter['component'] })}>
        <option value="">all</option>
        {actors.map(([name, actor]) => <option key={name} value={name}>{actor}</option>)}
      </select></label>
      <label>About <input list={list} value={filter.about} placeholder="worker-2" title="A node, a pod, a DaemonSet" autoComplete="off" autoCapitalize="off" spellCheck={false} onChange={(event) => onFilter({ ...filter, about: event.target.value.trim() })} /></label>
      <datalist id={list}>{names.map((name) => <option key={name} value={name} />)}</datalist>
      {(filter.about !== '' || filter.component !== undefined) && <Button kind="link" onClick={() => onFilter(everything)}>Show all</Button>}
    </div>
  )
}
