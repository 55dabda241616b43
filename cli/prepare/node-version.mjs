// Read before anything else, perhaps by an old Node: nothing newer than ES2018 here.
const WANTED = [20, 19];

/**
 * What is wrong with the Node version `version`, as one sentence; undefined when it is new enough.
 * @param {string} version
 * @returns {string | undefined}
 */
export function nodeFault(version) {
  const parts = version.split('.').map(Number);
  const isOld = parts[0] < WANTED[0] || (parts[0] === WANTED[0] && parts[1] < WANTED[1]);
  if (!isOld) return undefined;
  return `The workbook needs Node ${WANTED.join('.')} or newer and this is ${version}: install a newer Node and start again.`;
}
