import { CircleMinus, Download, Ellipsis, Minus, Plus, Power, Tag } from 'lucide-react'
import { memo, type MouseEvent, type ReactNode } from 'react'
import type { SceneNode } from '#scene/node-picture'
import { sayLeftOut, type Wanted } from '#session/limits'
import { Button } from '../controls/Button.tsx'
import { useArrowKeys } from '../controls/use-arrow-keys.ts'
import { Wall } from '../cluster-view/TaintWalls.tsx'
import { cordonLine, removeNodeLine, uncordonLine } from './kubectl-line.ts'
import type { ActRequest, DirectAct, FormName } from './node-act.ts'
import { actTitle, wantedBy } from './node-act.ts'
import styles from './Toolbar.module.css'

export interface ToolbarProps {
  /** The node that the acts are meant for. */
  node: SceneNode | undefined
  onRequest: (request: ActRequest) => void
  onAct: (act: DirectAct, node: SceneNode) => void
  /** Why the open lesson leaves something out. */
  leftOut: (wanted: Wanted) => string | undefined
}

const icon = { size: 16, strokeWidth: 1.5, 'aria-hidden': true } as const

/** Everything that can be done to the machines; it acts on the selection, or asks for a node. */
export const Toolbar = memo(function Toolbar({ node, onRequest, onAct, leftOut }: ToolbarProps) {
  const arrows = useArrowKeys()
  const form = (name: FormName) => (event: MouseEvent<HTMLElement>) =>
    onRequest({ kind: 'form', form: name, node: node?.name, anchor: event.currentTarget, returnFocus: event.currentTarget })
  const direct = (act: DirectAct) => (event: MouseEvent<HTMLElement>) =>
    node ? onAct(act, node) : onRequest({ kind: 'which', act, anchor: event.currentTarget, returnFocus: event.currentTarget })
  const named = node?.name ?? '<node>'
  const item = (act: DirectAct | FormName, title: string, sign: ReactNode, line: string, onClick: (event: MouseEvent<HTMLElement>) => void, first = false) => {
    const why = leftOut(wantedBy(act, node))
    return (
      <Button
        className={styles.act} icon={<span className={styles.icon}>{sign}</span>} title={why ?? line} tabIndex={first ? 0 : -1}
        aria-disabled={why !== undefined || undefined} onClick={why === undefined ? onClick : () => sayLeftOut(why)}
      >
        {title}
      </Button>
    )
  }
  return (
    <div className={styles.toolbar} role="toolbar" aria-label={node ? `Acts on ${node.name}` : 'Acts on the cluster'} {...arrows}>
      {item('add', 'Add node', <Plus {...icon} />, 'A machine joins: kubectl has no line for it', form('add'), true)}
      <span className={styles.line} />
      {item('cordon', actTitle('cordon', node), <CircleMinus {...icon} />, node?.cordoned ? uncordonLine(named) : cordonLine(named), direct('cordon'))}
      {item('drain', 'Drain', <Download {...icon} />, `kubectl drain ${named} --ignore-daemonsets`, form('drain'))}
      {item('taint', 'Taint', <Wall open={false} />, `kubectl taint nodes ${named} key=value:NoSchedule`, form('taint'))}
      {item('label', 'Label', <Tag {...icon} />, `kubectl label nodes ${named} key=value`, form('label'))}
      <span className={styles.line} />
      {item('power', actTitle('power', node), <Power {...icon} />, 'The machine itself: kubectl has no line for it', direct('power'))}
      {item('remove', 'Remove', <Minus {...icon} />, removeNodeLine(named), direct('remove'))}
      {node && (
        <Button
          className={styles.more} iconOnly icon={<Ellipsis {...icon} />} tabIndex={-1} aria-label={`All acts on ${node.name}`} aria-haspopup="menu"
          onClick={(event) => onRequest({ kind: 'menu', node: node.name, anchor: event.currentTarget, returnFocus: event.currentTarget })}
        />
      )}
      {node && <span className={styles.target}>on <b>{node.name}</b></span>}
    </div>
  )
})
