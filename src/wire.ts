import { createServer } from 'node:http';
import type { StartRole } from './role.ts';

// The one server file that knows every slice.

export const startWeb: StartRole = async ({ config, health, metrics }) => {
  const server = createServer(async (request, response) => {
    const answer = request.url === '/healthz' ? await health.ready() : request.url === '/healthz/live' ? health.live() : null;
    if (answer) response.writeHead(answer.status, { 'content-type': answer.contentType }).end(answer.body);
    else if (request.url === '/metrics') response.end(await metrics.render());
    else response.writeHead(404).end();
  });
  await new Promise<void>((resolve, reject) => void server.once('error', reject).listen(config.port, config.host, () => resolve()));
  return { stop: async () => void server.close(() => {}).closeAllConnections() };
};
const nothing: StartRole = async () => ({ stop: async () => {} });
export const startHits = nothing;
export const startSender = nothing;
export const startWorker = nothing;
