import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { daemonSet } from '../../lab.fixture.ts'
import { Terminal } from '../terminal.fixture.ts'
import { complete } from './complete.ts'

const terminal = new Terminal(['node-1', 'node-2'], { 'manifest.yaml': daemonSet(), 'my file.txt': '' })
for (const line of ['kubectl apply -f manifest.yaml', 'kubectl create ns team', 'kubectl create configmap conf -n team --from-literal=a=b', 'kubectl taint node node-1 gpu=yes:NoSchedule', 'kubectl label node node-1 disk=ssd', 'kubectl create deployment web --image=nginx']) {
  terminal.type(line)
  terminal.pass(3_000)
}
const pod = [...terminal.cluster.objects.pods.values()].find(({ metadata }) => metadata!.name!.startsWith('agent-'))!.metadata!.name!

/** `¦` stands for the cursor; without one it is at the end. */
const at = (line: string) => {
  const cursor = line.includes('¦') ? line.indexOf('¦') : line.length
  return complete(terminal.shell(), terminal.desk, terminal.cluster, line.replace('¦', ''), cursor)
}
const offered = (line: string) => at(line).candidates

describe('candidates', () => {
  it.each<[string, readonly string[]]>([
    ['kubec', ['kubectl']],
    ['', ['alias', 'awk', 'cat', 'cd']],
    ['gre', ['grep']],
    ['kubectl ro', ['rollout']],
    ['k cord', ['cordon']],
    ['kubectl rollout re', ['restart', 'resume']],
    ['kubectl rollout undo d', ['daemonsets', 'deploy', 'deployments', 'ds']],
    ['kubectl delete da', ['daemonsets']],
    ['kubectl delete daemonsets,dep', ['deploy', 'deployments']],
    ['kubectl delete ds ', ['agent']],
    ['kubectl delete ds agent ', []],
    ['kubectl delete ds/', ['agent']],
    ['kubectl delete ds/agent deploy/', ['web']],
    ['kubectl delete -n team cm ', ['conf', 'kube-root-ca.crt']],
    ['kubectl delete cm -n t', ['team']],
    ['kubectl --namespace=te', ['team']],
    ['kubectl delete cm --namespace te', ['team']],
    ['kubectl delete ds -n team ', []],
    ['kubectl drain ', ['node-1', 'node-2']],
    ['kubectl cordon node-1 ', ['node-2']],
    ['kubectl taint no', ['no', 'nodes']],
    ['kubectl taint nodes node-1 ', ['gpu=yes:NoSchedule-', 'node-2']],
    ['kubectl taint nodes node-2 a=b:', ['a=b:NoExecute', 'a=b:NoSchedule', 'a=b:PreferNoSchedule']],
    ['kubectl label node node-1 di', ['disk-', 'disk=']],
    ['kubectl delete node -l di', ['disk=']],
    ['kubectl delete node -l disk=', ['ssd']],
    ['kubectl delete node --selector=disk', ['disk=']],
    ['kubectl delete pod --field-selector spec.nodeName=node-', ['node-1', 'node-2']],
    ['kubectl set image ds/agent ', ['agent=']],
    ['kubectl set image ds agent agent=', ['nginx:1.27']],
    ['kubectl set im', ['image']],
    ['kubectl apply -f m', ['manifest.yaml', 'my\\ file.txt']],
    ['kubectl apply --filename=man', ['manifest.yaml']],
    ['kubectl apply -fman', ['manifest.yaml']],
    ['kubectl apply -f "my', ['my file.txt']],
    ['kubectl drain node-1 --ig', ['--ignore-daemonsets']],
    ['kubectl drain node-1 --ignore-daemonsets --ig', []],
    ['kubectl apply --dry', ['--dry-run']],
    ['kubectl apply --dry-run=', ['client', 'none', 'server']],
    ['kubectl delete ds agent --cascade=o', ['orphan']],
    ['kubectl wait --for=con', ['condition=']],
    ['kubectl wait node --for=condition=Re', ['condition=Ready']],
    ['kubectl logs agent', [...terminal.cluster.objects.pods.values()].map(({ metadata }) => metadata!.name!).filter((name) => name.startsWith('agent')).sort()],
    [`kubectl logs ${pod} -c `, ['agent']],
    ['kubectl rollout undo ds agent --to-revision=', ['1']],
    ['kubectl patch ds agent --type=', ['json', 'merge', 'strategic']],
    ['kubectl delete ds agent | gre', ['grep']],
    ['true && kubectl uncor', ['uncordon']],
    ['watch -n 1 kubectl rollout sta', ['status']],
    ['cat ma', ['manifest.yaml']],
    ['kubectl apply -f - < man', ['manifest.yaml']],
    ['echo x > man', ['manifest.yaml']],
    ['NS=team kubectl drain node-1', ['node-1']],
    ['echo $HO', ['$HOME', '$HOSTNAME']],
    ['kubectl get po -o j', ['json', 'jsonpath-as-json=', 'jsonpath-file=', 'jsonpath=']],
    ['kubectl get po -oya', ['yaml']],
    ['kubectl describe no', ['no', 'nodes']],
    ['kubectl describe node/', ['node-1', 'node-2']],
    ['kubectl explain ds.spec.up', ['updateStrategy']],
    ['kubectl explain pods.spec.containers.resources.l', ['limits']],
    ['kubectl get ds agent -o wide --sh', ['--show-kind', '--show-labels', '--show-managed-fields']],
    ['kubectl config set-context --current --namespace=te', ['team']],
    ['kubectl exec ', []],
    ['kubectl bogus ', []],
    ['frobnicate ', []],
  ])('%s', (line, candidates) => {
    expect(line === '' ? offered(line).slice(0, 4) : offered(line)).toEqual(candidates)
  })
})

it('follows the namespace that the context names', () => {
  const desk = { ...terminal.desk, namespace: 'team' }
  expect(complete(terminal.shell(), desk, terminal.cluster, 'kubectl delete cm c').candidates).toEqual(['conf'])
})

it('never throws, and offers only what begins as it stands', () => {
  const piece = fc.constantFrom('kubectl', ' ', '-', '--', '=', '/', ',', '.', ':', '"', "'", '\\', '|', 'get', 'ds', 'agent', 'label', 'taint', 'node', 'node-1', '-n', '-l', '-o', '--for', 'set image', 'explain', 'logs', '-c', 'constructor', '__proto__', 'x')
  fc.assert(fc.property(fc.array(fc.oneof(piece, fc.string({ maxLength: 4 })), { maxLength: 12 }), (pieces) => {
    const line = `kubectl ${pieces.join('')}`
    const { candidates, prefix, replaceFrom } = at(line.replaceAll('¦', ''))
    expect(candidates.every((each) => each.startsWith(prefix)) && replaceFrom <= line.length).toBe(true)
  }), { numRuns: 2_000 })
})

it('says what is replaced, and how far all candidates agree', () => {
  expect(at('kubectl delete ds/a')).toEqual({ replaceFrom: 18, candidates: ['agent'], prefix: 'agent', blank: true })
  expect(at('kubectl drain n¦ --force')).toEqual({ replaceFrom: 14, candidates: ['node-1', 'node-2'], prefix: 'node-', blank: true })
  expect(at('kubectl apply -f "my')).toMatchObject({ replaceFrom: 18, prefix: 'my file.txt' })
  expect(at('kubectl delete po --selector=')).toMatchObject({ replaceFrom: 29, blank: false })
  expect(at('kubectl nothing-like-it')).toEqual({ replaceFrom: 8, candidates: [], prefix: '', blank: true })
})
