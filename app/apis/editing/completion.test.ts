import { describe, expect, test } from 'vitest'
import { completionsAt } from './completion.ts'
import { nothingKnown, type KnownValues } from './value-candidates.ts'

const known: KnownValues = {
  nodeLabels: new Map([['disk', new Map([['ssd', 2], ['hdd', 1]])], ['gpu', new Map([['true', 1]])], ['topology.kubernetes.io/zone', new Map([['a', 2]])]]),
  taints: [{ key: 'gpu', value: '', effect: 'NoSchedule', nodes: 1 }, { key: 'team', value: 'data', effect: 'NoExecute', nodes: 2 }],
  images: [{ reference: 'nginx:1.27', words: 'pulls in 2.4 s' }, { reference: 'redis:7', words: '' }],
  priorityClasses: ['system-node-critical'], namespaces: ['default', 'kube-system'], nodes: ['worker-1'],
}

const head = 'apiVersion: apps/v1\nkind: DaemonSet\n'
const podSpec = `${head}spec:\n  template:\n    spec:\n`

/** Labels that are proposed where `|` stands. */
function labels(marked: string, values: KnownValues = known): string[] {
  const offset = marked.indexOf('|')
  return completionsAt(marked.replace('|', ''), offset, values).candidates.map(({ label }) => label)
}

/** The text after the candidate was chosen. */
function chosen(marked: string, label: string): string {
  const offset = marked.indexOf('|')
  const text = marked.replace('|', '')
  const { start, end, candidates } = completionsAt(text, offset, known)
  const candidate = candidates.find((each) => each.label === label)
  return candidate ? text.slice(0, start) + candidate.insert + text.slice(end) : `no ${label} in ${candidates.map((each) => each.label).join(', ')}`
}

describe('which candidates, the first of them in order', () => {
  test.each([
    { what: 'an empty file', at: '|', first: ['apiVersion', 'kind', 'metadata', 'spec'] },
    { what: 'what is there already is not proposed again', at: `${head}|`, first: ['metadata', 'spec'] },
    { what: 'versions', at: 'apiVersion: |', first: ['apps/v1', 'v1', 'policy/v1', 'scheduling.k8s.io/v1'] },
    { what: 'the version of the kind', at: 'apiVersion: |\nkind: DaemonSet', first: ['apps/v1'] },
    { what: 'kinds', at: 'kind: |', first: ['DaemonSet', 'ConfigMap'] },
    { what: 'required fields first', at: `${head}spec:\n  |`, first: ['selector', 'template', 'updateStrategy', 'minReadySeconds', 'revisionHistoryLimit'] },
    { what: 'a field half typed', at: `${head}spec:\n  sel|`, first: ['selector', 'template'] },
    { what: 'beside what stands there', at: `${head}spec:\n  selector:\n    matchLabels:\n      app: a\n  |`, first: ['template', 'updateStrategy'] },
    { what: 'values of an enum, the default named', at: `${head}spec:\n  updateStrategy:\n    type: |`, first: ['OnDelete', 'RollingUpdate'] },
    { what: 'booleans', at: `${podSpec}      hostNetwork: |`, first: ['true', 'false'] },
    { what: 'a default that is a number', at: `${head}spec:\n  revisionHistoryLimit: |`, first: ['10'] },
    { what: 'labels of nodes', at: `${podSpec}      nodeSelector:\n        |`, first: ['disk', 'gpu', 'topology.kubernetes.io/zone'] },
    { what: 'labels of nodes that are not selected yet', at: `${podSpec}      nodeSelector:\n        disk: ssd\n        |`, first: ['gpu', 'topology.kubernetes.io/zone'] },
    { what: 'values of that label', at: `${podSpec}      nodeSelector:\n        disk: |`, first: ['ssd', 'hdd'] },
    { what: 'images', at: `${podSpec}      containers:\n      - name: a\n        image: |`, first: ['nginx:1.27', 'redis:7'] },
    { what: 'fields of an item', at: `${podSpec}      containers:\n      - |`, first: ['name', 'image', 'resources'].slice(0, 2) },
    { what: 'the next fields of an item', at: `${podSpec}      containers:\n      - name: a\n        |`, first: ['image', 'ports'] },
    { what: 'taints as tolerations', at: `${podSpec}      tolerations:\n      - |`, first: ['gpu:NoSchedule', 'team=data:NoExecute', 'key', 'operator'] },
    { what: 'items under their list', at: `${podSpec}      tolerations:\n        |`, first: ['- gpu:NoSchedule', '- team=data:NoExecute', '- '] },
    { what: 'keys of taints', at: `${podSpec}      tolerations:\n      - key: |`, first: ['gpu', 'team'] },
    { what: 'the value of that taint', at: `${podSpec}      tolerations:\n      - key: team\n        value: |`, first: ['data'] },
    { what: 'label keys in an affinity', at: `${podSpec}      affinity:\n        nodeAffinity:\n          requiredDuringSchedulingIgnoredDuringExecution:\n            nodeSelectorTerms:\n            - matchExpressions:\n              - key: |`, first: ['disk', 'gpu'] },
    { what: 'label values in an affinity', at: `${podSpec}      affinity:\n        nodeAffinity:\n          requiredDuringSchedulingIgnoredDuringExecution:\n            nodeSelectorTerms:\n            - matchExpressions:\n              - key: disk\n                operator: In\n                values:\n                - |`, first: ['ssd', 'hdd'] },
    { what: 'topology keys', at: `${podSpec}      topologySpreadConstraints:\n      - topologyKey: |`, first: ['disk'] },
    { what: 'priority classes', at: `${podSpec}      priorityClassName: |`, first: ['system-node-critical'] },
    { what: 'namespaces', at: `${head}metadata:\n  namespace: |`, first: ['default', 'kube-system'] },
    { what: 'labels of the selector for the template', at: `${head}spec:\n  selector:\n    matchLabels:\n      tier: web\n  template:\n    metadata:\n      labels:\n        |`, first: ['tier', 'app'] },
    { what: 'their values', at: `${head}spec:\n  selector:\n    matchLabels:\n      tier: web\n  template:\n    metadata:\n      labels:\n        tier: |`, first: ['web'] },
    { what: 'volumes by name', at: `${podSpec}      volumes:\n      - name: logs\n      containers:\n      - volumeMounts:\n        - name: |`, first: ['logs'] },
    { what: 'resources', at: `${podSpec}      containers:\n      - resources:\n          requests:\n            |`, first: ['cpu', 'memory'] },
    { what: 'the document the cursor is in', at: `kind: ConfigMap\napiVersion: v1\n---\n${head}spec:\n  |`, first: ['selector', 'template'] },
    { what: 'another kind', at: 'apiVersion: v1\nkind: ConfigMap\n|', first: ['metadata', 'binaryData'] },
  ])('$what', ({ at, first }) => {
    expect(labels(at).slice(0, first.length)).toEqual(first)
  })

  test.each([
    { what: 'in a comment', at: `${head}# s|` },
    { what: 'behind a comment', at: `${head}spec: # |` },
    { what: 'in a text of several lines', at: 'metadata:\n  annotations:\n    a: |\n      sp¦' },
    { what: 'under a scalar', at: `${head}metadata:\n  name: a\n    |` },
    { what: 'below a field that is not there', at: `${head}spec:\n  nope:\n    |` },
  ])('nothing $what', ({ at }) => {
    const marker = at.includes('¦') ? '¦' : '|'
    const offset = at.indexOf(marker)
    expect(completionsAt(at.replace(marker, ''), offset, known).candidates).toEqual([])
  })
})

describe('what is written', () => {
  test.each([
    { what: 'a scalar', at: `${head}spec:\n  min|`, label: 'minReadySeconds', text: `${head}spec:\n  minReadySeconds: ` },
    { what: 'a map', at: `${podSpec}      nodeS|`, label: 'nodeSelector', text: `${podSpec}      nodeSelector:\n        ` },
    { what: 'a list, compact where nothing says otherwise', at: `${podSpec}      tol|`, label: 'tolerations', text: `${podSpec}      tolerations:\n      - key: $1\n        operator: Exists\n        effect: \${2:NoSchedule}` },
    { what: 'a list, moved in as the others are', at: `${podSpec}      containers:\n        - name: a\n      |`, label: 'tolerations', text: `${podSpec}      containers:\n        - name: a\n      tolerations:\n        - key: $1\n          operator: Exists\n          effect: \${2:NoSchedule}` },
    { what: 'nested lists, moved in', at: `${podSpec}      containers:\n        - name: a\n      |`, label: 'affinity', text: `${podSpec}      containers:\n        - name: a\n      affinity:\n        nodeAffinity:\n          requiredDuringSchedulingIgnoredDuringExecution:\n            nodeSelectorTerms:\n              - matchExpressions:\n                  - key: $1\n                    operator: In\n                    values:\n                      - $2` },
    { what: 'a nested field in an item', at: `${podSpec}      containers:\n      - name: a\n        readi|`, label: 'readinessProbe', text: `${podSpec}      containers:\n      - name: a\n        readinessProbe:\n          httpGet:\n            path: \${1:/}\n            port: \${2:80}\n          periodSeconds: \${3:5}` },
    { what: 'the whole word is replaced, and what follows it stays', at: `${head}sp|ek:\n`, label: 'spec', text: `${head}spec:\n` },
    { what: 'a value that has to be quoted', at: `${podSpec}      nodeSelector:\n        gpu: |`, label: 'true', text: `${podSpec}      nodeSelector:\n        gpu: "true"` },
    { what: 'a boolean, which must not be', at: `${podSpec}      hostPID: f|`, label: 'true', text: `${podSpec}      hostPID: true` },
    { what: 'a value over a value', at: `${podSpec}      containers:\n      - image: ng|inx:0 # mine`, label: 'redis:7', text: `${podSpec}      containers:\n      - image: redis:7 # mine` },
    { what: 'a label', at: `${podSpec}      nodeSelector:\n        |`, label: 'disk', text: `${podSpec}      nodeSelector:\n        disk: ` },
    { what: 'a toleration for a taint with a value', at: `${podSpec}      tolerations:\n      - |`, label: 'team=data:NoExecute', text: `${podSpec}      tolerations:\n      - key: team\n        operator: Equal\n        value: data\n        effect: NoExecute` },
    { what: 'an item where the list stands', at: `${podSpec}      tolerations:\n      |`, label: '- ', text: `${podSpec}      tolerations:\n      - key: $1\n        operator: Exists\n        effect: \${2:NoSchedule}` },
  ])('$what', ({ at, label, text }) => {
    expect(chosen(at, label)).toBe(text)
  })
})

test('a candidate tells its type, that it is required, and what it is for', () => {
  const [selector] = completionsAt(`${head}spec:\n  `, `${head}spec:\n  `.length, nothingKnown).candidates
  expect([selector!.label, selector!.detail]).toEqual(['selector', 'LabelSelector, required'])
  expect(selector!.documentation).toMatch(/^Which pods belong to this DaemonSet\./)
})
