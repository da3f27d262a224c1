/** The package says nothing of its types. */
declare module 'asl-validator' {
  const validate: (definition: object) => { readonly isValid: boolean; readonly errorsText: () => string };
  export = validate;
}
