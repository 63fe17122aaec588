/** A field with its name, what it means, and what is wrong with it, all told to a screen reader as well. */
import { type ReactNode, useId } from 'react';
import { useStrings } from '../../ui/index.ts';
import type { FieldProps } from './fieldProps.ts';

/** What an input of a field takes over. */
export interface InputAttributes {
  readonly id: string;
  readonly 'aria-invalid': true | undefined;
  readonly 'aria-describedby': string | undefined;
}

interface LabelledProps extends Pick<FieldProps, 'label' | 'fault' | 'help'> {
  /** Beside the name, such as the limits of a number. */
  readonly limits?: string | undefined;
  readonly children: (input: InputAttributes) => ReactNode;
}

export function Labelled({ label, fault, help, limits, children }: LabelledProps) {
  const id = useId();
  const described = [
    ...(help === undefined && limits === undefined ? [] : [`${id}help`]),
    ...(fault === undefined ? [] : [`${id}fault`]),
  ];
  return (
    <div className="config-field">
      <label htmlFor={id}>{label}</label>
      {children({
        id,
        'aria-invalid': fault === undefined ? undefined : true,
        'aria-describedby': described.length > 0 ? described.join(' ') : undefined,
      })}
      <Help id={`${id}help`} words={[help, limits]} />
      <Fault id={`${id}fault`} fault={fault} />
    </div>
  );
}

interface GroupedProps extends Pick<FieldProps, 'label' | 'fault' | 'help'> {
  readonly limits?: string | undefined;
  readonly children: ReactNode;
}

/** The same for several inputs under one name. */
export function Grouped({ label, fault, help, limits, children }: GroupedProps) {
  const id = useId();
  return (
    <fieldset
      className="config-group"
      aria-invalid={fault === undefined ? undefined : true}
      aria-describedby={`${id}help ${id}fault`}
    >
      <legend>{label}</legend>
      {children}
      <Help id={`${id}help`} words={[help, limits]} />
      <Fault id={`${id}fault`} fault={fault} />
    </fieldset>
  );
}

function Help({ id, words }: { readonly id: string; readonly words: readonly (string | undefined)[] }) {
  const said = words.filter((one) => one !== undefined).join(' ');
  return said === '' ? null : (
    <p id={id} className="note">
      {said}
    </p>
  );
}

/** Read out when it comes, without taking the keyboard away. */
export function Fault({ id, fault }: { readonly id: string; readonly fault: string | undefined }) {
  const { t } = useStrings('config');
  return (
    <p id={id} className="config-fault" aria-live="polite">
      {fault === undefined ? null : (
        <>
          <span aria-hidden="true">■ </span>
          <span className="unseen">{t('fault.before')}</span>
          {fault}
        </>
      )}
    </p>
  );
}
