// Checks templates, each a line of the standard input, against CloudFormation's public resource specification: every resource's type, properties,
// required properties and kinds of values, and that what is referred to is there. Answers each with a line, the list of its faults.
import { createRequire } from 'node:module';
import { createInterface } from 'node:readline';

const { loadAwsServiceSpecSync } = createRequire(process.argv[2] + '/')('@aws-cdk/aws-service-spec');
const db = loadAwsServiceSpecSync();

// The template that is looked at, its faults, and what SAM adds for its functions and their events.
let template;
let faults;
let added;

// The specification of SAM is behind its documentation: a function passes on what Lambda's own type has, and one destination is enough.
const passedOn = ['LoggingConfig', 'RecursiveLoop'];

// SAM's own forms, which its specification does not have yet:
// https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-function-capacityproviderconfig.html
// https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-capacityprovider.html
const text = { type: { type: 'string' } };
const number = { type: { type: 'number' } };
const capacityProviderConfig = { Arn: { ...text, required: true }, ExecutionEnvironmentMemoryGiBPerVCpu: number, PerExecutionEnvironmentMaxConcurrency: number };
const anything = { type: { type: 'json' } };
const capacityProvider = {
  attributes: { Arn: text },
  properties: Object.fromEntries(['CapacityProviderName', 'OperatorRole', 'Tags', 'PropagateTags', 'InstanceRequirements', 'ScalingConfig', 'KmsKeyArn']
    .map(name => [name, anything]).concat([['VpcConfig', { ...anything, required: true }]])),
};
const notRequired = /\.EventInvokeConfig\.DestinationConfig\.OnSuccess$/;

// https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-function-sqs.html has it as well.
const documented = /\.Events\.\w+\.Properties: no property FunctionResponseTypes$/;

const isMap = value => typeof value === 'object' && value !== null && !Array.isArray(value);
const isIntrinsic = value => isMap(value) && Object.keys(value).length === 1 && /^(Ref|Fn::.*)$/.test(Object.keys(value)[0]);

function checkReference(path, id) {
  if (!id.startsWith('AWS::') && !template.Resources[id] && !template.Parameters?.[id] && !added.has(id)) faults.push(`${path}: there is no ${id}`);
}

function checkIntrinsic(path, value) {
  const [name, argument] = Object.entries(value)[0];
  if (name === 'Ref') checkReference(path, argument);
  if (name === 'Fn::Sub') {
    const [text, variables] = Array.isArray(argument) ? argument : [argument, {}];
    for (const [, id] of text.matchAll(/\$\{([^!}.]+)[^}]*\}/g)) if (!(id in variables)) checkReference(path, id);
    for (const value of Object.values(variables)) if (isIntrinsic(value)) checkIntrinsic(path, value);
  }
  if (name === 'Fn::Select' || name === 'Fn::Split') for (const item of argument) if (isIntrinsic(item)) checkIntrinsic(path, item);
  if (name === 'Fn::GetAtt') {
    checkReference(path, argument[0]);
    const type = template.Resources[argument[0]]?.Type;
    const known = type === 'AWS::Serverless::Function' ? ['Arn'] : Object.keys(find(type)?.attributes ?? {});
    if (!known.includes(argument[1])) faults.push(`${path}: ${type} has no attribute ${argument[1]}`);
  }
}

function find(type) {
  if (type === 'AWS::Serverless::CapacityProvider') return capacityProvider;
  return [...db.lookup('resource', 'cloudFormationType', 'equals', type)][0];
}

// The first alternative without faults, else the faults of the one with the fewest.
function checkUnion(path, value, types) {
  const all = types.map(type => collect(() => check(path, value, type)));
  faults.push(...all.reduce((best, one) => (one.length < best.length ? one : best)));
}

function collect(action) {
  const start = faults.length;
  action();
  return faults.splice(start);
}

function check(path, value, type) {
  if (isIntrinsic(value)) return checkIntrinsic(path, value);
  const wrong = expected => faults.push(`${path}: ${JSON.stringify(value)} is not ${expected}`);
  switch (type.type) {
    case 'string': return typeof value === 'string' ? undefined : wrong('a string');
    case 'number': case 'integer': return typeof value === 'number' ? undefined : wrong('a number');
    case 'boolean': return typeof value === 'boolean' ? undefined : wrong('a boolean');
    case 'json': return undefined;
    case 'array': return Array.isArray(value) ? value.forEach((item, i) => check(`${path}[${i}]`, item, type.element)) : wrong('a list');
    case 'map': return isMap(value) ? Object.entries(value).forEach(([key, item]) => check(`${path}.${key}`, item, type.element)) : wrong('a map');
    case 'tag': return isMap(value) ? undefined : wrong('a tag');
    case 'ref': return isMap(value) ? checkProperties(path, value, db.get('typeDefinition', type.reference.$ref).properties) : wrong('an object');
    case 'union': return checkUnion(path, value, type.types);
    default: return undefined;
  }
}

function checkProperties(path, value, properties) {
  for (const [name, item] of Object.entries(value)) {
    if (properties[name]) check(`${path}.${name}`, item, properties[name].type);
    else faults.push(`${path}: no property ${name}`);
  }
  for (const [name, property] of Object.entries(properties))
    if (property.required && !(name in value) && !notRequired.test(`${path}.${name}`)) faults.push(`${path}: ${name} is missing`);
}

function checkTemplate() {
  added = new Set(['ServerlessHttpApi', 'ServerlessRestApi']);
  for (const [id, resource] of Object.entries(template.Resources))
    if (resource.Type === 'AWS::Serverless::Function' && !resource.Properties.Role) added.add(id + 'Role');

  for (const section of Object.keys(template))
    if (!['AWSTemplateFormatVersion', 'Transform', 'Description', 'Metadata', 'Parameters', 'Globals', 'Conditions', 'Resources', 'Outputs'].includes(section))
      faults.push(`no section ${section}`);
  for (const [id, resource] of Object.entries(template.Resources)) {
    for (const name of Object.keys(resource))
      if (!['Type', 'Metadata', 'Properties', 'DependsOn', 'Condition', 'DeletionPolicy', 'UpdateReplacePolicy'].includes(name)) faults.push(`${id}: no attribute ${name}`);
    const definition = find(resource.Type);
    const properties = { ...definition?.properties };
    if (resource.Type === 'AWS::Serverless::Function') {
      for (const name of passedOn) properties[name] = find('AWS::Lambda::Function').properties[name];
      properties.CapacityProviderConfig = anything;
      if (resource.Properties.CapacityProviderConfig) checkProperties(`${id}.CapacityProviderConfig`, resource.Properties.CapacityProviderConfig, capacityProviderConfig);
    }
    if (definition) checkProperties(id, resource.Properties ?? {}, properties);
    else faults.push(`${id}: no type ${resource.Type}`);
  }
  for (const [id, output] of Object.entries(template.Outputs ?? {})) check(`Outputs.${id}`, output.Value, { type: 'string' });
}

for await (const line of createInterface({ input: process.stdin })) {
  faults = [];
  try {
    template = JSON.parse(line);
    checkTemplate();
  } catch (error) {
    faults.push(error.stack);
  }
  console.log(JSON.stringify(faults.filter(fault => !documented.test(fault))));
}
