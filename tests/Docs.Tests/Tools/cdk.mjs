// Compiles the module on the standard input with TypeScript's strictest checks, lets its addJobs add to a stack, and prints the stack's template.
// Arguments: the folder of the packages, and a folder with asyncjobs.json, which is the working directory of the module.
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const [packages, project] = process.argv.slice(2);
const require = createRequire(packages + '/');
const ts = require('typescript');
const folder = mkdtempSync(join(tmpdir(), 'asyncjobs-cdk-'));
try {
  symlinkSync(join(packages, 'node_modules'), join(folder, 'node_modules'));
  const file = join(folder, 'jobs.ts');
  writeFileSync(file, readFileSync(0, 'utf8'));
  const program = ts.createProgram([file], {
    strict: true,
    noUnusedLocals: true,
    noUnusedParameters: true,
    skipLibCheck: true,
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.CommonJS,
    moduleResolution: ts.ModuleResolutionKind.Node10,
    types: ['node'],
    typeRoots: [join(packages, 'node_modules', '@types')],
    outDir: folder,
  });
  const source = program.getSourceFile(file);
  const faults = [...program.getOptionsDiagnostics(), ...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source), ...program.emit(source).diagnostics];
  if (faults.length > 0) {
    console.error(ts.formatDiagnostics(faults, { getCanonicalFileName: name => name, getCurrentDirectory: () => folder, getNewLine: () => '\n' }));
    process.exitCode = 1;
  } else {
    process.chdir(project);
    // The template is checked against CloudFormation's specification afterwards; the CDK's own way to do that takes minutes in this process.
    process.env.CDK_VALIDATION = 'false';
    // From there, so that both have one copy of the library.
    const { App, DefaultStackSynthesizer, Stack, aws_lambda: lambda, aws_s3: s3 } = createRequire(file)('aws-cdk-lib');
    const { addJobs } = createRequire(file)('./jobs.js');
    const app = new App({ analyticsReporting: false });
    const stack = new Stack(app, 'Shop', { synthesizer: new DefaultStackSynthesizer({ generateBootstrapVersionRule: false }) });
    addJobs(stack, lambda.Code.fromBucket(s3.Bucket.fromBucketName(stack, 'Code', 'code'), 'shop.zip'));
    console.log(JSON.stringify(app.synth().getStackByName('Shop').template));
  }
} finally {
  rmSync(folder, { recursive: true });
}
