const MOST_STEPS = 32;

/** An OpenAPI document, with its references followed. */
export class OpenApi {
  #document;

  constructor(document) {
    this.#document = document;
  }

  /** What a request to a path needs: `{ parameters, body? }`; undefined where the document does not have it. */
  findOperation(method, path) {
    const operation = this.#document.paths?.[path]?.[method.toLowerCase()];
    if (!operation) return undefined;
    const body = operation.requestBody && this.resolve(operation.requestBody);
    return {
      summary: operation.summary,
      parameters: (operation.parameters ?? []).map((parameter) => this.resolve(parameter)),
      body: body && { isRequired: body.required === true, content: body.content ?? {} },
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

  #find(reference) {
    if (!reference.startsWith('#/')) return {};
    let node = this.#document;
    for (const part of reference.slice(2).split('/')) node = node?.[decodeURIComponent(part).replaceAll('~1', '/').replaceAll('~0', '~')];
    return node ?? {};
  }
}
