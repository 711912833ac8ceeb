// Reads Terraform's language on the standard input and prints it as JSON. The argument is the folder of the packages.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const { parse } = createRequire(process.argv[2] + '/')('@cdktf/hcl2json');
console.log(JSON.stringify(await parse('main.tf', readFileSync(0, 'utf8'))));
