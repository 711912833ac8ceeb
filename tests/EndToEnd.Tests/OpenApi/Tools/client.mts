// What a TypeScript program does with the types that openapi-typescript makes of the sample's document: it starts jobs and waits for their ends.
import createClient from 'openapi-fetch';
import type { components, paths } from './document.mts';

type Job = components['schemas']['AnyJob'];

const client = createClient<paths>({ baseUrl: process.argv[2]! });

async function waitForEnd(id: string): Promise<Job> {
  for (;;) {
    const { data: job, error, response } = await client.GET('/jobs/{id}', { params: { path: { id }, header: { Prefer: 'wait=5' } } });
    if (error)
      throw new Error(`${error.status} ${error.errorCode}: ${error.message}`);
    if (job.status !== 'PENDING' && job.status !== 'RUNNING')
      return job;
    await new Promise((resolve) => setTimeout(resolve, 1000 * Number(response.headers.get('Retry-After') ?? 1)));
  }
}

const started = await client.POST('/summaries/{name}', {
  params: { path: { name: 'cities/of France' }, query: { delimiter: ';' }, header: { 'Idempotency-Key': crypto.randomUUID() } },
  body: { csv: 'city;people\nParis;2102650\nLyon;522250\n' },
});
if (started.error)
  throw new Error(started.error.message);
const job = await waitForEnd(started.data.id);
if (job.job !== 'summaries' || job.status !== 'SUCCEEDED' || !job.result)
  throw new Error(`It ended otherwise: ${JSON.stringify(job)}`);
console.log(job.result.name, job.result.rows, job.result.columns.map((column) => column?.name).join());

const refused = await client.POST('/link-checks', { body: { urls: ['https://example.com/'] }, params: { query: { withinSeconds: 1.5 } } });
console.log(refused.error?.errorCode, refused.error && 'errors' in refused.error ? refused.error.errors?.map((fault) => `${fault.in} ${fault.name}`).join() : '');

const unknown = await client.GET('/jobs/{id}', { params: { path: { id: '00000000000000000000000000' } } });
console.log(unknown.response.status, unknown.error?.title);
