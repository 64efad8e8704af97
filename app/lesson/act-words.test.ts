import { expect, test } from 'vitest'
import { isAct, namesAct } from './act-words.ts'

test.each<[string, string, boolean]>([
  ['kubectl delete po x', 'delete pod/x', true],
  ['kubectl delete pod/x', 'kubectl delete pod x', true],
  ['k delete pods x y', 'delete pod y', true],
  ['kubectl -n default delete pod x', 'delete pod x', true],
  ['kubectl -n kube-system delete pod x', 'delete pod x -n kube-system', true],
  ['kubectl delete pod x', 'delete pod x -n kube-system', false],
  ['kubectl delete pod x', 'delete node', false],
  ['kubectl delete node node-1', 'delete', true],
  ['kubectl delete ds,deploy logs', 'delete deployment logs', true],
  ['kubectl get ds logs -oyaml', 'get daemonset -o yaml', true],
  ['kubectl get ds logs -o yaml', 'get ds --output=json', false],
  ['kubectl delete pod x --force --grace-period 0', 'delete --grace-period=0', true],
  ['kubectl rollout restart daemonset/logs', 'rollout restart ds logs', true],
  ['kubectl rollout status ds/logs', 'rollout restart', false],
  ['kubectl rollout status ds/logs', 'rollout', true],
  ['kubectl cordon node-1', 'cordon node/node-1', true],
  ['kubectl label no node-1 disk=ssd --overwrite', 'label node node-1 disk=ssd', true],
  ['kubectl label no node-1 disk=ssd', 'label node node-1 disk=hdd', false],
  ['kubectl get pods | grep x && kubectl delete pod x', 'delete pod x', true],
  ['kubectl delete pod $(kubectl get pods -o name | head -1)', 'get pods', true],
  ['kubectl get pods -o name | xargs kubectl delete', 'delete', true],
  ['echo kubectl delete pod x', 'delete', false],
  ['kubectl delete pod x # and not apply', 'apply', false],
  ['kubectl get ds logs -o jsonpath={.spec}', 'get ds', true],
  ['kubectl apply -f manifest.yaml', 'apply', true],
  ['apply', 'apply -f manifest.yaml', true],
  ['apply', 'kubectl apply', true],
  ['join', 'join', true],
  ['leave', 'join', false],
])('%s: %s → %s', (done, meant, is) => {
  expect(isAct(done, meant)).toBe(is)
})

test('words that name no act', () => {
  expect(['join', 'kubectl delete', 'rollout undo', 'delte', 'kubectl'].map(namesAct)).toEqual([true, true, true, false, false])
})
