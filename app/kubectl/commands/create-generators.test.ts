import { beforeEach, expect, test } from 'vitest'
import { Lab } from '../lab.fixture.ts'

let lab: Lab
beforeEach(() => {
  lab = new Lab(['node-1'])
})

test.each<[string, number, string, string]>([
  ['create deploy y --image=nginx --image=x -- sleep 1', 1, '', 'error: cannot specify multiple --image options and command\n'],
  ['create cm c --from-literal==b', 1, '', 'error: invalid literal source =b, expected key=value\n'],
  ['create cm c --from-literal=a=b --from-literal=a=c', 1, '', 'error: cannot add key "a", another key by that name already exists in Data for ConfigMap "c"\n'],
  ["create cm c --from-literal='a b=c'", 1, '', "error: \"a b\" is not a valid key name for a ConfigMap: a valid config key must consist of alphanumeric characters, '-', '_' or '.' (e.g. 'key.name',  or 'KEY_NAME',  or 'key-name', regex used for validation is '[-._a-zA-Z0-9]+')\n"],
  ['create cm c --from-env-file=x --from-literal=a=b', 1, '', 'error: from-env-file cannot be combined with from-file or from-literal\n'],
  ['create pdb p --selector=a=b --max-unavailable=x', 1, '', 'error: invalid format specified for max-unavailable\n'],
  ['create quota q --hard=pods=x', 1, '', "error: quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'\n"],
  ['create svc clusterip s', 1, '', 'error: at least one tcp port specifier must be provided\n'],
  ['create svc clusterip s --tcp=x', 1, '', 'error: strconv.ParseUint: parsing "x": invalid syntax\n'],
  ['create svc externalname s', 1, '', 'error: required flag(s) "external-name" not set\n'],
  ['create svc bogus', 1, '', "error: unknown command \"bogus\"\nSee 'kubectl create service -h' for help and examples\n"],
  ['create svc nodeport s --tcp=80:8080', 0, 'service/s created\n', ''],
])('%s', (line, exit, stdout, stderr) => {
  expect(lab.run(line)).toEqual({ exit, stdout, stderr })
})

test('words behind -- are the command of the container', () => {
  expect(lab.run('create deploy y --image=nginx --dry-run=client -o jsonpath={.spec.template.spec.containers[0].command} -- sleep 1').stdout).toBe('["sleep","1"]')
})

test('a file of variables becomes keys, its comments do not', () => {
  lab.run('create cm c --from-env-file=settings.env', { files: { 'settings.env': '# c\nA=1\nB=x=y\n' } })
  expect(lab.run('get cm c -o jsonpath={.data}').stdout).toBe('{"A":"1","B":"x=y"}')
})

test('a selector with a set is kept as one', () => {
  expect(lab.run("create pdb p --selector='a=b,c in (d)' --max-unavailable=1 --dry-run=client -o jsonpath={.spec.selector}").stdout).toBe('{"matchExpressions":[{"key":"c","operator":"In","values":["d"]}],"matchLabels":{"a":"b"}}')
})

test('a service says where its ports lead, and carries its name as a label', () => {
  expect(lab.run('create svc clusterip s --tcp=80:http --dry-run=client -o yaml').stdout).toBe('apiVersion: v1\nkind: Service\nmetadata:\n  labels:\n    app: s\n  name: s\nspec:\n  ports:\n  - name: 80-http\n    port: 80\n    protocol: TCP\n    targetPort: http\n  selector:\n    app: s\n  type: ClusterIP\nstatus:\n  loadBalancer: {}\n')
})
