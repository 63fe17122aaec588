/** One exchange with an endpoint that speaks the protocol of OpenAI's chat completions. */
import { z } from 'zod';
import type { LanguageModelSettings } from '../../contract/languageModel.ts';

/** Longer than any answer that is of use. */
const BYTES_MOST = 256 * 1024;
const TOKENS_MOST = 1_000;

export interface Message {
  readonly role: 'system' | 'user' | 'assistant' | 'tool';
  readonly content: string | null;
  readonly tool_calls?: readonly ToolCall[];
  readonly tool_call_id?: string;
}

const toolCall = z.object({
  id: z.string().max(200),
  type: z.literal('function').default('function'),
  function: z.object({ name: z.string(), arguments: z.string() }),
});
export type ToolCall = z.infer<typeof toolCall>;

const completion = z.object({
  choices: z
    .array(
      z.object({
        message: z.object({
          content: z.string().nullish(),
          tool_calls: z.array(toolCall).nullish(),
        }),
      }),
    )
    .min(1),
});

export interface Said {
  readonly text: string | null;
  readonly calls: readonly ToolCall[];
}

/** The model did not answer, or not in the protocol; the message is one sentence. */
export class ModelError extends Error {}

export interface OfferedTool {
  readonly name: string;
  readonly description: string;
  readonly parameters: object;
}

/**
 * @param give ends it: a question does not wait for ever
 * @throws ModelError
 */
export async function complete(
  { url, model }: LanguageModelSettings,
  key: string | null,
  messages: readonly Message[],
  tool: OfferedTool | null,
  give: AbortSignal,
): Promise<Said> {
  const tools = tool && {
    tools: [{ type: 'function', function: tool }],
    tool_choice: { type: 'function', function: { name: tool.name } },
  };
  try {
    const answer = await fetch(`${url}/chat/completions`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(key !== null && { authorization: `Bearer ${key}` }),
      },
      body: JSON.stringify({ model, messages, temperature: 0, max_tokens: TOKENS_MOST, ...tools }),
      // What was said to one address, the key with it, follows nobody to another.
      redirect: 'error',
      signal: give,
    });
    const text = await read(answer);
    if (!answer.ok) throw new ModelError(`The model answered ${answer.status}.`);
    const parsed = completion.safeParse(jsonOf(text));
    if (!parsed.success)
      throw new ModelError('The model did not answer in the protocol of chat completions.');
    const message = parsed.data.choices[0]?.message;
    return { text: message?.content ?? null, calls: message?.tool_calls ?? [] };
  } catch (error) {
    if (error instanceof ModelError) throw error;
    if (give.aborted) throw new ModelError('The model took too long.');
    throw new ModelError('The model cannot be reached.');
  }
}

async function read(answer: Response): Promise<string> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of (answer.body ?? []) as AsyncIterable<Uint8Array>) {
    size += part.byteLength;
    if (size > BYTES_MOST) throw new ModelError('The model answered with more than can be of use.');
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
