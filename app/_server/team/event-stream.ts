/** So often something is sent though nothing changed: proxies close what is silent, and a browser notices that the server is gone. */
const HEARTBEAT = 15_000;

const held = globalThis as { workbookStreams?: Set<() => void> };

/** What ends each stream that is open. A server that is told to stop ends them, and the browsers come back to the next one. */
function streams(): Set<() => void> {
  if (held.workbookStreams === undefined) {
    held.workbookStreams = new Set();
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, endStreams);
  }
  return held.workbookStreams;
}

export const openStreams = (): number => held.workbookStreams?.size ?? 0;

/** Ends every stream; the browser of each tries again a second later. */
export function endStreams(): void {
  for (const end of held.workbookStreams ?? []) end();
}

/**
 * Server-sent events: `start` gets what sends one (`undefined` ends the stream for good) and gives back what ends it. The browser
 * comes back by itself when the connection breaks, and gets all of it anew: nothing has to be replayed.
 */
export function eventStream(request: Request, start: (send: (data: unknown) => void) => () => void): Response {
  const encoder = new TextEncoder();
  let end = () => {};
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      const write = (text: string) => {
        try {
          controller.enqueue(encoder.encode(text));
        } catch {
          // Closed by the browser between two events.
        }
      };
      const heart = setInterval(() => write(': still here\n\n'), HEARTBEAT);
      let stop = () => {};
      end = () => {
        clearInterval(heart);
        streams().delete(end);
        stop();
        try {
          controller.close();
        } catch {
          // Closed already.
        }
      };
      streams().add(end);
      write('retry: 1000\n\n');
      stop = start((data) => {
        if (data === undefined) {
          write('event: over\ndata: {}\n\n');
          queueMicrotask(end);
        } else write(`data: ${JSON.stringify(data)}\n\n`);
      });
      request.signal.addEventListener('abort', () => end(), { once: true });
    },
    cancel: () => end(),
  });
  const headers = {
    'Content-Type': 'text/event-stream; charset=utf-8',
    'Cache-Control': 'no-store, no-transform',
    'X-Accel-Buffering': 'no',
  };
  return new Response(body, { headers });
}
