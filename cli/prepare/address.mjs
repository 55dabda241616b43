import { createServer } from 'node:net';
import { Fault } from './fault.mjs';

/**
 * Where the workbook is to be served.
 * @typedef {{ readonly host: string, readonly port: number, readonly url: string }} Address
 */

/**
 * The address that `HOST` and `PORT` ask for. `url` is what a person opens: a server on all addresses is reached as localhost.
 * @param {NodeJS.ProcessEnv} env
 * @returns {Address}
 */
export function addressIn(env) {
  const host = env.HOST || '127.0.0.1';
  const given = env.PORT || '3000';
  const port = Number(given);
  if (!/^\d{1,5}$/.test(given) || port < 1 || port > 65535)
    throw new Fault(`PORT is "${given}", which is no port: set it to a number from 1 to 65535, or leave it out for 3000.`);
  const name = host === '0.0.0.0' || host === '::' ? 'localhost' : host.includes(':') ? `[${host}]` : host;
  return { host, port, url: `http://${name}:${port}` };
}

/**
 * Comes back when the address is free; throws the sentence that says what to do when it is not.
 * @param {Address} address
 * @returns {Promise<void>}
 */
export function checkFree({ host, port }) {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (error) => reject(new Fault(sentenceFor(/** @type {NodeJS.ErrnoException} */ (error), host, port))));
    probe.listen({ host, port, exclusive: true }, () => probe.close(() => resolve()));
  });
}

/**
 * @param {NodeJS.ErrnoException} error
 * @param {string} host
 * @param {number} port
 */
function sentenceFor(error, host, port) {
  const other = port < 65535 ? port + 1 : 3000;
  switch (error.code) {
    case 'EADDRINUSE':
      return `Port ${port} is in use by another program: stop it, or start with PORT=${other} npm start.`;
    case 'EACCES':
      return `Port ${port} may not be used by this account: start with PORT=3000 npm start.`;
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return `HOST is "${host}", which is no address of this machine: leave it out to serve this machine alone, or set HOST=0.0.0.0 for its network.`;
    default:
      return `Nothing can be served on ${host}:${port}: ${error.message}.`;
  }
}
