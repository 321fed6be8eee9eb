/** A body of multipart/form-data that is one file and nothing else. */
export interface Upload<Body = unknown> {
  /** Name of the form field. */
  readonly field: string;
  /** Bytes of the file. */
  readonly largest: number;
  /** Media types for the documentation; what the bytes are is for the use case to see. */
  readonly types: readonly string[];
  readonly description: string;
  /** Carries the type only. */
  readonly yields?: Body;
}

/** The handler finds the bytes in `body`, under the name of the field. */
export function upload<const Field extends string>(
  field: Field,
  facts: Pick<Upload, 'largest' | 'types' | 'description'>,
): Upload<Readonly<Record<Field, Buffer>>> {
  return { field, ...facts };
}
