import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AssemblyError } from './errors.js';

// Beside the built command; in dist/ where the sources themselves are run.
const FOLDERS = [join(__dirname, 'preview'), join(__dirname, '..', '..', 'dist', 'cli', 'preview')];

/** A file of the page, bundled with the package: the page asks nobody but this machine. */
export const pageFile = (name: 'page.js' | 'page.css'): Buffer => {
  const file = FOLDERS.map((folder) => join(folder, name)).find((each) => existsSync(each));
  if (file === undefined)
    throw new AssemblyError(`There is no ${name} of the preview. In a clone of the repository run: npm run bundle`);
  return readFileSync(file);
};

/** The page itself; everything else it asks for. */
export const pageHtml = (about: string): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Dashboard preview</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/page.css">
</head>
<body data-about="${about}">
<script type="module" src="/page.js"></script>
</body>
</html>
`;
