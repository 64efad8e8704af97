import { useRef, useState } from 'react'
import type { ReactNode } from 'react'
import { Cell, Grid, Gridline, useDefaultGridLayout } from 'react-resizable-panels'
import { paneSizes } from './pane-sizes.ts'
import type { LayoutName, PaneName } from './lab-layout.ts'
import { beginsFolded, folds, labLayout, layoutName } from './lab-layout.ts'
import { PaneTabs } from './PaneTabs.tsx'
import { Rail } from './Rail.tsx'
import type { RailPane } from './Rail.tsx'
import { TabBar } from './TabBar.tsx'
import { useSize } from './use-size.ts'
import styles from './Lab.module.css'

export interface LabProps {
  topBar: ReactNode
  /** Each pane is told how it lies, so that it can be a column, a strip or a whole screen. */
  guide: (layout: LayoutName) => ReactNode
  stage: (layout: LayoutName) => ReactNode
  manifest: (layout: LayoutName) => ReactNode
  terminal: (fold: TerminalFold | undefined, layout: LayoutName) => ReactNode
  timeline: (layout: LayoutName) => ReactNode
  /** The counted reasons, which take the guide's place in a large cluster. */
  ledger: ReactNode
  /** How many nodes there are: many of them move the panes. */
  nodes: number
  /** What the guide is called on its tab. */
  guideName: string
  /** Number of errors in the manifest: a dot on its tab. */
  errors: number
  /** On a phone: the pane in view. */
  pane: PaneName
  onPane: (pane: PaneName) => void
  /** Panes that a lesson does not show. */
  hidden: ReadonlySet<PaneName>
  /** Does it leave out the timeline? */
  timeless: boolean
}

/** The terminal's bar and what is under it, where it can be folded. */
export interface TerminalFold {
  readonly folded: boolean
  readonly onFold: (folded: boolean) => void
}

/** The panes side by side, with the dividers between them. */
export function Lab({ topBar, timeline, nodes, errors, guideName, pane: called, onPane, hidden, timeless, ...panes }: LabProps) {
  const root = useRef<HTMLDivElement>(null)
  const { width, height } = useSize(root, { width: window.innerWidth, height: window.innerHeight })
  const layout = layoutName(width, height, nodes)
  const phone = layout === 'phone'
  const pane = hidden.has(called) ? (hidden.has('stage') ? 'guide' : 'stage') : called
  return (
    <div ref={root} className={styles.lab} data-layout={layout}>
      {topBar}
      <Panes layout={layout} height={height} pane={pane} onPane={onPane} hidden={hidden} {...panes} />
      {!timeless && timeline(layout)}
      {phone && <TabBar pane={pane} onPane={onPane} errors={errors} guide={guideName} hidden={hidden} />}
    </div>
  )
}

interface PanesProps extends Pick<LabProps, 'guide' | 'stage' | 'manifest' | 'terminal' | 'ledger' | 'pane' | 'onPane' | 'hidden'> {
  layout: LayoutName
  height: number
}

function Panes({ layout, height, pane: called, onPane, hidden, guide, stage, manifest, terminal, ledger }: PanesProps) {
  const [onRail, callFromRail] = useState<RailPane | undefined>()
  const railed = layout === 'ledger'
  const [foldChosen, chooseFold] = useState(rememberedFold)
  const folded = folds(layout) && (foldChosen ?? beginsFolded(layout, height))
  const { columns, rows, cells, tabs } = labLayout(layout, onRail !== undefined, folded, hidden)
  const remembered = useDefaultGridLayout({
    id: `daemonset-lab.panes.${railed && onRail ? 'ledger-open' : layout}${folded ? '-folded' : ''}${[...hidden].map((name) => `-no-${name}`).join('')}`, onlySaveAfterUserInteractions: true, storage: paneSizes,
  })
  const isHidden = (pane: PaneName): boolean =>
    layout === 'phone' ? called !== pane : layout === 'narrow' && !hidden.has('manifest') && !hidden.has('terminal') && (pane === 'terminal' ? called !== 'terminal' : pane === 'manifest' && called === 'terminal')
  const fold = folds(layout) ? {
    folded,
    onFold: (chosen: boolean) => {
      paneSizes.setItem(foldKey, chosen ? 'folded' : 'open')
      chooseFold(chosen)
    },
  } : undefined
  const cell = (pane: PaneName, children: ReactNode) => hidden.has(pane) ? null : (
    <Cell id={`pane-${pane}`} className={styles.pane} {...cells[pane]} style={isHidden(pane) ? { display: 'none' } : undefined}>
      {children}
    </Cell>
  )
  return (
    <Grid className={styles.panes} columns={columns} rows={rows} {...remembered}>
      {cell('guide', railed ? ledger : guide(layout))}
      {cell('stage', stage(layout))}
      {cell('manifest', (
        <>
          {railed && <Rail open={onRail} onOpen={callFromRail} />}
          {/* Hidden, not taken away: the editor keeps its cursor and its undo. */}
          <div className={styles.onRail} hidden={railed && onRail !== 'manifest'}>{manifest(layout)}</div>
          {railed && onRail === 'guide' && <div className={styles.onRail}>{guide('wide')}</div>}
        </>
      ))}
      {cell('terminal', terminal(fold, layout))}
      {tabs && <Cell id="pane-tabs" className={styles.pane} {...tabs}><PaneTabs pane={called === 'terminal' ? 'terminal' : 'manifest'} onPane={onPane} /></Cell>}
      {columns.length > 1 && <Gridline type="column" column={1} className={styles.divider} aria-label="Width of the left column" />}
      {columns.length > 2 && <Gridline type="column" column={2} className={styles.divider} disabled={railed && !onRail} aria-label="Width of the manifest" />}
      {layout === 'narrow' && hidden.size === 0 && <Gridline type="row" row={2} className={styles.divider} aria-label="Height of the cluster" />}
      {fold && !hidden.has('terminal') && rows.length > 1 && <Gridline type="row" row={rows.length - 1} column={cells.terminal.column} columnSpan={1} className={styles.divider} disabled={folded} aria-label="Height of the terminal" />}
    </Grid>
  )
}

const foldKey = 'daemonset-lab.terminal'

/** How the terminal was left; undefined where nobody has folded or opened it yet. */
function rememberedFold(): boolean | undefined {
  const kept = paneSizes.getItem(foldKey)
  return kept === null ? undefined : kept === 'folded'
}
