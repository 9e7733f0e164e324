// What Netlify's and Cloudflare's own packages answer to requests, by the maps in two folders: a list of Locations for each.
import { readFileSync } from 'node:fs';
import { RedirectsHandler } from '@netlify/redirects';
import { createMetadataObject, generateHandler, parseRedirects } from './cloudflare.mjs';

const { folders, force, requests } = JSON.parse(readFileSync(0, 'utf8'));
const ORIGIN = 'http://localhost';

// `force`: whether it redirects where a page is, as engines make one at an old address; both files alone cannot say so for both hosts.
async function netlify(folder, force) {
  const handler = new RedirectsHandler({
    projectDir: folder,
    publicDir: folder,
    configPath: `${folder}/netlify.toml`,
    jwtSecret: '',
    jwtRoleClaim: '',
  });
  return async (path) => {
    const match = await handler.match(new Request(ORIGIN + path));
    return match?.statusCode === 301 && (match.force || !force) ? match.target.pathname : '';
  };
}

async function cloudflare(folder) {
  const redirects = parseRedirects(readFileSync(`${folder}/_redirects`, 'utf8'));
  for (const { message, line } of redirects.invalid) console.error(`Cloudflare: ${message} ${line ?? ''}`);
  const metadata = createMetadataObject({ redirects });
  return async (path) => {
    const response = await generateHandler({
      request: new Request(ORIGIN + path),
      metadata,
      logError: console.error,
      findAssetEntryForPath: async () => null,
      generateNotFoundResponse: async () => new Response('', { status: 404 }),
    });
    return response.status === 301 ? response.headers.get('location').split('?')[0] : '';
  };
}

const answers = {};
for (const [host, start] of Object.entries({ netlify, cloudflare })) {
  const ask = await start(folders[host], force);
  answers[host] = [];
  for (const request of requests) answers[host].push(await ask(request));
}
console.log(JSON.stringify(answers));
