import { type InputHTMLAttributes, useId } from 'react';

interface FieldProps extends InputHTMLAttributes<HTMLInputElement> {
  readonly label: string;
  readonly hint?: string;
  /** Why the engine refused this very field. */
  readonly fault?: string | undefined;
}

/** A labelled field that says below itself what is expected, or what is wrong. */
export function Field({ label, hint, fault, ...input }: FieldProps) {
  const id = useId();
  const words = fault ?? hint;
  return (
    <div className="field" data-fault={fault === undefined ? undefined : true}>
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        {...input}
        aria-invalid={fault !== undefined}
        aria-describedby={words === undefined ? undefined : `${id}-words`}
      />
      {words !== undefined && (
        <p id={`${id}-words`} className="field-words" role={fault === undefined ? undefined : 'alert'}>
          {words}
        </p>
      )}
    </div>
  );
}
