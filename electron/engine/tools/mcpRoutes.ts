/**
 * The same tools for assistants that speak the Model Context Protocol, over Streamable HTTP without sessions: each request
 * stands for itself, with the rights of the token that it carries.
 */
import { Server } from '@modelcontextprotocol/sdk/server/index.js';
import { WebStandardStreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/webStandardStreamableHttp.js';
import { CallToolRequestSchema, ListToolsRequestSchema } from '@modelcontextprotocol/sdk/types.js';
import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { Reach } from '../access/index.ts';
import { QuestionError } from '../measures/index.ts';
import { ProblemError } from '../problems/index.ts';
import type { Tool } from './tools.ts';

export function mcpRoutes(tools: readonly Tool[], version: string): FastifyPluginCallbackZod {
  return (app, _options, registered) => {
    app.post(
      '/mcp',
      {
        config: { access: 'figures.read', place: 'narrowed' },
        schema: {
          tags: ['questions'],
          description:
            'The questions, queries and forecasts as tools of the Model Context Protocol (Streamable HTTP, no sessions). Nothing here changes anything; the rights are those of the bearer token.',
          body: z.unknown(),
        },
      },
      async (request, reply) => {
        const server = serverFor(tools, request.reach, version);
        const transport = new WebStandardStreamableHTTPServerTransport({ enableJsonResponse: true });
        await server.connect(transport);
        try {
          const answer = await transport.handleRequest(webRequest(request.headers), {
            parsedBody: request.body,
          });
          reply.code(answer.status);
          const type = answer.headers.get('content-type');
          if (type !== null) reply.header('content-type', type);
          return await answer.text();
        } finally {
          await server.close();
        }
      },
    );
    registered();
  };
}

/** The transport reads what was accepted and sent from its headers only. */
function webRequest(headers: NodeJS.Dict<string | string[]>): Request {
  const pairs = Object.entries(headers).flatMap(([name, value]): [string, string][] =>
    value === undefined || name === 'content-length' ? [] : [[name, String(value)]],
  );
  return new Request('http://engine/mcp', { method: 'POST', headers: pairs, body: '' });
}

function serverFor(tools: readonly Tool[], reach: Reach, version: string): Server {
  const server = new Server({ name: 'ioc-wall', version }, { capabilities: { tools: {} } });
  server.setRequestHandler(ListToolsRequestSchema, () => ({
    tools: tools.map(({ name, description, inputSchema }) => ({
      ...{ name, description, inputSchema },
      annotations: { readOnlyHint: true },
    })),
  }));
  server.setRequestHandler(CallToolRequestSchema, async ({ params }) => {
    const found = tools.find(({ name }) => name === params.name);
    if (!found) return refused(`There is no tool "${params.name}".`);
    try {
      const answer = await found.run(params.arguments ?? {}, reach);
      return { content: [{ type: 'text' as const, text: JSON.stringify(answer) }] };
    } catch (error) {
      if (error instanceof z.ZodError) {
        const [issue] = error.issues;
        return refused(`${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'is not valid'}`);
      }
      if (error instanceof QuestionError || error instanceof ProblemError) return refused(error.message);
      throw error;
    }
  });
  return server;
}

function refused(text: string) {
  return { content: [{ type: 'text' as const, text }], isError: true };
}
