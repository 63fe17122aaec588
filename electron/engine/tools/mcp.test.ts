import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { administrator, type Client as Caller, startFace, type TestFace } from '../fixtures/face.ts';

let test: TestFace;
let admin: Caller;
const open: Client[] = [];

beforeAll(async () => {
  test = await startFace();
  admin = await administrator(test);
});
afterAll(async () => {
  for (const one of open) await one.close();
  await test.end();
});

async function assistant(more: object = {}): Promise<Client> {
  const made = (await (await admin.call('POST', '/tokens', { name: 'assistant', ...more })).json()) as {
    token: string;
  };
  const client = new Client({ name: 'test', version: '1' });
  const transport = new StreamableHTTPClientTransport(new URL(`${test.url}/api/v1/mcp`), {
    requestInit: { headers: { authorization: `Bearer ${made.token}` } },
  });
  // The transport's optional members are typed without "exactOptionalPropertyTypes".
  await client.connect(transport);
  open.push(client);
  return client;
}

const answer = z.object({
  content: z.array(z.object({ type: z.literal('text'), text: z.string() })),
  isError: z.boolean().optional(),
});
async function call(client: Client, name: string, given: Record<string, unknown> = {}) {
  const told = answer.parse(await client.callTool({ name, arguments: given }));
  return { text: told.content[0]?.text ?? '', isError: told.isError ?? false };
}

describe('an assistant by the Model Context Protocol', () => {
  it('finds the tools, each with a schema', async () => {
    const { tools } = await (await assistant()).listTools();
    expect(tools.map(({ name }) => name).sort()).toEqual([
      'ask_question',
      'forecast',
      'list_indicators',
      'list_units',
      'run_query',
    ]);
    for (const one of tools) expect(one.inputSchema.type).toBe('object');
  });

  it('is told units, and answered queries from the figures', async () => {
    const client = await assistant();
    const { units } = JSON.parse((await call(client, 'list_units')).text) as { units: { unit: string }[] };
    expect(units.map(({ unit }) => unit)).toEqual(['HCM', 'HCM-KV01']);
    const forecast = await call(client, 'forecast', { unit: 'HCM', indicator: 'cases_to_enforce' });
    expect(JSON.parse(forecast.text)).toMatchObject({ outcome: 'none', reason: 'too_short' });
  });

  it('sees no more than its token: nothing of other units', async () => {
    const client = await assistant({ place: 'HCM-KV01' });
    const { text } = await call(client, 'list_units');
    expect(text).not.toContain('"HCM"');
    const beyond = await call(client, 'forecast', { unit: 'HCM', indicator: 'cases_to_enforce' });
    expect(beyond.isError).toBe(true);
  });

  it('is refused in words for what does not fit', async () => {
    const client = await assistant();
    expect(await call(client, 'run_query', { query: { kind: 'drop' } })).toMatchObject({ isError: true });
    expect(await call(client, 'nothing')).toMatchObject({ isError: true });
    expect(await call(client, 'forecast', { unit: 'HCM', indicator: 'x' })).toMatchObject({ isError: true });
  });

  it('needs a token with figures', async () => {
    const without = await fetch(`${test.url}/api/v1/mcp`, { method: 'POST', body: '{}' });
    expect([401, 415]).toContain(without.status);
    await expect(assistant({ permissions: [] })).rejects.toThrow();
  });
});
