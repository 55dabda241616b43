// `npm start`: from a bare clone to pages that answer. What can be loaded before the version of Node is known is loaded ahead, the rest after.
import { nodeFault } from './prepare/node-version.mjs';

const say = (/** @type {string} */ step) => console.log(step);

const fault = nodeFault(process.versions.node);
if (fault === undefined) {
  say(`Node: ${process.versions.node}`);
  start(process.argv.includes('--dev')).catch(fail);
} else {
  console.error(fault);
  process.exitCode = 1;
}

/**
 * Prepares everything, cheap checks first, then serves until a signal comes.
 * @param {boolean} dev
 */
async function start(dev) {
  const { addressIn, checkFree } = await import('./prepare/address.mjs');
  const { checkWritable, dataFolder } = await import('./prepare/database.mjs');
  const { keepDeleting, prepareCode, prepareDatabase, preparePages, prepareTeam, ROOT } = await import('./prepare.mjs');
  const stopper = await stopOnSignal();
  const address = addressIn(process.env);
  const folder = dataFolder(ROOT, process.env);
  await checkFree(address);
  checkWritable(folder);
  await prepareCode(say);
  await prepareDatabase(folder, say);
  await keepDeleting(folder, say);
  if (!dev) await preparePages(say);
  const { serve } = await import('./serve.mjs');
  const server = serve({ address, folder, dev });
  stopper.hand(server.stop);
  await server.ready;
  await prepareTeam(folder, address.url, say);
  say(`Ready: ${address.url}  (Ctrl-C stops it)`);
  const { asked, code } = await server.ended;
  if (!asked) console.error(`The server ended by itself (status ${code}); what it said last is above.`);
  process.exitCode = asked ? 0 : 1;
}

/** From here on a signal stops what is at work: the preparation, or what was handed over by `hand`. */
async function stopOnSignal() {
  const { stopRunning } = await import('./prepare/run.mjs');
  /** @type {(() => void) | undefined} */
  let stopServer;
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']))
    process.once(signal, () => {
      if (stopServer !== undefined) {
        say('Stopping.');
        stopServer();
        return;
      }
      stopRunning();
      console.error('Stopped before it was ready; the next start goes on from here.');
      process.exit(1);
    });
  return { hand: (/** @type {() => void} */ stop) => (stopServer = stop) };
}

/** @param {unknown} error */
function fail(error) {
  // A fault is a sentence for a person; anything else is our own mistake and keeps its trace.
  console.error(error instanceof Error && error.constructor.name === 'Fault' ? error.message : error);
  process.exitCode = 1;
}
