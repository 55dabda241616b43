/** So often something is sent though nothing changed: proxies close what is silent, and a browser notices that the server is gone. */
const HEARTBEAT = 15_000;

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
        stop();
        try {
          controller.close();
        } catch {
          // Closed already.
        }
      };
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
