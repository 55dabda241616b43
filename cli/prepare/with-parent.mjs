// Loaded into the server's process: it ends when the process that started it is gone, however that ended. Nothing is left behind
// that holds the port.
process.on('disconnect', () => process.exit());
await import('./connection.mjs');
