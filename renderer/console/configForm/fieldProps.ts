import type { ComponentType } from 'react';
import type { UnitNode } from '../../../electron/contract/answers.ts';
import type { Indicator } from '../../../electron/contract/indicators.ts';
import type { Beginnings, Shape } from '../../editor/shape.ts';
import type { Path } from '../../editor/atPath.ts';
import type { Faults } from '../../widgets/faults.ts';

/** What the form knows, for all its fields. */
export interface FormSetting {
  readonly units: readonly UnitNode[];
  readonly indicators: readonly Indicator[];
  readonly beginnings: Beginnings;
  readonly faults: Faults;
  /** A value of the configuration is another; `undefined` leaves it out. */
  readonly change: (path: Path, value: unknown) => void;
}

/** One field, whatever its kind. */
export interface FieldProps {
  readonly path: Path;
  readonly shape: Shape;
  /** As it stands in the configuration, valid or not. */
  readonly value: unknown;
  readonly label: string;
  readonly help: string | undefined;
  readonly fault: string | undefined;
  /** It may be left out, or be nothing. */
  readonly optional: boolean;
  readonly setting: FormSetting;
}

/** A field whose name and faults follow from where it stands. */
export type UnnamedProps = Omit<FieldProps, 'label' | 'help' | 'fault'> & {
  /** Its name where the schema has none, as in a list. */
  readonly label?: string;
};

/** Of a field that has others inside: what draws those. */
export interface OuterProps extends FieldProps {
  readonly Inner: ComponentType<UnnamedProps>;
}
