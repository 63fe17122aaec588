/** A form out of a document of which nothing is known yet. */
import { form, type FormFault } from '../../../contract/forms.ts';
import { type CompiledForm, compileForm, FormError } from './compile.ts';

/** @throws FormError with every fault, each at its row, column or check */
export function readForm(document: unknown): CompiledForm {
  const read = form.safeParse(document);
  if (read.success) return compileForm(read.data);
  throw new FormError(
    read.error.issues.map(({ path, message, ...issue }): FormFault => {
      const extra = issue.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : [];
      const detail = issue.code === 'unrecognized_keys' ? 'is not a known field' : message;
      const full = [...path, ...extra];
      return {
        field: full.join('.') || 'the document',
        row: codeAt(document, 'rows', full) ?? codeIn(document, 'cells', full, 'row'),
        column: codeAt(document, 'columns', full) ?? codeIn(document, 'cells', full, 'column'),
        check: codeAt(document, 'checks', full),
        detail,
      };
    }),
  );
}

/** The code of the part that a fault lies in, as far as the document says one. */
function codeAt(document: unknown, list: 'rows' | 'columns' | 'checks', path: readonly PropertyKey[]) {
  return codeIn(document, list, path, 'code');
}

function codeIn(document: unknown, list: string, path: readonly PropertyKey[], name: string): string | null {
  const [first, index] = path;
  if (first !== list || typeof index !== 'number') return null;
  const parts: unknown = fieldOf(document, list);
  const code = Array.isArray(parts) ? fieldOf(parts[index], name) : undefined;
  return typeof code === 'string' ? code : null;
}

function fieldOf(of: unknown, name: string): unknown {
  return typeof of === 'object' && of !== null ? Reflect.get(of, name) : undefined;
}
