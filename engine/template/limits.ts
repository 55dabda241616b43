/**
 * The largest template, in bytes of UTF-8, and the most resources that CloudFormation takes.
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html
 */
export const MAX_TEMPLATE_BYTES = 1_048_576;
export const MAX_RESOURCES = 500;

/** Lists and maps within each other, more than any real template has; readers recurse, so this also keeps their stack small. */
export const MAX_DEPTH = 100;

/** Values that aliases may add to a text: a few lines of them can stand for billions. */
export const MAX_ALIASED_NODES = 50_000;

/** Remarks on one text: what is no template at all would otherwise get one for each character. */
export const MAX_DIAGNOSTICS = 100;

/** Characters that functions may produce while one template is resolved: `Fn::Sub` within `Fn::Sub` doubles at each step. */
export const MAX_PRODUCED = 8_000_000;
