/** The largest file, and the most text of all files together, in UTF-16 code units: far more than people write by hand. */
export const MAX_FILE_LENGTH = 1_000_000;
export const MAX_TEXT_LENGTH = 10_000_000;
export const MAX_FILES = 5_000;

/** Brackets, blocks and templates within each other; the parser recurses, so this also keeps its stack small. */
export const MAX_NESTING = 100;

/** Expressions within each other while one is evaluated, through locals, variables and modules: the evaluator recurses too. */
export const MAX_EVALUATION_DEPTH = 250;

/** Modules within modules. */
export const MAX_MODULE_DEPTH = 20;

/** Instances of all blocks together; more would be no text that one reads. */
export const MAX_INSTANCES = 10_000;

/** Expressions that are evaluated and items that functions make: `for` within `for` multiplies. */
export const MAX_STEPS = 1_500_000;

/** Parts of one value, those of its parts counted again wherever they stand: a list of a list twice doubles at each step. */
export const MAX_VALUE_SIZE = 200_000;

/** Lists and maps within each other in one value. */
export const MAX_VALUE_DEPTH = 200;

/** Characters of one text, and of all that are made: `"${a}${a}"` doubles at each step. */
export const MAX_TEXT_VALUE = 1_000_000;
export const MAX_PRODUCED = 16_000_000;

/** Remarks on one configuration. */
export const MAX_DIAGNOSTICS = 200;

/** Faults of one configuration for which a name is looked for that was meant, and names that it is looked for among. */
export const MAX_HINTS = 30;
export const MAX_CANDIDATES = 1_000;
