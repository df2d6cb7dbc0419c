import { docsAsset, versionOf } from './docs-assets';

/** Scripts, styles and requests of our own only: the page works without the internet and runs nothing from elsewhere. */
export const DOCS_CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** The page, whose files are asked for by version. */
export async function docsPage(): Promise<string> {
  const [style, bundle, opening] = await Promise.all(
    ['swagger-ui.css', 'swagger-ui-bundle.js', 'open.js'].map(addressOf),
  );
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>Partner Client Service</title>
    <link rel="icon" href="data:," />
    <link rel="stylesheet" href="${style}" />
  </head>
  <body>
    <div id="documentation"></div>
    <noscript>This page needs JavaScript. The document itself is at <a href="/openapi.json">/openapi.json</a>.</noscript>
    <script src="${bundle}"></script>
    <script src="${opening}"></script>
  </body>
</html>
`;
}

async function addressOf(name: string): Promise<string> {
  const asset = await docsAsset(name);
  if (asset === undefined) throw new Error(`the page has no file ${name}`);
  return `/docs/${name}?v=${versionOf(asset)}`;
}
