const MOST_STEPS = 32;
const METHODS = ['get', 'put', 'post', 'delete', 'patch'];

/** An OpenAPI document, with its references followed. */
export class OpenApi {
  #document;

  constructor(document) {
    this.#document = document;
  }

  /** Reads the document that is at a path of this server. */
  static async load(path) {
    const reply = await fetch(path, { cache: 'no-store' });
    if (!reply.ok) throw new Error((await reply.json().catch(() => undefined))?.message ?? `The server answered with ${reply.status}.`);
    return new OpenApi(await reply.json());
  }

  get title() {
    return this.#document.info?.title ?? '';
  }

  /** All operations, in the order of the document: `{ id, method, path, summary?, description? }`. */
  get operations() {
    return Object.entries(this.#document.paths ?? {}).flatMap(([path, item]) =>
      METHODS.filter((method) => item[method]).map((method) => ({
        id: item[method].operationId ?? `${method} ${path}`,
        method: method.toUpperCase(),
        path,
        summary: item[method].summary,
        description: item[method].description,
      })),
    );
  }

  /** What a request to a path needs, and gets: `{ summary, parameters, body?, replies }`; undefined where the document does not have it. */
  findOperation(method, path) {
    const operation = this.#document.paths?.[path]?.[method.toLowerCase()];
    if (!operation) return undefined;
    const body = operation.requestBody && this.resolve(operation.requestBody);
    return {
      summary: operation.summary,
      parameters: (operation.parameters ?? []).map((parameter) => this.resolve(parameter)),
      body: body && { description: body.description, isRequired: body.required === true, content: body.content ?? {} },
      replies: Object.entries(operation.responses ?? {}).map(([status, reply]) => this.#replyOf(status, this.resolve(reply))),
    };
  }

  /** Follows a node's reference; what stands beside it wins. */
  resolve(node) {
    let resolved = node;
    for (let i = 0; i < MOST_STEPS && typeof resolved?.$ref === 'string'; i++) {
      const { $ref, ...beside } = resolved;
      resolved = { ...this.#find($ref), ...beside };
    }

    return resolved ?? {};
  }

  #replyOf(status, { description, headers = {}, content = {} }) {
    return {
      status,
      description,
      headers: Object.entries(headers).map(([name, header]) => ({ name, ...this.resolve(header) })),
      content,
    };
  }

  #find(reference) {
    if (!reference.startsWith('#/')) return {};
    let node = this.#document;
    for (const part of reference.slice(2).split('/')) node = node?.[decodeURIComponent(part).replaceAll('~1', '/').replaceAll('~0', '~')];
    return node ?? {};
  }
}
