// Loaded into the server's process: each request carries the address of its connection, whatever the client wrote in its place.
import { Server } from 'node:http';

export const PEER = 'x-workbook-peer';

const emit = Server.prototype.emit;

/**
 * @this {Server}
 * @param {string | symbol} event
 * @param {...any} given
 */
Server.prototype.emit = function (event, ...given) {
  if (event === 'request') {
    const [request] = /** @type {[import('node:http').IncomingMessage]} */ (/** @type {unknown} */ (given));
    request.headers[PEER] = request.socket.remoteAddress ?? 'unknown';
  }
  return emit.call(this, event, ...given);
};
