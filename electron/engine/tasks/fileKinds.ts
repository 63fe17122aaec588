/** What kind of file it is, by what is in it. */
import { fileTypeFromBuffer } from 'file-type';
import { ATTACHMENT_TYPES, type Attachment } from '../../contract/tasks.ts';

/** The kind of a file, of those that may be attached; `null` for any other. */
export async function kindOf(content: Buffer): Promise<Attachment['type'] | null> {
  const found = await fileTypeFromBuffer(content);
  if (found === undefined) return isText(content) ? 'text/plain' : null;
  return ATTACHMENT_TYPES.find((type) => type === found.mime) ?? null;
}

/** Control characters but for tab and the ends of lines: no text has them. */
const CONTROL = /[^\P{Cc}\t\n\r\u0085]/u;

/** UTF-8 that is neither mark-up nor a program: a browser must not take it for a page. */
function isText(content: Buffer): boolean {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(content);
  } catch {
    return false;
  }
  return text !== '' && !CONTROL.test(text) && !/^\s*(<|#!)/.test(text);
}
