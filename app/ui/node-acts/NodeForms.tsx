import { useState } from 'react'
import type { SceneNode } from '#scene/node-picture'
import type { Shortage } from '#scene/what-can-fail'
import type { NodesToAdd } from '#session/actions'
import { Button } from '../controls/Button.tsx'
import { Choice, SelectField, TextField, Tick } from '../controls/Field.tsx'
import { FormPopup } from '../floating/FormPopup.tsx'
import { AddNodeForm } from './AddNodeForm.tsx'
import { NodeField } from './NodeField.tsx'
import type { DrainChoices, TaintEffect } from './kubectl-line.ts'
import { drainLine, labelLine, taintLine, unlabelLine, untaintLine } from './kubectl-line.ts'
import type { ActRequest } from './node-act.ts'
import styles from './NodeForms.module.css'

/** What the forms lead to. */
export interface NodeFormActs {
  add: (nodes: NodesToAdd) => void
  /** A line of kubectl. */
  run: (line: string) => void
  fill: (node: string, requests: Readonly<Record<string, string>>) => void
  press: (node: string, of: Shortage, short: boolean) => void
  shortOf: (node: string) => readonly Shortage[]
}

export interface NodeFormProps {
  request: Extract<ActRequest, { kind: 'form' }>
  nodes: ReadonlyMap<string, SceneNode>
  acts: NodeFormActs
  onClose: () => void
}

/** The form that was asked for. */
export function NodeForm(props: NodeFormProps) {
  switch (props.request.form) {
    case 'add':
      return <AddNodeForm anchor={props.request.anchor} returnFocus={props.request.returnFocus} onAdd={props.acts.add} onClose={props.onClose} />
    case 'drain':
      return <DrainForm {...props} />
    case 'taint':
      return <TaintForm {...props} />
    case 'label':
      return <LabelForm {...props} />
    case 'fill':
      return <FillForm {...props} />
    case 'pressure':
      return <PressureForm {...props} />
  }
}

/** The node that a form is about: the selected one, or the one that is chosen in it. */
function useNode({ request, nodes }: NodeFormProps) {
  const [name, setName] = useState(request.node ?? nodes.keys().next().value ?? '')
  const field = request.node === undefined ? <NodeField nodes={nodes} value={name} onChange={setName} /> : null
  return { name, node: nodes.get(name), field }
}

function DrainForm(props: NodeFormProps) {
  const { name, field } = useNode(props)
  const [choices, setChoices] = useState<DrainChoices>({ ignoreDaemonSets: true, force: false })
  const command = drainLine(name, choices)
  return (
    <FormPopup
      {...shared(props)} title={`Drain ${props.request.node ?? 'a node'}`} command={command} action="Drain"
      onSubmit={() => done(props, () => props.acts.run(command))}
    >
      <div className={styles.fields}>
        {field}
        <Tick label="Pass over daemon pods: they would come back at once" checked={choices.ignoreDaemonSets} onChange={(ignoreDaemonSets) => setChoices({ ...choices, ignoreDaemonSets })} />
        <Tick label="Delete pods that nothing would make again" checked={choices.force} onChange={(force) => setChoices({ ...choices, force })} />
      </div>
    </FormPopup>
  )
}

const effects = [['NoSchedule', 'NoSchedule'], ['NoExecute', 'NoExecute'], ['PreferNoSchedule', 'PreferNoSchedule']] as const
const effectHints: Readonly<Record<TaintEffect, string>> = {
  NoSchedule: 'No new pods; those that run stay.',
  NoExecute: 'No new pods, and those that run leave.',
  PreferNoSchedule: 'The scheduler avoids the node; the DaemonSet controller does not ask.',
}

function TaintForm(props: NodeFormProps) {
  const { name, node, field } = useNode(props)
  const [key, setKey] = useState('maintenance')
  const [value, setValue] = useState('')
  const [effect, setEffect] = useState<TaintEffect>('NoSchedule')
  const command = taintLine(name, { key, value, effect })
  return (
    <FormPopup
      {...shared(props)} title={`Taint ${props.request.node ?? 'a node'}`} command={command} action="Taint"
      onSubmit={() => done(props, () => props.acts.run(command))}
    >
      <div className={styles.fields}>
        {field}
        <div className={styles.pair}>
          <TextField label="Key" verbatim required value={key} onChange={setKey} suggestions={['maintenance', 'gpu', 'disk', 'dedicated']} />
          <TextField label="Value (may be empty)" verbatim value={value} onChange={setValue} />
        </div>
        <Choice label="Effect" value={effect} onChange={(chosen) => setEffect(chosen as TaintEffect)} options={effects} hint={effectHints[effect]} />
        {node && node.taints.length > 0 && (
          <Existing
            title="Taints it has" entries={node.taints.map(({ text }) => text)}
            onRemove={(index) => {
              const taint = node.taints[index]!
              done(props, () => props.acts.run(untaintLine(name, taint.key, taint.effect)))
            }}
          />
        )}
      </div>
    </FormPopup>
  )
}

function LabelForm(props: NodeFormProps) {
  const { name, node, field } = useNode(props)
  const [key, setKey] = useState('disk')
  const [value, setValue] = useState('ssd')
  const command = labelLine(name, key, value)
  return (
    <FormPopup
      {...shared(props)} title={`Label ${props.request.node ?? 'a node'}`} command={command} action="Label"
      onSubmit={() => done(props, () => props.acts.run(command))}
    >
      <div className={styles.fields}>
        {field}
        <div className={styles.pair}>
          <TextField label="Key" verbatim required value={key} onChange={setKey} suggestions={['disk', 'gpu', 'tier', 'topology.kubernetes.io/zone']} />
          <TextField label="Value" verbatim value={value} onChange={setValue} />
        </div>
        {node && node.labels.length > 0 && (
          <Existing
            title="Labels it has" entries={node.labels}
            onRemove={(index) => {
              const label = node.labels[index]!.split('=')[0]!
              done(props, () => props.acts.run(unlabelLine(name, label)))
            }}
          />
        )}
      </div>
    </FormPopup>
  )
}

function FillForm(props: NodeFormProps) {
  const { name, field } = useNode(props)
  const [cpu, setCpu] = useState('3')
  const [memory, setMemory] = useState('1Gi')
  return (
    <FormPopup
      {...shared(props)} title={`Fill ${props.request.node ?? 'a node'} with other work`} command={undefined}
      noCommand="A pod with these requests is created for this node; it has no controller." action="Fill"
      onSubmit={() => done(props, () => props.acts.fill(name, { ...(cpu.trim() && { cpu: cpu.trim() }), ...(memory.trim() && { memory: memory.trim() }) }))}
    >
      <div className={styles.fields}>
        {field}
        <div className={styles.pair}>
          <SelectField label="cpu" value={cpu} onChange={setCpu} options={['500m', '1', '2', '3', '3500m', '4'].map((each) => [each, each] as const)} />
          <SelectField label="memory" value={memory} onChange={setMemory} options={['256Mi', '1Gi', '4Gi', '7Gi', '8Gi'].map((each) => [each, each] as const)} />
        </div>
      </div>
    </FormPopup>
  )
}

const shortages = [['memory', 'Memory'], ['disk', 'Disk'], ['pid', 'Process ids']] as const
const shortageHints: Readonly<Record<Shortage, string>> = {
  memory: 'MemoryPressure: its kubelet evicts pods, those that use more than they asked for first.',
  disk: 'DiskPressure: its kubelet evicts pods until there is room again.',
  pid: 'PIDPressure: its kubelet evicts pods until processes can start again.',
}

function PressureForm(props: NodeFormProps) {
  const { name, field } = useNode(props)
  const [of, setOf] = useState<Shortage>('memory')
  const isShort = props.acts.shortOf(name).includes(of)
  return (
    <FormPopup
      {...shared(props)} title={`Let ${props.request.node ?? 'a node'} run short`} command={undefined}
      noCommand="Its kubelet notices, reports the condition and evicts pods; the node controller adds the taint. kubectl has no line for it." action={isShort ? 'Give it enough again' : 'Run short'}
      onSubmit={() => done(props, () => props.acts.press(name, of, !isShort))}
    >
      <div className={styles.fields}>
        {field}
        <Choice label="Of what" value={of} onChange={(chosen) => setOf(chosen as Shortage)} options={shortages} hint={shortageHints[of]} />
      </div>
    </FormPopup>
  )
}

/** What a node already carries, each to be taken away. */
function Existing({ title, entries, onRemove }: { title: string; entries: readonly string[]; onRemove: (index: number) => void }) {
  return (
    <div className={styles.existing}>
      <p>{title}</p>
      <ul>
        {entries.map((entry, index) => (
          <li key={entry}>
            <code>{entry}</code>
            <Button kind="link" aria-label={`Remove ${entry}`} onClick={() => onRemove(index)}>Remove</Button>
          </li>
        ))}
      </ul>
    </div>
  )
}

const shared = ({ request, onClose }: NodeFormProps) => ({ anchor: request.anchor, returnFocus: request.returnFocus, onClose })

function done({ onClose }: NodeFormProps, act: () => void): void {
  act()
  onClose()
}
