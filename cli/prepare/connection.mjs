// Loaded into the server's process: each request carries the address of its connection, whatever the client wrote in its place, and is logged.
import { Server } from 'node:http';
import { logRequest } from './log.mjs';

export const PEER = 'x-workbook-peer';

const emit = Server.prototype.emit;

/**
 * @this {Server}
 * @param {string | symbol} event
 * @param {...any} given
 */
Server.prototype.emit = function (event, ...given) {
  if (event === 'request') {
    const [request, response] = /** @type {[import('node:http').IncomingMessage, import('node:http').ServerResponse]} */ (
      /** @type {unknown} */ (given)
    );
    request.headers[PEER] = request.socket.remoteAddress ?? 'unknown';
    logRequest(request, response);
  }
  return emit.call(this, event, ...given);
};
