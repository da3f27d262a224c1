/** An app of which there is nothing to preview, and what to do about it. */
export class AssemblyError extends Error {
  override readonly name = 'AssemblyError';
}

/** What CloudWatch shows and the preview does not: said in the widget, in place of something that is not so. */
export class UnsupportedError extends Error {
  override readonly name = 'UnsupportedError';
}
