import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { administrator, startFace, type TestFace } from '../fixtures/face.ts';

interface Operation {
  security?: Record<string, string[]>[];
  parameters?: { name: string; in: string; schema: object }[];
  requestBody?: { content: Record<string, { schema: object }> };
  responses: Record<string, { description?: string; content?: Record<string, { schema: object }> }>;
}
interface Document {
  openapi: string;
  info: { title: string; version: string };
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, object>; securitySchemes: Record<string, object> };
}

let test: TestFace;
let document: Document;
beforeAll(async () => {
  test = await startFace();
  document = (await (await fetch(`${test.url}/api/v1/openapi.json`)).json()) as Document;
});
afterAll(() => test.end());

function operations(): [string, Operation][] {
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]): [string, Operation] => [
      `${method} ${path}`,
      operation,
    ]),
  );
}

/** A schema of the document as something that can judge a value. */
function readSchema(schema: object): z.ZodType {
  const text = JSON.stringify({ ...schema, $defs: document.components.schemas });
  return z.fromJSONSchema(
    JSON.parse(text.replaceAll('#/components/schemas/', '#/$defs/')) as Parameters<
      typeof z.fromJSONSchema
    >[0],
  );
}

describe('the OpenAPI document', () => {
  it('is of version 3.1 and describes every route of the API', () => {
    expect(document.openapi).toMatch(/^3\.1\./);
    const described = operations()
      .map(([name]) => name)
      .sort();
    const there = test.face.routes
      .filter(
        ({ url, method }) =>
          // What a browser asks by itself before it asks.
          !['HEAD', 'OPTIONS'].includes(method) &&
          !url.includes('*') &&
          !['/', '/remote'].includes(url) &&
          !url.endsWith('openapi.json'),
      )
      .map(({ method, url }) => `${method.toLowerCase()} ${url.replace(/:(\w+)/g, '{$1}')}`)
      .sort();
    expect(described).toEqual(there);
  });

  it('has schemas that can be read and references that lead somewhere', () => {
    for (const [, name] of JSON.stringify(document).matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g))
      expect(document.components.schemas).toHaveProperty(name ?? '');
    for (const [name, operation] of operations())
      for (const part of [operation.requestBody, ...Object.values(operation.responses)])
        for (const { schema } of Object.values(part?.content ?? {}))
          expect(() => readSchema(schema), name).not.toThrow();
  });

  it('describes the answers that are given', async () => {
    const admin = await administrator(test);
    for (const [path, query] of [
      ['/values', '?unit=HCM'],
      ['/measures', '?unit=HCM'],
      ['/figures', '?unit=HCM'],
      ['/ranking', '?unit=HCM'],
      ['/units', ''],
      ['/indicators', ''],
      ['/wall', ''],
      ['/scenes', ''],
    ] as const) {
      const schema =
        document.paths[`/api/v1${path}`]?.['get']?.responses['200']?.content?.['application/json'];
      const answer: unknown = await (await admin.call('GET', path + query)).json();
      expect(readSchema(schema?.schema ?? {}).safeParse(answer), path).toMatchObject({ success: true });
    }
    const refused: unknown = await (await admin.call('GET', '/values')).json();
    expect(readSchema({ $ref: '#/components/schemas/Problem' }).safeParse(refused)).toMatchObject({
      success: true,
    });
    expect(readSchema({ $ref: '#/components/schemas/Problem' }).safeParse({})).toMatchObject({
      success: false,
    });
  });

  it('says for each operation who may use it and how it fails', () => {
    for (const [name, operation] of operations()) {
      expect(operation.security, name).toBeDefined();
      expect(Object.keys(operation.responses), name).toContain('500');
      for (const [status, answer] of Object.entries(operation.responses)) {
        expect(answer.description, `${name} ${status}`).toBeTruthy();
        if (Number(status) >= 400)
          expect(answer.content?.['application/problem+json']?.schema, `${name} ${status}`).toEqual({
            $ref: '#/components/schemas/Problem',
          });
      }
      for (const scheme of operation.security?.flatMap((one) => Object.keys(one)) ?? [])
        expect(document.components.securitySchemes).toHaveProperty(scheme);
      if (operation.security?.length) expect(Object.keys(operation.responses), name).toContain('401');
    }
  });
});
