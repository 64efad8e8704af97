import { describe, expect, it } from 'vitest'
import { daemonSet, Lab } from '../lab.fixture.ts'
import { titleOf } from './kinds/generic.ts'
import { amountOf, printAmount, printShare, sum } from './parts/resources.ts'
import { rfc1123 } from './parts/rfc1123.ts'

const lines = (text: string, from: string, to: string) => text.slice(text.indexOf(from), text.indexOf(to, text.indexOf(from)))

const deployed = (more?: string) => {
  const lab = new Lab(['node-1', 'node-2'])
  lab.run('apply -f -', daemonSet('nginx:1.27', more))
  return lab
}

const everything = `apiVersion: v1
kind: Pod
metadata: {name: rich, labels: {app: rich}}
spec:
  nodeSelector: {kubernetes.io/os: linux}
  tolerations: [{key: a, value: b, effect: NoSchedule}, {operator: Exists}, {key: x, operator: Exists, effect: NoExecute, tolerationSeconds: 30}]
  initContainers: [{name: setup, image: busybox, command: [sh, -c, "echo a\\necho b"]}]
  containers:
  - name: app
    image: nginx
    ports: [{containerPort: 80, name: http, hostPort: 8080}, {containerPort: 53, protocol: UDP}]
    resources: {limits: {cpu: "1", memory: 1Gi}, requests: {cpu: 500m}}
    livenessProbe: {exec: {command: [cat, /x]}}
    readinessProbe: {httpGet: {path: /ready, port: http, host: localhost, scheme: HTTPS}}
    startupProbe: {grpc: {port: 9000}}
    envFrom: [{configMapRef: {name: cm}}, {prefix: P_, secretRef: {name: s, optional: true}}]
    env:
    - {name: TWO, value: "x\\ny"}
    - {name: NS, valueFrom: {fieldRef: {fieldPath: metadata.namespace}}}
    - {name: NODE, valueFrom: {fieldRef: {fieldPath: spec.nodeName}}}
    - {name: CPU, valueFrom: {resourceFieldRef: {resource: limits.cpu}}}
    - {name: MEM, valueFrom: {resourceFieldRef: {resource: limits.memory, divisor: 1Mi}}}
    - {name: SECRET, valueFrom: {secretKeyRef: {name: s, key: k, optional: true}}}
    volumeMounts: [{name: tmp, mountPath: /z}, {name: logs, mountPath: /a, readOnly: true, subPath: s}]
  volumes:
  - {name: tmp, emptyDir: {medium: Memory}}
  - {name: logs, hostPath: {path: /var/log}}
`

describe('describe ds', () => {
  it('says all, aligned', () => {
    const lab = deployed()
    const pods = [...lab.cluster.objects.pods.values()].map(({ metadata }) => metadata!.name!)
    const { stdout, exit } = lab.start('describe ds agent')
    expect(exit).toBe(0)
    expect(stdout.split('Events:\n')[0]).toBe(`Name:           agent
Namespace:      default
Selector:       app=agent
Node-Selector:  <none>
Labels:         <none>
Annotations:    deprecated.daemonset.template.generation: 1
Desired Number of Nodes Scheduled: 2
Current Number of Nodes Scheduled: 2
Number of Nodes Scheduled with Up-to-date Pods: 2
Number of Nodes Scheduled with Available Pods: 2
Number of Nodes Misscheduled: 0
Pods Status:  2 Running / 0 Waiting / 0 Succeeded / 0 Failed
Pod Template:
  Labels:  app=agent
  Containers:
   agent:
    Image:         nginx:1.27
    Port:          <none>
    Host Port:     <none>
    Environment:   <none>
    Mounts:        <none>
  Volumes:         <none>
  Node-Selectors:  <none>
  Tolerations:     <none>
`)
    expect(stdout.split('Events:\n')[1]).toBe(`  Type    Reason            Age   From                  Message
  ----    ------            ----  ----                  -------
  Normal  SuccessfulCreate  10s   daemonset-controller  Created pod: ${pods[0]}
  Normal  SuccessfulCreate  10s   daemonset-controller  Created pod: ${pods[1]}
`)
  })

  it('gives long annotations lines of their own, and keeps that of apply to itself', () => {
    const lab = deployed()
    lab.run(`annotate ds agent long=${'x'.repeat(150)} two="a\nb"`)
    expect(lines(lab.start('describe ds agent').stdout, 'Annotations:', 'Desired')).toBe(`Annotations:    deprecated.daemonset.template.generation: 1
                long:
                  ${'x'.repeat(138)}...
                two:
                  a
                  b
`)
  })
})

describe('describe pod', () => {
  const lab = new Lab(['node-1'])
  lab.run('apply -f -', everything)
  const { stdout } = lab.start('describe pod rich')

  it('shows containers with all that they have', () => {
    expect(lines(stdout, '    Ports:', '    Mounts:')).toBe(`    Ports:          80/TCP (http), 53/UDP
    Host Ports:     8080/TCP (http), 0/UDP
    State:          Running
      Started:      Mon, 05 Jan 2026 09:00:02 +0000
    Ready:          True
    Restart Count:  0
    Limits:
      cpu:     1
      memory:  1Gi
    Requests:
      cpu:      500m
      memory:   1Gi
    Liveness:   exec [cat /x] delay=0s timeout=1s period=10s successThreshold=1 failureThreshold=3
    Readiness:  http-get https://localhost:http/ready delay=0s timeout=1s period=10s successThreshold=1 failureThreshold=3
    Startup:    grpc <pod>:9000  delay=0s timeout=1s period=10s successThreshold=1 failureThreshold=3
    Environment Variables from:
      cm  ConfigMap                Optional: false
      s   Secret with prefix 'P_'  Optional: true
    Environment:
      TWO:     x
               y
      NS:      default (v1:metadata.namespace)
      NODE:     (v1:spec.nodeName)
      CPU:     1 (limits.cpu)
      MEM:     1024 (limits.memory)
      SECRET:  <set to the key 'k' in secret 's'>  Optional: true
`)
  })

  it('shows volumes, and its service account’s with them', () => {
    const [, token] = /kube-api-access-(\w{5}):/.exec(stdout)!
    expect(lines(stdout, '    Mounts:\n      /a', 'Conditions:')).toBe(`    Mounts:
      /a from logs (ro,path="s")
      /var/run/secrets/kubernetes.io/serviceaccount from kube-api-access-${token} (ro)
      /z from tmp (rw)
`)
    expect(lines(stdout, 'Volumes:', 'QoS')).toBe(`Volumes:
  tmp:
    Type:       EmptyDir (a temporary directory that shares a pod's lifetime)
    Medium:     Memory
    SizeLimit:  <unset>
  logs:
    Type:          HostPath (bare host directory volume)
    Path:          /var/log
    HostPathType:  
  kube-api-access-${token}:
    Type:                    Projected (a volume that contains injected data from multiple sources)
    TokenExpirationSeconds:  3607
    ConfigMapName:           kube-root-ca.crt
    Optional:                false
    DownwardAPI:             true
`)
  })

  it('shows tolerations in the order of their keys', () => {
    expect(lines(stdout, 'Node-Selectors:', 'Events:')).toBe(`Node-Selectors:              kubernetes.io/os=linux
Tolerations:                 op=Exists
                             a=b:NoSchedule
                             x:NoExecute op=Exists for 30s
`)
  })

  it('that ends says since when its time is up', () => {
    const ending = new Lab(['node-1'])
    ending.run('run web --image=nginx')
    ending.start('delete pod web --wait=false --grace-period=20')
    expect(lines(ending.start('describe pod web').stdout, 'Status:', 'IP:')).toMatch(/^Status: +Terminating \(lasts <invalid>\)\nTermination Grace Period: +20s\n$/)
  })
})

describe('describe node', () => {
  it('sums what its pods ask for', () => {
    const lab = new Lab(['node-1'])
    lab.run('taint node node-1 b=c:PreferNoSchedule a:NoSchedule')
    lab.run('cordon node-1')
    lab.run('apply -f -', everything)
    lab.run('run web --image=nginx --overrides={}')
    const { stdout } = lab.start('describe node node-1')
    expect(lines(stdout, 'Taints:', 'Lease:')).toBe(`Taints:             a:NoSchedule
                    node.kubernetes.io/unschedulable:NoSchedule
                    b=c:PreferNoSchedule
Unschedulable:      true
`)
    expect(lines(stdout, 'Non-terminated Pods:', 'Events:')).toBe(`Non-terminated Pods:          (1 in total)
  Namespace                   Name    CPU Requests  CPU Limits  Memory Requests  Memory Limits  Age
  ---------                   ----    ------------  ----------  ---------------  -------------  ---
  default                     rich    500m (12%)    1 (25%)     1Gi (12%)        1Gi (12%)      20s
Allocated resources:
  (Total limits may be over 100 percent, i.e., overcommitted.)
  Resource           Requests    Limits
  --------           --------    ------
  cpu                500m (12%)  1 (25%)
  memory             1Gi (12%)   1Gi (12%)
  ephemeral-storage  0 (0%)      0 (0%)
`)
  })
})

describe('describe of other kinds', () => {
  const lab = new Lab(['node-1'])
  lab.run('create ns shop')
  lab.run('create quota small --hard=pods=3,requests.memory=1Gi -n shop')
  lab.run('create cm settings --from-literal=mode=fast --from-literal=level=3')
  lab.run('create pdb budget --selector=app=web --min-available=50%')
  lab.run('create priorityclass high --value=1000 --description=important')
  lab.run('create deployment web --image=nginx --replicas=2')
  lab.run('expose deployment web --port=80 --target-port=8080')

  it.each([
    ['ns default', 'Name:         default\nLabels:       kubernetes.io/metadata.name=default\nAnnotations:  <none>\nStatus:       Active\n\nNo resource quota.\n\nNo LimitRange resource.\n'],
    ['cm settings', 'Name:         settings\nNamespace:    default\nLabels:       <none>\nAnnotations:  <none>\n\nData\n====\nlevel:\n----\n3\n\nmode:\n----\nfast\n\n\nBinaryData\n====\n\nEvents:  <none>\n'],
    ['pc high', 'Name:              high\nValue:             1000\nGlobalDefault:     false\nPreemptionPolicy:  PreemptLowerPriority\nDescription:       important\nAnnotations:       <none>\nEvents:            <none>\n'],
  ])('%s', (what, text) => expect(lab.start(`describe ${what}`)).toEqual({ exit: 0, stdout: text, stderr: '' }))

  it('a Deployment names its ReplicaSets', () => {
    const { stdout } = lab.start('describe deploy web')
    const [replicaSet] = [...lab.cluster.objects.replicasets.values()]
    expect(stdout).toContain('Replicas:               2 desired | 2 updated | 2 total | 2 available | 0 unavailable\nStrategyType:           RollingUpdate\nMinReadySeconds:        0\nRollingUpdateStrategy:  25% max unavailable, 25% max surge\n')
    expect(stdout).toContain(`OldReplicaSets:  <none>\nNewReplicaSet:   ${replicaSet!.metadata!.name} (2/2 replicas created)\n`)
    expect(lab.start('describe rs').stdout).toContain('Controlled By:  Deployment/web\nReplicas:       2 current / 2 desired\nPods Status:    2 Running / 0 Waiting / 0 Succeeded / 0 Failed\n')
  })

  it('a Service leads to its ready pods', () => {
    const addresses = [...lab.cluster.objects.pods.values()].sort((a, b) => (a.metadata!.name! < b.metadata!.name! ? -1 : 1)).map(({ status }) => `${status!.podIP}:8080`)
    expect(lab.start('describe svc web').stdout).toContain(`Port:                     <unset>  80/TCP\nTargetPort:               8080/TCP\nEndpoints:                ${addresses.join(',')}\nSession Affinity:         None\n`)
  })

  it('a kind without words of its own shows its fields', () => {
    lab.run('apply -f -', daemonSet())
    expect(lab.start('describe controllerrevisions').stdout).toMatch(/^Name: +agent-\w+\nNamespace: +default\nLabels: +app=agent\n +controller-revision-hash=\w+\nAnnotations: +deprecated\.daemonset\.template\.generation: 1\nAPI Version: +apps\/v1\nData:\n {2}Spec:\n {4}Template:\n {6}\$patch: +replace\n/)
  })
})

describe('which objects', () => {
  it('a beginning of names will do, and then without events', () => {
    const lab = deployed()
    const { stdout, exit } = lab.start('describe pod age')
    expect([exit, stdout.match(/^Name: +agent-\w+$/gm)?.length, stdout.includes('Events:')]).toEqual([0, 2, false])
    expect(stdout.endsWith('\n\n')).toBe(true)
  })

  it('several are parted by two empty lines, with events only where asked for', () => {
    const lab = deployed()
    const plain = lab.start('describe pods -l app=agent').stdout
    expect(plain.split('\n\n\nName:')).toHaveLength(2)
    expect(plain).not.toContain('Events:')
    expect(lab.start('describe pods --show-events').stdout.match(/^Events:/gm)).toHaveLength(2)
    expect(lab.start('describe ds agent --show-events=false').stdout).not.toContain('Events:')
  })

  it.each([
    ['describe', 1, 'error: You must specify the type of resource to describe. Use "kubectl api-resources" for a complete list of supported resources.\n'],
    ['describe ds nope', 1, 'Error from server (NotFound): daemonsets.apps "nope" not found\n'],
    ['describe ds/nope', 1, 'Error from server (NotFound): daemonsets.apps "nope" not found\n'],
    ['describe ds/agent ds/nope', 1, 'Error from server (NotFound): daemonsets.apps "nope" not found\n'],
    ['describe bogus x', 1, 'error: the server doesn\'t have a resource type "bogus"\n'],
    ['describe deploy', 0, 'No resources found in default namespace.\n'],
    ['describe deploy -A', 0, 'No resources found\n'],
    ['describe pods -l app=x -n kube-system', 0, 'No resources found in kube-system namespace.\n'],
  ])('%s', (line, exit, stderr) => expect(deployed().start(line)).toEqual({ exit, stdout: '', stderr }))
})

describe('parts', () => {
  it.each([['creationTimestamp', 'Creation Timestamp'], ['apiVersion', 'API Version'], ['uid', 'UID'], ['ownerReferences', 'Owner References'], ['podIP', 'Pod IP'], ['$patch', '$patch'], ['kind', 'Kind']])('title of %s', (name, title) => expect(titleOf(name)).toBe(title))
  it.each([[['500m', '500m'], '1'], [['1', '500m'], '1500m'], [['64Mi', '64Mi'], '128Mi'], [['512Mi', '512Mi'], '1Gi'], [['0', '1Gi'], '1Gi'], [['100M', '100M'], '200M'], [['1023'], '1023']])('sum of %j', (texts, total) => expect(printAmount(sum(texts.map((text) => ({ x: amountOf(text) }))).x!)).toBe(total))
  it('shares are cut, not rounded', () => expect(printShare(amountOf('1990m'), amountOf('4'))).toBe('1990m (49%)'))
  it('times', () => expect([rfc1123('2026-11-24T00:14:15Z'), rfc1123('2024-02-29T23:59:59Z')]).toEqual(['Tue, 24 Nov 2026 00:14:15 +0000', 'Thu, 29 Feb 2024 23:59:59 +0000']))
})
